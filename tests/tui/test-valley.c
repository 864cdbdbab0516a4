/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/valley.h"

#include "base/text.h"
#include "tui/terminal/colour.h"

#include <string.h>

#define BED (G_GINT64_CONSTANT(1795561200)) /* 2026-11-24T23:00:00Z */
#define MINUTE 60

typedef struct {
  Canvas *canvas;
  Valley valley;
  GTimeZone *zone;
} Fixture;

static void fixture_set_up(Fixture *fixture, gconstpointer data) {
  fixture->zone = g_time_zone_new_utc();
  fixture->canvas = canvas_new(114, 10, FALSE);
  fixture->valley = (Valley){ .columns = 114,
                              .rows = 10,
                              .from = BED - 150 * MINUTE,
                              .bed = BED,
                              .wake = BED + 480 * MINUTE,
                              .now = BED - 75 * MINUTE,
                              .zone = fixture->zone,
                              .house = "Lights out",
                              .window_lit = TRUE,
                              .dark = 0.5 };
}

static void fixture_tear_down(Fixture *fixture, gconstpointer data) {
  canvas_free(fixture->canvas);
  g_time_zone_unref(fixture->zone);
}

/* The column of `text` in `row`; -1: it is not there. */
static int find(const Canvas *canvas, int row, const char *text) {
  g_autofree char *all = canvas_to_text(canvas);
  g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
  const char *at = strstr(lines[row], text);
  return at ? (int) g_utf8_pointer_to_offset(lines[row], at) : -1;
}

static int find_row(const Canvas *canvas, const char *text) {
  for (int row = 0; row < canvas_rows(canvas); row++) {
    if (find(canvas, row, text) >= 0)
      return row;
  }
  return -1;
}

static void draw_with(Fixture *fixture, const Lantern *lanterns, guint n) {
  fixture->valley.lanterns = lanterns;
  fixture->valley.n_lanterns = n;
  canvas_clear(fixture->canvas);
  valley_draw(fixture->canvas, &fixture->valley);
}

static void kept_step_is_a_light_and_skipped_one_leaves_nothing(Fixture *fixture, gconstpointer data) {
  const Lantern lanterns[] = {
    { BED - 120 * MINUTE, "alpha", NULL, LANTERN_LIT, FALSE },
    { BED - 60 * MINUTE, "beta", NULL, LANTERN_NONE, FALSE },
    { BED - 30 * MINUTE, "gamma", NULL, LANTERN_COMING, TRUE },
  };
  draw_with(fixture, lanterns, G_N_ELEMENTS(lanterns));
  g_assert_cmpint(find_row(fixture->canvas, "beta"), ==, -1);
  const int lit = find_row(fixture->canvas, "alpha"), next = find_row(fixture->canvas, "gamma");
  g_assert_cmpint(lit, >, 0);
  g_assert_cmpint(next, >, 0);
  g_assert_cmpint(canvas_cell(fixture->canvas, lit, find(fixture->canvas, lit, "alpha"))->role, ==, ROLE_ACCENT);
  g_assert_cmpint(canvas_cell(fixture->canvas, next, find(fixture->canvas, next, "gamma"))->role, ==, ROLE_BRIGHT);
}

static guint count_ink(const Canvas *canvas, Paint paint) {
  guint count = 0;
  for (int row = 0; row < canvas_rows(canvas); row++) {
    for (int column = 0; column < canvas_columns(canvas); column++)
      count += canvas_cell(canvas, row, column)->ink == paint;
  }
  return count;
}

static void window_is_lit_until_lights_out_is_told(Fixture *fixture, gconstpointer data) {
  draw_with(fixture, NULL, 0);
  g_assert_cmpuint(count_ink(fixture->canvas, PAINT_LAMP), ==, 1);
  fixture->valley.window_lit = FALSE;
  draw_with(fixture, NULL, 0);
  g_assert_cmpuint(count_ink(fixture->canvas, PAINT_LAMP), ==, 0);
}

static void day_sleeper_has_neither_moon_nor_stars(Fixture *fixture, gconstpointer data) {
  canvas_set_painted(fixture->canvas, TRUE);
  draw_with(fixture, NULL, 0);
  g_assert_cmpuint(count_ink(fixture->canvas, PAINT_MOON), >, 0);
  g_assert_cmpuint(count_ink(fixture->canvas, PAINT_STAR), >, 0);
  fixture->valley.in_daylight = TRUE;
  draw_with(fixture, NULL, 0);
  g_assert_cmpuint(count_ink(fixture->canvas, PAINT_MOON), ==, 0);
  g_assert_cmpuint(count_ink(fixture->canvas, PAINT_STAR), ==, 0);
}

static void stars_come_out_as_it_gets_late(Fixture *fixture, gconstpointer data) {
  guint before = 0;
  for (int tenth = 0; tenth <= 10; tenth++) {
    fixture->valley.dark = tenth / 10.0;
    draw_with(fixture, NULL, 0);
    const guint stars = count_ink(fixture->canvas, PAINT_STAR);
    g_assert_cmpuint(stars, >=, before);
    before = stars;
  }
  g_assert_cmpuint(before, >, 5);
}

