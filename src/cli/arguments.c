/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/arguments.h"

#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "base/timetext.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean argument_night(const App *app, const char *text, TimetextSide side, Night *night, GError **error) {
  const Night tonight = app_evening(app)->plan->night;
  GTimeZone *zone = app_evening(app)->zone;
  Night named = NIGHT_NONE;
  *night = tonight;
  if (!text)
    return TRUE;
  if (!timetext_date(text, tonight, side, night)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
                _("\"%s\" is not a night; write it like 2026-11-24, yesterday, fri or -2"), text);
    return FALSE;
  }
  /* A date that a change of zone has dropped is refused where it is named, and passed over where it is counted. */
  if (!daytime_parse_day(text, &named) && !daytime_day_exists(*night, zone))
    *night = *night < tonight ? night_before(*night, zone) : night_after(*night, zone);
  return TRUE;
}

/* What a step may be called. */
typedef struct {
  const char *id;
  const char *brief; /* NULL: not known */
  const char *title;
} StepNames;

static char *fold(const char *text) {
  g_autofree char *folded = g_utf8_casefold(text, -1);
  return g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
}

/* How well `text` fits a name, best last. */
typedef enum { FIT_NONE, FIT_WORD, FIT_BEGINNING, FIT_WHOLE } Fit;

/* FIT_WORD: a later word of `name` begins with `text` (folded). */
static Fit fit_name(const char *name, const char *text) {
  if (!name)
    return FIT_NONE;
  g_autofree char *folded = fold(name);
  if (g_str_equal(folded, text))
    return FIT_WHOLE;
  if (g_str_has_prefix(folded, text))
    return FIT_BEGINNING;
  g_autofree char *behind_blank = g_strconcat(" ", text, NULL);
  return strstr(folded, behind_blank) ? FIT_WORD : FIT_NONE;
}

/* An id wins over the title of another step. */
enum { FIT_WHOLE_ID = FIT_WHOLE + 1 };

static int fit_step(const StepNames *names, const char *text) {
  const Fit id = fit_name(names->id, text);
  if (id == FIT_WHOLE)
    return FIT_WHOLE_ID;
  return MAX(MAX(id, fit_name(names->brief, text)), fit_name(names->title, text));
}

/* Returns the index of the one step that fits best; -1 when none fits, or when several fit alike: these are then in
 * `alike` (of borrowed ids). */
static int find_step(const GArray *steps, const char *text, GPtrArray *alike) {
  g_autofree char *folded = fold(text);
  int found = -1, best = FIT_NONE;
  for (guint i = 0; *folded && i < steps->len; i++) {
    const StepNames *names = &g_array_index(steps, StepNames, i);
    const int fit = fit_step(names, folded);
    if (fit == FIT_NONE || fit < best)
      continue;
    if (fit > best)
      g_ptr_array_set_size(alike, 0);
    best = fit;
    found = (int) i;
    g_ptr_array_add(alike, (gpointer) names->id);
  }
  return alike->len == 1 || best >= FIT_WHOLE ? found : -1;
}

static void refuse_step(const GArray *steps, const char *text, const GPtrArray *alike, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++) {
    const StepNames *step = &g_array_index(steps, StepNames, i);
    g_ptr_array_add(ids, (gpointer) step->id);
    g_ptr_array_add(names, (gpointer) step->id);
    g_ptr_array_add(names, (gpointer) step->title);
  }
  if (alike->len > 1)
    g_ptr_array_set_size(ids, 0);
  for (guint i = 0; alike->len > 1 && i < alike->len; i++)
    g_ptr_array_add(ids, g_ptr_array_index(alike, i));
  g_ptr_array_add(names, NULL);
  g_ptr_array_add(ids, NULL);
  const char *nearest = text_nearest(text, (const char *const *) names->pdata);
  g_autofree char *all = g_strjoinv(", ", (char **) ids->pdata);
  if (alike->len > 1)
    error_refuse(error, _("\"%s\" could be any of these steps: %s"), text, all);
  else if (nearest)
    error_refuse(error, _("there is no step \"%s\": did you mean \"%s\"?"), text, nearest);
  else if (steps->len > 0)
    error_refuse(error, _("there is no step \"%s\". Your steps: %s"), text, all);
  else
    error_refuse(error, _("there is no step \"%s\"; your routine has no steps"), text);
}

/* Gives the index among `steps` (of StepNames); -1 with an error. */
static int choose_step(const GArray *steps, const char *text, GError **error) {
  g_autoptr(GPtrArray) alike = g_ptr_array_new();
  const int found = find_step(steps, text, alike);
  if (found < 0)
    refuse_step(steps, text, alike, error);
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
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is not a time; write it like 23:40"), text);
    return FALSE;
  }
  *instant = schedule_first_after(after, minutes, zone);
  return TRUE;
}

gboolean argument_clock_near(const char *text, ClockSpan span, gint64 near, GTimeZone *zone, gint64 *instant,
                             GError **error) {
  if (!argument_clock(text, span.after, zone, instant, error))
    return FALSE;
  const gint64 later = *instant + 12 * DAYTIME_HOUR_SECONDS;
  const gboolean may_be_later = timetext_is_half_open(text) && later < span.before;
  if (may_be_later && ABS(later - near) < ABS(*instant - near)) {
    g_autofree char *clock = daytime_clock(later, zone);
    g_printerr(_("winddown: \"%s\" is taken for %s\n"), text, clock);
    *instant = later;
  }
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
