/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "store/database.h"

#include <string.h>

#define N_NIGHTS 40

static void execute(Store *store, const char *sql) {
  g_autoptr(GError) error = NULL;
  g_assert_true(database_execute(store->db, store->path, sql, &error));
  g_assert_no_error(error);
}

static gint64 number(Store *store, const char *sql) {
  g_autoptr(GError) error = NULL;
  gint64 value = 0;
  g_assert_true(database_number(store->db, store->path, sql, &value, &error));
  g_assert_no_error(error);
  return value;
}

static History *load(Store *store, Night from, Night to) {
  g_autoptr(GError) error = NULL;
  History *history = store_load_history(store, from, to, &error);
  g_assert_no_error(error);
  return history;
}

static void save(Store *store, const Plan *plan, const Record *record) {
  g_autoptr(GError) error = NULL;
  g_assert_true(store_save_plan(store, plan, &error));
  g_assert_true(store_save_record(store, record, &error));
  g_assert_no_error(error);
}

static Store *store_of_nights(const char *folder) {
  Store *store = fixture_open(folder, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  g_assert_true(store_begin(store, &error));
  for (Night night = TONIGHT; night < TONIGHT + N_NIGHTS; night++) {
    g_autoptr(Plan) plan = values_plan(night);
    g_autoptr(Record) record = values_record(night);
    save(store, plan, record);
  }
  g_assert_true(store_commit(store, &error));
  return store;
}

static void same_history(const History *a, const History *b) {
  g_assert_cmpuint(a->nights->len, ==, b->nights->len);
  g_assert_cmpuint(a->step_ids->len, ==, b->step_ids->len);
  for (guint i = 0; i < a->step_ids->len; i++) {
    g_assert_cmpstr(g_ptr_array_index(a->step_ids, i), ==, g_ptr_array_index(b->step_ids, i));
    g_assert_cmpstr(g_ptr_array_index(a->titles, i), ==, g_ptr_array_index(b->titles, i));
  }
  for (guint i = 0; i < a->nights->len; i++) {
    const HistoryNight *x = history_night(a, i), *y = history_night(b, i);
    g_assert_cmpuint(x->night, ==, y->night);
    g_assert_cmpstr(x->shift, ==, y->shift);
    g_assert_cmpint(x->wakings, ==, y->wakings);
    g_assert_cmpuint(x->n_marks, ==, y->n_marks);
    for (guint m = 0; m < x->n_marks; m++) {
      const HistoryMark *p = history_mark(a, x, m), *q = history_mark(b, y, m);
      g_assert_cmpmem(p, sizeof *p, q, sizeof *q);
    }
  }
}

static void assert_night_is(const History *history, const HistoryNight *night, const Plan *plan, const Record *record) {
  const Morning *morning = &record->morning;
  g_assert_cmpint(night->start, ==, plan->start);
  g_assert_cmpint(night->bed, ==, plan->bed);
  g_assert_cmpint(night->target_bed, ==, plan->target_bed);
  g_assert_cmpint(night->wake, ==, plan->wake);
  g_assert_cmpint(night->offset, ==, plan->offset);
  g_assert_cmpstr(night->shift, ==, plan->shift);
  g_assert_cmpint(night->lights_out, ==, record->lights_out);
  g_assert_cmpint(night->rested, ==, morning->rested);
  g_assert_cmpint(night->quality, ==, morning->quality);
  g_assert_cmpint(night->wakings, ==, morning->wakings);
  g_assert_cmpint(night->asleep_after_minutes, ==, morning->asleep_after_minutes);
  g_assert_cmpint(night->awake_minutes, ==, morning->awake_minutes);
  g_assert_cmpint(night->woke, ==, morning->woke);
  g_assert_cmpint(night->up, ==, morning->up);
  g_assert_cmpint(night->answered_at, ==, morning->answered_at);
  g_assert_cmpuint(night->n_marks, ==, plan->steps->len);
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    const HistoryMark *mark = history_find(history, night, (guint16) history_step(history, step->id));
    g_assert_cmpint(mark->mark, ==, record_mark(record, step->id));
    const StepRecord *known = record_step(record, step->id);
    g_assert_cmpint(mark->assumed, ==, known && known->by == BY_ASSUMED);
    g_assert_cmpint(mark->counts, ==, step->counts);
    g_assert_cmpint(mark->outside, ==, step->predates_start || step->folded);
  }
}

