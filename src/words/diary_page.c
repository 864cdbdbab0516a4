/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page says: cells, means, ranges, notes and bars. Each figure follows
 * from what was told and is blank where a part of it was not. How the page is
 * written is in diary_text.c. */
#include "words/diary_page.h"

#include "base/text.h"
#include "review/diary.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

#define STEP_CAFFEINE "caffeine"
#define STEP_ALCOHOL "alcohol"

/* Answered this long after getting up or sooner, a morning is remembered well. */
#define FRESH_SECONDS DAYTIME_HOUR_SECONDS

static void row_free(DiaryRow *row) {
  for (int i = 0; i < N_DIARY_COLUMNS; i++)
    g_free(row->cells[i]);
  g_free(row->note);
  g_free(row);
}

static int year_of(guint32 day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, day);
  return g_date_get_year(&date);
}

DiaryPage *diary_page_new(Night from, Night to, const char *zone_name) {
  DiaryPage *page = g_new0(DiaryPage, 1);
  g_autofree char *first = words_date(from + 1);
  g_autofree char *last = words_date(to + 1);
  g_autofree char *dates = g_strdup_printf(_("%s %d to %s %d"), first, year_of(from + 1), last, year_of(to + 1));
  page->from = from;
  page->to = to;
  page->title = g_strdup(_("Sleep diary"));
  page->dates = zone_name ? g_strdup_printf("%s, %s", dates, zone_name) : g_strdup(dates);
  page->rows = g_ptr_array_new_with_free_func((GDestroyNotify) row_free);
  page->notes = g_ptr_array_new_with_free_func(g_free);
  page->legends = g_ptr_array_new_with_free_func(g_free);
  return page;
}

void diary_page_free(DiaryPage *page) {
  if (!page)
    return;
  for (int i = 0; i < N_DIARY_COLUMNS; i++) {
    g_free(page->means[i]);
    g_free(page->lows[i]);
    g_free(page->highs[i]);
  }
  g_free(page->title);
  g_free(page->dates);
  g_free(page->how);
  g_ptr_array_unref(page->rows);
  g_ptr_array_unref(page->notes);
  g_ptr_array_unref(page->legends);
  g_free(page);
}

const DiaryRow *diary_page_row(const DiaryPage *page, guint index) {
  return g_ptr_array_index(page->rows, index);
}

/* --- the cells of a night --- */

/* How a column is written, and how its mean is. */
typedef enum { KIND_NONE, KIND_CLOCK, KIND_NUMBER, KIND_LENGTH, KIND_WHOLE } ColumnKind;

static const ColumnKind kinds[N_DIARY_COLUMNS] = {
  [DIARY_LIGHTS_OUT] = KIND_CLOCK, [DIARY_LATENCY] = KIND_WHOLE, [DIARY_WAKINGS] = KIND_NUMBER,
  [DIARY_AWAKE] = KIND_WHOLE,      [DIARY_WOKE] = KIND_CLOCK,    [DIARY_UP] = KIND_CLOCK,
  [DIARY_IN_BED] = KIND_LENGTH,    [DIARY_ASLEEP] = KIND_LENGTH, [DIARY_EFFICIENCY] = KIND_WHOLE,
  [DIARY_QUALITY] = KIND_NUMBER,   [DIARY_RESTED] = KIND_NUMBER,
};

static char *clock_text(double minutes) {
  const int whole = (int) lround(minutes) + DIARY_BAR_MINUTES;
  return daytime_format(((whole % DAYTIME_DAY_MINUTES) + DAYTIME_DAY_MINUTES) % DAYTIME_DAY_MINUTES);
}

static char *length_text(double minutes) {
  const int whole = (int) lround(minutes);
  return g_strdup_printf("%d:%02d", whole / 60, whole % 60);
}

/* `is_mean` gives numbers of a scale one place. */
static char *value_text(DiaryColumn column, double value, gboolean is_mean) {
  switch (kinds[column]) {
  case KIND_CLOCK: return clock_text(value);
  case KIND_LENGTH: return length_text(value);
  case KIND_NUMBER:
    if (is_mean)
      return words_decimal(value);
    break;
  case KIND_WHOLE:
  case KIND_NONE: break;
  }
  return g_strdup_printf("%ld", lround(value));
}

