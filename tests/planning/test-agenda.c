/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/agenda.h"
#include "planning/planner.h"

#include "tests/planning/evening.h"

#define TUESDAY "2026-11-24"

typedef struct {
  GTimeZone *zone;
  Routine *routine;
  Plan *plan;
  Record *record;
  GPtrArray *pauses;
  gint64 reminders_end;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data) {
  *fixture = (Fixture){ .zone = zone_of("Europe/Berlin"), .routine = routine_new() };
  Routine *routine = fixture->routine;
  add_step(routine, "outdoors", STEP_DO, (When){ ANCHOR_WAKE, 60 }, 20)->counts = FALSE;
  add_step(routine, "caffeine", STEP_AVOID, from_bed(-540), 0);
  add_step(routine, "nap", STEP_AVOID, at_clock("16:00"), 60);
  add_step(routine, "magnesium", STEP_DO, from_bed(-90), 0);
  add_step(routine, "stretch", STEP_GUIDED, from_bed(-58), 10);
  add_step(routine, "screens", STEP_AVOID, from_bed(-30), 0);
  add_step(routine, "bed", STEP_DO, from_bed(0), 0);
  const PlanRequest request = { .routine = routine, .zone = fixture->zone };
  fixture->plan = planner_plan(&request, night_of(TUESDAY), NULL);
  fixture->record = record_new(night_of(TUESDAY));
  fixture->reminders_end = fixture->plan->bed + 30 * 60;
  fixture->pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_time_zone_unref(fixture->zone);
  routine_free(fixture->routine);
  plan_free(fixture->plan);
  record_free(fixture->record);
  g_ptr_array_unref(fixture->pauses);
}

static Agenda *agenda_at(const Fixture *fixture, gint64 now) {
  return agenda_new(fixture->plan, fixture->record, fixture->pauses, fixture->reminders_end, now);
}

/* One letter for each step of the plan: hidden, left out, answered, running, due, open, coming. */
static char *states_of(const Agenda *agenda) {
  static const char letters[] = "hlardoc";
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < agenda->rows->len; i++) {
    g_assert_cmpuint(agenda_row(agenda, i)->step, ==, i);
    g_string_append_c(text, letters[agenda_row(agenda, i)->state]);
  }
  return g_string_free(text, FALSE);
}

static void states_follow_the_clock(Fixture *fixture, gconstpointer data) {
  /* outdoors 8:00, caffeine 14:00-23:00, nap 16:00-17:00, magnesium 21:30, stretch 22:02, screens 22:30-23:00, bed
   * 23:00 */
  static const struct {
    const char *now, *states, *next_change;
    AgendaPhase phase;
    int next;
  } rows[] = {
    { "2026-11-24 07:00", "ccccccc", "2026-11-24 08:00", PHASE_DAY, 0 },
    { "2026-11-24 08:00", "dcccccc", "2026-11-24 14:00", PHASE_DAY, 1 },
    { "2026-11-24 14:00", "drccccc", "2026-11-24 16:00", PHASE_DAY, 2 },
    { "2026-11-24 16:59", "drrcccc", "2026-11-24 17:00", PHASE_DAY, 3 },
    { "2026-11-24 17:00", "drocccc", "2026-11-24 21:30", PHASE_DAY, 3 },
    { "2026-11-24 21:30", "drodccc", "2026-11-24 22:02", PHASE_EVENING, 4 },
    { "2026-11-24 22:15", "droddcc", "2026-11-24 22:30", PHASE_EVENING, 5 },
    { "2026-11-24 22:30", "droddrc", "2026-11-24 23:00", PHASE_EVENING, 6 },
    { "2026-11-24 23:00", "dooddod", "2026-11-24 23:30", PHASE_AFTER_BED, -1 },
    { "2026-11-24 23:30", "ooooooo", NULL, PHASE_AFTER_BED, -1 },
    { "2026-11-25 06:59", "ooooooo", NULL, PHASE_AFTER_BED, -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Agenda) agenda = agenda_at(fixture, instant(rows[i].now, fixture->zone));
    g_autofree char *states = states_of(agenda);
    g_assert_cmpstr(states, ==, rows[i].states);
    g_assert_cmpint(agenda->phase, ==, rows[i].phase);
    g_assert_cmpint(agenda->next, ==, rows[i].next);
    if (rows[i].next_change)
      assert_shows(agenda->next_change, fixture->zone, rows[i].next_change);
    else
      g_assert_cmpint(agenda->next_change, ==, 0);
  }
}

