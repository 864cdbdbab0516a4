/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include "golden.h"

#include "base/daytime.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>

#define ZONE "Europe/Berlin"
#define BORN "2026-10-20 12:00"

gint64 stage_instant(const char *local) {
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(ZONE);
  gint64 instant = 0;
  g_assert_true(daytime_parse_local(local, zone, &instant));
  return instant;
}

static App *open_app(const StageFixture *stage, const char *now) {
  g_autofree char *config = g_build_filename(stage->folder, "winddown.cfg", NULL);
  g_autofree char *data = g_build_filename(stage->folder, "data", NULL);
  g_autofree char *state = g_build_filename(stage->folder, "state", NULL);
  g_autoptr(GError) error = NULL;
  const AppOptions options = {
    .config_path = config,
    .data_folder = data,
    .state_folder = state,
    .clock = clock_new_rehearsal(stage_instant(now), 0),
    .writes = TRUE,
  };
  App *app = app_new(&options, &error);
  g_assert_no_error(error);
  app_tick(app);
  return app;
}

static void write_config(const StageFixture *stage) {
  g_autofree char *path = g_build_filename(stage->folder, "winddown.cfg", NULL);
  g_autofree char *shipped = config_shipped_text(23 * 60, 7 * 60);
  g_autofree char *text = g_strconcat(shipped, "\nzone = \"" ZONE "\";\n", NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* An evening like others: the screen was warmed in time, which nothing takes back. */
static void warm_the_screen(const StageFixture *stage, const char *now) {
  g_autofree char *data = g_build_filename(stage->folder, "data", NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(ZONE);
  g_autoptr(GError) error = NULL;
  const gint64 instant = stage_instant(now);
  const Night night = daytime_day_of(instant, zone);
  if (daytime_minutes_of(instant, zone) < 20 * 60)
    return;
  g_autoptr(Store) store = store_open(data, STORE_WRITE, instant, &error);
  g_autoptr(Record) record = record_new(night);
  StepRecord *step = record_touch(record, "blue-light");
  step->mark = MARK_DONE;
  step->marked_at = instant - (daytime_minutes_of(instant, zone) - 20 * 60) * DAYTIME_MINUTE_SECONDS;
  step->by = BY_KEY;
  g_assert_true(store_save_record(store, record, &error));
  g_assert_no_error(error);
}

StageFixture *stage_new(View *(*view_new)(App *), const char *now) {
  StageFixture *stage = g_new0(StageFixture, 1);
  stage->folder = g_dir_make_tmp("winddown-tui-XXXXXX", NULL);
  write_config(stage);
  /* The program was there long before: nothing starts only tomorrow. */
  App *born = open_app(stage, BORN);
  app_free(born);
  warm_the_screen(stage, now);
  stage->app = open_app(stage, now);
  stage_show(stage, view_new);
  return stage;
}

static void drop_view(StageFixture *stage) {
  if (!stage->view)
    return;
  if (stage->view->class->leave)
    stage->view->class->leave(stage->view);
  stage->view->class->free(stage->view);
  stage->view = NULL;
}

void stage_show(StageFixture *stage, View *(*view_new)(App *) ) {
  drop_view(stage);
  stage->view = view_new(stage->app);
  if (stage->view->class->enter)
    stage->view->class->enter(stage->view, app_evening(stage->app));
}

static void remove_tree(const char *path) {
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    remove_tree(child);
  }
  g_remove(path);
}

void stage_free(StageFixture *stage) {
  if (!stage)
    return;
  drop_view(stage);
  app_free(stage->app);
  remove_tree(stage->folder);
  g_free(stage->folder);
  g_free(stage);
}

void stage_go(StageFixture *stage, const char *now) {
  clock_step(app_clock(stage->app), stage_instant(now));
  app_tick(stage->app);
}

void stage_act_elsewhere(StageFixture *stage, const char *now, const Action *action) {
  g_autoptr(App) other = open_app(stage, now);
  g_autoptr(GError) error = NULL;
  g_assert_true(app_perform(other, action, NULL, &error));
  app_tick(stage->app);
}

static ViewResult give(StageFixture *stage, const Input *input) {
  return stage->view->class->input(stage->view, app_evening(stage->app), input);
}

ViewResult stage_press(StageFixture *stage, KeyAction action) {
  return give(stage, &(Input){ .kind = INPUT_ACTION, .action = action });
}

ViewResult stage_type(StageFixture *stage, const char *text) {
  ViewResult result = VIEW_IGNORED;
  for (const char *at = text; *at; at = g_utf8_next_char(at))
    result = give(stage, &(Input){ .kind = INPUT_CHARACTER, .character = g_utf8_get_char(at) });
  return result;
}

ViewResult stage_click(StageFixture *stage, InputKind kind, int row, int column) {
  return give(stage, &(Input){ .kind = kind, .row = row, .column = column });
}

ViewResult stage_click_text(StageFixture *stage, InputKind kind, const char *text, int right) {
  g_autofree char *screen = stage_text(stage);
  g_auto(GStrv) lines = g_strsplit(screen, "\n", -1);
  for (int row = 0; lines[row]; row++) {
    const char *at = strstr(lines[row], text);
    if (at)
      return stage_click(stage, kind, row, (int) g_utf8_strlen(lines[row], at - lines[row]) + right);
  }
  g_error("\"%s\" is not on the screen:\n%s", text, screen);
}

Canvas *stage_draw(StageFixture *stage, int columns, int rows) {
  Canvas *canvas = canvas_new(columns, rows, FALSE);
  stage->view->class->draw(stage->view, app_evening(stage->app), canvas);
  return canvas;
}

char *stage_text(StageFixture *stage) {
  g_autoptr(Canvas) canvas = stage_draw(stage, 80, 24);
  return canvas_to_text(canvas);
}

static void draw_view(Canvas *canvas, gpointer data) {
  StageFixture *stage = data;
  stage->view->class->draw(stage->view, app_evening(stage->app), canvas);
}

void stage_check(StageFixture *stage, const char *name) {
  golden_check_sizes(draw_view, stage, name);
}
