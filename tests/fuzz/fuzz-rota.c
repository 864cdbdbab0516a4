/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/config.h"
#include "fuzz/fuzz.h"
#include "planning/planner.h"
#include "planning/schedule.h"

/* Nights around a change of clocks in each zone. */
#define FIRST_NIGHT 739700 /* 2026-03-25 */
#define NIGHTS 12

static void check_night(const Routine *routine, GTimeZone *zone, Night night) {
  const char *field = NULL;
  const PlanRequest request = { .routine = routine, .zone = zone, .now = 1774400000 };
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(Plan) plan = planner_plan(&request, night, warnings);
  ScheduleNight instants;
  g_assert_cmpint(schedule_night(&routine->schedule, NULL, night, zone, &instants), ==, plan != NULL);
  if (plan && !plan_is_sound(plan, &field))
    g_error("night %u: %s cannot be", night, field);
}

/* Whatever the hours, days, shifts and the rota are: a routine that is sound plans every night, soundly. */
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size) {
  static const char *const zones[] = { "Europe/Berlin", "Pacific/Apia", "America/St_Johns" };
  g_autofree char *text = g_strndup(bytes ? (const char *) bytes : "", size);
  g_autoptr(Config) config = config_parse(text, "fuzz.cfg");
  for (gsize i = 0; config->routine && i < G_N_ELEMENTS(zones); i++) {
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zones[i]);
    g_assert_nonnull(zone);
    for (Night night = FIRST_NIGHT; night < FIRST_NIGHT + NIGHTS; night++)
      check_night(config->routine, zone, night);
  }
  return 0;
}