static void share_leaves_out_what_is_neutral(Fixture *fixture, gconstpointer data) {
  const gint64 now = instant("2026-11-24 22:40", fixture->zone);
  g_autoptr(Agenda) untouched = agenda_at(fixture, now);
  g_assert_cmpuint(untouched->of, ==, 6); /* outdoors does not count */
  g_assert_cmpuint(untouched->done, ==, 0);

  record_touch(fixture->record, "outdoors")->mark = MARK_DONE;
  record_touch(fixture->record, "caffeine")->mark = MARK_DONE;
  record_touch(fixture->record, "nap")->mark = MARK_SLIPPED;
  record_touch(fixture->record, "magnesium")->mark = MARK_SKIPPED;
  record_touch(fixture->record, "stretch")->mark = MARK_DONE;
  g_ptr_array_add(fixture->pauses, pause_new("stretch", fixture->plan->night, NIGHT_NONE, now));
  g_autoptr(Agenda) agenda = agenda_at(fixture, now);
  g_autofree char *states = states_of(agenda);
  g_assert_cmpstr(states, ==, "aaaahrc");
  g_assert_cmpuint(agenda->of, ==, 4); /* caffeine, nap, screens, bed */
  g_assert_cmpuint(agenda->done, ==, 1);
}

static void early_and_folded_steps_are_hidden(Fixture *fixture, gconstpointer data) {
  ((PlanStep *) plan_step(fixture->plan, "caffeine"))->predates_start = TRUE;
  ((PlanStep *) plan_step(fixture->plan, "magnesium"))->folded = TRUE;
  g_autoptr(Agenda) agenda = agenda_at(fixture, instant("2026-11-24 13:00", fixture->zone));
  g_autofree char *states = states_of(agenda);
  g_assert_cmpstr(states, ==, "dhchccc");
  g_assert_cmpint(agenda->next, ==, 2);
  g_assert_true(agenda->any_predates_start);
  assert_shows(agenda->next_change, fixture->zone, "2026-11-24 16:00");
}

/* Nothing else changes at bedtime then. */
static void bedtime_is_announced_when_all_is_answered(Fixture *fixture, gconstpointer data) {
  for (guint i = 0; i < fixture->plan->steps->len; i++)
    record_touch(fixture->record, ((PlanStep *) g_ptr_array_index(fixture->plan->steps, i))->id)->mark = MARK_DONE;
  g_autoptr(Agenda) agenda = agenda_at(fixture, instant("2026-11-24 22:40", fixture->zone));
  g_assert_cmpint(agenda->phase, ==, PHASE_EVENING);
  assert_shows(agenda->next_change, fixture->zone, "2026-11-24 23:00");
}

static void good_night_is_dark(Fixture *fixture, gconstpointer data) {
  fixture->record->good_night = TRUE;
  g_autoptr(Agenda) early = agenda_at(fixture, instant("2026-11-24 22:40", fixture->zone));
  g_assert_cmpint(early->phase, ==, PHASE_ASLEEP);
  fixture->record->good_night = FALSE;
  fixture->record->lights_out = instant("2026-11-24 23:05", fixture->zone);
  g_autoptr(Agenda) late = agenda_at(fixture, instant("2026-11-24 23:10", fixture->zone));
  g_assert_cmpint(late->phase, ==, PHASE_ASLEEP);
}

static void evening_begins_with_its_first_step(Fixture *fixture, gconstpointer data) {
  g_autoptr(Agenda) agenda = agenda_at(fixture, fixture->plan->start);
  assert_shows(agenda->evening, fixture->zone, "2026-11-24 21:30");
  ((PlanStep *) plan_step(fixture->plan, "magnesium"))->folded = TRUE;
  g_autoptr(Agenda) folded = agenda_at(fixture, fixture->plan->start);
  assert_shows(folded->evening, fixture->zone, "2026-11-24 22:00");
  PlanBand *band = g_new(PlanBand, 1);
  *band = (PlanBand){ g_strdup("unwind"), g_strdup("Unwind"), fixture->plan->bed - 4 * 3600, fixture->plan->bed };
  g_ptr_array_add(fixture->plan->bands, band);
  g_autoptr(Agenda) unwinding = agenda_at(fixture, fixture->plan->start);
  assert_shows(unwinding->evening, fixture->zone, "2026-11-24 19:00");

  g_autoptr(Plan) bare = plan_new(fixture->plan->night);
  bare->start = fixture->plan->start;
  bare->bed = fixture->plan->bed;
  bare->wake = fixture->plan->wake;
  g_autoptr(Agenda) empty = agenda_new(bare, fixture->record, fixture->pauses, bare->bed, bare->start);
  assert_shows(empty->evening, fixture->zone, "2026-11-24 22:00");
  assert_shows(empty->next_change, fixture->zone, "2026-11-24 22:00");
}

