/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An app on a folder of its own, in Berlin, with a clock that only the test
 * moves. */
#pragma once

#include "app/app.h"
#include "base/daytime.h"
#include "base/error.h"
#include "store/store.h"

#include <glib.h>
#include <glib/gstdio.h>

typedef struct {
  char *folder;
  char *config_path;
  char *data_folder;
  char *state_folder;
  GTimeZone *zone;
  App *app;
} Fixture;

#define FIXTURE_ROUTINE                                                                                                \
  "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"                                                     \
  "steps = (\n"                                                                                                        \
  "  { id = \"caffeine\"; title = \"No more caffeine\"; kind = \"avoid\"; at = \"bed - 9h\"; leads = [\"0m\"]; },\n"   \
  "  { id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"]; },\n"                               \
  "  { id = \"stretch\"; title = \"Gentle stretching\"; kind = \"guided\"; at = \"bed - 58m\"; length = \"10m\"; },\n" \
  "  { id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });\n"

static inline gint64 fixture_instant(const Fixture *fixture, const char *local) {
  gint64 instant = 0;
  g_assert_true(daytime_parse_local(local, fixture->zone, &instant));
  return instant;
}

/* Opens the app at that local time, as a new run of the program. */
static inline App *fixture_open(Fixture *fixture, const char *local, gboolean writes) {
  g_autoptr(GError) error = NULL;
  const AppOptions options = {
    .config_path = fixture->config_path,
    .data_folder = fixture->data_folder,
    .state_folder = fixture->state_folder,
    .clock = clock_new_rehearsal(fixture_instant(fixture, local), 0),
    .writes = writes,
  };
  App *app = app_new(&options, &error);
  g_assert_no_error(error);
  return app;
}

static inline void fixture_write_config(const Fixture *fixture, const char *text) {
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_set_contents(fixture->config_path, text, -1, &error));
}

static inline void fixture_set_up(Fixture *fixture, gconstpointer start) {
  fixture->folder = g_dir_make_tmp("winddown-app-XXXXXX", NULL);
  fixture->config_path = g_build_filename(fixture->folder, "winddown.cfg", NULL);
  fixture->data_folder = g_build_filename(fixture->folder, "data", NULL);
  fixture->state_folder = g_build_filename(fixture->folder, "state", NULL);
  fixture->zone = g_time_zone_new_identifier("Europe/Berlin");
  fixture_write_config(fixture, FIXTURE_ROUTINE);
  if (start)
    fixture->app = fixture_open(fixture, start, TRUE);
}

static inline void fixture_tear_down(Fixture *fixture, gconstpointer start) {
  g_clear_pointer(&fixture->app, app_free);
  g_time_zone_unref(fixture->zone);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", fixture->folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  g_free(fixture->folder);
  g_free(fixture->config_path);
  g_free(fixture->data_folder);
  g_free(fixture->state_folder);
}

/* Moves the clock and lets the app notice. */
static inline const Evening *fixture_at(Fixture *fixture, const char *local) {
  clock_step(app_clock(fixture->app), fixture_instant(fixture, local));
  app_tick(fixture->app);
  return app_evening(fixture->app);
}

/* Performs `action`, which has to succeed. */
static inline void fixture_perform(Fixture *fixture, const Action *action) {
  g_autoptr(GError) error = NULL;
  const gboolean done = app_perform(fixture->app, action, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static inline gint64 fixture_instant_in(const char *zone, const char *local) {
  g_autoptr(GTimeZone) there = g_time_zone_new_identifier(zone);
  gint64 instant = 0;
  g_assert_true(daytime_parse_local(local, there, &instant));
  return instant;
}

/* Moves the clock to what clocks in another zone show then, and lets the app notice. */
static inline const Evening *fixture_at_in(Fixture *fixture, const char *zone, const char *local) {
  clock_step(app_clock(fixture->app), fixture_instant_in(zone, local));
  app_tick(fixture->app);
  return app_evening(fixture->app);
}

static inline Night fixture_night(const char *date) {
  guint32 day = 0;
  g_assert_true(daytime_parse_day(date, &day));
  return day;
}

/* "2026-11-24 21:30" as clocks in `zone` show it (owned). */
static inline char *fixture_shown(gint64 instant, const char *zone) {
  g_autoptr(GTimeZone) there = g_time_zone_new_identifier(zone);
  g_autofree char *day = daytime_format_day(daytime_day_of(instant, there));
  g_autofree char *clock = daytime_clock(instant, there);
  return g_strdup_printf("%s %s", day, clock);
}

#define fixture_assert_shows(instant, zone, local)                                                                     \
  do {                                                                                                                 \
    g_autofree char *shown = fixture_shown(instant, zone);                                                             \
    g_assert_cmpstr(shown, ==, local);                                                                                 \
  } while (0)

static inline void fixture_mark(Fixture *fixture, const char *step, Mark mark) {
  const Action action = { .kind = ACTION_MARK, .step = step, .mark = mark };
  fixture_perform(fixture, &action);
}
