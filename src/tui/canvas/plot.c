/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/plot.h"

#include <math.h>

enum { BRAILLE_FIRST = 0x2800, DOT_COLUMNS = 2, DOT_ROWS = 4 };

#define LEAST_GLOW 0.06 /* of the lamp: less than that is not worth a cell */

/* ---- A curve. ---- */

/* The dots of a curve, as bits of braille cells. */
typedef struct {
  guint8 *bits; /* rows × columns */
  const PlotPlace *place;
} Dots;

static void set_dot(const Dots *dots, int x, int y) {
  static const guint8 bits[DOT_ROWS][DOT_COLUMNS] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
  if (x >= 0 && y >= 0 && x < dots->place->columns * DOT_COLUMNS && y < dots->place->rows * DOT_ROWS)
    dots->bits[y / DOT_ROWS * dots->place->columns + x / DOT_COLUMNS] |= bits[y % DOT_ROWS][x % DOT_COLUMNS];
}

/* The value at `share` of the way, between its two neighbours; below `low` where one of them is unknown. */
static double value_at(const double *values, int n, double share, double low) {
  const double at = share * (n - 1);
  const int left = (int) at, right = MIN(left + 1, n - 1);
  if (values[left] < low || values[right] < low)
    return at - left < 0.5 ? values[left] : values[right];
  return values[left] + (values[right] - values[left]) * (at - left);
}

static void set_curve(const Dots *dots, const double *values, int n, double low, double high) {
  const int width = dots->place->columns * DOT_COLUMNS, height = dots->place->rows * DOT_ROWS;
  int before = -1;
  for (int x = 0; x < width; x++) {
    const double value = value_at(values, n, width > 1 ? (double) x / (width - 1) : 0, low);
    if (value < low) {
      before = -1;
      continue;
    }
    const int y = (int) lround((high - value) / (high - low) * (height - 1));
    for (int step = before < 0 ? y : MIN(before, y); step <= MAX(before, y); step++)
      set_dot(dots, x, step);
    before = y;
  }
}

static void draw_curve_ascii(Canvas *canvas, const PlotPlace *place, Role role, const double *values, int n, double low,
                             double high) {
  for (int column = 0; column < place->columns; column++) {
    const double value = value_at(values, n, place->columns > 1 ? (double) column / (place->columns - 1) : 0, low);
    if (value >= low)
      canvas_put(canvas, place->row + (int) lround((high - value) / (high - low) * (place->rows - 1)),
                 place->column + column, role, "-", 1);
  }
}

void plot_curve(Canvas *canvas, const PlotPlace *place, Role role, const double *values, int n, double low,
                double high) {
  if (n < 1 || place->columns < 1 || place->rows < 1)
    return;
  if (canvas_is_plain(canvas)) {
    draw_curve_ascii(canvas, place, role, values, n, low, high);
    return;
  }
  g_autofree guint8 *bits = g_new0(guint8, (gsize) place->rows * (gsize) place->columns);
  const Dots dots = { bits, place };
  set_curve(&dots, values, n, low, high);
  for (int i = 0; i < place->rows * place->columns; i++) {
    char braille[7] = { 0 };
    if (!bits[i])
      continue;
    g_unichar_to_utf8(BRAILLE_FIRST + bits[i], braille);
    canvas_put(canvas, place->row + i / place->columns, place->column + i % place->columns, role, braille, 1);
  }
}

/* ---- A night's sleep. ---- */

void plot_sleep(Canvas *canvas, const PlotPlace *place, double from, double to) {
  for (int i = MAX((int) floor(from), 0); i < MIN((int) ceil(to), place->columns); i++) {
    const double covered = MIN(to, i + 1) - MAX(from, i);
    if (covered < 0.25)
      continue;
    const char *glyph = covered >= 0.75 ? "━" : from > i ? "╺" : "╸";
    canvas_put(canvas, place->row, place->column + i, ROLE_DIM, canvas_is_plain(canvas) ? "=" : glyph, 1);
    canvas_ink(canvas, place->row, place->column + i, paint_sleep((i - from) / MAX(to - from, 1)));
  }
}

/* ---- A bar. ---- */