static void set_value(DiaryRow *row, DiaryColumn column, double value) {
  row->values[column] = value;
  row->cells[column] = value_text(column, value, FALSE);
}

static void set_known(DiaryRow *row, DiaryColumn column, int value, int blank) {
  if (value != blank)
    set_value(row, column, value);
}

/* Minutes from the bar's beginning, by the clock of that moment. */
static double place_of(Night night, gint64 instant, int offset) {
  const gint64 midnight = ((gint64) night - DAYTIME_UNIX_DAY) * DAYTIME_DAY_SECONDS;
  return floor((double) (instant + offset - midnight) / DAYTIME_MINUTE_SECONDS) - DIARY_BAR_MINUTES;
}

static void set_clock(DiaryRow *row, DiaryColumn column, gint64 instant, int offset) {
  if (instant != 0)
    set_value(row, column, place_of(row->night, instant, offset));
}

/* As ticked; blank where nobody said. */
static void set_step(DiaryRow *row, DiaryColumn column, const Plan *plan, const Record *record, const char *id) {
  if (!plan_step(plan, id))
    return;
  const Mark mark = record_mark(record, id);
  if (mark != MARK_DONE && mark != MARK_SLIPPED)
    return;
  row->values[column] = mark;
  row->cells[column] = g_strdup(mark == MARK_DONE ? _("none") : _("some"));
}

static HistoryNight night_of(const Plan *plan, const Record *record) {
  const Morning *morning = &record->morning;
  return (HistoryNight){ .night = plan->night,
                         .lights_out = record->lights_out,
                         .asleep_after_minutes = (gint16) morning->asleep_after_minutes,
                         .awake_minutes = (gint16) morning->awake_minutes,
                         .wakings = (gint8) morning->wakings,
                         .woke = morning->woke,
                         .up = morning->up };
}

static void set_measures(DiaryRow *row, const Plan *plan, const Record *record) {
  const HistoryNight night = night_of(plan, record);
  const DiaryMeasures measures = diary_measures(&night);
  set_known(row, DIARY_IN_BED, measures.time_in_bed, DIARY_BLANK);
  set_known(row, DIARY_ASLEEP, measures.total_sleep, DIARY_BLANK);
  set_known(row, DIARY_EFFICIENCY, measures.efficiency_percent, DIARY_BLANK);
}

static void add_bar(DiaryRow *row, double from, double to, DiaryBarState state) {
  const int first = CLAMP((int) from, 0, DAYTIME_DAY_MINUTES), last = CLAMP((int) to, 0, DAYTIME_DAY_MINUTES);
  if (last > first)
    row->bars[row->n_bars++] = (DiaryBar){ first, last, state };
}

/* Which hours were awake in between is not asked: they are drawn in the middle. Where it is not known when sleep began,
 * all of the time in bed is drawn as awake but nothing is said of sleep. */
static void set_bars(DiaryRow *row) {
  const double lights_out = row->values[DIARY_LIGHTS_OUT], woke = row->values[DIARY_WOKE], up = row->values[DIARY_UP];
  const double latency = row->values[DIARY_LATENCY];
  const double awake = isnan(row->values[DIARY_AWAKE]) ? 0 : row->values[DIARY_AWAKE];
  const double end = isnan(up) ? woke : up;
  if (isnan(lights_out) || isnan(end))
    return;
  const double asleep = lights_out + latency, middle = (asleep + woke) / 2;
  if (isnan(asleep) || isnan(woke) || asleep + awake > woke) {
    add_bar(row, lights_out, end, DIARY_BAR_AWAKE);
    return;
  }
  add_bar(row, lights_out, asleep, DIARY_BAR_AWAKE);
  add_bar(row, asleep, middle - awake / 2, DIARY_BAR_SLEEP);
  add_bar(row, middle - awake / 2, middle + awake / 2, DIARY_BAR_AWAKE);
  add_bar(row, middle + awake / 2, woke, DIARY_BAR_SLEEP);
  add_bar(row, woke, end, DIARY_BAR_AWAKE);
}

