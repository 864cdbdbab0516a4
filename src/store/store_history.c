/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History is read from one small packed value a night: SQLite's cost is by the
 * row, and ten years have a hundred thousand rows of steps. */
#include "base/daytime.h"
#include "model/night.h"
#include "store/database.h"

#include <string.h>

/* A step of a packed night. The wording names its id and title. */
typedef struct {
  guint32 wording;
  guint8 mark;
  guint8 flags;
} PackedMark;

enum { COUNTS = 1, OUTSIDE = 2, ASSUMED = 4 };

/* Bytes of a packed night, little-endian: the night, eight instants, three offsets, two minutes, three small answers,
 * the length of the shift code; then that code; then the marks. */
#define PACKED_HEAD (4 + 8 * 8 + 3 * 4 + 2 * 2 + 3 + 1)
#define PACKED_MARK (4 + 1 + 1)

static const char get_night[] =
    "SELECT start, bed, judged_bed, wake, lights_out, woke, up, answered_at, \"offset\", asleep_after_minutes, "
    "awake_minutes, rested, quality, wakings, shift, lights_out_offset, woke_offset FROM night WHERE night = ?1 AND "
    "start IS NOT NULL";
static const char get_marks[] = "SELECT wording, mark, counts, early OR folded, marked_by FROM step WHERE night = ?1 "
                                "AND at IS NOT NULL ORDER BY ordinal";
static const char put_packed[] = "UPDATE night SET packed = ?2 WHERE night = ?1";

static const char get_wordings[] = "SELECT key, id, title FROM wording";
static const char get_order[] =
    "SELECT id FROM step WHERE at IS NOT NULL AND night = "
    "(SELECT night FROM night WHERE start IS NOT NULL AND night <= ?1 ORDER BY night DESC LIMIT 1) ORDER BY ordinal";
static const char get_nights[] = "SELECT packed, night FROM night WHERE night BETWEEN ?1 AND ?2 ORDER BY night";

static void blank(gint64 *value, gboolean *sound) {
  *value = 0;
  *sound = FALSE;
}

/* As plan_is_sound and record_mend do with a whole night: sets what cannot be to blank, and returns TRUE if nothing had
 * to be. A night whose hours cannot be is left without a start, and takes no part in history. */
static gboolean mend(HistoryNight *night) {
  gboolean sound = TRUE;
  gint64 *const hours[] = { &night->start, &night->bed, &night->target_bed, &night->wake };
  gint64 *const moments[] = { &night->lights_out, &night->woke, &night->up };
  for (guint i = 0; i < G_N_ELEMENTS(hours); i++) {
    if (!limit_is_within(night->night, *hours[i]))
      blank(&night->start, &sound);
  }
  for (guint i = 0; i < G_N_ELEMENTS(moments); i++) {
    if (*moments[i] != 0 && !limit_is_within(night->night, *moments[i]))
      blank(moments[i], &sound);
  }
  if (night->bed < night->start || night->wake < night->bed || night->wake - night->start > LIMIT_NIGHT_SECONDS ||
      !limit_is_offset(night->offset))
    blank(&night->start, &sound);
  if (!limit_is_offset(night->lights_out_offset))
    blank(&night->lights_out, &sound);
  if (!limit_is_offset(night->woke_offset))
    blank(&night->woke, &sound);
  if (night->answered_at < 0)
    blank(&night->answered_at, &sound);
  return sound && night->rested >= 0 && night->rested <= 5 && night->quality >= 0 && night->quality <= 5 &&
         night->wakings >= MORNING_UNKNOWN && night->wakings <= LIMIT_WAKINGS &&
         night->asleep_after_minutes >= MORNING_UNKNOWN && night->asleep_after_minutes <= LIMIT_MINUTES &&
         night->awake_minutes >= MORNING_UNKNOWN && night->awake_minutes <= LIMIT_MINUTES;
}

/* A number from `low` to `high`; `low`, which is blank, for any other. */
static int bounded(gint64 value, int low, int high) {
  return value >= low && value <= high ? (int) value : low;
}

