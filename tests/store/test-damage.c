/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "children.h"
#include "fixture.h"
#include "store/claims.h"
#include "store/database.h"
#include "store/journal.h"

#include <grp.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define N_NIGHTS 60
#define NOBODY 65534

static void save_nights(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  g_assert_true(store_begin(store, &error));
  for (Night night = TONIGHT; night < TONIGHT + N_NIGHTS; night++) {
    g_autoptr(Plan) plan = values_plan(night);
    g_autoptr(Record) record = values_record(night);
    JournalEntry act = { .kind = ACTION_MARK, .night = night, .at = NOW, .record = record };
    g_assert_true(store_save_plan(store, plan, &error) && store_save_record(store, record, &error));
    g_assert_true(journal_add(store, &act, &error) && store_save_shift(store, night, "N", &error));
  }
  g_assert_true(store_commit(store, &error));
  g_assert_no_error(error);
}

static char *file_in(const char *folder) {
  return g_build_filename(folder, "nights.db", NULL);
}

/* Asks for everything there is. FALSE and an error of ours when it could not be had. */
static gboolean read_everything(const char *folder, StoreMode mode, GError **error) {
  g_autoptr(Store) store = store_open(folder, mode, NOW, error);
  if (!store)
    return FALSE;
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return FALSE;
  g_autoptr(JournalEntry) act = NULL;
  g_autoptr(GPtrArray) pauses = store_load_pauses(store, error);
  if (!pauses || !journal_newest(store, &act, error))
    return FALSE;
  g_autoptr(GHashTable) shifts = store_load_shifts(store, error);
  if (!shifts)
    return FALSE;
  g_autoptr(GHashTable) claims = claim_list(store, TONIGHT, error);
  if (!claims)
    return FALSE;
  for (Night night = TONIGHT; night < TONIGHT + N_NIGHTS; night++) {
    g_autoptr(Plan) plan = NULL;
    if (!store_load_plan(store, night, &plan, error))
      return FALSE;
    g_autoptr(Record) record = store_load_record(store, night, error);
    if (!record)
      return FALSE;
  }
  return TRUE;
}

static void assert_says(const GError *error, const char *path, const char *what) {
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, path));
  if (!strstr(error->message, what))
    g_error("\"%s\" does not say \"%s\"", error->message, what);
}

static void what_is_no_database_is_refused_and_left_alone(void) {
  static const StoreMode modes[] = { STORE_WRITE, STORE_READ };
  char *folder = fixture_folder();
  g_autofree char *path = file_in(folder), *contents = NULL;
  g_assert_true(g_file_set_contents(path,
                                    "Dear diary, this is longer than the header of a database is, and no such thing "
                                    "at all; it is a text that somebody put here.",
                                    -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(modes); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(read_everything(folder, modes[i], &error));
    assert_says(error, path, "not a database");
    assert_says(error, path, "backups");
  }
  g_assert_true(g_file_get_contents(path, &contents, NULL, NULL));
  g_assert_true(g_str_has_prefix(contents, "Dear diary"));
  fixture_remove(folder);
}

static void truncated_file_is_called_damaged(void) {
  char *folder = fixture_folder();
  g_autofree char *path = file_in(folder);
  g_autoptr(GError) error = NULL;
  GStatBuf status;
  save_nights(folder);
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpint(truncate(path, status.st_size / 2 / 4096 * 4096), ==, 0);
  g_assert_false(read_everything(folder, STORE_WRITE, &error));
  assert_says(error, path, "damaged");
  g_clear_error(&error);
  g_assert_false(read_everything(folder, STORE_READ, &error));
  assert_says(error, path, "damaged");
  fixture_remove(folder);
}

/* Bytes that a disk got wrong: whatever is read, the program goes on. */
static void spoilt_bytes_are_an_answer_never_an_end(void) {
  char *folder = fixture_folder();
  g_autofree char *path = file_in(folder), *sound = NULL;
  gsize length = 0;
  save_nights(folder);
  g_assert_true(g_file_get_contents(path, &sound, &length, NULL));
  for (int round = 0; round < 60; round++) {
    g_autofree char *spoilt = g_memdup2(sound, length);
    const int from = g_test_rand_bit() ? 0 : g_test_rand_int_range(0, (int) length);
    for (int n = g_test_rand_int_range(1, 200); n > 0; n--)
      spoilt[g_test_rand_int_range(from, (int) length)] = (char) g_test_rand_int_range(0, 256);
    g_autoptr(GError) error = NULL;
    g_assert_true(g_file_set_contents(path, spoilt, (gssize) length, NULL));
    if (!read_everything(folder, STORE_WRITE, &error))
      g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  }
  fixture_remove(folder);
}

static void part_write_on_a_full_disk(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  const struct rlimit room = { 60000, 60000 };
  signal(SIGXFSZ, SIG_IGN);
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &room), ==, 0);
  for (Night night = TONIGHT + N_NIGHTS;; night++) {
    g_autoptr(Plan) plan = plan_new(night);
    if (!store_begin(store, &error) || !store_save_plan(store, plan, &error) || !store_commit(store, &error))
      break;
  }
  store_rollback(store);
  assert_says(error, store_path(store), "the disk is full; free some room and try again");
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_nonnull(history);
  g_assert_cmpuint(history->nights->len, >=, N_NIGHTS);
  g_autofree char *said = g_strdup_printf("%u", history->nights->len);
  part_say(said);
}

