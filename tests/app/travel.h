/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Journeys: the routine of the fixture in another zone, taken up as an edit of
 * the config is, or found by the next run of the program. */
#pragma once

#include "app/state.h"
#include "tests/app/fixture.h"

/* The routine of the fixture with `text` in the place of its first line, which names zone, bed and wake. */
static inline void travel_write(const Fixture *fixture, const char *text) {
  const char *steps = strstr(FIXTURE_ROUTINE, "steps =");
  g_autofree char *routine = g_strconcat(text, "\n", steps, NULL);
  fixture_write_config(fixture, routine);
}

static inline void travel_write_zone(const Fixture *fixture, const char *zone) {
  g_autofree char *text = g_strdup_printf("zone = \"%s\"; bed = \"23:00\"; wake = \"07:00\";", zone);
  travel_write(fixture, text);
}

/* The program runs and is told. */
static inline const Evening *travel_reload(const Fixture *fixture) {
  configuration_take_up(fixture->app, clock_now(app_clock(fixture->app)));
  app_tick(fixture->app);
  return app_evening(fixture->app);
}

static inline const Evening *travel_to(const Fixture *fixture, const char *zone) {
  travel_write_zone(fixture, zone);
  return travel_reload(fixture);
}

/* Ends the program and opens it again at that time. */
static inline const Evening *travel_open(Fixture *fixture, gint64 now, gboolean writes) {
  g_autoptr(GError) error = NULL;
  const AppOptions options = {
    .config_path = fixture->config_path,
    .data_folder = fixture->data_folder,
    .state_folder = fixture->state_folder,
    .clock = clock_new_rehearsal(now, 0),
    .writes = writes,
  };
  g_clear_pointer(&fixture->app, app_free);
  fixture->app = app_new(&options, &error);
  g_assert_no_error(error);
  return app_evening(fixture->app);
}

/* Every night up to tonight begins where the one before it ended, with its bedtime inside: as it is lived, and so far
 * as it is stored. */
static inline void travel_assert_nights_touch(const Fixture *fixture) {
  g_autoptr(GError) error = NULL;
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    g_assert_cmpint(night->start, <=, night->bed);
    g_assert_cmpint(night->bed, <=, night->wake);
    if (i > 0)
      g_assert_cmpint(night->start, ==, history_night(history, i - 1)->wake);
  }
}