static void history_says_what_plan_and_record_say(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) store = store_of_nights(folder);
  g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
  g_assert_cmpuint(history->nights->len, ==, N_NIGHTS);
  for (guint i = 0; i < history->nights->len; i++) {
    g_autoptr(GError) error = NULL;
    const HistoryNight *night = history_night(history, i);
    g_autoptr(Plan) plan = NULL;
    g_assert_true(store_load_plan(store, TONIGHT + i, &plan, &error));
    g_autoptr(Record) record = store_load_record(store, TONIGHT + i, &error);
    g_assert_cmpuint(night->night, ==, TONIGHT + i);
    assert_night_is(history, night, plan, record);
  }
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static void packed_nights_say_what_their_rows_say(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) store = store_of_nights(folder);
  g_assert_cmpint(number(store, "SELECT count(*) FROM night WHERE packed IS NULL"), ==, 0);
  g_autoptr(History) packed = load(store, NIGHT_NONE, NIGHT_NONE);
  execute(store, "UPDATE night SET packed = NULL");
  g_autoptr(History) rows = load(store, NIGHT_NONE, NIGHT_NONE);
  same_history(packed, rows);
  execute(store, "UPDATE night SET packed = x'00010203'");
  g_autoptr(History) spoilt = load(store, NIGHT_NONE, NIGHT_NONE);
  same_history(packed, spoilt);
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

/* The bytes of a packed night that are spoilt one by one: whatever they say, it is what the rows say. */
static void spoilt_byte_of_a_packed_night_says_what_the_rows_say(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) store = store_of_nights(folder);
  g_autoptr(History) sound = load(store, NIGHT_NONE, NIGHT_NONE);
  static const struct {
    int at; /* counted from 1; from the end when negative */
    const char *bytes;
  } spoils[] = {
    { 1, "00000000" },          /* the night */
    { 1, "FFFFFFFF" },          /* likewise */
    { 5, "FFFFFFFFFFFFFF7F" },  /* its start */
    { 13, "0000000000000000" }, /* bedtime before it */
    { 29, "FFFFFFFFFFFFFF7F" }, /* the wake time */
    { 69, "FFFFFF7F" },         /* the offset */
    { 73, "FF7F" },             /* minutes */
    { 77, "64" },               /* rested 100 */
    { 78, "06" },               /* quality */
    { 79, "64" },               /* wakings */
    { 80, "FF" },               /* the length of the shift */
    { -2, "C8" },               /* a mark of 200 */
    { -2, "04" },               /* the first that is none */
    { -1, "FF" },               /* flags */
  };
  for (guint i = 0; i < G_N_ELEMENTS(spoils); i++) {
    g_autofree char *sql = NULL;
    const int n = (int) strlen(spoils[i].bytes) / 2;
    if (spoils[i].at > 0)
      sql = g_strdup_printf("UPDATE night SET packed = CAST(substr(packed, 1, %d) || x'%s' || substr(packed, %d) AS "
                            "BLOB)",
                            spoils[i].at - 1, spoils[i].bytes, spoils[i].at + n);
    else
      sql = g_strdup_printf("UPDATE night SET packed = CAST(substr(packed, 1, length(packed) - %d) || x'%s' || "
                            "substr(packed, length(packed) - %d + 1) AS BLOB)",
                            -spoils[i].at, spoils[i].bytes, -spoils[i].at - n);
    execute(store, "SAVEPOINT spoilt");
    execute(store, sql);
    g_autoptr(History) spoilt = load(store, NIGHT_NONE, NIGHT_NONE);
    same_history(sound, spoilt);
    execute(store, "ROLLBACK TO spoilt; RELEASE spoilt");
  }
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static void night_that_cannot_be_takes_no_part(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_autoptr(Plan) first = values_plan(TONIGHT), second = values_plan(TONIGHT + 1), read = NULL;
  g_autoptr(Record) record = record_new(TONIGHT);
  record->morning.rested = 4;
  save(store, first, record);
  record->night = TONIGHT + 1;
  save(store, second, record);
  execute(store, "UPDATE night SET start = start - 3 * 86400 WHERE night = '2026-11-24'");
  g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
  g_assert_cmpuint(history->nights->len, ==, 1);
  g_assert_true(store_load_plan(store, TONIGHT + 1, &read, &error));
  g_assert_null(read);
  g_assert_cmpuint(store_newest_night(store, NOW + 86400), ==, TONIGHT);
  execute(store, "UPDATE night SET moved_wake = 32000000000, rested = 5 WHERE night = '2026-11-23'");
  g_autoptr(Record) mended = store_load_record(store, TONIGHT, &error);
  g_assert_cmpint(mended->moved_wake, ==, 0);
  g_assert_cmpint(mended->morning.rested, ==, 5);
}

/* The packed form has one byte for its length. */
static void shift_of_any_length_is_read_as_it_was_stored(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  static const int lengths[] = { 1, 99, 100 };
  for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_autoptr(Plan) plan = values_plan(TONIGHT);
    g_autoptr(Record) record = record_new(TONIGHT);
    g_autoptr(GString) code = g_string_new(NULL);
    for (int n = 0; n < lengths[i]; n++)
      g_string_append(code, "夜"); /* three bytes */
    g_free(plan->shift);
    plan->shift = g_strdup(code->str);
    save(store, plan, record);
    g_assert_cmpint(number(store, "SELECT packed IS NULL FROM night"), ==, code->len > G_MAXUINT8);
    g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
    g_assert_cmpstr(history_night(history, 0)->shift, ==, code->str);
    g_assert_cmpuint(history_night(history, 0)->n_marks, ==, VALUES_STEPS);
  }
}