static void full_disk_takes_back_one_act_and_nothing_else(void) {
  char *folder = fixture_folder();
  save_nights(folder);
  Child child = child_start("write-on-a-full-disk", folder);
  g_autofree char *line = child_line(&child);
  g_assert_cmpint(child_wait(&child), ==, 0);
  g_autoptr(Store) store = fixture_open(folder, STORE_READ);
  g_autoptr(GError) error = NULL;
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  g_assert_cmpint((int) history->nights->len, ==, atoi(line));
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

/* Root may write everywhere: these parts are played by nobody. */
static gboolean become_nobody(void) {
  return geteuid() != 0 ||
         (setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 && setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

static void say_outcome(gboolean done, const GError *error) {
  part_say(done ? "done" : error->message);
}

static void part_read(const char *folder) {
  g_autoptr(GError) error = NULL;
  if (!become_nobody()) {
    part_say("cannot play");
    return;
  }
  const gboolean done = read_everything(folder, STORE_READ, &error);
  say_outcome(done, error);
}

static void part_write(const char *folder) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = record_new(TONIGHT);
  if (!become_nobody()) {
    part_say("cannot play");
    return;
  }
  g_autoptr(Store) store = store_open(folder, STORE_WRITE, NOW, &error);
  const gboolean done = store && store_save_record(store, record, &error);
  say_outcome(done, error);
}

static char *played_by_nobody(const char *part, const char *folder) {
  Child child = child_start(part, folder);
  char *line = child_line(&child);
  child_wait(&child);
  return line;
}

static void set_rights(const char *folder, mode_t of_folder, mode_t of_file) {
  g_autofree char *path = file_in(folder);
  g_assert_cmpint(chmod(path, of_file), ==, 0);
  g_assert_cmpint(chmod(folder, of_folder), ==, 0);
}

static void read_only_folder_can_be_read_and_says_why_not_written(void) {
  char *folder = fixture_folder();
  save_nights(folder);
  set_rights(folder, 0555, 0444);
  g_autofree char *read = played_by_nobody("read", folder), *write = played_by_nobody("write", folder);
  if (g_str_equal(read, "cannot play")) {
    g_test_skip("this process may not become another");
  } else {
    g_assert_cmpstr(read, ==, "done");
    g_assert_nonnull(strstr(write, "read-only; make"));
  }
  set_rights(folder, 0700, 0600);
  fixture_remove(folder);
}

static void file_of_another_person_says_so(void) {
  char *folder = fixture_folder();
  save_nights(folder);
  set_rights(folder, 0755, 0);
  g_autofree char *read = played_by_nobody("read", folder), *write = played_by_nobody("write", folder);
  if (g_str_equal(read, "cannot play")) {
    g_test_skip("this process may not become another");
  } else {
    g_assert_nonnull(strstr(read, "belong to you"));
    g_assert_nonnull(strstr(write, "belong to you"));
  }
  set_rights(folder, 0700, 0600);
  fixture_remove(folder);
}

static mode_t rights_of(const char *folder, const char *name) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  GStatBuf status;
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void nobody_else_can_look(void) {
  char *top = fixture_folder();
  g_autofree char *folder = g_build_filename(top, "share", "winddown", NULL);
  g_autoptr(GError) error = NULL;
  const mode_t before = umask(0);
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_assert_true(store_backup(store, TONIGHT, &error));
  umask(before);
  g_assert_cmpint(rights_of(folder, ""), ==, 0700);
  g_assert_cmpint(rights_of(folder, "nights.db"), ==, 0600);
  g_assert_cmpint(rights_of(folder, "nights.db-wal"), ==, 0600);
  g_assert_cmpint(rights_of(folder, "nights.db-shm"), ==, 0600);
  g_assert_cmpint(rights_of(folder, "backups"), ==, 0700);
  g_assert_cmpint(rights_of(folder, "backups/nights-2026-11-23.db"), ==, 0600);
  g_clear_pointer(&store, store_close);
  fixture_remove(top);
}

/* Whether it is gone or another one has taken its place. */
static void what_was_moved_away_is_not_written(void) {
  char *folder = fixture_folder();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder, "nights.db", NULL), *away = g_strconcat(path, ".away", NULL);
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_autoptr(Record) record = record_new(TONIGHT);
  record_touch(record, "tea")->mark = MARK_DONE;
  g_assert_cmpint(g_rename(path, away), ==, 0);
  for (int i = 0; i < 2; i++) {
    g_assert_false(store_save_record(store, record, &error));
    g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "moved or replaced"));
    g_clear_error(&error);
    g_assert_true(g_file_set_contents(path, "another one", -1, NULL));
  }
  g_assert_cmpint(g_rename(away, path), ==, 0);
  g_assert_true(store_save_record(store, record, &error));
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Names and contents of everything in the folder (owned). */
static char *picture_of(const char *folder) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL), *contents = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &contents, &length, NULL));
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *) contents, length);
    /* The -shm file is shared memory, which holds the locks of readers. */
    g_ptr_array_add(lines, g_str_has_suffix(name, "-shm") ? g_strdup(name) : g_strdup_printf("%s %s", name, sum));
  }
  g_ptr_array_sort(lines, by_name);
  g_ptr_array_add(lines, NULL);
  return g_strjoinv("\n", (char **) lines->pdata);
}

