/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/answers.h"

#include "app/state.h"
#include "base/error.h"
#include "base/text.h"
#include "store/claims.h"

#include <glib/gi18n.h>

typedef gboolean (*StepTest)(const App *app, const Record *record, const char *id);

static gboolean is_open(const App *app, const Record *record, const char *id) {
  return record_mark(record, id) == MARK_OPEN;
}

static gboolean is_no_stretch(const App *app, const Record *record, const char *id) {
  const Step *step = routine_step(app->config->routine, id);
  return !step || step->kind != STEP_AVOID;
}

/* Leaves those in `steps` (of borrowed ids) that pass; all when none does. */
static void keep_those(const App *app, GPtrArray *steps, StepTest test, const Record *record) {
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++) {
    if (test(app, record, g_ptr_array_index(steps, i)))
      g_ptr_array_add(kept, g_ptr_array_index(steps, i));
  }
  if (kept->len == 0)
    return;
  g_ptr_array_set_size(steps, 0);
  g_ptr_array_extend(steps, kept, NULL, NULL);
}

static GPtrArray *steps_meant(App *app, const Action *action, const char *const *steps, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, action->night, &plan, &record, error))
    return NULL;
  GPtrArray *meant = g_ptr_array_new();
  for (gsize i = 0; steps[i]; i++)
    g_ptr_array_add(meant, (gpointer) steps[i]);
  keep_those(app, meant, is_open, record);
  if (action->kind == ACTION_MARK && action->mark == MARK_DONE)
    keep_those(app, meant, is_no_stretch, record);
  return meant;
}

static void append_sentence(GString *told, const char *text) {
  g_autofree char *sentence = text_sentence(text);
  g_string_append_printf(told, "%s%s", told->len > 0 ? " " : "", sentence);
}

/* Gives how many were answered. What one refuses is told beside what the others did; `error` is that of the last. */
static guint answer_each(App *app, const Action *action, const GPtrArray *steps, GString *told, GError **error) {
  guint answered = 0;
  for (guint i = 0; i < steps->len; i++) {
    Action own = *action;
    own.step = g_ptr_array_index(steps, i);
    g_autofree char *done = NULL;
    g_autoptr(GError) refused = NULL;
    const gboolean is_done = app_perform(app, &own, &done, &refused);
    answered += is_done ? 1 : 0;
    append_sentence(told, is_done ? done : refused->message);
    if (!is_done) {
      g_clear_error(error);
      g_propagate_error(error, g_steal_pointer(&refused));
    }
  }
  return answered;
}

gboolean answers_give(App *app, const Action *action, const char *const *steps, char **message, GError **error) {
  g_autoptr(GPtrArray) meant = steps_meant(app, action, steps, error);
  if (!meant)
    return FALSE;
  g_autoptr(GError) refused = NULL;
  GString *told = g_string_new(NULL);
  const guint answered = answer_each(app, action, meant, told, &refused);
  g_autofree char *text = g_string_free(told, FALSE);
  if (answered == 0) {
    g_propagate_error(error, g_steal_pointer(&refused));
    return FALSE;
  }
  if (message)
    *message = g_steal_pointer(&text);
  return TRUE;
}

gboolean app_answer_last(App *app, const Action *action, char **message, GError **error) {
  g_auto(LastReminder) last = { 0 };
  if (!claim_load_last(app->store, &last, error))
    return FALSE;
  if (!last.steps || !*last.steps) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                last.steps ? _("the last reminder asked for no step: name one")
                           : _("nothing was reminded of yet: name a step"));
    return FALSE;
  }
  Action own = *action;
  own.night = last.night;
  return answers_give(app, &own, (const char *const *) last.steps, message, error);
}
