/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/palette.h"

#include "tui/terminal/colour.h"

#define BED (G_GINT64_CONSTANT(1795561200)) /* 2026-11-24T23:00:00Z */
#define EVENING (BED - 3600)

typedef struct {
  Plan *plan;
  Agenda agenda;
  GTimeZone *zone;
  Theme *theme;
} Fixture;

static void set_role(Theme *theme, Role role, RoleLook day, RoleLook dusk, RoleLook bed) {
  theme->looks[STAGE_DAY][role] = day;
  theme->looks[STAGE_DUSK][role] = dusk;
  theme->looks[STAGE_BED][role] = bed;
  theme->looks[STAGE_NIGHT][role] = bed;
}

static void fixture_set_up(Fixture *fixture, gconstpointer data) {
  fixture->plan = plan_new(1);
  fixture->plan->bed = BED;
  fixture->plan->wake = BED + 8 * 3600;
  fixture->agenda = (Agenda){ .phase = PHASE_EVENING, .evening = EVENING };
  fixture->zone = g_time_zone_new_utc();
  fixture->theme = theme_new("test");
  fixture->theme->assumed_background = 0x101010;
  set_role(fixture->theme, ROLE_TEXT, (RoleLook){ .rgb = 0xd0d0d0, .cube = 252, .basic = 7 },
           (RoleLook){ .rgb = 0xd0c8c0, .cube = 251, .basic = 7 },
           (RoleLook){ .rgb = 0xb08050, .cube = 137, .basic = 3, .dim = TRUE });
}

static void fixture_tear_down(Fixture *fixture, gconstpointer data) {
  plan_free(fixture->plan);
  g_time_zone_unref(fixture->zone);
  theme_free(fixture->theme);
}

static Palette palette_when(const Fixture *fixture, gint64 now, ColourDepth depth) {
  const Sky sky = { fixture->plan, &fixture->agenda, fixture->zone, now };
  return palette_at(fixture->theme, light_at(&sky, depth), depth);
}

static int text_when(const Fixture *fixture, gint64 now, ColourDepth depth) {
  return palette_when(fixture, now, depth).looks[ROLE_TEXT].foreground;
}

static gint64 next_when(const Fixture *fixture, gint64 now, ColourDepth depth) {
  const Sky sky = { fixture->plan, &fixture->agenda, fixture->zone, now };
  return palette_next_change(fixture->theme, &sky, depth);
}

static void mixing_reaches_both_ends_and_is_even_between(void) {
  g_assert_cmphex(colour_mix(0x123456, 0xfedcba, 0), ==, 0x123456);
  g_assert_cmphex(colour_mix(0x123456, 0xfedcba, 1), ==, 0xfedcba);
  /* Half way from black to white is the grey of half the perceived lightness, not 0x808080. */
  g_assert_cmphex(colour_mix(0x000000, 0xffffff, 0.5), ==, 0x636363);
}