/* Only what moves with the minute is another cell: the rest of the picture stays as it was written. */
static void a_minute_changes_few_cells(Fixture *fixture, gconstpointer data) {
  g_autoptr(Canvas) later = canvas_new(114, 10, FALSE);
  canvas_set_painted(fixture->canvas, TRUE);
  canvas_set_painted(later, TRUE);
  draw_with(fixture, NULL, 0);
  Valley next = fixture->valley;
  next.now += MINUTE;
  valley_draw(later, &next);
  guint changed = 0;
  for (int row = 0; row < 10; row++) {
    for (int column = 0; column < 114; column++)
      changed += memcmp(canvas_cell(fixture->canvas, row, column), canvas_cell(later, row, column), sizeof(Cell)) != 0;
  }
  g_assert_cmpuint(changed, >, 0);
  g_assert_cmpuint(changed, <=, 24);
}

/* The words of a row with a blank between any two; where a label was written nothing else is. */
static void assert_labels(const Fixture *fixture, const Lantern *lanterns, guint n) {
  const double evening = 0.74 * fixture->valley.columns;
  for (guint i = 0; i < n; i++) {
    const int row = find_row(fixture->canvas, lanterns[i].brief);
    if (row < 0)
      continue;
    const int from = find(fixture->canvas, row, lanterns[i].brief), width = text_width(lanterns[i].brief);
    const double share = (double) (lanterns[i].at - fixture->valley.from) / (double) (BED - fixture->valley.from);
    const int tick = (int) (share * (evening - 1) + 0.5);
    g_assert_cmpint(tick, >=, from - 1);
    g_assert_cmpint(tick, <=, from + width);
    for (int column = from; column < from + width; column++)
      g_assert_cmpint(canvas_cell(fixture->canvas, row, column)->characters[0], <, 0x80);
  }
}

static void labels_never_touch_and_are_over_their_ticks(Fixture *fixture, gconstpointer data) {
  static const char *const names[] = { "aaa", "bbbbbbb", "ccccc", "dddddddddd", "eeee", "ffffff", "ggggggggg", "hh" };
  g_autoptr(GRand) random = g_rand_new_with_seed(3);
  for (int round = 0; round < 500; round++) {
    const int columns = g_rand_int_range(random, 60, 220);
    Lantern lanterns[G_N_ELEMENTS(names)];
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
      lanterns[i] = (Lantern){ .at = BED - g_rand_int_range(random, 1, 150) * MINUTE,
                               .brief = names[i],
                               .is_next = i == 2 };
    canvas_free(fixture->canvas);
    fixture->canvas = canvas_new(columns, 10, FALSE);
    fixture->valley.columns = columns;
    draw_with(fixture, lanterns, G_N_ELEMENTS(names));
    assert_labels(fixture, lanterns, G_N_ELEMENTS(names));
    g_assert_cmpint(find_row(fixture->canvas, names[2]), >, 0);
  }
}

static void moon_follows_known_phases(void) {
  /* Full moon 2026-11-24 14:53 UTC and new moon 2026-12-09 00:52 UTC (almanac). */
  g_assert_cmpfloat_with_epsilon(valley_moon(G_GINT64_CONSTANT(1795531980)), 0.5, 0.021);
  const double new_moon = valley_moon(G_GINT64_CONSTANT(1796777520));
  g_assert_cmpfloat(MIN(new_moon, 1 - new_moon), <, 0.021);
}

static double light(int rgb) {
  return colour_contrast(rgb, 0x000000);
}

static void evening_never_makes_the_scenery_lighter(void) {
  const Scenery dusk = { 0x9c5a4c, 0x15173a, 0x0b0910, 0xffb45f, 0xefe3c8, 0x7a67a6 };
  for (guint paint = PAINT_SKY; paint < N_PAINTS; paint++) {
    double before = G_MAXDOUBLE;
    for (int step = 0; step <= 8; step++) {
      const Scenery now = paint_darken(&dusk, step / 8.0);
      const double lightness = light(paint_colour((Paint) paint, &now, 0x101010, FALSE));
      g_assert_cmpfloat(lightness, <=, before + 0.02);
      before = lightness;
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(path, test) g_test_add("/valley/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD("kept-step-is-a-light-and-skipped-one-leaves-nothing", kept_step_is_a_light_and_skipped_one_leaves_nothing);
  ADD("window-is-lit-until-lights-out-is-told", window_is_lit_until_lights_out_is_told);
  ADD("day-sleeper-has-neither-moon-nor-stars", day_sleeper_has_neither_moon_nor_stars);
  ADD("stars-come-out-as-it-gets-late", stars_come_out_as_it_gets_late);
  ADD("a-minute-changes-few-cells", a_minute_changes_few_cells);
  ADD("labels-never-touch-and-are-over-their-ticks", labels_never_touch_and_are_over_their_ticks);
  g_test_add_func("/valley/moon-follows-known-phases", moon_follows_known_phases);
  g_test_add_func("/valley/evening-never-makes-the-scenery-lighter", evening_never_makes_the_scenery_lighter);
  return g_test_run();
}
