/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * demo: the dashboard on scratch data. Six weeks are made up, the same every
 * time, for the review and the comparisons; then the evening, the night and the
 * morning pass in a minute. The person's own record is neither read nor
 * written. */
#include "base/daytime.h"
#include "cli/cli.h"
#include "planning/planner.h"
#include "planning/schedule.h"
#include "store/store.h"

#define DEMO_FROM (20 * 60 + 30)
/* The evening in forty seconds, the night in five, the morning a minute each second. */
#define EVENING_SPEED 230.0
#define NIGHT_SPEED 5500.0
#define MORNING_SPEED 60.0
#define AFTER_BED_SECONDS (5 * 60)

#define NIGHTS 42
#define SEED 7

/* How likely each step of the shipped routine is done, and how much a morning gains by it. */
static const struct {
  const char *id;
  double done;
  double gain;
} habits[] = {
  { "outdoors", 0.6, 0.1 }, { "mg-food", 0.5, 0.0 },    { "move", 0.7, 0.1 },       { "caffeine", 0.94, 0.2 },
  { "alcohol", 0.9, 0.2 },  { "blue-light", 0.8, 0.0 }, { "magnesium", 0.92, 0.0 }, { "dim", 0.85, 0.1 },
  { "stretch", 0.72, 0.1 }, { "breathe", 0.45, 0.2 },   { "screens", 0.58, 0.7 },   { "bed", 0.80, 0.3 },
};

static int habit_of(const char *id) {
  for (guint i = 0; i < G_N_ELEMENTS(habits); i++) {
    if (g_str_equal(habits[i].id, id))
      return (int) i;
  }
  return -1;
}

/* What held is ticked as the light goes out, everything else within some minutes of its end. */
static gint64 ticked_at(const Record *record, const PlanStep *step, GRand *random) {
  const gint64 later = g_rand_int_range(random, 0, 9) * DAYTIME_MINUTE_SECONDS;
  const gboolean at_lights_out = step->kind == STEP_AVOID || g_str_equal(step->id, STEP_LIGHTS_OUT);
  return at_lights_out ? record->lights_out : step->until + later;
}

/* Marks one step; gives what the morning gains. */
static double live_step(Record *record, const PlanStep *step, GRand *random) {
  const int habit = habit_of(step->id);
  if (habit < 0)
    return 0;
  StepRecord *mark = record_touch(record, step->id);
  mark->marked_at = ticked_at(record, step, random);
  mark->mark = MARK_DONE;
  if (g_rand_double(random) < habits[habit].done)
    return habits[habit].gain;
  mark->mark = g_rand_double(random) < 0.3 ? MARK_SKIPPED : MARK_SLIPPED;
  return 0;
}

static void live_morning(Record *record, const Plan *plan, double gain, GRand *random) {
  Morning *morning = &record->morning;
  const double feeling = 2.0 + gain + g_rand_double_range(random, -0.8, 1.2);
  morning->rested = CLAMP((int) (feeling + 0.5), 1, 5);
  morning->asleep_after_minutes = g_rand_int_range(random, 2, 7) * 5;
  morning->wakings = g_rand_int_range(random, 0, 3);
  morning->awake_minutes = morning->wakings * 5;
  morning->woke = plan->wake + g_rand_int_range(random, -15, 15) * DAYTIME_MINUTE_SECONDS;
  morning->up = morning->woke + g_rand_int_range(random, 2, 20) * DAYTIME_MINUTE_SECONDS;
  morning->answered_at = morning->up;
  morning->answered_offset = morning->woke_offset = morning->up_offset = plan->offset;
}

static gboolean live_night(Store *store, const PlanRequest *request, Night night, GRand *random, GError **error) {
  g_autoptr(Plan) plan = planner_plan(request, night, NULL);
  g_autoptr(Record) record = record_new(night);
  double gain = 0;
  if (!plan)
    return TRUE;
  record->lights_out = plan->bed + g_rand_int_range(random, -15, 19) * DAYTIME_MINUTE_SECONDS;
  record->lights_out_offset = plan->offset;
  for (guint i = 0; i < plan->steps->len; i++)
    gain += live_step(record, g_ptr_array_index(plan->steps, i), random);
  live_morning(record, plan, gain, random);
  return store_save_plan(store, plan, error) && store_save_record(store, record, error);
}

static gboolean live(Store *store, const Config *config, gint64 now, GTimeZone *zone, GError **error) {
  g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
  const PlanRequest request = { .routine = config->routine, .zone = zone, .now = now };
  const Night tonight = schedule_night_at(&config->routine->schedule, NULL, now, zone);
  if (!store_begin(store, error))
    return FALSE;
  for (Night night = tonight - NIGHTS; night < tonight; night++) {
    if (!live_night(store, &request, night, random, error)) {
      store_rollback(store);
      return FALSE;
    }
  }
  return store_commit(store, error);
}

gboolean demo_write_weeks(const Paths *paths, gint64 now, GTimeZone *zone, GError **error) {
  g_autoptr(Config) config = config_load_shipped();
  const Hours hours = config->routine->schedule.base;
  g_autofree char *text = config_shipped_text(hours.bed, hours.wake);
  if (!g_file_set_contents(paths->config_file, text, -1, error))
    return FALSE;
  const gint64 born = now - (gint64) NIGHTS * DAYTIME_DAY_MINUTES * DAYTIME_MINUTE_SECONDS;
  g_autoptr(Store) store = store_open(paths->data_folder, STORE_WRITE, born, error);
  return store && live(store, config, now, zone, error);
}

/* --- the evening --- */

/* Turns the run into a rehearsal of this evening on scratch data. */
static gboolean rehearse_tonight(CliContext *context, GError **error) {
  g_autoptr(Clock) clock = clock_new();
  g_autoptr(GTimeZone) zone = clock_zone(NULL);
  g_autofree char *day = daytime_format_day(daytime_day_of(clock_now(clock), zone));
  g_autofree char *evening = daytime_format(DEMO_FROM);
  g_clear_pointer(&context->now, g_free);
  context->now = g_strdup_printf("%s %s", day, evening);
  if (context->speed <= 0)
    context->speed = EVENING_SPEED;
  const Paths *paths = cli_context_paths(context, error);
  gint64 now = 0;
  return paths && daytime_parse_local(context->now, zone, &now) && demo_write_weeks(paths, now, zone, error);
}

static void hurry_through_the_night(const App *app) {
  const Plan *plan = app_evening(app)->plan;
  clock_change_speed(app_clock(app), plan->bed + AFTER_BED_SECONDS, NIGHT_SPEED);
  clock_change_speed(app_clock(app), plan->wake, MORNING_SPEED);
}

DEFINE_COMMAND(demo) {
  /* The demo shows the shipped routine, and never the person's own record. */
  g_clear_pointer(&context->data, g_free);
  context->is_blank = TRUE;
  context->writes_files = TRUE;
  const gboolean is_even = context->speed > 0;
  g_autoptr(App) app = rehearse_tonight(context, error) ? cli_context_open(context, TRUE, error) : NULL;
  if (!app)
    return FALSE;
  if (!is_even)
    hurry_through_the_night(app);
  return dashboard_show(context, app, error);
}