void plot_bar(Canvas *canvas, const PlotPlace *place, double share) {
  static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" };
  const gboolean ascii = canvas_is_plain(canvas);
  const int full = (int) (CLAMP(share, 0, 1) * place->columns * 8 + 0.5);
  for (int i = 0; i < place->columns; i++) {
    const int part = CLAMP(full - i * 8, 0, 8), column = place->column + i;
    if (part == 0 || (ascii && part < 4)) {
      canvas_put(canvas, place->row, column, ROLE_FAINT, ascii ? "." : "·", 1);
      continue;
    }
    canvas_put(canvas, place->row, column, ROLE_DIM, ascii ? "#" : eighths[part], 1);
    canvas_ink(canvas, place->row, column, paint_glow(0.35 + 0.6 * i / place->columns));
  }
}

/* ---- Ratings. ---- */

/* Where on the scale `rating` stands: half a step in from either end, so that its dots have room. */
static int rating_column(const PlotPlace *place, int n, double rating) {
  return place->column + (int) lround((rating - 0.5) * place->columns / n - 0.5);
}

void plot_ratings_scale(Canvas *canvas, const PlotPlace *place, int n) {
  for (int rating = 1; rating <= n; rating++) {
    g_autofree char *text = g_strdup_printf("%d", rating);
    canvas_put(canvas, place->row, rating_column(place, n, rating), ROLE_FAINT, text, 0);
  }
}

void plot_ratings(Canvas *canvas, const PlotPlace *place, const int *counts, int n, double mean) {
  const int room = MAX(place->columns / n - 1, 1);
  int most = 0;
  for (int i = 0; i < n; i++)
    most = MAX(most, counts[i]);
  const int each = (most + room - 1) / room;
  for (int i = 0; i < n && each > 0; i++) {
    const int dots = (counts[i] + each - 1) / each, first = rating_column(place, n, i + 1) - dots / 2;
    for (int dot = 0; dot < dots; dot++) {
      canvas_put(canvas, place->row, first + dot, ROLE_DIM, canvas_glyphs(canvas)->dot, 1);
      canvas_ink(canvas, place->row, first + dot, paint_glow(0.45 + 0.4 * i / n));
    }
  }
  if (mean > 0) {
    const int column = rating_column(place, n, mean);
    canvas_put(canvas, place->row, column, ROLE_ACCENT, canvas_is_plain(canvas) ? "^" : "◆", 1);
    canvas_ink(canvas, place->row, column, PAINT_NONE);
  }
}

/* ---- A ring. ---- */

/* How bright the ring is at `distance` from its middle: brightest at `radius`, fading to both sides, with a haze
 * within. */
static double ring_light(double distance, double radius) {
  const double rim = exp(-(distance - radius) * (distance - radius) / (2 * 1.3 * 1.3));
  const double haze = 0.35 * exp(-distance * distance / (2 * 0.36 * radius * radius + 0.01));
  return MIN(rim + haze, 1);
}

/* Without paint: the rim alone, in half blocks; in ASCII in letters. */
static void draw_plain_ring(Canvas *canvas, int row, int column, double upper, double lower) {
  const gboolean above = upper > 0.6, below = lower > 0.6;
  if (!above && !below)
    return;
  const char *glyph = canvas_is_plain(canvas) ? "o" : above && below ? "█" : above ? "▀" : "▄";
  canvas_put(canvas, row, column, ROLE_DIM, glyph, 1);
}

void plot_ring(Canvas *canvas, const PlotPlace *place, double share, double dim) {
  const double largest = MIN(place->rows, place->columns / 2.1) - 2.5; /* in half rows */
  const double radius = MAX(largest, 1) * share;
  const double middle_y = place->rows - 0.5, middle_x = (place->columns - 1) / 2.0;
  for (int y = 0; y < place->rows; y++) {
    for (int x = 0; x < place->columns; x++) {
      const double across = (x - middle_x) / 1.05;
      const double upper = ring_light(hypot(across, 2 * y - middle_y), radius);
      const double lower = ring_light(hypot(across, 2 * y + 1 - middle_y), radius);
      const int row = place->row + y, column = place->column + x;
      if (!canvas_is_painted(canvas)) {
        draw_plain_ring(canvas, row, column, upper, lower);
        continue;
      }
      if (upper < LEAST_GLOW && lower < LEAST_GLOW)
        continue;
      canvas_put(canvas, row, column, ROLE_DIM, "▀", 1);
      canvas_ink(canvas, row, column, paint_glow(upper * 0.8 * (1 - dim)));
      canvas_ground(canvas, row, column, paint_glow(lower * 0.8 * (1 - dim)));
    }
  }
}
