/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "children.h"
#include "fixture.h"
#include "store/backup.h"
#include "store/database.h"

#define BREATH_USEC 200
#define MARKS_A_NIGHT 10
#define KILLS 8

/* The n-th mark is the only one of its step and night, and carries its number as its time. */
static void mark(Store *store, Night first, int n) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = store_load_record(store, first + (guint) (n / MARKS_A_NIGHT), &error);
  g_assert_no_error(error);
  StepRecord *step = record_touch(record, values_steps[n % MARKS_A_NIGHT]);
  step->mark = MARK_DONE;
  step->marked_at = n;
  g_assert_true(store_begin(store, &error) && store_save_record(store, record, &error) && store_commit(store, &error));
  g_assert_no_error(error);
}

static void assert_marked(Store *store, Night first, int n) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = store_load_record(store, first + (guint) (n / MARKS_A_NIGHT), &error);
  g_assert_no_error(error);
  const StepRecord *step = record_step(record, values_steps[n % MARKS_A_NIGHT]);
  g_assert_nonnull(step);
  g_assert_cmpint(step->mark, ==, MARK_DONE);
  g_assert_cmpint(step->marked_at, ==, n);
}

static void assert_sound(sqlite3 *db, const char *path) {
  g_autoptr(GError) error = NULL;
  gint64 sound = 0;
  g_assert_true(
      database_number(db, path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check() LIMIT 1", &sound, &error));
  g_assert_no_error(error);
  g_assert_true(sound);
}

static void mark_on(const char *folder, Night first) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  for (int n = 1;; n++) {
    mark(store, first, n);
    g_autofree char *said = g_strdup_printf("%d", n);
    part_say(said);
    /* no person writes without a pause; without one, two such loops starve each other */
    g_usleep(BREATH_USEC);
  }
}

static void part_mark(const char *folder) {
  mark_on(folder, TONIGHT);
}

static void part_mark_elsewhere(const char *folder) {
  mark_on(folder, TONIGHT + 10000);
}

/* As commands do: each opens the record, makes one mark and ends. */
static void part_mark_in_short_lives(const char *folder) {
  for (int n = 1;; n++) {
    g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
    mark(store, TONIGHT + 20000, n);
    g_autofree char *said = g_strdup_printf("%d", n);
    part_say(said);
  }
}

/* A backup for one day after the other, without end. */
static void part_backup(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  for (int day = 0;; day++) {
    g_autoptr(GError) error = NULL;
    g_assert_true(store_backup(store, TONIGHT + (Night) day, &error));
    part_say("kept");
  }
}

static const Part parts[] = {
  { "mark", part_mark },
  { "mark-elsewhere", part_mark_elsewhere },
  { "mark-in-short-lives", part_mark_in_short_lives },
  { "backup", part_backup },
};

/* Reads `lines` of what the child says, kills it, and gives the number that it said last. */
static int kill_after(Child *child, int lines) {
  int last = 0;
  for (int i = 0; i < lines; i++) {
    g_autofree char *line = child_line(child);
    g_assert_nonnull(line);
    last = atoi(line);
  }
  child_kill(child);
  for (char *line = child_line(child); line; line = child_line(child)) {
    last = atoi(line);
    g_free(line);
  }
  const int status = child_wait(child);
  g_assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL); /* it has not ended by itself */
  return last;
}

static void killed_at_any_moment_every_saved_mark_is_there(void) {
  for (int round = 0; round < KILLS; round++) {
    char *folder = fixture_folder();
    Child child = child_start("mark", folder);
    const int last = kill_after(&child, g_test_rand_int_range(0, 40));
    g_autoptr(Store) reader = fixture_open(folder, STORE_READ);
    for (int n = 1; n <= last; n++)
      assert_marked(reader, TONIGHT, n);
    g_clear_pointer(&reader, store_close);
    g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
    assert_sound(store->db, store->path);
    for (int n = 1; n <= last; n++)
      assert_marked(store, TONIGHT, n);
    g_clear_pointer(&store, store_close);
    fixture_remove(folder);
  }
}