static char *morning_text(Night night, const char *shift) {
  const guint32 morning = night + 1;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, morning);
  g_autofree char *day = g_strdup_printf("%s %d %s", words_weekday_short(daytime_weekday(morning)),
                                         g_date_get_day(&date), words_month_short((int) g_date_get_month(&date)));
  return shift ? g_strdup_printf("%s (%s)", day, shift) : g_steal_pointer(&day);
}

static gboolean is_fresh(const Morning *morning) {
  return morning->up != 0 && morning->answered_at >= morning->up && morning->answered_at <= morning->up + FRESH_SECONDS;
}

void diary_page_add(DiaryPage *page, const Plan *plan, const Record *record) {
  const Morning *morning = &record->morning;
  DiaryRow *row = g_new0(DiaryRow, 1);
  row->night = plan->night;
  row->note = g_strdup(morning->note);
  row->told = morning_is_answered(morning);
  row->fresh = row->told && is_fresh(morning);
  for (int i = 0; i < N_DIARY_COLUMNS; i++)
    row->values[i] = NAN;
  row->cells[DIARY_MORNING] = morning_text(plan->night, plan->shift);
  set_clock(row, DIARY_LIGHTS_OUT, record->lights_out, record->lights_out_offset);
  set_known(row, DIARY_LATENCY, morning->asleep_after_minutes, MORNING_UNKNOWN);
  set_known(row, DIARY_WAKINGS, morning->wakings, MORNING_UNKNOWN);
  set_known(row, DIARY_AWAKE, morning->awake_minutes, MORNING_UNKNOWN);
  set_clock(row, DIARY_WOKE, morning->woke, morning->woke_offset);
  set_clock(row, DIARY_UP, morning->up, morning->up_offset);
  set_measures(row, plan, record);
  set_known(row, DIARY_QUALITY, morning->quality, 0);
  set_known(row, DIARY_RESTED, morning->rested, 0);
  set_step(row, DIARY_CAFFEINE, plan, record, STEP_CAFFEINE);
  set_step(row, DIARY_ALCOHOL, plan, record, STEP_ALCOHOL);
  set_bars(row);
  g_ptr_array_add(page->rows, row);
  g_autofree char *note = morning->note ? text_sanitise(morning->note, -1) : NULL;
  if (note && *note)
    g_ptr_array_add(page->notes, g_strdup_printf("%s: %s", row->cells[DIARY_MORNING], note));
  if (plan->clocks_change)
    g_ptr_array_add(page->notes, g_strdup_printf(_("%s: the clocks changed."), row->cells[DIARY_MORNING]));
}

/* --- means and ranges --- */

/* A mean of clock times goes round the clock: 23:50 and 00:10 make midnight. */
static double clock_mean(const GArray *values) {
  double x = 0, y = 0;
  for (guint i = 0; i < values->len; i++) {
    const double angle = g_array_index(values, double, i) * 2 * G_PI / DAYTIME_DAY_MINUTES;
    x += cos(angle);
    y += sin(angle);
  }
  const double minutes = atan2(y, x) * DAYTIME_DAY_MINUTES / (2 * G_PI);
  return minutes < 0 ? minutes + DAYTIME_DAY_MINUTES : minutes;
}

static double sum_of(const GArray *values) {
  double sum = 0;
  for (guint i = 0; i < values->len; i++)
    sum += g_array_index(values, double, i);
  return sum;
}

static int by_value(gconstpointer a, gconstpointer b) {
  const double one = *(const double *) a, other = *(const double *) b;
  return (one > other) - (one < other);
}

/* The values of a column that are known, ascending (owned, of double). */
static GArray *values_of(const DiaryPage *page, DiaryColumn column) {
  GArray *values = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < page->rows->len; i++) {
    const double value = diary_page_row(page, i)->values[column];
    if (!isnan(value))
      g_array_append_val(values, value);
  }
  g_array_sort(values, by_value);
  return values;
}

