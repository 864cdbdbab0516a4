/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"
#include "planning/reminder.h"

#include "tests/planning/evening.h"

#define TUESDAY "2026-11-24"

/* An evening 23:00 to 07:00; reminders end at 23:30 and are useful for half an hour. */
typedef struct {
  GTimeZone *zone;
  Routine *routine;
  Settings *settings;
  Record *record;
  GPtrArray *pauses;
  Plan *plan;
} Fixture;

static Step *remind(Step *step, int first_lead, int second_lead) {
  step->lead_minutes = g_new(int, 2);
  step->lead_minutes[0] = first_lead;
  step->lead_minutes[1] = second_lead;
  step->n_leads = second_lead >= 0 ? 2 : 1;
  return step;
}

static void set_up(Fixture *fixture, gconstpointer data) {
  *fixture = (Fixture){
    .zone = zone_of("Europe/Berlin"),
    .routine = routine_new(),
    .settings = settings_new(),
    .record = record_new(night_of(TUESDAY)),
    .pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free),
  };
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_time_zone_unref(fixture->zone);
  routine_free(fixture->routine);
  settings_free(fixture->settings);
  record_free(fixture->record);
  g_ptr_array_unref(fixture->pauses);
  plan_free(fixture->plan);
}

static GPtrArray *list_of(Fixture *fixture) {
  if (!fixture->plan) {
    const PlanRequest request = { .routine = fixture->routine, .zone = fixture->zone };
    fixture->plan = planner_plan(&request, night_of(TUESDAY), NULL);
  }
  const ReminderInput input = {
    .plan = fixture->plan,
    .record = fixture->record,
    .routine = fixture->routine,
    .settings = fixture->settings,
    .pauses = fixture->pauses,
    .zone = fixture->zone,
  };
  return reminder_list(&input);
}

/* "magnesium/15 21:15-21:45, …" (owned). */
static char *describe(const GPtrArray *reminders, GTimeZone *zone) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < reminders->len; i++) {
    const Reminder *reminder = g_ptr_array_index(reminders, i);
    g_autofree char *due = daytime_clock(reminder->due, zone);
    g_autofree char *useful = daytime_clock(reminder->useful, zone);
    g_string_append_printf(text, "%s%s/%s %s-%s", i > 0 ? ", " : "", reminder->step, reminder->key, due, useful);
  }
  return g_string_free(text, FALSE);
}

/* "magnesium/0 dim/0" (owned). */
static char *names_of(const GPtrArray *reminders) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < reminders->len; i++) {
    const Reminder *reminder = g_ptr_array_index(reminders, i);
    g_string_append_printf(text, "%s%s/%s", i > 0 ? " " : "", reminder->step, reminder->key);
  }
  return g_string_free(text, FALSE);
}

#define assert_list(fixture, expected)                                                                                 \
  do {                                                                                                                 \
    g_autoptr(GPtrArray) all = list_of(fixture);                                                                       \
    g_autofree char *described = describe(all, (fixture)->zone);                                                       \
    g_assert_cmpstr(described, ==, expected);                                                                          \
  } while (0)

static void leads_stand_before_their_step(Fixture *fixture, gconstpointer data) {
  remind(add_step(fixture->routine, "magnesium", STEP_DO, from_bed(-90), 0), 15, 0);
  add_step(fixture->routine, "tea", STEP_DO, from_bed(-80), 0); /* no leads: no reminder */
  remind(add_step(fixture->routine, "bed", STEP_DO, from_bed(0), 0), 0, -1);
  assert_list(fixture, "magnesium/15 21:15-21:45, magnesium/0 21:30-22:00, bed/0 23:00-23:30");
}

static void usefulness_is_said_or_follows_the_length(Fixture *fixture, gconstpointer data) {
  remind(add_step(fixture->routine, "walk", STEP_DO, from_bed(-300), 20), 0, -1);
  remind(add_step(fixture->routine, "alcohol", STEP_AVOID, from_bed(-180), 0), 0, -1);
  remind(add_step(fixture->routine, "magnesium", STEP_DO, from_bed(-90), 0), 0, -1)->useful_minutes = 45;
  remind(add_step(fixture->routine, "stretch", STEP_GUIDED, from_bed(-58), 10), 60, 0);
  assert_list(fixture, "walk/0 18:00-18:20, alcohol/0 20:00-23:00, stretch/60 21:02-22:02, magnesium/0 21:30-22:15, "
                       "stretch/0 22:02-22:12");
}

static void repeats_end_with_a_last_word(Fixture *fixture, gconstpointer data) {
  Step *step = remind(add_step(fixture->routine, "magnesium", STEP_DO, from_bed(-60), 0), 0, -1);
  step->repeat_minutes = 20;
  step->has_until = TRUE;
  step->until = from_bed(-10);
  /* its own end also bounds usefulness, save for the moment that the last one needs */
  assert_list(fixture, "magnesium/0 22:00-22:30, magnesium/r1 22:20-22:50, magnesium/r2 22:40-22:50, "
                       "magnesium/last 22:50-22:55");
}

