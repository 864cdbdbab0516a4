/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/theme_file.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>

static GPtrArray *new_problems(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify) problem_free);
}

static char *problem_lines(const GPtrArray *problems) {
  GString *lines = g_string_new(NULL);
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = problem_to_string(g_ptr_array_index(problems, i));
    g_string_append_printf(lines, "%s\n", line);
  }
  return g_string_free(lines, FALSE);
}

static Theme *load_shipped(const char *name) {
  g_autoptr(GPtrArray) problems = new_problems();
  Theme *theme = theme_file_load(name, NULL, problems);
  g_autofree char *lines = problem_lines(problems);
  g_assert_cmpstr(lines, ==, "");
  g_assert_nonnull(theme);
  return theme;
}

static double channel_light(int value) {
  const double share = value / 255.0;
  return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* Relative luminance and contrast ratio as WCAG 2 defines them. */
static double luminance(int rgb) {
  return 0.2126 * channel_light(rgb >> 16 & 0xff) + 0.7152 * channel_light(rgb >> 8 & 0xff) +
         0.0722 * channel_light(rgb & 0xff);
}

static double contrast(int one, int other) {
  const double first = luminance(one), second = luminance(other);
  return (MAX(first, second) + 0.05) / (MIN(first, second) + 0.05);
}

static int cube_rgb(int entry) {
  static const int levels[] = { 0, 95, 135, 175, 215, 255 };
  if (entry >= 232)
    return (8 + 10 * (entry - 232)) * 0x010101;
  const int index = entry - 16;
  return levels[index / 36] << 16 | levels[index / 6 % 6] << 8 | levels[index % 6];
}

static int mix(int from, int to, double share) {
  int rgb = 0;
  for (int shift = 16; shift >= 0; shift -= 8) {
    const int one = from >> shift & 0xff, other = to >> shift & 0xff;
    rgb |= (int) lround(one + (other - one) * share) << shift;
  }
  return rgb;
}

static double least_contrast(Role role) {
  return role == ROLE_FAINT ? 3.0 : 4.5;
}

static void assert_contrast(const Theme *theme, Stage stage, Role role, int rgb) {
  const double ratio = contrast(rgb, theme->assumed_background);
  if (ratio < least_contrast(role))
    g_test_message("%s, %s, %s: #%06x has %.2f", theme->name, stage_name(stage), role_name(role), (guint) rgb, ratio);
  g_assert_cmpfloat(ratio, >=, least_contrast(role));
}

static void check_stage(const Theme *theme, Stage stage) {
  for (Role role = 0; role < N_ROLES; role++) {
    const RoleLook *const look = &theme->looks[stage][role];
    if (look->rgb == COLOUR_DEFAULT)
      continue;
    g_assert_cmpint(look->cube, !=, COLOUR_DEFAULT);
    assert_contrast(theme, stage, role, look->rgb);
    assert_contrast(theme, stage, role, cube_rgb(look->cube));
  }
}

static void test_contrast(void) {
  g_auto(GStrv) names = theme_file_names(NULL);
  g_assert_cmpuint(g_strv_length(names), ==, 7);
  for (gsize i = 0; names[i]; i++) {
    g_autoptr(Theme) theme = load_shipped(names[i]);
    for (Stage stage = 0; stage < N_STAGES; stage++)
      check_stage(theme, stage);
  }
}

/* The way from the evening's first step to bedtime is mixed from both ends. */
static void test_contrast_between(void) {
  g_auto(GStrv) names = theme_file_names(NULL);
  for (gsize i = 0; names[i]; i++) {
    g_autoptr(Theme) theme = load_shipped(names[i]);
    for (Role role = 0; role < N_ROLES; role++) {
      const int from = theme->looks[STAGE_DUSK][role].rgb, to = theme->looks[STAGE_BED][role].rgb;
      for (int step = 0; step <= 20 && from != COLOUR_DEFAULT; step++)
        assert_contrast(theme, STAGE_DUSK, role, mix(from, to, step / 20.0));
    }
  }
}

static int warmth(int rgb) {
  return (rgb >> 16 & 0xff) - (rgb & 0xff);
}

static int saturation(int rgb) {
  const int red = rgb >> 16 & 0xff, green = rgb >> 8 & 0xff, blue = rgb & 0xff;
  return MAX(MAX(red, green), blue) - MIN(MIN(red, green), blue);
}

/* Light of a dark theme goes from neutral to warm and dim. */
static void test_evening_light(void) {
  static const char *const names[] = { "dusk", "ember", "moon" };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(Theme) theme = load_shipped(names[i]);
    for (Stage stage = STAGE_DUSK; stage < N_STAGES; stage++) {
      const int now = theme->looks[stage][ROLE_TEXT].rgb, before = theme->looks[stage - 1][ROLE_TEXT].rgb;
      g_assert_cmpfloat(luminance(now), <, luminance(before));
    }
    g_assert_cmpint(warmth(theme->looks[STAGE_BED][ROLE_TEXT].rgb), >, warmth(theme->looks[STAGE_DAY][ROLE_TEXT].rgb));
  }
}

