/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/rested_chart.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/plot.h"

#include <glib/gi18n.h>

enum { SCALE = 5, DAYS = 7, NIGHTLY_WIDTH = 8 };

typedef struct {
  Canvas *canvas;
  int row, column; /* of the rating 5 of the first night */
  const Weeks *weeks;
  const History *history;
} Chart;

/* The mean rating of a week within the range; 0 with none. */
static double week_mean(const Weeks *weeks, const History *history, int week) {
  const Night monday = weeks->monday + (Night) (week * DAYS);
  int sum = 0, count = 0;
  for (guint i = history_first_from(history, MAX(monday, weeks->from)); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (night->night >= monday + DAYS || night->night > weeks->to)
      break;
    sum += night->rested;
    count += night->rested > 0;
  }
  return count == 0 ? 0 : (double) sum / count;
}

/* The column of a night where each has one. */
static int night_column(const Weeks *weeks, Night night) {
  const Night monday = night - (Night) daytime_weekday(night);
  return weeks_column(weeks, night) + (int) (night - MAX(monday, weeks->from));
}

static void draw_nights(const Chart *chart) {
  const Weeks *weeks = chart->weeks;
  for (guint i = history_first_from(chart->history, MAX(weeks->monday, weeks->from)); i < chart->history->nights->len;
       i++) {
    const HistoryNight *night = history_night(chart->history, i);
    if (night->night > weeks->to || weeks_column(weeks, night->night) < 0)
      break;
    if (night->rested > 0)
      canvas_put(chart->canvas, chart->row + SCALE - night->rested, chart->column + night_column(weeks, night->night),
                 ROLE_DIM, canvas_glyphs(chart->canvas)->dot, 1);
  }
}

/* The means of the weeks as one curve, each in the middle of its week. */
static void draw_curve(const Chart *chart) {
  const Weeks *weeks = chart->weeks;
  g_autofree double *means = g_new(double, (gsize) MAX(weeks->count, 1));
  for (int week = 0; week < weeks->count; week++)
    means[week] = week_mean(weeks, chart->history, week);
  const int half = weeks->width / 2, first = MAX(weeks_at(weeks, 0), 0);
  const PlotPlace place = { chart->row, chart->column + first + MIN(half, 1),
                            MAX(weeks_at(weeks, weeks->count - 1) - first + half, 1), SCALE };
  plot_curve(chart->canvas, &place, ROLE_ACCENT, means, weeks->count, 1, SCALE);
}

/* The widest form in which the whole range fits; else the narrowest, with the newest weeks. */
static int chart_width(const Weeks *range, int columns) {
  static const int widths[] = { NIGHTLY_WIDTH, 6, 5, 4, 3, 2 };
  const int all = weeks_between(range->from, range->to);
  const int nightly = (int) (range->to - range->from) + all;
  if (nightly <= columns)
    return NIGHTLY_WIDTH;
  for (gsize i = 1; i < G_N_ELEMENTS(widths); i++) {
    if (all * widths[i] <= columns)
      return widths[i];
  }
  return 1;
}

/* The weeks of the chart: all of them with a column a night, or as many as fit. */
static Weeks chart_weeks(const Weeks *range, int columns) {
  const int width = chart_width(range, columns);
  if (width < NIGHTLY_WIDTH)
    return weeks_new(range->from, range->to, NIGHT_NONE, columns, width);
  Weeks weeks = weeks_new(range->from, range->to, NIGHT_NONE, G_MAXINT, width);
  weeks.lead = (int) (weeks.from - weeks.monday);
  return weeks;
}

void rested_chart_draw(Canvas *canvas, int row, int column, int columns, const Weeks *range, const History *history) {
  const Weeks weeks = chart_weeks(range, columns - RESTED_CHART_AXIS);
  const Chart chart = { canvas, row + 1, column + RESTED_CHART_AXIS, &weeks, history };
  const int behind = canvas_put(canvas, row, column, ROLE_TEXT, _("Rested"), 0) + 2;
  const char *legend = weeks.width == NIGHTLY_WIDTH ? _("dots nights, curve weekly average")
                                                    : _("curve: weekly average");
  if (behind + text_width(legend) <= column + columns)
    canvas_put(canvas, row, behind, ROLE_FAINT, legend, 0);
  for (int i = 0; i < SCALE; i++) {
    const char digit[] = { (char) ('0' + SCALE - i), '\0' };
    canvas_put(canvas, row + 1 + i, column, ROLE_FAINT, digit, 0);
  }
  if (weeks.width == NIGHTLY_WIDTH)
    draw_nights(&chart);
  draw_curve(&chart);
  weeks_draw_months(canvas, chart.row + SCALE, chart.column, &weeks);
}

void rested_chart_draw_line(Canvas *canvas, int row, int column, const Weeks *weeks, const History *history) {
  static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇" };
  for (int week = 0; week < weeks->count; week++) {
    const double mean = week_mean(weeks, history, week);
    if (mean <= 0)
      continue;
    const int height = (int) ((mean - 1) / (SCALE - 1) * (G_N_ELEMENTS(blocks) - 1) + 0.5);
    const char digit[] = { (char) ('0' + (int) (mean + 0.5)), '\0' };
    canvas_put(canvas, row, column + weeks_at(weeks, week), ROLE_BRIGHT,
               canvas_is_plain(canvas) ? digit : blocks[height], 1);
  }
}
