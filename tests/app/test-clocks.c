/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sequences by lot: a dashboard, a service and single commands over one record,
 * while the zone is another one for a moment or for good, the clock is set, the
 * machine sleeps and the person acts. After each step nothing planned has
 * vanished, no mark is lost, every program by the same clock shows the same
 * evening, and each reminder has come once.
 *
 * WINDDOWN_SEQUENCES=5000 runs that many, WINDDOWN_SEED=17 begins with that
 * one: a failure names its own. */
#include "tests/app/listener.h"
#include "tests/app/travel.h"
#include "tracking/merge.h"

#include <stdlib.h>

#define SEQUENCES 24
#define STEPS_EACH 24

static const char *const zones[] = {
  "Europe/Berlin",  "America/New_York", "Asia/Tokyo",      "Pacific/Honolulu",  "Pacific/Apia",
  "Asia/Kathmandu", "Europe/London",    "Australia/Perth", "Pacific/Pago_Pago",
};

/* Ordinary ones, and those in which clocks change. */
static const char *const beginnings[] = {
  "2026-11-24 12:00", "2026-11-24 21:50", "2026-10-24 18:00",
  "2026-03-28 20:00", "2026-03-07 19:30", "2026-11-24 23:30",
};

static const char *const ids[] = { "caffeine", "tea", "stretch", "bed" };

typedef struct {
  App *app;
  Listener listener;
  const char *own_zone; /* NULL: the machine's */
} Program;

/* One time that the person was reminded of one step. */
typedef struct {
  Night night;
  guint step; /* index into ids */
  gint64 at;
  int offset;
} Heard;

typedef struct {
  Fixture *fixture;
  GRand *lot;
  gint64 now;
  const char *zone;     /* the machine's */
  gboolean is_set_back; /* its clock is behind for a moment */
  gint64 set_at;        /* what it showed at most while it was wrong; 0: never */
  Program programs[2];
  GHashTable *listed;  /* "night/step" that was on the list of its night once */
  GHashTable *records; /* Night -> Record (owned): what the person has done */
  GArray *heard;       /* of Heard */
  GString *story;
} World;

static gint32 any(World *world, gint32 below) {
  return g_rand_int_range(world->lot, 0, below);
}

static const char *any_zone(World *world) {
  return zones[any(world, G_N_ELEMENTS(zones))];
}