static void repeat_gives_way_to_the_last_word(Fixture *fixture, gconstpointer data) {
  Step *step = remind(add_step(fixture->routine, "bed", STEP_DO, from_bed(0), 0), 0, -1);
  step->repeat_minutes = 15;
  assert_list(fixture, "bed/0 23:00-23:30, bed/r1 23:15-23:30, bed/last 23:30-23:35");
}

static void running_stretch_is_not_repeated(Fixture *fixture, gconstpointer data) {
  remind(add_step(fixture->routine, "screens", STEP_AVOID, from_bed(-30), 0), 0, -1)->repeat_minutes = 5;
  assert_list(fixture, "screens/0 22:30-23:00");
}

static void nothing_is_due_after_the_reminders_end(Fixture *fixture, gconstpointer data) {
  fixture->settings->reminders.until = from_bed(-45);
  remind(add_step(fixture->routine, "dim", STEP_DO, from_bed(-60), 0), 0, -1);
  remind(add_step(fixture->routine, "tea", STEP_DO, from_bed(-45), 0), 0, -1);
  remind(add_step(fixture->routine, "bed", STEP_DO, from_bed(0), 0), 0, -1)->repeat_minutes = 10;
  assert_list(fixture, "dim/0 22:00-22:15, tea/0 22:15-22:20");
}

static void only_open_steps_are_reminded_of(Fixture *fixture, gconstpointer data) {
  static const char *const ids[] = { "done", "skipped", "slipped", "paused", "early", "folded", "open" };
  for (gsize i = 0; i < G_N_ELEMENTS(ids); i++)
    remind(add_step(fixture->routine, ids[i], STEP_DO, from_bed(-60), 0), 0, -1);
  g_ptr_array_unref(list_of(fixture));
  record_touch(fixture->record, "done")->mark = MARK_DONE;
  record_touch(fixture->record, "skipped")->mark = MARK_SKIPPED;
  record_touch(fixture->record, "slipped")->mark = MARK_SLIPPED;
  g_ptr_array_add(fixture->pauses, pause_new("paused", fixture->plan->night, fixture->plan->night, 0));
  ((PlanStep *) plan_step(fixture->plan, "early"))->predates_start = TRUE;
  ((PlanStep *) plan_step(fixture->plan, "folded"))->folded = TRUE;
  assert_list(fixture, "open/0 22:00-22:30");
  fixture->record->good_night = TRUE;
  assert_list(fixture, "");
}

static void snooze_replaces_what_came_before_it(Fixture *fixture, gconstpointer data) {
  Step *step = remind(add_step(fixture->routine, "dim", STEP_DO, from_bed(-60), 0), 15, 0);
  step->repeat_minutes = 30;
  record_touch(fixture->record, "dim")->snoozed_until = instant("2026-11-24 22:10", fixture->zone);
  g_autoptr(GPtrArray) list = list_of(fixture);
  g_autofree char *names = names_of(list);
  g_autofree char *expected = g_strdup_printf("dim/s%" G_GINT64_FORMAT " dim/r1 dim/r2 dim/last",
                                              instant("2026-11-24 22:10", fixture->zone));
  g_assert_cmpstr(names, ==, expected);

  record_touch(fixture->record, "dim")->snoozed_until = instant("2026-11-24 22:30", fixture->zone); /* as r1 */
  g_autoptr(GPtrArray) later = list_of(fixture);
  g_assert_cmpuint(later->len, ==, list->len - 1);
}

static void snooze_is_capped_at_the_end_of_the_step(Fixture *fixture, gconstpointer data) {
  remind(add_step(fixture->routine, "screens", STEP_AVOID, from_bed(-30), 0), 0, -1);
  add_step(fixture->routine, "bed", STEP_DO, from_bed(0), 0); /* snoozed by hand, without leads */
  const gint64 late = instant("2026-11-25 01:00", fixture->zone);
  record_touch(fixture->record, "screens")->snoozed_until = late;
  record_touch(fixture->record, "bed")->snoozed_until = late;
  g_autofree char *expected = g_strdup_printf(
      "screens/s%" G_GINT64_FORMAT " 23:00-23:05, bed/s%" G_GINT64_FORMAT " 23:30-23:35", late, late);
  assert_list(fixture, expected);
}

/* Three steps at 22:00, 22:04 and 22:10, the first with a lead of a quarter of an hour. */
static void add_three(Fixture *fixture) {
  remind(add_step(fixture->routine, "dim", STEP_DO, from_bed(-60), 0), 15, 0);
  remind(add_step(fixture->routine, "tea", STEP_DO, from_bed(-56), 0), 0, -1);
  remind(add_step(fixture->routine, "read", STEP_DO, from_bed(-50), 0), 0, -1);
}

