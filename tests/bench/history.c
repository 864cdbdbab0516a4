/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * history FOLDER NIGHTS: fills the record in FOLDER with the shipped routine
 * lived for NIGHTS nights up to now, for measuring. */
#include "config/config.h"
#include "planning/planner.h"
#include "planning/schedule.h"
#include "store/store.h"

#include <stdlib.h>
#include <time.h>

#define SECONDS_PER_DAY 86400

static gboolean live(Store *store, const PlanRequest *request, Night night, GRand *random, GError **error) {
  g_autoptr(Plan) plan = planner_plan(request, night, NULL);
  g_autoptr(Record) record = record_new(night);
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    StepRecord *mark = record_touch(record, step->id);
    mark->mark = g_rand_double(random) < 0.8 ? MARK_DONE : MARK_SLIPPED;
    mark->marked_at = step->at;
  }
  record->lights_out = plan->bed;
  record->morning.rested = g_rand_int_range(random, 1, 6);
  record->morning.answered_at = plan->wake;
  return store_save_plan(store, plan, error) && store_save_record(store, record, error);
}

int main(int argc, char **argv) {
  if (argc < 3)
    return EXIT_FAILURE;
  const guint nights = (guint) atoi(argv[2]);
  const gint64 now = time(NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(Config) config = config_load_shipped();
  g_autoptr(GTimeZone) zone = g_time_zone_new_local();
  g_autoptr(GRand) random = g_rand_new_with_seed(1);
  g_autoptr(Store) store = store_open(argv[1], STORE_WRITE, now - (gint64) nights * SECONDS_PER_DAY, &error);
  const PlanRequest request = { .routine = config->routine, .zone = zone, .now = now };
  const Night tonight = schedule_night_at(&config->routine->schedule, NULL, now, zone);
  gboolean sound = store && store_begin(store, &error);
  for (Night night = tonight - nights; sound && night < tonight; night++)
    sound = live(store, &request, night, random, &error);
  if (sound && store_commit(store, &error))
    return EXIT_SUCCESS;
  g_printerr("%s\n", error->message);
  return EXIT_FAILURE;
}