/* All that next_change speaks for. */
static char *signature_of(const Agenda *agenda) {
  g_autofree char *states = states_of(agenda);
  return g_strdup_printf("%s %d %d", states, agenda->phase, agenda->next);
}

/* Looks at every minute of the night, and at the last second before it: what is seen changes exactly at
 * the moments that were announced. */
static void assert_changes_as_announced(const Fixture *fixture) {
  const Plan *plan = fixture->plan;
  g_autoptr(Agenda) first = agenda_at(fixture, plan->start);
  g_autofree char *seen = signature_of(first);
  gint64 announced = first->next_change;
  for (gint64 now = plan->start + 60; now < plan->wake; now += 60) {
    g_autoptr(Agenda) before = agenda_at(fixture, now - 1);
    g_autofree char *just_before = signature_of(before);
    g_assert_cmpstr(just_before, ==, seen);
    g_assert_cmpint(before->next_change, ==, announced);
    g_autoptr(Agenda) agenda = agenda_at(fixture, now);
    g_autofree char *signature = signature_of(agenda);
    g_assert_cmpint(!g_str_equal(signature, seen), ==, now == announced);
    g_free(seen);
    seen = g_steal_pointer(&signature);
    announced = agenda->next_change;
  }
}

static void changes_exactly_when_announced(Fixture *fixture, gconstpointer data) {
  assert_changes_as_announced(fixture);
  record_touch(fixture->record, "caffeine")->mark = MARK_DONE;
  record_touch(fixture->record, "bed")->mark = MARK_SKIPPED;
  ((PlanStep *) plan_step(fixture->plan, "magnesium"))->folded = TRUE;
  assert_changes_as_announced(fixture);
  g_ptr_array_add(fixture->pauses, pause_new("screens", fixture->plan->night, NIGHT_NONE, 0));
  record_touch(fixture->record, "bed")->mark = MARK_OPEN;
  record_touch(fixture->record, "outdoors")->mark = MARK_DONE;
  record_touch(fixture->record, "stretch")->mark = MARK_DONE;
  fixture->reminders_end = fixture->plan->bed - 45 * 60; /* what is due later is open at once */
  assert_changes_as_announced(fixture);
  fixture->record->lights_out = instant("2026-11-24 23:20", fixture->zone);
  assert_changes_as_announced(fixture);
  fixture->record->good_night = TRUE;
  assert_changes_as_announced(fixture);
}

#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)

/* A night drawn without the step shows it, asks nothing of it, and changes at no time of its own. */
static void step_left_out_by_lot_is_listed_and_not_due(Fixture *fixture, gconstpointer data) {
  Pause *lot = pause_new("stretch", fixture->plan->night, fixture->plan->night, 0);
  lot->by_lot = TRUE;
  g_ptr_array_add(fixture->pauses, lot);
  g_autoptr(Agenda) agenda = agenda_at(fixture, instant("2026-11-24 22:02", fixture->zone));
  g_autofree char *states = states_of(agenda);
  g_assert_cmpstr(states, ==, "drodlcc");
  g_assert_cmpuint(agenda->of, ==, 5);
  g_ptr_array_add(fixture->pauses, pause_new(NULL, fixture->plan->night, NIGHT_NONE, 0));
  g_autoptr(Agenda) paused = agenda_at(fixture, instant("2026-11-24 22:02", fixture->zone));
  g_autofree char *hidden = states_of(paused);
  g_assert_cmpstr(hidden, ==, "hhhhhhh");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/agenda/states-follow-the-clock", states_follow_the_clock);
  ADD("/agenda/share-leaves-out-what-is-neutral", share_leaves_out_what_is_neutral);
  ADD("/agenda/early-and-folded-steps-are-hidden", early_and_folded_steps_are_hidden);
  ADD("/agenda/bedtime-is-announced-when-all-is-answered", bedtime_is_announced_when_all_is_answered);
  ADD("/agenda/good-night-is-dark", good_night_is_dark);
  ADD("/agenda/evening-begins-with-its-first-step", evening_begins_with_its_first_step);
  ADD("/agenda/changes-exactly-when-announced", changes_exactly_when_announced);
  g_test_add("/agenda/step-left-out-by-lot-is-listed-and-not-due", Fixture, NULL, set_up,
             step_left_out_by_lot_is_listed_and_not_due, tear_down);
  return g_test_run();
}
