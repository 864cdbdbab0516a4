/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"

#include "base/daytime.h"
#include "planning/planner.h"
#include "planning/schedule.h"

gint64 evening_fixture_instant(const EveningFixture *fixture, const char *local) {
  gint64 instant = 0;
  g_assert_true(daytime_parse_local(local, fixture->evening.zone, &instant));
  return instant;
}

static void reckon(EveningFixture *fixture) {
  Evening *evening = &fixture->evening;
  const Schedule *schedule = &evening->routine->schedule;
  const PlanRequest request = {
    .routine = evening->routine,
    .zone = evening->zone,
    .now = evening->now,
    .first_run_at = evening->first_run_at,
    .record = fixture->record,
    .stored = fixture->plan,
  };
  const Night night = schedule_night_at(schedule, NULL, evening->now, evening->zone);
  Plan *plan = planner_plan(&request, night, NULL);
  g_clear_pointer(&fixture->plan, plan_free);
  fixture->plan = plan;
  if (!fixture->record)
    fixture->record = record_new(night);
  g_clear_pointer(&fixture->agenda, agenda_free);
  const gint64 until = planner_instant(plan, evening->settings->reminders.until, evening->zone);
  fixture->agenda = agenda_new(plan, fixture->record, fixture->pauses, until, evening->now);
  evening->plan = plan;
  evening->record = fixture->record;
  evening->agenda = fixture->agenda;
}

EveningFixture *evening_fixture_new(Config *config, const char *now, const char *born) {
  EveningFixture *fixture = g_new0(EveningFixture, 1);
  fixture->config = config ? config : config_load_shipped();
  g_assert_nonnull(fixture->config->routine);
  fixture->pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  fixture->evening = (Evening){
    .routine = fixture->config->routine,
    .settings = fixture->config->settings,
    .pauses = fixture->pauses,
    .zone = g_time_zone_new_identifier("Europe/Berlin"),
    .reminds_when_closed = TRUE,
  };
  fixture->evening.now = evening_fixture_instant(fixture, now);
  fixture->evening.first_run_at = born ? evening_fixture_instant(fixture, born) : 0;
  reckon(fixture);
  /* An evening like others: the screen was warmed in time. */
  const PlanStep *colours = plan_step(fixture->plan, "blue-light");
  if (colours && plan_step_is_listed(colours) && colours->at <= fixture->evening.now) {
    StepRecord *step = record_touch(fixture->record, colours->id);
    step->mark = MARK_DONE;
    step->marked_at = colours->at;
    reckon(fixture);
  }
  return fixture;
}

void evening_fixture_free(EveningFixture *fixture) {
  if (!fixture)
    return;
  g_clear_pointer(&fixture->agenda, agenda_free);
  g_clear_pointer(&fixture->record, record_free);
  g_clear_pointer(&fixture->plan, plan_free);
  g_clear_pointer(&fixture->config, config_free);
  g_ptr_array_unref(fixture->pauses);
  g_time_zone_unref(fixture->evening.zone);
  g_free(fixture);
}

void evening_fixture_mark(EveningFixture *fixture, const char *id, Mark mark, const char *at) {
  StepRecord *step = record_touch(fixture->record, id);
  step->mark = mark;
  step->marked_at = evening_fixture_instant(fixture, at);
  reckon(fixture);
}

void evening_fixture_go(EveningFixture *fixture, const char *now) {
  fixture->evening.now = evening_fixture_instant(fixture, now);
  reckon(fixture);
}