static void tell(World *world, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void tell(World *world, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_string_append_vprintf(world->story, format, arguments);
  va_end(arguments);
}

#define check(world, condition)                                                                                        \
  do {                                                                                                                 \
    if (!(condition))                                                                                                  \
      g_error("%s:%d: %s\n%s", __FILE__, __LINE__, #condition, (world)->story->str);                                   \
  } while (0)

/* --- programs --- */

static App *open_app(World *world, const char *zone, gboolean writes) {
  g_autoptr(GError) error = NULL;
  const AppOptions options = {
    .config_path = world->fixture->config_path,
    .data_folder = world->fixture->data_folder,
    .state_folder = world->fixture->state_folder,
    .clock = clock_new_rehearsal(world->now, 0),
    .writes = writes,
  };
  g_setenv("TZ", zone, TRUE);
  App *app = app_new(&options, &error);
  g_assert_no_error(error);
  return app;
}

static void tick(World *world, Program *program) {
  clock_step(app_clock(program->app), world->now);
  app_tick(program->app);
}

/* As the alarm does when the machine's zone is another one, or its clock was set. */
static void move_program(World *world, Program *program, const char *zone) {
  g_setenv("TZ", zone, TRUE);
  clock_step(app_clock(program->app), world->now);
  configuration_take_up(program->app, world->now);
  app_tick(program->app);
}

/* --- reminders --- */

static gint64 time_of(const Evening *evening, guint step) {
  const PlanStep *planned = plan_step(evening->plan, ids[step]);
  return planned ? planned->at : 0;
}

static const Heard *newest_heard(const World *world, Night night, guint step) {
  for (guint i = world->heard->len; i > 0; i--) {
    const Heard *heard = &g_array_index(world->heard, Heard, i - 1);
    if (heard->night == night && heard->step == step)
      return heard;
  }
  return NULL;
}

static void forget_heard(World *world, Night night, guint step) {
  for (guint i = world->heard->len; i > 0; i--) {
    const Heard *heard = &g_array_index(world->heard, Heard, i - 1);
    if (heard->night == night && heard->step == step)
      g_array_remove_index(world->heard, i - 1);
  }
}

static gboolean is_snoozed(const Evening *evening, guint step) {
  const StepRecord *record = record_step(evening->record, ids[step]);
  return record && record->snoozed_until != 0;
}

/* A second time only by another clock, which has put it into the future; or when the first was in the future. A clock
 * that is set back plays that evening again, and a snooze adds a reminder. The record knows the newest clock by which a
 * reminder came: where the clock was wrong besides, an earlier one may be forgotten. */
static gboolean may_come(const World *world, const Evening *evening, guint step) {
  const Heard *before = newest_heard(world, evening->plan->night, step);
  if (!before || world->is_set_back || before->at > world->now || before->at < world->set_at ||
      is_snoozed(evening, step))
    return TRUE;
  return before->offset != evening->plan->offset && time_of(evening, step) > before->at;
}

static void note_heard(World *world, const Evening *evening, guint step) {
  const Heard heard = { evening->plan->night, step, world->now, evening->plan->offset };
  tell(world, "    heard %s of %u by %+d at %" G_GINT64_FORMAT "\n", ids[step], heard.night,
       heard.offset / DAYTIME_HOUR_SECONDS, world->now);
  check(world, may_come(world, evening, step));
  g_array_append_val(world->heard, heard);
}

static void listen(World *world, Program *program) {
  const Evening *evening = app_evening(program->app);
  g_string_truncate(program->listener.heard, 0);
  listener_turn(&program->listener, program->app);
  g_auto(GStrv) notices = g_strsplit(program->listener.heard->str, "; ", -1);
  for (gsize i = 0; notices[i]; i++) {
    for (guint step = 0; step < G_N_ELEMENTS(ids); step++) {
      const PlanStep *planned = plan_step(evening->plan, ids[step]);
      if (planned && strstr(notices[i], planned->title))
        note_heard(world, evening, step);
    }
  }
}

/* What fell due while the program ran was heard, from whichever program. Where two zones are in force, what the other
 * program named as past is not heard again; nor is what was due before bedtime was moved. */
static void check_heard(World *world, const Program *program, gint64 before) {
  const Evening *evening = app_evening(program->app);
  if (world->programs[1].own_zone || evening->record->moved_bed_at != 0)
    return;
  for (guint step = 0; step < G_N_ELEMENTS(ids); step++) {
    const PlanStep *planned = plan_step(evening->plan, ids[step]);
    if (!planned || planned->at <= before || planned->at > world->now || is_snoozed(evening, step) ||
        routine_step(evening->routine, ids[step])->n_leads == 0 ||
        !agenda_step_is_open(evening->plan, evening->record, evening->pauses, planned))
      continue;
    const Heard *heard = newest_heard(world, evening->plan->night, step);
    const gboolean is_heard = heard && (heard->offset == evening->plan->offset || heard->at >= planned->at);
    if (!is_heard)
      tell(world, "    not heard: %s of %u at %" G_GINT64_FORMAT ", now %" G_GINT64_FORMAT "\n", ids[step],
           evening->plan->night, planned->at, world->now);
    check(world, is_heard);
  }
}

/* --- what holds after every step --- */

static void tell_plan(World *world, const Plan *plan) {
  tell(world,
       "night %u %s %+d from %" G_GINT64_FORMAT " bed %" G_GINT64_FORMAT " judged %" G_GINT64_FORMAT
       " to %" G_GINT64_FORMAT "\n",
       plan->night, plan->zone, plan->offset, plan->start, plan->bed, plan->target_bed, plan->wake);
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    tell(world, "  %s at %" G_GINT64_FORMAT " until %" G_GINT64_FORMAT " counts %d predates %d folded %d\n", step->id,
         step->at, step->until, step->counts, step->predates_start, step->folded);
  }
}

/* A night may have begun by one clock before lights went out by another, told by a program or a command elsewhere: then
 * it begins a minute later than that, and not at its hour. */
static gboolean began_late(const Evening *evening) {
  return evening->plan->start % (15 * DAYTIME_MINUTE_SECONDS) != 0;
}

/* A step that was on the list of its night stays on it; one that a bedtime moved by hand has put into the past is
 * folded. */
static void check_listed(World *world, const Evening *evening) {
  for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
    g_autofree char *name = g_strdup_printf("%u/%s", evening->plan->night, ids[i]);
    const PlanStep *step = plan_step(evening->plan, ids[i]);
    const gboolean is_listed = step && plan_step_is_listed(step) && step->counts;
    const gboolean has_vanished = g_hash_table_contains(world->listed, name) && !is_listed &&
                                  evening->record->moved_bed_at == 0 && !began_late(evening);
    if (has_vanished)
      tell_plan(world, evening->plan);
    check(world, !has_vanished);
    if (is_listed)
      g_hash_table_add(world->listed, g_steal_pointer(&name));
  }
}