static void contrast_is_that_of_the_standard(void) {
  g_assert_cmpfloat_with_epsilon(colour_contrast(0x000000, 0xffffff), 21.0, 0.001);
  g_assert_cmpfloat_with_epsilon(colour_contrast(0x767676, 0xffffff), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon(colour_contrast(0xffffff, 0x767676), 4.54, 0.01);
}

static void cube_entries_are_their_own_nearest(void) {
  for (int entry = COLOUR_CUBE_FIRST; entry < 256; entry++) {
    const int nearest = colour_nearest_cube(colour_of_cube(entry), 0, 0);
    g_assert_cmphex(colour_of_cube(nearest), ==, colour_of_cube(entry));
  }
  g_assert_cmphex(colour_of_cube(208), ==, 0xff8700);
  g_assert_cmphex(colour_of_cube(244), ==, 0x808080);
}

static void nearest_holds_the_contrast_it_is_asked_for(void) {
  for (int grey = 0; grey < 256; grey += 5) {
    const int nearest = colour_nearest_cube(grey << 16 | grey << 8 | grey, 0x101010, 4.5);
    g_assert_cmpfloat(colour_contrast(colour_of_cube(nearest), 0x101010), >=, 4.5);
  }
}

static void light_goes_from_day_over_dusk_to_bed(Fixture *fixture, gconstpointer data) {
  g_assert_cmphex(text_when(fixture, EVENING - 1, COLOURS_DIRECT), ==, 0xd0d0d0);
  g_assert_cmphex(text_when(fixture, EVENING, COLOURS_DIRECT), ==, 0xd0c8c0);
  g_assert_cmphex(text_when(fixture, BED, COLOURS_DIRECT), ==, 0xb08050);
  g_assert_cmphex(text_when(fixture, BED + 7200, COLOURS_DIRECT), ==, 0xb08050);
  fixture->agenda.phase = PHASE_ASLEEP;
  fixture->theme->looks[STAGE_NIGHT][ROLE_TEXT].rgb = 0x402010;
  g_assert_cmphex(text_when(fixture, BED + 7200, COLOURS_DIRECT), ==, 0x402010);
}

static void direct_colour_moves_smoothly(Fixture *fixture, gconstpointer data) {
  int before = text_when(fixture, EVENING, COLOURS_DIRECT);
  for (gint64 now = EVENING; now <= BED; now += 60) {
    const int colour = text_when(fixture, now, COLOURS_DIRECT);
    for (int shift = 0; shift <= 16; shift += 8)
      g_assert_cmpint(ABS(((colour >> shift) & 0xff) - ((before >> shift) & 0xff)), <=, 4);
    before = colour;
  }
}

static void cube_steps_at_most_every_five_minutes(Fixture *fixture, gconstpointer data) {
  g_assert_cmpint(text_when(fixture, EVENING, COLOURS_256), ==, 251);
  g_assert_cmpint(text_when(fixture, BED, COLOURS_256), ==, 137);
  int before = -1, changes = 0;
  for (gint64 now = EVENING; now <= BED; now++) {
    const int colour = text_when(fixture, now, COLOURS_256);
    g_assert_cmpint(colour, >=, COLOUR_CUBE_FIRST);
    if (before >= 0 && colour != before) {
      changes++;
      g_assert_cmpint(now % 300, ==, 0);
    }
    before = colour;
  }
  g_assert_cmpint(changes, >=, 2);
  g_assert_cmpint(changes, <=, 12);
}

static void cube_never_falls_below_both_ends(Fixture *fixture, gconstpointer data) {
  const double least = MIN(colour_contrast(colour_of_cube(251), 0x101010),
                           colour_contrast(colour_of_cube(137), 0x101010));
  for (gint64 now = EVENING; now <= BED; now += 300) {
    const int colour = colour_of_cube(text_when(fixture, now, COLOURS_256));
    g_assert_cmpfloat(colour_contrast(colour, 0x101010), >=, least - 1e-9);
  }
}

static void eight_colours_change_once_with_attributes(Fixture *fixture, gconstpointer data) {
  g_assert_cmpint(text_when(fixture, EVENING + 1799, COLOURS_8), ==, 7);
  g_assert_cmpint(text_when(fixture, EVENING + 1800, COLOURS_8), ==, 3);
  g_assert_false(palette_when(fixture, EVENING + 1799, COLOURS_8).looks[ROLE_TEXT].dim);
  g_assert_true(palette_when(fixture, EVENING + 1800, COLOURS_8).looks[ROLE_TEXT].dim);
}

/* The theme says nothing of the accent but its colours: where they are many they are enough. */
static void eight_colours_tell_roles_apart_by_attributes(Fixture *fixture, gconstpointer data) {
  const RoleLook amber = { .rgb = 0xf0aa5f, .cube = 215, .basic = 3 };
  set_role(fixture->theme, ROLE_ACCENT, amber, amber, amber);
  const Look few = palette_when(fixture, EVENING, COLOURS_8).looks[ROLE_ACCENT];
  g_assert_true(few.bold);
  g_assert_cmpint(few.foreground, ==, 3);
  g_assert_false(palette_when(fixture, EVENING, COLOURS_256).looks[ROLE_ACCENT].bold);
  g_assert_false(palette_when(fixture, EVENING, COLOURS_DIRECT).looks[ROLE_ACCENT].bold);
}

static void shown_shades_are_not_dimmed_twice(Fixture *fixture, gconstpointer data) {
  g_assert_false(palette_when(fixture, BED, COLOURS_DIRECT).looks[ROLE_TEXT].dim);
  g_assert_false(palette_when(fixture, BED, COLOURS_256).looks[ROLE_TEXT].dim);
}

static void monochrome_tells_roles_apart_without_colour(Fixture *fixture, gconstpointer data) {
  const Palette palette = palette_when(fixture, EVENING, COLOURS_NONE);
  for (guint role = 0; role < N_ROLES; role++)
    g_assert_cmpint(palette.looks[role].foreground, ==, COLOUR_DEFAULT);
  g_assert_true(palette.looks[ROLE_BRIGHT].bold);
  g_assert_true(palette.looks[ROLE_FAINT].dim);
  g_assert_true(palette.looks[ROLE_NOTICE].underline);
  g_assert_cmpint(palette.background, ==, COLOUR_DEFAULT);
}

static void bed_in_daylight_stays_neutral(Fixture *fixture, gconstpointer data) {
  static const struct {
    int hour;
    gboolean neutral;
  } table[] = { { 3, FALSE }, { 4, TRUE }, { 9, TRUE }, { 17, TRUE }, { 18, FALSE }, { 23, FALSE } };
  const gint64 midnight = BED - 23 * 3600;
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    fixture->plan->bed = midnight + table[i].hour * 3600;
    fixture->agenda.evening = fixture->plan->bed - 3600;
    const gint64 now = fixture->plan->bed - 1200;
    const int colour = text_when(fixture, now, COLOURS_DIRECT);
    g_assert_cmpint(colour == 0xd0d0d0, ==, table[i].neutral);
    g_assert_cmpint(next_when(fixture, now, COLOURS_DIRECT) == 0, ==, table[i].neutral);
  }
}

