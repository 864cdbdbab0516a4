/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "tui/review.h"
#include "tui/weeks.h"
#include "words/words.h"

#include <glib/gi18n.h>

#include <stdlib.h>

enum {
  DAYS = 7,
  APART_MINUTES = 20, /* nearer than this they are not */
  NEAR_MINUTES = 5,   /* clock times are rounded to this */
  MOST_OF_FOUR = 3,   /* "most nights": three in four */
};

static const char *const counted_weeks[] = {
  NULL,
  N_("One week"),
  N_("Two weeks"),
  N_("Three weeks"),
  N_("Four weeks"),
  N_("Five weeks"),
  N_("Six weeks"),
  N_("Seven weeks"),
  N_("Eight weeks"),
  N_("Nine weeks"),
  N_("Ten weeks"),
  N_("Eleven weeks"),
  N_("Twelve weeks"),
};

char *review_range_title(Night from, Night to) {
  const int nights = (int) (to - from) + 1, weeks = nights / DAYS;
  if (nights % DAYS == 0 && weeks < (int) G_N_ELEMENTS(counted_weeks))
    return g_strdup(_(counted_weeks[weeks]));
  if (nights == 365 || nights == 366)
    return g_strdup(_("One year"));
  return g_strdup_printf(ngettext("%d night", "%d nights", (gulong) nights), nights);
}

static gboolean has_answer(const History *history, const HistoryNight *night) {
  for (guint i = 0; i < night->n_marks; i++) {
    if (history_mark(history, night, i)->mark != MARK_OPEN)
      return TRUE;
  }
  return FALSE;
}

Night review_to(const History *history, Night tonight) {
  for (guint i = history->nights->len; i > 0; i--) {
    const HistoryNight *night = history_night(history, i - 1);
    if (night->night < tonight || (night->night == tonight && has_answer(history, night)))
      return night->night;
  }
  return NIGHT_NONE;
}

Night review_from(const History *history, ReviewRange range, Night to) {
  static const guint nights[] = { [RANGE_FOUR_WEEKS] = 4 * DAYS, [RANGE_TWELVE_WEEKS] = 12 * DAYS, [RANGE_YEAR] = 365 };
  const Night first = history_night(history, 0)->night;
  return range == RANGE_ALL ? first : MAX(first, to - nights[range] + 1);
}

/* What the clock showed when lights went out, in minutes after midnight. */
static int lights_out_clock(const HistoryNight *night) {
  const gint64 local = (night->lights_out + night->lights_out_offset) / 60 % DAYTIME_DAY_MINUTES;
  return (int) local;
}

/* Lights out of the nights of one kind, in minutes after where the day is cut open. */
typedef struct {
  GArray *minutes; /* of int */
  double mean;
  int cut;
} Times;

static Times collect_times(const ReviewModel *model, int free_nights) {
  const History *history = model->history;
  const ReviewSummary *summary = model->summary;
  Times times = {
    .minutes = g_array_new(FALSE, FALSE, sizeof(int)),
    .cut = regularity_cut(history, summary->from, summary->to, summary->shift),
  };
  for (guint i = history_first_from(history, summary->from); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (night->night > summary->to)
      break;
    if (summary->shift && night->shift != summary->shift)
      continue;
    if (night->lights_out == 0 || (free_nights >= 0 && daytime_is_before_free_day(night->night) != free_nights))
      continue;
    const int clock = lights_out_clock(night);
    const int minutes = (clock - times.cut + DAYTIME_DAY_MINUTES) % DAYTIME_DAY_MINUTES;
    g_array_append_val(times.minutes, minutes);
    times.mean += minutes;
  }
  times.mean /= MAX(times.minutes->len, 1);
  return times;
}

static char *near_clock(const Times *times) {
  const int rounded = (int) (times->mean / NEAR_MINUTES + 0.5) * NEAR_MINUTES;
  return daytime_format((rounded + times->cut) % DAYTIME_DAY_MINUTES);
}

static int compare_ints(gconstpointer a, gconstpointer b) {
  return *(const int *) a - *(const int *) b;
}

static void add_distances(GArray *distances, const Times *times) {
  for (guint i = 0; i < times->minutes->len; i++) {
    const int distance = abs(g_array_index(times->minutes, int, i) - (int) times->mean);
    g_array_append_val(distances, distance);
  }
}

/* How far from its mean three in four lie, rounded up. */
static int most_within(const Times *one, const Times *other) {
  g_autoptr(GArray) distances = g_array_new(FALSE, FALSE, sizeof(int));
  add_distances(distances, one);
  add_distances(distances, other);
  g_array_sort(distances, compare_ints);
  const int most = g_array_index(distances, int, (distances->len - 1) * MOST_OF_FOUR / 4);
  return MAX((most + NEAR_MINUTES - 1) / NEAR_MINUTES, 1) * NEAR_MINUTES;
}

static char *bedtime_sentence(const Times *work, const Times *free_nights, gboolean apart) {
  const Times nobody = { .minutes = g_array_new(FALSE, FALSE, sizeof(int)) };
  g_autoptr(GArray) owned = nobody.minutes;
  const int within = most_within(work, apart ? free_nights : &nobody);
  g_autofree char *usual = near_clock(work);
  if (!apart)
    return g_strdup_printf(_("Lights out near %s; most nights within %d min."), usual, within);
  g_autofree char *later = near_clock(free_nights);
  return g_strdup_printf(_("Lights out near %s, %s on Fri and Sat; most nights within %d min."), usual, later, within);
}

char *review_bedtime_sentence(const ReviewModel *model) {
  const Times all = collect_times(model, -1);
  const Times work = collect_times(model, FALSE), free_nights = collect_times(model, TRUE);
  g_autoptr(GArray) all_owned = all.minutes;
  g_autoptr(GArray) work_owned = work.minutes;
  g_autoptr(GArray) free_owned = free_nights.minutes;
  const double difference = work.mean - free_nights.mean;
  const gboolean known = work.minutes->len >= REGULARITY_MIN_SIDE && free_nights.minutes->len >= REGULARITY_MIN_SIDE;
  const gboolean apart = known && ABS(difference) >= APART_MINUTES;
  if (all.minutes->len < REGULARITY_MIN_NIGHTS)
    return NULL;
  return bedtime_sentence(apart ? &work : &all, &free_nights, apart);
}

char *review_night_sentence(const ReviewModel *model, Night date) {
  const HistoryNight *night = weeks_night(model->history, date);
  g_autofree char *day = words_weekday_date(date);
  if (!night)
    return g_steal_pointer(&day);
  const NightShare share = weeks_share(model->history, night, &model->rules);
  GString *text = g_string_new(day);
  if (share.of > 0)
    g_string_append_printf(text, _(": %d of %d done"), share.done, share.of);
  if (night->lights_out != 0) {
    g_autofree char *clock = daytime_format(lights_out_clock(night));
    g_string_append_printf(text, _(", lights out %s"), clock);
  }
  if (night->rested > 0)
    g_string_append_printf(text, _(", rested %d"), night->rested);
  return g_string_free(text, FALSE);
}