static void check_records(World *world, App *app) {
  GHashTableIter iter;
  gpointer night, record;
  g_hash_table_iter_init(&iter, world->records);
  while (g_hash_table_iter_next(&iter, &night, &record)) {
    g_autoptr(Record) stored = store_load_record(app->store, GPOINTER_TO_UINT(night), NULL);
    check(world, stored && tracking_is_same(stored, record));
  }
}

static void tell_difference(World *world, const Plan *one, const Plan *other) {
  if (plan_equal(one, other))
    return;
  tell_plan(world, one);
  tell_plan(world, other);
}

static void check_same(World *world, const Evening *one, const Evening *other) {
  tell_difference(world, one->plan, other->plan);
  check(world, plan_equal(one->plan, other->plan));
  check(world, tracking_is_same(one->record, other->record));
  check(world, one->agenda->phase == other->agenda->phase);
  check(world, one->agenda->done == other->agenda->done && one->agenda->of == other->agenda->of);
  if (one->morning_due != other->morning_due)
    tell(world, "the morning of %u, and of %u\n", one->morning_due, other->morning_due);
  check(world, one->morning_due == other->morning_due);
}

static void check_all(World *world) {
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(world->programs); i++)
    tick(world, &world->programs[i % G_N_ELEMENTS(world->programs)]); /* the other one may have written */
  g_autoptr(App) reader = open_app(world, world->zone, FALSE);
  const Evening *read = app_evening(reader);
  check_records(world, reader);
  for (gsize i = 0; i < G_N_ELEMENTS(world->programs); i++) {
    const Program *program = &world->programs[i];
    const Evening *evening = app_evening(program->app);
    g_autoptr(Plan) plan = NULL;
    g_autoptr(Record) record = NULL;
    check_listed(world, evening);
    if (evening->plan->start > world->now || world->now >= evening->plan->wake)
      tell(world, "night %u from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " in program %" G_GSIZE_FORMAT "\n",
           evening->plan->night, evening->plan->start, evening->plan->wake, i);
    check(world, evening->plan->start <= world->now && world->now < evening->plan->wake);
    check(world, app_load_night(program->app, evening->plan->night, &plan, &record, NULL));
    tell_difference(world, plan, evening->plan);
    check(world, plan_equal(plan, evening->plan));
    if (!program->own_zone)
      check_same(world, read, evening);
  }
}

/* Ticks every program and listens to it. */
static void turn_all(World *world) {
  for (gsize i = 0; i < G_N_ELEMENTS(world->programs); i++) {
    tick(world, &world->programs[i]);
    listen(world, &world->programs[i]);
  }
}

/* --- what happens --- */

static void let_time_pass(World *world) {
  const int turns = 1 + any(world, 40);
  tell(world, "  %d turns\n", turns);
  for (int i = 0; i < turns; i++) {
    const gint64 before = world->now;
    world->now += 60 * (1 + any(world, 12));
    turn_all(world);
    for (gsize k = 0; k < G_N_ELEMENTS(world->programs); k++)
      check_heard(world, &world->programs[k], before);
  }
}