static void next_change_is_exact(Fixture *fixture, gconstpointer data) {
  for (ColourDepth depth = COLOURS_NONE; depth <= COLOURS_DIRECT; depth++) {
    gint64 now = EVENING - 7200;
    gint64 next = 0;
    while ((next = next_when(fixture, now, depth)) > 0) {
      const Palette before = palette_when(fixture, now, depth);
      const Palette still = palette_when(fixture, next - 1, depth);
      const Palette after = palette_when(fixture, next, depth);
      g_assert_true(palette_equal(&before, &still));
      g_assert_false(palette_equal(&before, &after));
      now = next;
    }
    const Palette last = palette_when(fixture, now, depth), bed = palette_when(fixture, BED + 60, depth);
    g_assert_true(palette_equal(&last, &bed));
  }
}

static void a_theme_of_one_look_never_wakes(Fixture *fixture, gconstpointer data) {
  g_autoptr(Theme) plain = theme_new("plain");
  const Sky sky = { fixture->plan, &fixture->agenda, fixture->zone, EVENING - 7200 };
  for (ColourDepth depth = COLOURS_NONE; depth <= COLOURS_DIRECT; depth++)
    g_assert_cmpint(palette_next_change(plain, &sky, depth), ==, 0);
}

static void background_is_kept_unless_the_theme_sets_one(Fixture *fixture, gconstpointer data) {
  g_assert_cmpint(palette_when(fixture, EVENING, COLOURS_DIRECT).background, ==, COLOUR_DEFAULT);
  fixture->theme->background = 0xffffff;
  g_assert_cmphex(palette_when(fixture, EVENING, COLOURS_DIRECT).background, ==, 0xffffff);
  g_assert_cmpint(colour_of_cube(palette_when(fixture, EVENING, COLOURS_256).background), ==, 0xffffff);
  g_assert_cmpint(palette_when(fixture, EVENING, COLOURS_8).background, ==, 7);
}

#define ADD(name, func) g_test_add(name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/colour/mixing-reaches-both-ends-and-is-even-between", mixing_reaches_both_ends_and_is_even_between);
  g_test_add_func("/colour/contrast-is-that-of-the-standard", contrast_is_that_of_the_standard);
  g_test_add_func("/colour/cube-entries-are-their-own-nearest", cube_entries_are_their_own_nearest);
  g_test_add_func("/colour/nearest-holds-the-contrast-it-is-asked-for", nearest_holds_the_contrast_it_is_asked_for);
  ADD("/palette/light-goes-from-day-over-dusk-to-bed", light_goes_from_day_over_dusk_to_bed);
  ADD("/palette/direct-colour-moves-smoothly", direct_colour_moves_smoothly);
  ADD("/palette/cube-steps-at-most-every-five-minutes", cube_steps_at_most_every_five_minutes);
  ADD("/palette/cube-never-falls-below-both-ends", cube_never_falls_below_both_ends);
  ADD("/palette/eight-colours-change-once-with-attributes", eight_colours_change_once_with_attributes);
  ADD("/palette/eight-colours-tell-roles-apart-by-attributes", eight_colours_tell_roles_apart_by_attributes);
  ADD("/palette/shown-shades-are-not-dimmed-twice", shown_shades_are_not_dimmed_twice);
  ADD("/palette/monochrome-tells-roles-apart-without-colour", monochrome_tells_roles_apart_without_colour);
  ADD("/palette/bed-in-daylight-stays-neutral", bed_in_daylight_stays_neutral);
  ADD("/palette/next-change-is-exact", next_change_is_exact);
  ADD("/palette/a-theme-of-one-look-never-wakes", a_theme_of_one_look_never_wakes);
  ADD("/palette/background-is-kept-unless-the-theme-sets-one", background_is_kept_unless_the_theme_sets_one);
  return g_test_run();
}