static void change_by_hand_is_seen(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) store = store_of_nights(folder);
  execute(store, "UPDATE step SET mark = 2 WHERE id = 'tea' AND at IS NOT NULL");
  execute(store, "UPDATE night SET rested = 5");
  execute(store, "DELETE FROM step WHERE id = 'dim'");
  g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
  g_assert_cmpint(history_step(history, "dim"), ==, -1);
  const guint16 tea = (guint16) history_step(history, "tea");
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    g_assert_cmpint(history_find(history, night, tea)->mark, ==, MARK_SKIPPED);
    g_assert_cmpint(night->rested, ==, 5);
  }
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static void range_has_both_its_ends(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) store = store_of_nights(folder);
  g_autoptr(History) some = load(store, TONIGHT + 3, TONIGHT + 5);
  g_assert_cmpuint(some->nights->len, ==, 3);
  g_assert_cmpuint(history_night(some, 0)->night, ==, TONIGHT + 3);
  g_autoptr(History) early = load(store, NIGHT_NONE, TONIGHT);
  g_assert_cmpuint(early->nights->len, ==, 1);
  g_autoptr(History) late = load(store, TONIGHT + N_NIGHTS - 1, NIGHT_NONE);
  g_assert_cmpuint(late->nights->len, ==, 1);
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static void pauses_cover_as_the_model_says(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) store = store_of_nights(folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  g_ptr_array_add(pauses, pause_new("tea", TONIGHT + 2, TONIGHT + 9, NOW));
  g_ptr_array_add(pauses, pause_new(NULL, TONIGHT + 20, TONIGHT + 20, NOW));
  g_ptr_array_add(pauses, pause_new("dim", TONIGHT + 30, NIGHT_NONE, NOW));
  g_ptr_array_add(pauses, pause_new("unheard of", TONIGHT, NIGHT_NONE, NOW));
  g_assert_true(store_save_pauses(store, pauses, &error));
  g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    for (guint m = 0; m < night->n_marks; m++) {
      const HistoryMark *mark = history_mark(history, night, m);
      const char *id = g_ptr_array_index(history->step_ids, mark->step);
      g_assert_cmpint(mark->paused, ==, pauses_cover(pauses, id, night->night));
    }
  }
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static void steps_stand_as_in_the_newest_evening(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(Record) record = record_new(TONIGHT);
  g_autoptr(Plan) old = values_plan(TONIGHT - 1), new = values_plan(TONIGHT);
  g_ptr_array_remove_index(new->steps, 0);
  PlanStep *renamed = g_ptr_array_index(new->steps, 3);
  g_free(renamed->title);
  renamed->title = g_strdup("A new name");
  save(store, new, record);
  record->night = TONIGHT - 1;
  save(store, old, record);
  g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
  for (guint i = 0; i < new->steps->len; i++)
    g_assert_cmpstr(g_ptr_array_index(history->step_ids, i), ==, ((PlanStep *) new->steps->pdata[i])->id);
  g_assert_cmpstr(g_ptr_array_index(history->step_ids, new->steps->len), ==, ((PlanStep *) old->steps->pdata[0])->id);
  g_assert_cmpstr(g_ptr_array_index(history->titles, 3), ==, "A new name");
}

static void mark_without_a_plan_takes_no_part(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_autoptr(Plan) plan = values_plan(TONIGHT);
  g_autoptr(Record) record = record_new(TONIGHT), lone = record_new(TONIGHT - 1);
  record_touch(record, "of another machine")->mark = MARK_DONE;
  save(store, plan, record);
  g_assert_true(store_save_record(store, lone, &error));
  g_autoptr(History) history = load(store, NIGHT_NONE, NIGHT_NONE);
  g_assert_cmpuint(history->nights->len, ==, 1);
  g_assert_cmpint(history_step(history, "of another machine"), ==, -1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/history/says-what-plan-and-record-say", history_says_what_plan_and_record_say);
  g_test_add_func("/history/packed-nights-say-what-their-rows-say", packed_nights_say_what_their_rows_say);
  g_test_add_func("/history/spoilt-byte-of-a-packed-night-says-what-the-rows-say",
                  spoilt_byte_of_a_packed_night_says_what_the_rows_say);
  FIXTURE_ADD("/history/night-that-cannot-be-takes-no-part", night_that_cannot_be_takes_no_part);
  FIXTURE_ADD("/history/shift-of-any-length-is-read-as-it-was-stored", shift_of_any_length_is_read_as_it_was_stored);
  g_test_add_func("/history/change-by-hand-is-seen", change_by_hand_is_seen);
  g_test_add_func("/history/range-has-both-its-ends", range_has_both_its_ends);
  g_test_add_func("/history/pauses-cover-as-the-model-says", pauses_cover_as_the_model_says);
  FIXTURE_ADD("/history/steps-stand-as-in-the-newest-evening", steps_stand_as_in_the_newest_evening);
  FIXTURE_ADD("/history/mark-without-a-plan-takes-no-part", mark_without_a_plan_takes_no_part);
  return g_test_run();
}
