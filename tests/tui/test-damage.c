/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever a disk made of the record, every view draws something. */
#include "base/daytime.h"
#include "stage.h"

#include <sqlite3.h>

#define NIGHTS 20
#define ROUNDS 150

static void live(StageFixture *stage) {
  for (int i = 0; i < NIGHTS; i++) {
    g_autofree char *day = daytime_format_day(739924 + (guint32) i); /* from 2026-11-04 on */
    g_autofree char *now = g_strconcat(day, " 21:50", NULL);
    const Action done = { .kind = ACTION_MARK, .step = "dim", .mark = i % 3 ? MARK_DONE : MARK_SKIPPED };
    stage_go(stage, now);
    g_assert_true(app_perform(stage->app, &done, NULL, NULL));
  }
  stage_go(stage, "2026-11-24 21:50");
}

static sqlite3 *open_record(const StageFixture *stage) {
  g_autofree char *path = g_build_filename(stage->folder, "data", "nights.db", NULL);
  sqlite3 *db = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout(db, 1000);
  return db;
}

static void execute(sqlite3 *db, const char *sql) {
  g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* A few bytes of the packed form of some night. */
static void spoil_packed(sqlite3 *db) {
  for (int n = g_test_rand_int_range(1, 6); n > 0; n--) {
    g_autofree char *sql = g_strdup_printf("UPDATE night SET packed = CAST(substr(packed, 1, %d) || x'%02x' || "
                                           "substr(packed, %d) AS BLOB) WHERE night = '2026-11-%02d'",
                                           g_test_rand_int_range(0, 180), g_test_rand_int_range(0, 256),
                                           g_test_rand_int_range(1, 180), g_test_rand_int_range(4, 25));
    execute(db, sql);
  }
}

/* Values that no night can have, in its rows. */
static void spoil_rows(sqlite3 *db) {
  static const char *const columns[] = { "start",      "bed",  "wake",       "judged_bed",           "lights_out",
                                         "moved_bed",  "woke", "moved_wake", "asleep_after_minutes", "wakings",
                                         "answered_at" };
  static const char *const values[] = { "-9223372036854775807", "0", "-1", "200", "32503680000", "1795417200",
                                        "9223372036854775807" };
  g_autofree char *sql = g_strdup_printf(
      "UPDATE night SET %s = %s WHERE night = '2026-11-%02d'", columns[g_test_rand_int_range(0, G_N_ELEMENTS(columns))],
      values[g_test_rand_int_range(0, G_N_ELEMENTS(values))], g_test_rand_int_range(4, 25));
  execute(db, sql);
  if (g_test_rand_bit())
    execute(db, "UPDATE step SET at = 9223372036854775807 WHERE id = 'dim' AND night = '2026-11-24'");
}

static void draw_everything(StageFixture *stage) {
  View *(*const views[])(App *) = { tonight_view_new, morning_view_new, review_view_new, compare_view_new };
  static const int sizes[][2] = { { 80, 24 }, { 200, 50 }, { 40, 12 } };
  for (gsize i = 0; i < G_N_ELEMENTS(views); i++) {
    stage_show(stage, views[i]);
    for (gsize size = 0; size < G_N_ELEMENTS(sizes); size++) {
      g_autoptr(Canvas) canvas = stage_draw(stage, sizes[size][0], sizes[size][1]);
      g_assert_nonnull(canvas);
    }
  }
}

static void every_view_draws_what_a_disk_made(void (*spoil)(sqlite3 *)) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-04 12:00");
  live(stage);
  sqlite3 *db = open_record(stage);
  execute(db, "CREATE TEMP TABLE sound AS SELECT * FROM main.night");
  for (int round = 0; round < ROUNDS; round++) {
    spoil(db);
    app_tick(stage->app);
    draw_everything(stage);
    execute(db, "INSERT OR REPLACE INTO main.night SELECT * FROM sound");
  }
  sqlite3_close(db);
}

static void test_packed(void) {
  every_view_draws_what_a_disk_made(spoil_packed);
}

static void test_rows(void) {
  every_view_draws_what_a_disk_made(spoil_rows);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/damage/every-view-draws-spoilt-packed-nights", test_packed);
  g_test_add_func("/damage/every-view-draws-values-that-cannot-be", test_rows);
  return g_test_run();
}
