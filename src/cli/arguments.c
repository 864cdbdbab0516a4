/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/arguments.h"

#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "base/timetext.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

/* Nights that have a name, and how far they are from tonight. */
static const struct {
  const char *name;
  int distance;
} named_nights[] = { { "tonight", 0 }, { "today", 0 }, { "yesterday", -1 }, { "tomorrow", 1 } };

gboolean argument_night(const App *app, const char *text, Night *night, GError **error) {
  const Night tonight = app_evening(app)->plan->night;
  for (gsize i = 0; i < G_N_ELEMENTS(named_nights); i++) {
    if (text && g_ascii_strcasecmp(text, named_nights[i].name) != 0)
      continue;
    const int distance = text ? named_nights[i].distance : 0;
    GTimeZone *zone = app_evening(app)->zone;
    *night = distance < 0 ? night_before(tonight, zone) : distance > 0 ? night_after(tonight, zone) : tonight;
    return TRUE;
  }
  if (daytime_parse_day(text, night))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("\"%s\" is no night: use a date such as 2026-11-24, or tonight, tomorrow or yesterday"), text);
  return FALSE;
}

/* What a step may be called. */
typedef struct {
  const char *id;
  const char *brief; /* NULL: not known */
  const char *title;
} StepNames;

static gboolean is_named(const char *name, const char *text) {
  return name && g_ascii_strcasecmp(name, text) == 0;
}

/* An id wins over the title of another step. */
static int find_step(const GArray *steps, const char *text) {
  int found = -1;
  for (guint i = 0; i < steps->len; i++) {
    const StepNames *names = &g_array_index(steps, StepNames, i);
    if (is_named(names->id, text))
      return (int) i;
    if (found < 0 && (is_named(names->brief, text) || is_named(names->title, text)))
      found = (int) i;
  }
  return found;
}

static void refuse_step(const GArray *steps, const char *text, GError **error) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add(ids, (gpointer) g_array_index(steps, StepNames, i).id);
  g_ptr_array_add(ids, NULL);
  const char *nearest = text_nearest(text, (const char *const *) ids->pdata);
  g_autofree char *all = g_strjoinv(", ", (char **) ids->pdata);
  if (nearest)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("there is no step \"%s\": did you mean \"%s\"?"), text,
                nearest);
  else if (steps->len > 0)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("there is no step \"%s\", only %s"), text, all);
  else
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("there is no step \"%s\", nor any other"), text);
}

/* Gives the index among `steps` (of StepNames); -1 with an error. */
static int choose_step(const GArray *steps, const char *text, GError **error) {
  const int found = find_step(steps, text);
  if (found < 0)
    refuse_step(steps, text, error);
  return found;
}

const PlanStep *argument_step(const Plan *plan, const char *text, GError **error) {
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(StepNames));
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    const StepNames names = { step->id, step->short_title, step->title };
    g_array_append_val(steps, names);
  }
  const int found = choose_step(steps, text, error);
  return found >= 0 ? g_ptr_array_index(plan->steps, found) : NULL;
}

const Step *argument_routine_step(const Routine *routine, const char *text, GError **error) {
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(StepNames));
  for (guint i = 0; i < routine->steps->len; i++) {
    const Step *step = g_ptr_array_index(routine->steps, i);
    const StepNames names = { step->id, step->short_title, step->title };
    g_array_append_val(steps, names);
  }
  const int found = choose_step(steps, text, error);
  return found >= 0 ? g_ptr_array_index(routine->steps, found) : NULL;
}

int argument_history_step(const History *history, const char *text, GError **error) {
  if (history->step_ids->len == 0) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                _("no night is recorded yet, so there is nothing to compare"));
    return -1;
  }
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(StepNames));
  for (guint i = 0; i < history->step_ids->len; i++) {
    const StepNames names = { .id = g_ptr_array_index(history->step_ids, i),
                              .title = g_ptr_array_index(history->titles, i) };
    g_array_append_val(steps, names);
  }
  return choose_step(steps, text, error);
}

gboolean argument_clock(const char *text, gint64 after, GTimeZone *zone, gint64 *instant, GError **error) {
  int minutes = 0;
  if (!timetext_clock(text, &minutes)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is no time of day: use one such as 23:40"),
                text);
    return FALSE;
  }
  *instant = schedule_first_after(after, minutes, zone);
  return TRUE;
}

gboolean argument_number(const char *text, const char *option, int least, int most, int *number, GError **error) {
  gint64 value = 0;
  if (!text)
    return TRUE;
  if (g_ascii_string_to_signed(text, 10, least, most, &value, NULL)) {
    *number = (int) value;
    return TRUE;
  }
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is not a number from %d to %d, as --%s takes it"),
              text, least, most, option);
  return FALSE;
}

gboolean argument_minutes(const char *text, const char *option, int most, int *minutes, GError **error) {
  int value = 0;
  if (!text)
    return TRUE;
  if (timetext_minutes(text, &value) && value <= most) {
    *minutes = value;
    return TRUE;
  }
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("\"%s\" is not a length of up to %d minutes for --%s: write it like 20 or 1h30m"), text, most, option);
  return FALSE;
}