static void two_writers_lose_nothing(void) {
  char *folder = fixture_folder();
  Child first = child_start("mark", folder), second = child_start("mark-elsewhere", folder);
  const int first_last = kill_after(&first, 40), second_last = kill_after(&second, 40);
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  assert_sound(store->db, store->path);
  for (int n = 1; n <= first_last; n++)
    assert_marked(store, TONIGHT, n);
  for (int n = 1; n <= second_last; n++)
    assert_marked(store, TONIGHT + 10000, n);
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static int check_backups(const char *folder) {
  g_autofree char *backups = g_build_filename(folder, "backups", NULL);
  g_autoptr(GDir) dir = g_dir_open(backups, 0, NULL);
  int n = 0;
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    if (!g_str_has_suffix(name, ".db"))
      continue;
    g_autofree char *path = g_build_filename(backups, name, NULL);
    sqlite3 *copy = NULL;
    g_assert_cmpint(sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
    assert_sound(copy, path);
    gint64 steps = 0;
    g_assert_true(database_number(copy, path, "SELECT count(*) FROM step", &steps, NULL));
    g_assert_cmpint(steps, ==, 300 * VALUES_STEPS);
    sqlite3_close(copy);
    n++;
  }
  return n;
}

static void killed_while_copying_every_backup_is_whole(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_assert_true(store_begin(store, &error));
  for (Night night = TONIGHT; night < TONIGHT + 300; night++) {
    g_autoptr(Plan) plan = values_plan(night);
    g_assert_true(store_save_plan(store, plan, &error));
  }
  g_assert_true(store_commit(store, &error));
  for (int round = 0; round < KILLS; round++) {
    Child child = child_start("backup", fixture->folder);
    kill_after(&child, g_test_rand_int_range(0, 4));
    g_assert_cmpint(check_backups(fixture->folder), <=,
                    BACKUP_KEPT + 1); /* a kill may fall between the new one and the old */
    g_assert_true(store_backup(store, TONIGHT + 1000 + (Night) round, &error));
    g_assert_no_error(error);
    g_assert_cmpint(check_backups(fixture->folder), >, 0);
  }
}

/* A dashboard, a service and commands write at the same time, and are killed at any moment. How many acknowledged marks
 * are asked for in all comes from WINDDOWN_CRASH_MARKS. */
static void kills_at_random_instants_lose_no_acknowledged_mark(void) {
  static const char *const writers[] = { "mark", "mark-elsewhere", "mark-in-short-lives" };
  static const Night firsts[] = { TONIGHT, TONIGHT + 10000, TONIGHT + 20000 };
  const char *asked = g_getenv("WINDDOWN_CRASH_MARKS");
  const int total = asked ? atoi(asked) : 300;
  int acknowledged = 0, kills = 0;
  while (acknowledged < total) {
    char *folder = fixture_folder();
    Child children[G_N_ELEMENTS(writers)];
    int last[G_N_ELEMENTS(writers)] = { 0 };
    for (gsize i = 0; i < G_N_ELEMENTS(writers); i++)
      children[i] = child_start(writers[i], folder);
    g_usleep((gulong) g_test_rand_int_range(20, asked ? 3000 : 400) * 1000);
    for (gsize i = 0; i < G_N_ELEMENTS(writers); i++, kills++)
      last[i] = kill_after(&children[i], 0);
    g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
    assert_sound(store->db, store->path);
    for (gsize i = 0; i < G_N_ELEMENTS(writers); i++) {
      for (int n = 1; n <= last[i]; n++)
        assert_marked(store, firsts[i], n);
      acknowledged += last[i];
    }
    g_clear_pointer(&store, store_close);
    fixture_remove(folder);
  }
  g_test_message("%d acknowledged marks, %d kills, none lost", acknowledged, kills);
}

int main(int argc, char **argv) {
  part_play(argc, argv, parts, G_N_ELEMENTS(parts));
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crash/killed-at-any-moment-every-saved-mark-is-there",
                  killed_at_any_moment_every_saved_mark_is_there);
  g_test_add_func("/crash/two-writers-lose-nothing", two_writers_lose_nothing);
  g_test_add_func("/crash/kills-at-random-instants-lose-no-acknowledged-mark",
                  kills_at_random_instants_lose_no_acknowledged_mark);
  FIXTURE_ADD("/crash/killed-while-copying-every-backup-is-whole", killed_while_copying_every_backup_is_whole);
  return g_test_run();
}