static void sleep_for_hours(World *world) {
  const int hours = 1 + any(world, 30);
  tell(world, "  the machine sleeps for %d h\n", hours);
  world->now += hours * DAYTIME_HOUR_SECONDS;
  turn_all(world);
}

static void move_zone(World *world, const char *zone) {
  tell(world, "  zone %s\n", zone);
  world->zone = zone;
  for (gsize i = 0; i < G_N_ELEMENTS(world->programs); i++) {
    Program *program = &world->programs[i];
    if (program->own_zone)
      continue;
    move_program(world, program, zone);
    listen(world, program);
  }
}

static void change_zone(World *world) {
  move_zone(world, any_zone(world));
}

static void mistake_zone(World *world) {
  const char *home = world->zone;
  change_zone(world);
  check_all(world);
  world->now += any(world, 4);
  move_zone(world, home);
}

static void set_clock(World *world, gint64 instant) {
  world->now = instant;
  for (gsize i = 0; i < G_N_ELEMENTS(world->programs); i++) {
    Program *program = &world->programs[i];
    move_program(world, program, program->own_zone ? program->own_zone : world->zone);
    listen(world, program);
  }
  turn_all(world);
}

static void set_clock_wrong(World *world) {
  const gint64 right = world->now, hours = any(world, 101) - 50;
  tell(world, "  the clock is %" G_GINT64_FORMAT " h wrong\n", hours);
  world->is_set_back = hours < 0;
  world->set_at = MAX(world->set_at, right + MAX(hours, 0) * DAYTIME_HOUR_SECONDS + 1);
  set_clock(world, right + hours * DAYTIME_HOUR_SECONDS);
  check_all(world);
  world->is_set_back = FALSE;
  set_clock(world, right);
}

static void restart(World *world) {
  Program *program = &world->programs[0];
  tell(world, "  the dashboard is opened anew\n");
  app_free(program->app);
  program->app = open_app(world, world->zone, TRUE);
  listen(world, program);
}

static gboolean make_action(World *world, const Evening *evening, Action *action, Morning *morning) {
  static const Mark marks[] = { MARK_DONE, MARK_SKIPPED, MARK_SLIPPED, MARK_OPEN };
  *action = (Action){ .night = evening->plan->night, .step = ids[any(world, G_N_ELEMENTS(ids))] };
  switch (any(world, 9)) {
  case 0:
    action->kind = ACTION_SNOOZE;
    action->minutes = 1 + any(world, 30);
    return TRUE;
  case 1: action->kind = ACTION_GOOD_NIGHT; return TRUE;
  case 2:
    action->kind = ACTION_BED;
    action->instant = evening->plan->bed + 60 * (any(world, 120) - 30);
    return TRUE;
  case 3:
    if (evening->morning_due == NIGHT_NONE)
      return FALSE;
    action->kind = ACTION_MORNING;
    action->night = evening->morning_due;
    morning->rested = 3;
    action->morning = morning;
    return TRUE;
  default:
    action->kind = ACTION_MARK;
    action->mark = marks[any(world, G_N_ELEMENTS(marks))];
    return TRUE;
  }
}

/* From here on this is what the record of that night has to say. */
static void remember(World *world, App *app, const Action *action) {
  g_hash_table_replace(world->records, GUINT_TO_POINTER(action->night),
                       store_load_record(app->store, action->night, NULL));
  for (guint i = 0; action->kind == ACTION_SNOOZE && i < G_N_ELEMENTS(ids); i++) {
    if (g_str_equal(ids[i], action->step))
      forget_heard(world, action->night, i);
  }
}

static void check_done(World *world, const Action *action) {
  const Record *record = g_hash_table_lookup(world->records, GUINT_TO_POINTER(action->night));
  if (action->kind == ACTION_MARK)
    check(world, record_mark(record, action->step) == action->mark);
  else if (action->kind == ACTION_MORNING)
    check(world, record->morning.rested == 3);
}