static void read_night(Statement *row, HistoryNight *night) {
  gint64 *const instants[] = { &night->start,      &night->bed,  &night->target_bed, &night->wake,
                               &night->lights_out, &night->woke, &night->up,         &night->answered_at };
  for (guint i = 0; i < G_N_ELEMENTS(instants); i++)
    *instants[i] = sqlite3_column_int64(row, (int) i);
  night->offset = sqlite3_column_int(row, 8);
  night->asleep_after_minutes = (gint16) bounded(statement_value(row, 9, MORNING_UNKNOWN), MORNING_UNKNOWN,
                                                 LIMIT_MINUTES);
  night->awake_minutes = (gint16) bounded(statement_value(row, 10, MORNING_UNKNOWN), MORNING_UNKNOWN, LIMIT_MINUTES);
  night->rested = (gint8) bounded(sqlite3_column_int64(row, 11), 0, 5);
  night->quality = (gint8) bounded(sqlite3_column_int64(row, 12), 0, 5);
  night->wakings = (gint8) bounded(statement_value(row, 13, MORNING_UNKNOWN), MORNING_UNKNOWN, LIMIT_WAKINGS);
  g_autofree char *shift = statement_copy(row, 14);
  night->shift = g_intern_string(shift);
  night->lights_out_offset = sqlite3_column_int(row, 15);
  night->woke_offset = sqlite3_column_int(row, 16);
}

static gboolean read_mark(Statement *row, gpointer marks) {
  const PackedMark mark = {
    .wording = (guint32) sqlite3_column_int64(row, 0),
    .mark = (guint8) bounded(sqlite3_column_int64(row, 1), MARK_OPEN, N_MARKS - 1),
    .flags = (guint8) ((sqlite3_column_int(row, 2) ? COUNTS : 0) | (sqlite3_column_int(row, 3) ? OUTSIDE : 0) |
                       (sqlite3_column_int(row, 4) == BY_ASSUMED ? ASSUMED : 0)),
  };
  g_array_append_vals(marks, &mark, 1);
  return TRUE;
}

/* The night from its rows; `*found` is FALSE when it was never planned, or as no night can be. */
static gboolean read_rows(Store *store, HistoryNight *night, GArray *marks, gboolean *found, GError **error) {
  g_autoptr(Statement) statement = statement_of(store, get_night, error);
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night->night);
  if (!statement_next(store, statement, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  read_night(statement, night);
  (void) mend(night);
  *found = night->start != 0;
  return !*found || statement_read_for(store, get_marks, night->night, read_mark, marks, error);
}

static void put(GByteArray *bytes, guint64 value, guint size) {
  value = GUINT64_TO_LE(value);
  g_byte_array_append(bytes, (const guint8 *) &value, size);
}

static gint64 take(const guint8 **bytes, guint size) {
  guint64 value = 0;
  memcpy(&value, *bytes, size);
  *bytes += size;
  const guint unused = 64 - 8 * size;
  return (gint64) (GUINT64_FROM_LE(value) << unused) >> unused; /* carries the sign up */
}

static GByteArray *encode(const HistoryNight *night, const GArray *marks) {
  const gint64 instants[] = { night->start,      night->bed,  night->target_bed, night->wake,
                              night->lights_out, night->woke, night->up,         night->answered_at };
  GByteArray *bytes = g_byte_array_new();
  put(bytes, night->night, 4);
  for (guint i = 0; i < G_N_ELEMENTS(instants); i++)
    put(bytes, (guint64) instants[i], 8);
  put(bytes, (guint64) night->offset, 4);
  put(bytes, (guint64) night->lights_out_offset, 4);
  put(bytes, (guint64) night->woke_offset, 4);
  put(bytes, (guint64) night->asleep_after_minutes, 2);
  put(bytes, (guint64) night->awake_minutes, 2);
  put(bytes, (guint64) night->rested, 1);
  put(bytes, (guint64) night->quality, 1);
  put(bytes, (guint64) night->wakings, 1);
  const gsize length = night->shift ? strlen(night->shift) : 0;
  put(bytes, length, 1);
  g_byte_array_append(bytes, (const guint8 *) night->shift, (guint) length);
  for (guint i = 0; i < marks->len; i++) {
    const PackedMark *mark = &g_array_index(marks, PackedMark, i);
    put(bytes, mark->wording, 4);
    put(bytes, mark->mark, 1);
    put(bytes, mark->flags, 1);
  }
  return bytes;
}

static gboolean take_mark(const guint8 **bytes, PackedMark *mark) {
  mark->wording = (guint32) take(bytes, 4);
  mark->mark = (guint8) take(bytes, 1);
  mark->flags = (guint8) take(bytes, 1);
  return mark->mark < N_MARKS && (mark->flags & ~(COUNTS | OUTSIDE | ASSUMED)) == 0;
}

static void take_head(const guint8 **bytes, HistoryNight *night) {
  gint64 *const instants[] = { &night->start,      &night->bed,  &night->target_bed, &night->wake,
                               &night->lights_out, &night->woke, &night->up,         &night->answered_at };
  night->night = (Night) take(bytes, 4);
  for (guint i = 0; i < G_N_ELEMENTS(instants); i++)
    *instants[i] = take(bytes, 8);
  night->offset = (int) take(bytes, 4);
  night->lights_out_offset = (int) take(bytes, 4);
  night->woke_offset = (int) take(bytes, 4);
  night->asleep_after_minutes = (gint16) take(bytes, 2);
  night->awake_minutes = (gint16) take(bytes, 2);
  night->rested = (gint8) take(bytes, 1);
  night->quality = (gint8) take(bytes, 1);
  night->wakings = (gint8) take(bytes, 1);
}

/* Reads the packed night of the row of `expected`. This is the one place where its bytes are checked: FALSE when they
 * are not that night, or say what no night can; it is then read from its rows. */
static gboolean decode(const guint8 *bytes, gsize size, Night expected, HistoryNight *night, GArray *marks) {
  const guint8 *const end = bytes + size;
  if (size < PACKED_HEAD)
    return FALSE;
  take_head(&bytes, night);
  const gsize length = (guint8) take(&bytes, 1), left = (gsize) (end - bytes);
  if (night->night != expected || !mend(night) || left < length || (left - length) % PACKED_MARK != 0)
    return FALSE;
  g_autofree char *shift = length ? g_strndup((const char *) bytes, length) : NULL;
  if (shift && (strlen(shift) != length || !g_utf8_validate(shift, -1, NULL)))
    return FALSE;
  night->shift = g_intern_string(shift);
  for (bytes += length; bytes < end;) {
    PackedMark mark;
    if (!take_mark(&bytes, &mark))
      return FALSE;
    g_array_append_val(marks, mark);
  }
  return TRUE;
}

gboolean store_pack_night(Store *store, Night night, GError **error) {
  g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(PackedMark));
  HistoryNight row = { .night = night };
  gboolean found = FALSE;
  if (!read_rows(store, &row, marks, &found, error))
    return FALSE;
  if (!found || (row.shift && strlen(row.shift) > G_MAXUINT8))
    return TRUE;
  g_autoptr(GByteArray) bytes = encode(&row, marks);
  Statement *statement = statement_of(store, put_packed, error);
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night);
  sqlite3_bind_blob(statement, 2, bytes->data, (int) bytes->len, SQLITE_TRANSIENT);
  return statement_run(store, statement, error);
}

