/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "cli/context.h"
#include "cli/past_weeks.h"
#include "cli/scratch.h"
#include "store/store.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder; /* the person's own */
  Paths *own;
  CliContext context;
} Fixture;

static void write_text(const char *path, const char *text) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void lives_a_night(const char *folder) {
  g_autoptr(Store) store = store_open(folder, STORE_WRITE, 1000, NULL);
  g_autoptr(Plan) plan = plan_new(DAYTIME_UNIX_DAY);
  plan->start = 25000, plan->bed = plan->target_bed = 82000, plan->wake = 111000;
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_save_plan(store, plan, NULL));
  g_assert_true(store_commit(store, NULL));
}

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->folder = g_dir_make_tmp("winddown-cli-XXXXXX", NULL);
  fixture->own = paths_new_within(fixture->folder);
  write_text(fixture->own->config_file, "bed = \"22:00\";\n");
  g_autofree char *theme = g_build_filename(fixture->own->state_folder, "theme", NULL);
  write_text(theme, "[theme]\n");
  lives_a_night(fixture->own->data_folder);
  fixture->context.config = g_strdup(fixture->own->config_file);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  cli_context_clear(&fixture->context);
  scratch_remove(fixture->folder);
  g_assert_false(g_file_test(fixture->folder, G_FILE_TEST_EXISTS));
  paths_free(fixture->own);
  g_free(fixture->folder);
}

static guint count_nights(const char *folder) {
  g_autoptr(Store) store = store_open(folder, STORE_READ, 1000, NULL);
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, NULL);
  return history->nights->len;
}

static void a_rehearsal_has_routine_record_and_small_memory(Fixture *fixture, gconstpointer data) {
  g_autoptr(Paths) paths = paths_new_within(fixture->folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = scratch_make(paths, TRUE, &error);
  g_assert_no_error(error);
  g_autofree char *text = NULL;
  g_assert_true(g_str_has_prefix(paths->state_folder, folder));
  g_assert_cmpstr(paths->data_folder, ==, fixture->own->data_folder);
  g_assert_cmpstr(paths->config_file, ==, fixture->own->config_file);
  g_assert_true(g_file_get_contents(paths->config_file, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, "bed = \"22:00\";\n");
  g_assert_cmpuint(count_nights(paths->data_folder), ==, 1);
  g_autofree char *theme = g_build_filename(paths->state_folder, "theme", NULL);
  g_assert_true(g_file_test(theme, G_FILE_TEST_IS_REGULAR));
  scratch_remove(folder);
  g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_nights(fixture->own->data_folder), ==, 1);
}

static void a_blank_one_has_nothing_of_the_persons_own(Fixture *fixture, gconstpointer data) {
  g_autoptr(Paths) paths = paths_new_within(fixture->folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = scratch_make(paths, FALSE, &error);
  g_assert_no_error(error);
  g_assert_false(g_file_test(paths->config_file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_nights(paths->data_folder), ==, 0);
  scratch_remove(folder);
}

static void nothing_of_a_rehearsal_stays(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  fixture->context.speed = 60;
  fixture->context.writes_files = TRUE;
  const Paths *paths = cli_context_paths(&fixture->context, &error);
  g_assert_no_error(error);
  g_autofree char *folder = g_path_get_dirname(paths->state_folder);
  g_assert_cmpstr(folder, !=, fixture->folder);
  cli_context_clear(&fixture->context);
  fixture->context = (CliContext){ 0 };
  g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test(fixture->own->config_file, G_FILE_TEST_EXISTS));
}

/* Every step that the weeks live by is one of the shipped routine, and was done on some nights and not on others. */
static void the_weeks_before_a_demo_can_be_compared(Fixture *fixture, gconstpointer data) {
  g_autoptr(Paths) paths = paths_new_within(fixture->folder);
  g_autofree char *folder = scratch_make(paths, FALSE, NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Berlin");
  g_autoptr(GError) error = NULL;
  g_assert_true(past_weeks_write(paths, 1795548600, zone, &error)); /* 2026-11-24 20:30 */
  g_assert_no_error(error);
  g_autoptr(Store) store = store_open(paths->data_folder, STORE_READ, 0, &error);
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(history->nights->len, ==, 42);
  static const char *const chosen[] = { "caffeine", "magnesium", "dim", "stretch", "screens", "bed" };
  for (gsize i = 0; i < G_N_ELEMENTS(chosen); i++) {
    const int step = history_step(history, chosen[i]);
    guint done = 0;
    g_assert_cmpint(step, >=, 0);
    for (guint night = 0; night < history->nights->len; night++) {
      const HistoryMark *mark = history_find(history, history_night(history, night), (guint16) step);
      done += mark && mark->mark == MARK_DONE;
    }
    g_assert_cmpuint(done, >, 14);
    g_assert_cmpuint(done, <, 42);
  }
  scratch_remove(folder);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/scratch/a-rehearsal-has-routine-record-and-small-memory", a_rehearsal_has_routine_record_and_small_memory);
  ADD("/scratch/a-blank-one-has-nothing-of-the-persons-own", a_blank_one_has_nothing_of_the_persons_own);
  ADD("/scratch/nothing-of-a-rehearsal-stays", nothing_of_a_rehearsal_stays);
  ADD("/scratch/the-weeks-before-a-demo-can-be-compared", the_weeks_before_a_demo_can_be_compared);
  return g_test_run();
}