static void perform(World *world, App *app) {
  g_autoptr(GError) error = NULL;
  Morning morning;
  Action action;
  morning_init(&morning);
  if (!make_action(world, app_evening(app), &action, &morning))
    return;
  const gboolean is_done = app_perform(app, &action, NULL, &error);
  tell(world, "    act %d on %s of %u %s\n", action.kind, action.step, action.night, is_done ? "" : error->message);
  if (!is_done)
    return;
  remember(world, app, &action);
  check_done(world, &action);
}

static void act(World *world) {
  const gboolean is_command = any(world, 2) == 0;
  const char *zone = any(world, 2) == 0 ? world->zone : any_zone(world);
  g_autoptr(App) command = is_command ? open_app(world, zone, TRUE) : NULL;
  tell(world, "  %s\n", is_command ? zone : "by a key");
  perform(world, is_command ? command : world->programs[any(world, 2)].app);
  turn_all(world);
}

/* --- a sequence --- */

static void step(World *world) {
  static void (*const happenings[])(World *) = {
    let_time_pass,
    let_time_pass,
    let_time_pass,
    let_time_pass,
    sleep_for_hours,
    change_zone,
    mistake_zone,
    mistake_zone,
    set_clock_wrong,
    restart,
    act,
    act,
    act,
    act,
  };
  g_autofree char *clock = fixture_shown(world->now, world->zone);
  tell(world, "%s %s (%" G_GINT64_FORMAT ")\n", clock, world->zone, world->now);
  happenings[any(world, G_N_ELEMENTS(happenings))](world);
  check_all(world);
}

static void start_program(World *world, Program *program, const char *own_zone) {
  program->own_zone = own_zone;
  program->app = open_app(world, own_zone ? own_zone : world->zone, TRUE);
  listener_start(&program->listener, world->fixture);
}

static void begin(World *world, Fixture *fixture, guint32 seed) {
  *world = (World){
    .fixture = fixture,
    .lot = g_rand_new_with_seed(seed),
    .zone = zones[0],
    .listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    .records = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) record_free),
    .heard = g_array_new(FALSE, FALSE, sizeof(Heard)),
    .story = g_string_new(NULL),
  };
  tell(world, "sequence %u\n", seed);
  world->now = fixture_instant_in(world->zone, beginnings[any(world, G_N_ELEMENTS(beginnings))]);
  const char *own_zone = any(world, 3) > 0 ? NULL : any_zone(world);
  tell(world, "the service is in %s\n", own_zone ? own_zone : "the same zone");
  start_program(world, &world->programs[0], NULL);
  start_program(world, &world->programs[1], own_zone);
}

static void end(World *world) {
  for (gsize i = 0; i < G_N_ELEMENTS(world->programs); i++) {
    listener_stop(&world->programs[i].listener);
    app_free(world->programs[i].app);
  }
  g_rand_free(world->lot);
  g_hash_table_unref(world->listed);
  g_hash_table_unref(world->records);
  g_array_unref(world->heard);
  g_string_free(world->story, TRUE);
}

static void run_sequence(guint32 seed) {
  Fixture fixture = { 0 };
  World world;
  fixture_set_up(&fixture, NULL);
  travel_write(&fixture, "bed = \"23:00\"; wake = \"07:00\";"); /* by the zone of each program */
  begin(&world, &fixture, seed);
  for (int i = 0; i < STEPS_EACH; i++)
    step(&world);
  end(&world);
  fixture_tear_down(&fixture, NULL);
}

static guint32 number_from(const char *variable, guint32 otherwise) {
  const char *text = g_getenv(variable);
  return text ? (guint32) strtoul(text, NULL, 10) : otherwise;
}

static void any_sequence_keeps_evening_marks_and_reminders(void) {
  const guint32 first = number_from("WINDDOWN_SEED", 1), count = number_from("WINDDOWN_SEQUENCES", SEQUENCES);
  for (guint32 i = 0; i < count; i++)
    run_sequence(first + i);
  g_test_message("%u sequences of %d steps", count, STEPS_EACH);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/clocks/any-sequence-keeps-evening-marks-and-reminders",
                  any_sequence_keeps_evening_marks_and_reminders);
  return g_test_run();
}