static void test_one_accent(void) {
  g_autoptr(Theme) theme = load_shipped("dusk");
  for (Stage stage = 0; stage < N_STAGES; stage++) {
    const int accent = saturation(theme->looks[stage][ROLE_ACCENT].rgb);
    for (Role role = 0; role < N_ROLES; role++) {
      if (role != ROLE_ACCENT)
        g_assert_cmpint(saturation(theme->looks[stage][role].rgb), <=, accent * 3 / 4);
    }
  }
}

/* What comes next stands out by more than its shade, and nothing lies on a block. */
static void test_attributes(void) {
  g_auto(GStrv) names = theme_file_names(NULL);
  for (gsize i = 0; names[i]; i++) {
    g_autoptr(Theme) theme = load_shipped(names[i]);
    for (Stage stage = 0; stage < N_STAGES; stage++) {
      g_assert_true(theme->looks[stage][ROLE_SELECTED].bold);
      for (Role role = 0; role < N_ROLES; role++)
        g_assert_false(theme->looks[stage][role].reverse);
    }
  }
}

static void test_terminal_background_is_kept(void) {
  g_autoptr(Theme) dusk = load_shipped("dusk");
  g_autoptr(Theme) ember = load_shipped("ember");
  g_assert_cmpint(dusk->background, ==, COLOUR_DEFAULT);
  g_assert_cmpint(dusk->assumed_background, ==, 0x1e1e1e);
  g_assert_cmpint(ember->background, ==, ember->assumed_background);
}

static char *write_theme(const char *folder, const char *name, const char *text) {
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename(folder, name, NULL);
  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
  return path;
}

static void remove_theme(char *path) {
  g_assert_cmpint(g_remove(path), ==, 0);
  g_free(path);
}

static void test_own_theme(void) {
  g_autofree char *folder = g_dir_make_tmp("winddown-themes-XXXXXX", NULL);
  char *own = write_theme(folder, "fire.cfg",
                          "title = \"Fire\"; day = { text = { rgb = \"#FF8000\"; basic = \"red\"; }; };"
                          "bed = { text = { cube = 202; bold = true; }; };");
  char *dusk = write_theme(folder, "dusk.cfg", "title = \"My dusk\";");
  char *other = write_theme(folder, "README", "no theme");
  char *odd = write_theme(folder, "A B.cfg", "");
  g_auto(GStrv) names = theme_file_names(folder);
  g_autofree char *joined = g_strjoinv(" ", names);
  g_assert_cmpstr(joined, ==, "dusk ember moon forest paper contrast mono fire");
  g_assert_true(theme_file_exists("fire", folder));
  g_assert_true(theme_file_exists("mono", folder));
  g_assert_false(theme_file_exists("README", folder));
  g_assert_false(theme_file_exists("../themes/fire", folder));
  g_assert_false(theme_file_exists("fire", NULL));
  g_autoptr(GPtrArray) problems = new_problems();
  g_autoptr(Theme) theme = theme_file_load("fire", folder, problems);
  g_assert_nonnull(theme);
  g_assert_cmpstr(theme->title, ==, "Fire");
  g_assert_cmpint(theme->looks[STAGE_DAY][ROLE_TEXT].rgb, ==, 0xff8000);
  g_assert_cmpint(theme->looks[STAGE_DAY][ROLE_TEXT].basic, ==, 1);
  g_assert_cmpint(theme->looks[STAGE_DUSK][ROLE_TEXT].rgb, ==, 0xff8000);
  g_assert_cmpint(theme->looks[STAGE_BED][ROLE_TEXT].rgb, ==, COLOUR_DEFAULT);
  g_assert_cmpint(theme->looks[STAGE_NIGHT][ROLE_TEXT].cube, ==, 202);
  g_assert_true(theme->looks[STAGE_NIGHT][ROLE_TEXT].bold);
  g_autoptr(Theme) mine = theme_file_load("dusk", folder, problems);
  g_assert_cmpstr(mine->title, ==, "My dusk");
  remove_theme(own);
  remove_theme(dusk);
  remove_theme(other);
  remove_theme(odd);
  g_rmdir(folder);
}