#define MAX_WORDING 1000000

/* What a wording stands for while history is loaded. */
typedef struct {
  char *id; /* NULL: no such wording */
  char *title;
  guint step; /* its index in the history, plus one; 0: not met yet */
} Wording;

typedef struct {
  Store *store;
  History *history;
  GArray *wordings; /* of Wording, by key */
  GArray *newest;   /* of guint32: for each step of the history the wording that it had last */
  GArray *marks;    /* of PackedMark: of the night at hand */
} Loading;

static void wording_clear(Wording *wording) {
  g_free(wording->id);
  g_free(wording->title);
}

static void loading_clear(Loading *loading) {
  g_clear_pointer(&loading->history, history_free);
  g_array_unref(loading->wordings);
  g_array_unref(loading->newest);
  g_array_unref(loading->marks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Loading, loading_clear)

static void loading_init(Loading *loading, Store *store) {
  *loading = (Loading){
    .store = store,
    .history = history_new(),
    .wordings = g_array_new(FALSE, TRUE, sizeof(Wording)),
    .newest = g_array_new(FALSE, TRUE, sizeof(guint32)),
    .marks = g_array_new(FALSE, FALSE, sizeof(PackedMark)),
  };
  g_array_set_clear_func(loading->wordings, (GDestroyNotify) wording_clear);
}

/* Steps stand in the order of the newest evening, as a person would list them; those it lacks follow. */
static gboolean load_order(Loading *loading, const char *to, GError **error) {
  g_autoptr(Statement) statement = statement_of(loading->store, get_order, error);
  gboolean row = FALSE;
  if (!statement)
    return FALSE;
  statement_bind_text(statement, 1, to);
  while (statement_next(loading->store, statement, &row, error)) {
    if (!row)
      return TRUE;
    g_autofree char *id = statement_copy(statement, 0);
    if (id)
      history_intern(loading->history, id, NULL);
  }
  return FALSE;
}

static gboolean load_wordings(Loading *loading, GError **error) {
  g_autoptr(Statement) statement = statement_of(loading->store, get_wordings, error);
  gboolean row = FALSE;
  if (!statement)
    return FALSE;
  while (statement_next(loading->store, statement, &row, error)) {
    if (!row)
      return TRUE;
    const gint64 key = sqlite3_column_int64(statement, 0);
    if (key < 0 || key > MAX_WORDING) /* they are counted up from 1: the file is damaged */
      continue;
    if (key >= loading->wordings->len)
      g_array_set_size(loading->wordings, (guint) key + 1);
    Wording *wording = &g_array_index(loading->wordings, Wording, key);
    wording_clear(wording);
    wording->id = statement_copy(statement, 1);
    wording->title = statement_copy(statement, 2);
  }
  return FALSE;
}

static void append_mark(Loading *loading, const PackedMark *packed) {
  if (packed->wording >= loading->wordings->len)
    return;
  Wording *wording = &g_array_index(loading->wordings, Wording, packed->wording);
  if (!wording->id)
    return;
  const guint16 step = wording->step != 0 ? (guint16) (wording->step - 1)
                                          : history_intern(loading->history, wording->id, NULL);
  if (step == HISTORY_NO_STEP)
    return;
  wording->step = step + 1u;
  if (step >= loading->newest->len)
    g_array_set_size(loading->newest, step + 1);
  g_array_index(loading->newest, guint32, step) = packed->wording;
  const HistoryMark mark = {
    .step = step,
    .mark = packed->mark,
    .counts = (packed->flags & COUNTS) != 0,
    .outside = (packed->flags & OUTSIDE) != 0,
    .assumed = (packed->flags & ASSUMED) != 0,
  };
  history_append_mark(loading->history, &mark);
}

static gboolean append_night(Loading *loading, Statement *row, GError **error) {
  HistoryNight night = { 0 };
  gboolean found = TRUE;
  const guint8 *packed = sqlite3_column_blob(row, 0);
  const Night number = statement_night(row, 1);
  g_array_set_size(loading->marks, 0);
  if (number == NIGHT_NONE)
    return TRUE;
  if (!packed || !decode(packed, (gsize) sqlite3_column_bytes(row, 0), number, &night, loading->marks)) {
    night = (HistoryNight){ .night = number };
    g_array_set_size(loading->marks, 0);
    if (!read_rows(loading->store, &night, loading->marks, &found, error))
      return FALSE;
  }
  if (!found)
    return TRUE;
  history_append(loading->history, &night);
  for (guint i = 0; i < loading->marks->len; i++)
    append_mark(loading, &g_array_index(loading->marks, PackedMark, i));
  return TRUE;
}

static gboolean load_nights(Loading *loading, const char *from, const char *to, GError **error) {
  g_autoptr(Statement) statement = statement_of(loading->store, get_nights, error);
  gboolean row = FALSE;
  if (!statement)
    return FALSE;
  statement_bind_text(statement, 1, from);
  statement_bind_text(statement, 2, to);
  while (statement_next(loading->store, statement, &row, error)) {
    if (!row)
      return TRUE;
    if (!append_night(loading, statement, error))
      return FALSE;
  }
  return FALSE;
}

static void name_steps(Loading *loading) {
  for (guint i = 0; i < loading->newest->len; i++) {
    const guint32 key = g_array_index(loading->newest, guint32, i);
    const Wording *wording = &g_array_index(loading->wordings, Wording, key);
    if (wording->id)
      history_intern(loading->history, wording->id, wording->title);
  }
}

static void pause_night(History *history, const HistoryNight *night, int step) {
  for (guint i = 0; i < night->n_marks; i++) {
    HistoryMark *mark = &g_array_index(history->marks, HistoryMark, night->first + i);
    if (step < 0 || mark->step == step)
      mark->paused = 1;
  }
}

/* As pauses_cover says, but pause by pause: most nights lie in none. */
static void apply_pauses(History *history, const GPtrArray *pauses) {
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    const int step = pause->step ? history_step(history, pause->step) : -1;
    if (pause->step && step < 0)
      continue;
    for (guint n = 0; n < history->nights->len; n++) {
      const HistoryNight *night = history_night(history, n);
      if (pause_covers(pause, night->night))
        pause_night(history, night, step);
    }
  }
}

static gboolean load_all(Loading *loading, Night from, Night to, GError **error) {
  /* As text: "" stands before every date and "~" after it. */
  g_autofree char *first = from == NIGHT_NONE ? g_strdup("") : daytime_format_day(from);
  g_autofree char *last = to == NIGHT_NONE ? g_strdup("~") : daytime_format_day(to);
  g_autoptr(GPtrArray) pauses = store_load_pauses(loading->store, error);
  g_autoptr(GPtrArray) trials = pauses ? store_load_trials(loading->store, error) : NULL;
  if (!trials)
    return FALSE;
  trials_add_pauses(trials, pauses);
  if (!load_wordings(loading, error) || !load_order(loading, last, error) || !load_nights(loading, first, last, error))
    return FALSE;
  name_steps(loading);
  apply_pauses(loading->history, pauses);
  return TRUE;
}

History *store_load_history(Store *store, Night from, Night to, GError **error) {
  g_auto(Loading) loading;
  loading_init(&loading, store);
  return load_all(&loading, from, to, error) ? g_steal_pointer(&loading.history) : NULL;
}