static void part_save_and_wait(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = record_new(TONIGHT - 1);
  record_touch(record, "tea")->mark = MARK_DONE;
  g_assert_true(store_save_record(store, record, &error));
  part_say("saved");
  part_listen();
}

static void reading_leaves_the_folder_as_it_was(void) {
  char *folder = fixture_folder();
  g_autoptr(GError) error = NULL;
  save_nights(folder);
  g_autofree char *before = picture_of(folder);
  g_assert_true(read_everything(folder, STORE_READ, &error));
  g_autofree char *after = picture_of(folder);
  g_assert_cmpstr(before, ==, after);

  Child child = child_start("save-and-wait", folder);
  child_expect(&child, "saved");
  child_kill(&child);
  child_wait(&child);
  g_autofree char *with_log = picture_of(folder);
  g_autoptr(Store) store = fixture_open(folder, STORE_READ);
  g_autoptr(Record) record = store_load_record(store, TONIGHT - 1, &error);
  g_assert_cmpint(record_mark(record, "tea"), ==, MARK_DONE);
  g_assert_false(store_save_record(store, record, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_clear_pointer(&store, store_close);
  g_autofree char *with_log_after = picture_of(folder);
  g_assert_cmpstr(with_log, ==, with_log_after);
  fixture_remove(folder);
}

static const Part parts[] = {
  { "write-on-a-full-disk", part_write_on_a_full_disk },
  { "read", part_read },
  { "write", part_write },
  { "save-and-wait", part_save_and_wait },
};

int main(int argc, char **argv) {
  part_play(argc, argv, parts, G_N_ELEMENTS(parts));
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/damage/what-is-no-database-is-refused-and-left-alone",
                  what_is_no_database_is_refused_and_left_alone);
  g_test_add_func("/damage/truncated-file-is-called-damaged", truncated_file_is_called_damaged);
  g_test_add_func("/damage/spoilt-bytes-are-an-answer-never-an-end", spoilt_bytes_are_an_answer_never_an_end);
  g_test_add_func("/damage/full-disk-takes-back-one-act-and-nothing-else",
                  full_disk_takes_back_one_act_and_nothing_else);
  g_test_add_func("/rights/read-only-folder-can-be-read-and-says-why-not-written",
                  read_only_folder_can_be_read_and_says_why_not_written);
  g_test_add_func("/rights/file-of-another-person-says-so", file_of_another_person_says_so);
  g_test_add_func("/damage/what-was-moved-away-is-not-written", what_was_moved_away_is_not_written);
  g_test_add_func("/rights/nobody-else-can-look", nobody_else_can_look);
  g_test_add_func("/rights/reading-leaves-the-folder-as-it-was", reading_leaves_the_folder_as_it_was);
  return g_test_run();
}