static void test_problems(void) {
  g_autofree char *folder = g_dir_make_tmp("winddown-themes-XXXXXX", NULL);
  char *path = write_theme(folder, "bad.cfg",
                           "titel = \"Bad\";\n"
                           "day = {\n"
                           "  texd = { };\n"
                           "  text = { rgb = \"orange\"; cube = 7; basic = \"yelow\"; bold = 1; blink = true; };\n"
                           "};\n"
                           "night = 3;\n");
  g_autoptr(GPtrArray) problems = new_problems();
  g_assert_null(theme_file_load("bad", folder, problems));
  g_autofree char *lines = problem_lines(problems);
  g_autoptr(GString) told = g_string_new(lines);
  g_assert_cmpuint(g_string_replace(told, path, "bad.cfg", 0), ==, problems->len);
  g_assert_cmpstr(
      told->str, ==,
      "bad.cfg:1: titel: there is no such key; did you mean \"title\"?\n"
      "bad.cfg:3: day.texd: there is no such role; did you mean \"text\"?\n"
      "bad.cfg:4: day.text.rgb: \"orange\" is no colour: write \"#d8a060\"\n"
      "bad.cfg:4: day.text.cube: must be a number from 16 to 255\n"
      "bad.cfg:4: day.text.basic: \"yelow\" is none of black, red, green, yellow, blue, magenta, cyan, white; did you "
      "mean \"yellow\"?\n"
      "bad.cfg:4: day.text.bold: must be true or false, without quotes\n"
      "bad.cfg:4: day.text.blink: there is no such key\n"
      "bad.cfg:6: night: must be a group in braces: { … }\n");
  remove_theme(path);
  g_rmdir(folder);
}

static void test_no_such_theme(void) {
  static const struct {
    const char *name, *problem;
  } cases[] = {
    { "dask", "dask: there is no such theme; did you mean \"dusk\"?\n" },
    { "../../etc/passwd", "../../etc/passwd: there is no such theme\n" },
    { "", ": there is no such theme\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GPtrArray) problems = new_problems();
    g_assert_null(theme_file_load(cases[i].name, "/nonexistent", problems));
    g_autofree char *lines = problem_lines(problems);
    g_assert_cmpstr(lines, ==, cases[i].problem);
  }
}

/* What the manual shows as a whole theme can be copied from it. */
static void example_of_the_manual_is_a_sound_theme(void) {
  g_autofree char *page = g_test_build_filename(G_TEST_DIST, "..", "doc", "winddown-themes.5.scd", NULL);
  g_autofree char *folder = g_dir_make_tmp("winddown-themes-XXXXXX", NULL);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(page, &text, NULL, NULL));
  g_auto(GStrv) parts = g_strsplit(text, "```", -1);
  g_assert_cmpuint(g_strv_length(parts), ==, 3);
  g_autofree char *path = write_theme(folder, "harbour.cfg", parts[1]);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free);
  g_autoptr(Theme) theme = theme_file_load("harbour", folder, problems);
  g_assert_cmpuint(problems->len, ==, 0);
  g_assert_cmpstr(theme->title, ==, "Harbour");
  g_assert_cmpint(theme->scenery.sleep, ==, 0x5a78a0);
  g_assert_no_errno(g_unlink(path));
  g_assert_no_errno(g_rmdir(folder));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/theme-file/every-role-can-be-read-at-every-stage", test_contrast);
  g_test_add_func("/theme-file/every-role-can-be-read-on-the-way-to-bed", test_contrast_between);
  g_test_add_func("/theme-file/light-grows-warm-and-dim", test_evening_light);
  g_test_add_func("/theme-file/accent-is-the-only-colour-of-dusk", test_one_accent);
  g_test_add_func("/theme-file/what-matters-is-bold-and-nothing-is-a-block", test_attributes);
  g_test_add_func("/theme-file/terminal-background-is-kept-unless-set", test_terminal_background_is_kept);
  g_test_add_func("/theme-file/own-themes-come-first-and-inherit-stages", test_own_theme);
  g_test_add_func("/theme-file/problems-name-path-line-and-key", test_problems);
  g_test_add_func("/theme-file/unknown-theme-names-the-nearest", test_no_such_theme);
  g_test_add_func("/theme-file/example-of-the-manual-is-a-sound-theme", example_of_the_manual_is_a_sound_theme);
  return g_test_run();
}
