/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/arguments.h"

#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

gboolean argument_night(const App *app, const char *text, Night *night, GError **error) {
  const Night tonight = app_evening(app)->plan->night;
  if (!text || g_str_equal(text, "tonight") || g_str_equal(text, "today")) {
    *night = tonight;
    return TRUE;
  }
  if (g_str_equal(text, "yesterday")) {
    *night = tonight - 1;
    return TRUE;
  }
  if (daytime_parse_day(text, night))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("\"%s\" is no night: use a date such as 2026-11-24, \"tonight\" or \"yesterday\""), text);
  return FALSE;
}

static const PlanStep *find_by(const Plan *plan, const char *text) {
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    if (g_ascii_strcasecmp(step->id, text) == 0 || g_ascii_strcasecmp(step->short_title, text) == 0 ||
        g_ascii_strcasecmp(step->title, text) == 0)
      return step;
  }
  return NULL;
}

const PlanStep *argument_step(const Plan *plan, const char *text, GError **error) {
  const PlanStep *step = find_by(plan, text);
  if (step)
    return step;
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (guint i = 0; i < plan->steps->len; i++)
    g_ptr_array_add(ids, ((const PlanStep *) g_ptr_array_index(plan->steps, i))->id);
  g_ptr_array_add(ids, NULL);
  const char *nearest = text_nearest(text, (const char *const *) ids->pdata);
  g_autofree char *all = g_strjoinv(", ", (char **) ids->pdata);
  if (nearest)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("that night has no step \"%s\": did you mean \"%s\"?"),
                text, nearest);
  else
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("that night has no step \"%s\": it has %s"), text,
                all);
  return NULL;
}

gboolean argument_clock(const char *text, gint64 after, GTimeZone *zone, gint64 *instant, GError **error) {
  int minutes = 0;
  if (!daytime_parse(text, &minutes)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is no time of day: use one such as 23:40"),
                text);
    return FALSE;
  }
  *instant = schedule_first_after(after, minutes, zone);
  return TRUE;
}

gboolean argument_count(char **argv, guint least, guint most, const char *usage, GError **error) {
  const guint n = g_strv_length(argv) - 1;
  if (n >= least && n <= most)
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("the words do not fit: winddown %s"), usage);
  return FALSE;
}