static void turns_follow_the_clock(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *now, *claimed, *expected_now, *expected_digest, *next;
  } rows[] = {
    { "2026-11-24 21:00", "", "", "", "2026-11-24 21:45" },
    { "2026-11-24 21:45", "", "dim/15", "", "2026-11-24 22:00" },
    { "2026-11-24 21:45", "dim/15", "", "", "2026-11-24 22:00" },
    /* what falls due within five minutes joins; what is due in ten does not */
    { "2026-11-24 22:00", "dim/15", "dim/0 tea/0", "", "2026-11-24 22:10" },
    { "2026-11-24 22:00", "dim/15 dim/0", "", "", "2026-11-24 22:04" },
    /* the newest of a step speaks; the older one comes along */
    { "2026-11-24 22:00", "", "dim/0 dim/15 tea/0", "", "2026-11-24 22:10" },
    /* the machine slept */
    { "2026-11-24 22:20", "dim/15", "dim/0 tea/0 read/0", "", NULL },
    { "2026-11-24 22:30", "dim/15", "dim/0 tea/0 read/0", "", NULL },
    { "2026-11-24 22:32", "dim/15", "tea/0 read/0", "dim/0", NULL },
    { "2026-11-24 22:32", "", "tea/0 read/0", "dim/0 dim/15", NULL },
    { "2026-11-24 23:30", "tea/0", "", "dim/0 dim/15 read/0", NULL },
  };
  add_three(fixture);
  g_autoptr(GPtrArray) list = list_of(fixture);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GHashTable) claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) names = g_strsplit(rows[i].claimed, " ", 0);
    for (gsize k = 0; names[k]; k++)
      g_hash_table_add(claimed, g_strdup(names[k]));
    g_autoptr(ReminderTurn) turn = reminder_turn_new(list, claimed, instant(rows[i].now, fixture->zone));
    g_autofree char *now = names_of(turn->now);
    g_autofree char *digest = names_of(turn->digest);
    g_assert_cmpstr(now, ==, rows[i].expected_now);
    g_assert_cmpstr(digest, ==, rows[i].expected_digest);
    if (rows[i].next)
      assert_shows(turn->next, fixture->zone, rows[i].next);
    else
      g_assert_cmpint(turn->next, ==, 0);
  }
}

static void short_repeats_each_come_at_their_time(Fixture *fixture, gconstpointer data) {
  Step *step = remind(add_step(fixture->routine, "bed", STEP_DO, from_bed(0), 0), 0, -1);
  step->repeat_minutes = 3;
  g_autoptr(GPtrArray) list = list_of(fixture);
  g_autoptr(GHashTable) claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint spoken = 0;
  for (gint64 now = fixture->plan->bed - 600; now != 0;) {
    g_autoptr(ReminderTurn) turn = reminder_turn_new(list, claimed, now);
    g_assert_cmpuint(turn->now->len, <=, 1);
    g_assert_cmpuint(turn->digest->len, ==, 0);
    for (guint i = 0; i < turn->now->len; i++) {
      const Reminder *reminder = g_ptr_array_index(turn->now, i);
      g_assert_cmpint(reminder->due, ==, now);
      g_hash_table_add(claimed, g_strconcat(reminder->step, "/", reminder->key, NULL));
      spoken++;
    }
    now = turn->next;
  }
  g_assert_cmpuint(spoken, ==, 11); /* 23:00, 23:03 … 23:27, 23:30 */
  g_assert_cmpuint(spoken, ==, list->len);
}

#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminders/leads-stand-before-their-step", leads_stand_before_their_step);
  ADD("/reminders/usefulness-is-said-or-follows-the-length", usefulness_is_said_or_follows_the_length);
  ADD("/reminders/repeats-end-with-a-last-word", repeats_end_with_a_last_word);
  ADD("/reminders/repeat-gives-way-to-the-last-word", repeat_gives_way_to_the_last_word);
  ADD("/reminders/running-stretch-is-not-repeated", running_stretch_is_not_repeated);
  ADD("/reminders/nothing-is-due-after-the-reminders-end", nothing_is_due_after_the_reminders_end);
  ADD("/reminders/only-open-steps-are-reminded-of", only_open_steps_are_reminded_of);
  ADD("/reminders/snooze-replaces-what-came-before-it", snooze_replaces_what_came_before_it);
  ADD("/reminders/snooze-is-capped-at-the-end-of-the-step", snooze_is_capped_at_the_end_of_the_step);
  ADD("/reminders/turns-follow-the-clock", turns_follow_the_clock);
  ADD("/reminders/short-repeats-each-come-at-their-time", short_repeats_each_come_at_their_time);
  return g_test_run();
}