/* The whole sleep by the whole time in bed of the nights of which both are known, in percent. */
static double whole_efficiency(const DiaryPage *page) {
  double asleep = 0, in_bed = 0;
  for (guint i = 0; i < page->rows->len; i++) {
    const DiaryRow *row = diary_page_row(page, i);
    if (isnan(row->values[DIARY_EFFICIENCY]))
      continue;
    asleep += row->values[DIARY_ASLEEP];
    in_bed += row->values[DIARY_IN_BED];
  }
  return 100 * asleep / in_bed;
}

static void finish_column(DiaryPage *page, DiaryColumn column) {
  g_autoptr(GArray) values = values_of(page, column);
  if (kinds[column] == KIND_NONE || values->len == 0)
    return;
  const double mean = kinds[column] == KIND_CLOCK  ? clock_mean(values)
                      : column == DIARY_EFFICIENCY ? whole_efficiency(page)
                                                   : sum_of(values) / values->len;
  page->lows[column] = value_text(column, g_array_index(values, double, 0), FALSE);
  page->highs[column] = value_text(column, g_array_index(values, double, values->len - 1), FALSE);
  page->means[column] = value_text(column, mean, TRUE);
}

static char *how_text(const DiaryPage *page) {
  int told = 0, fresh = 0;
  for (guint i = 0; i < page->rows->len; i++) {
    told += diary_page_row(page, i)->told;
    fresh += diary_page_row(page, i)->fresh;
  }
  const guint all = page->rows->len;
  if (told == 0)
    return g_strdup(
        _("Fill it in within an hour of getting up, without watching the clock at night. Leave blank what you "
          "do not know."));
  if (fresh == 0)
    return g_strdup_printf(_("Kept with winddown. Estimates by the person: %d of %u mornings told."), told, all);
  return g_strdup_printf(
      _("Kept with winddown. Estimates by the person: %d of %u mornings told, %d within an hour of getting up."), told,
      all, fresh);
}

static void name_columns(DiaryPage *page) {
  page->headings[DIARY_MORNING] = _("Morning\nof");
  page->headings[DIARY_LIGHTS_OUT] = _("Lights\nout");
  page->headings[DIARY_LATENCY] = _("To sleep\nmin");
  page->headings[DIARY_WAKINGS] = _("Woke\ntimes");
  page->headings[DIARY_AWAKE] = _("Awake\nmin");
  page->headings[DIARY_WOKE] = _("Last\nwoke");
  page->headings[DIARY_UP] = _("Got\nup");
  page->headings[DIARY_IN_BED] = _("In bed\nh:min");
  page->headings[DIARY_ASLEEP] = _("Asleep\nh:min");
  page->headings[DIARY_EFFICIENCY] = _("Effic.\n%");
  page->headings[DIARY_QUALITY] = _("Quality\n1–5");
  page->headings[DIARY_RESTED] = _("Rested\n1–5");
  page->headings[DIARY_NAPS] = _("Naps\nmin");
  page->headings[DIARY_CAFFEINE] = _("Caffeine\nticked");
  page->headings[DIARY_ALCOHOL] = _("Alcohol\nticked");
  page->headings[DIARY_MEDICINE] = _("Sleep\nmedicine");
}

static void add_legends(DiaryPage *page) {
  const char *const legends[] = {
    _("In bed: from lights out until getting up. Asleep: from lights out to last woke, less the minutes to sleep and "
      "awake in between. Efficiency: asleep by in bed; its mean is all sleep by all time in bed."),
    _("Caffeine and alcohol: as ticked, none or some after the time of that step in the routine. Time awake in between "
      "is "
      "drawn "
      "in the middle, since its hours are not asked for."),
    _("A blank is not known. Nothing here is a diagnosis."),
  };
  for (gsize i = 0; i < G_N_ELEMENTS(legends); i++)
    g_ptr_array_add(page->legends, g_strdup(legends[i]));
}

void diary_page_finish(DiaryPage *page) {
  name_columns(page);
  for (int column = 0; column < N_DIARY_COLUMNS; column++)
    finish_column(page, (DiaryColumn) column);
  page->means[DIARY_MORNING] = g_strdup(_("Mean"));
  page->lows[DIARY_MORNING] = g_strdup(_("Least"));
  page->highs[DIARY_MORNING] = g_strdup(_("Most"));
  page->how = how_text(page);
  add_legends(page);
}
