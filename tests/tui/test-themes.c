/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shipped themes: their contrast at every minute of the evening, and their
 * colours on a terminal cell by cell. With "--tonight" this program is itself
 * the one that is run in it. */
#include "tui/terminal/themes.h"

#include "config/theme_file.h"
#include "evening.h"
#include "support/terminal.h"
#include "tui/terminal/colour.h"
#include "tui/terminal/loop.h"

#include <locale.h>
#include <string.h>

static const char *program;

static Theme *load(const char *name) {
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free);
  Theme *theme = theme_file_load(name, NULL, problems);
  g_assert_nonnull(theme);
  return theme;
}

static Sky sky_of(const EveningFixture *fixture) {
  const Evening *evening = &fixture->evening;
  return (Sky){ evening->plan, evening->agenda, evening->zone, evening->now };
}

/* ---- Contrast. ---- */

/* What a role is at least held to, against the background that the theme assumes. */
static double least_contrast(Role role) {
  return role == ROLE_FAINT ? 3.0 : 4.5;
}

static int shown_colour(const Look *look, ColourDepth depth) {
  return depth == COLOURS_256 ? colour_of_cube(look->foreground) : look->foreground;
}

static void check_contrast(const Theme *theme, Light light, ColourDepth depth) {
  const Palette palette = palette_at(theme, light, depth);
  for (Role role = 0; role < N_ROLES; role++) {
    if (palette.looks[role].foreground == COLOUR_DEFAULT)
      continue;
    const double contrast = colour_contrast(shown_colour(&palette.looks[role], depth), theme->assumed_background);
    if (contrast < least_contrast(role))
      g_error("theme \"%s\", role \"%s\", stage \"%s\" %.2f: contrast %.2f", theme->name, role_name(role),
              stage_name(light.stage), light.towards_bed, contrast);
  }
}

static void contrast_holds_at_every_minute(void) {
  g_auto(GStrv) names = theme_file_names(NULL);
  for (gsize i = 0; names[i]; i++) {
    g_autoptr(Theme) theme = load(names[i]);
    for (ColourDepth depth = COLOURS_256; depth <= COLOURS_DIRECT; depth++) {
      for (Stage stage = 0; stage < N_STAGES; stage++)
        check_contrast(theme, (Light){ .stage = stage }, depth);
      for (int minute = 0; minute <= 240; minute++)
        check_contrast(theme, (Light){ .stage = STAGE_DUSK, .towards_bed = minute / 240.0 }, depth);
    }
  }
}

/* ---- On a terminal. ---- */

typedef struct {
  Screen *screen;
  Loop *loop;
  Canvas *canvas;
  Palette palette;
} Picture;

/* Tonight's view at `now` in the colours of the theme. */
static Picture picture_of(const char *theme, const char *now, ColourDepth depth) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, now, NULL);
  g_autoptr(Theme) loaded = load(theme);
  const Sky sky = sky_of(fixture);
  View *view = tonight_view_new(NULL);
  Picture picture = { .canvas = canvas_new(80, 24, FALSE) };
  view->class->draw(view, &fixture->evening, picture.canvas);
  picture.palette = palette_at(loaded, light_at(&sky, depth), depth);
  view_free(view);
  return picture;
}

static void paint(gpointer data) {
  Picture *picture = data;
  screen_show(picture->screen, picture->canvas, &picture->palette);
}

static void quit_by_any_key(const TerminalEvent *event, gpointer data) {
  loop_quit(((Picture *) data)->loop);
}

static int run_tonight(const char *theme, const char *now) {
  (void) setlocale(LC_ALL, "");
  g_autoptr(Screen) screen = screen_new(NULL);
  Picture picture = picture_of(theme, now, screen_depth(screen));
  const LoopFuncs funcs = { .event = quit_by_any_key, .paint = paint };
  picture.screen = screen;
  picture.loop = loop_new(screen, &funcs, &picture);
  loop_run(picture.loop);
  loop_free(picture.loop);
  canvas_free(picture.canvas);
  return 0;
}

static int terminal_colour(int colour, ColourDepth depth) {
  if (colour == COLOUR_DEFAULT)
    return TERMINAL_COLOUR_DEFAULT;
  /* The first eight numbers of a direct colour are not to be had: they mean the basic colours. */
  return depth == COLOURS_DIRECT ? TERMINAL_COLOUR_RGB | MAX(colour, 8) : colour;
}

static void check_cells(const Terminal *terminal, const Picture *picture) {
  const ColourDepth depth = picture->palette.depth;
  for (int row = 0; row < 24; row++) {
    for (int column = 0; column < 80; column++) {
      const Cell *cell = canvas_cell(picture->canvas, row, column);
      const TerminalCell shown = terminal_cell(terminal, row, column);
      const Look *look = &picture->palette.looks[cell->role];
      if (!cell->ground)
        g_assert_cmphex(shown.background, ==, terminal_colour(picture->palette.background, depth));
      if (cell->characters[0] == ' ' || cell->width == 0)
        continue;
      g_assert_cmphex(shown.foreground, ==, terminal_colour(look->foreground, depth));
      g_assert_cmpint(shown.bold, ==, look->bold);
      g_assert_cmpint(shown.reverse, ==, look->reverse);
    }
  }
}

static void colours_arrive_cell_by_cell(void) {
  static const char *const times[] = { "2026-11-24 17:00", "2026-11-24 22:10", "2026-11-24 23:20" };
  static const struct {
    const char *setting, *other;
    ColourDepth depth;
  } depths[] = { { "TERM=xterm-direct", NULL, COLOURS_DIRECT },
                 { "TERM=xterm-256color", NULL, COLOURS_256 },
                 { "TERM=xterm", NULL, COLOURS_8 },
                 { "TERM=xterm-256color", "NO_COLOR=1", COLOURS_NONE } };
  static const char *const removed[] = { "COLORTERM", "NO_COLOR", NULL };
  g_auto(GStrv) names = theme_file_names(NULL);
  for (gsize i = 0; names[i]; i++) {
    for (gsize j = 0; j < G_N_ELEMENTS(times) * G_N_ELEMENTS(depths); j++) {
      const char *now = times[j % G_N_ELEMENTS(times)];
      const gsize depth = j / G_N_ELEMENTS(times);
      const char *const argv[] = { program, "--tonight", names[i], now, NULL };
      const char *const set[] = { depths[depth].setting, depths[depth].other, NULL };
      g_test_message("%s at %s with %s", names[i], now, depths[depth].setting);
      Picture picture = picture_of(names[i], now, depths[depth].depth);
      g_autoptr(Terminal) terminal = terminal_start(
          &(TerminalOptions){ .columns = 80, .rows = 24, .argv = argv, .set = set, .removed = removed });
      terminal_expect(terminal, "q quit");
      check_cells(terminal, &picture);
      canvas_free(picture.canvas);
      terminal_send(terminal, "x");
      g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
    }
  }
}

/* Where `text` stands. */
static TerminalCell cell_at(const Terminal *terminal, const char *text) {
  g_autofree char *screen = terminal_text(terminal);
  g_auto(GStrv) lines = g_strsplit(screen, "\n", -1);
  for (int row = 0; lines[row]; row++) {
    const char *at = strstr(lines[row], text);
    if (at)
      return terminal_cell(terminal, row, (int) g_utf8_strlen(lines[row], at - lines[row]));
  }
  g_error("\"%s\" is not on the screen:\n%s", text, screen);
}

typedef struct {
  Role role;
  const char *text;
} Place;

/* One cell of each role, before bedtime and after it. */
static const Place evening_places[] = { { ROLE_ACCENT, "●" },
                                        { ROLE_BRIGHT, "bed in" },
                                        { ROLE_TEXT, "Dim the lights" },
                                        { ROLE_DIM, "24 November" },
                                        { ROLE_KEY, "? help" } };
static const Place bedtime_places[] = { { ROLE_ACCENT, "›" },
                                        { ROLE_BRIGHT, "Nothing left to do" },
                                        { ROLE_DIM, "24 November" },
                                        { ROLE_FAINT, "○ caffeine" },
                                        { ROLE_KEY, "? help" } };

/* What the theme's file gives the role at that stage, and nothing in between. */
static void check_place(const Terminal *terminal, const Theme *theme, Stage stage, ColourDepth depth,
                        const Place *place) {
  const TerminalCell cell = cell_at(terminal, place->text);
  const RoleLook *look = &theme->looks[stage][place->role];
  const int given = depth == COLOURS_DIRECT ? look->rgb : look->cube;
  if (depth == COLOURS_256 && look->cube == COLOUR_DEFAULT && look->rgb != COLOUR_DEFAULT)
    return; /* the nearest entry is reckoned */
  g_assert_cmphex(cell.foreground, ==, terminal_colour(given, depth));
  g_assert_cmpint(cell.bold, ==, look->bold);
}

/* Before the evening, as it begins and at bedtime the colours are the theme's own. */
static void each_stage_has_the_colours_of_its_file(void) {
  static const struct {
    const char *now;
    Stage stage;
    const Place *places;
    gsize n_places;
  } times[] = { { "2026-11-24 17:00", STAGE_DAY, evening_places, G_N_ELEMENTS(evening_places) },
                { "2026-11-24 20:00", STAGE_DUSK, evening_places, G_N_ELEMENTS(evening_places) },
                { "2026-11-24 23:00", STAGE_BED, bedtime_places, G_N_ELEMENTS(bedtime_places) } };
  static const char *const removed[] = { "COLORTERM", "NO_COLOR", NULL };
  g_auto(GStrv) names = theme_file_names(NULL);
  for (gsize i = 0; names[i]; i++) {
    g_autoptr(Theme) theme = load(names[i]);
    for (gsize j = 0; j < 2 * G_N_ELEMENTS(times); j++) {
      const gboolean direct = j % 2 == 0;
      const char *const argv[] = { program, "--tonight", names[i], times[j / 2].now, NULL };
      const char *const set[] = { direct ? "TERM=xterm-direct" : "TERM=xterm-256color", NULL };
      g_test_message("%s at %s with %s", names[i], times[j / 2].now, set[0]);
      g_autoptr(Terminal) terminal = terminal_start(
          &(TerminalOptions){ .columns = 80, .rows = 24, .argv = argv, .set = set, .removed = removed });
      terminal_expect(terminal, "q quit");
      for (gsize place = 0; place < times[j / 2].n_places; place++)
        check_place(terminal, theme, times[j / 2].stage, direct ? COLOURS_DIRECT : COLOURS_256,
                    &times[j / 2].places[place]);
      terminal_send(terminal, "x");
      g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
    }
  }
}

/* ---- Choosing. ---- */

static void the_round_goes_through_all_of_them(void) {
  g_auto(GStrv) names = theme_file_names(NULL);
  g_autoptr(Themes) themes = themes_new(NULL);
  g_assert_true(themes_choose(themes, names[0], NULL));
  for (gsize i = 1; names[i]; i++) {
    themes_choose_next(themes);
    g_assert_cmpstr(themes_current(themes)->name, ==, names[i]);
  }
  themes_choose_next(themes);
  g_assert_cmpstr(themes_current(themes)->name, ==, names[0]);
}

static void an_unknown_theme_leaves_the_one_in_use(void) {
  g_autoptr(Themes) themes = themes_new(NULL);
  g_autofree char *reason = NULL;
  g_assert_true(themes_choose(themes, "dusk", NULL));
  g_assert_false(themes_choose(themes, "no-such-theme", &reason));
  g_assert_nonnull(reason);
  g_assert_cmpstr(themes_current(themes)->name, ==, "dusk");
}

static void the_palette_is_reckoned_when_it_changes(void) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 17:00", NULL);
  g_autoptr(Themes) themes = themes_new(NULL);
  Evening *evening = &fixture->evening;
  g_assert_true(themes_choose(themes, "dusk", NULL));
  int changes = 0;
  for (;;) {
    const Palette before = *themes_palette(themes, evening, NULL, COLOURS_256);
    const gint64 next = themes_next_change(themes, evening);
    if (next == 0)
      break;
    g_assert_cmpint(next, >, evening->now);
    evening->now = next;
    g_assert_false(palette_equal(themes_palette(themes, evening, NULL, COLOURS_256), &before));
    changes++;
  }
  g_assert_cmpint(changes, >=, 3);
  const Stage day = STAGE_DAY;
  const Palette fixed = *themes_palette(themes, evening, &day, COLOURS_256);
  g_assert_cmpint(themes_next_change(themes, evening), ==, 0);
  g_assert_false(palette_equal(themes_palette(themes, evening, NULL, COLOURS_256), &fixed));
}

int main(int argc, char **argv) {
  if (argc > 3 && g_str_equal(argv[1], "--tonight"))
    return run_tonight(argv[2], argv[3]);
  g_test_init(&argc, &argv, NULL);
  g_autofree char *path = g_file_read_link("/proc/self/exe", NULL);
  program = path;
  g_test_add_func("/themes/contrast-holds-at-every-minute", contrast_holds_at_every_minute);
  g_test_add_func("/themes/colours-arrive-cell-by-cell", colours_arrive_cell_by_cell);
  g_test_add_func("/themes/each-stage-has-the-colours-of-its-file", each_stage_has_the_colours_of_its_file);
  g_test_add_func("/themes/the-round-goes-through-all-of-them", the_round_goes_through_all_of_them);
  g_test_add_func("/themes/an-unknown-theme-leaves-the-one-in-use", an_unknown_theme_leaves_the_one_in_use);
  g_test_add_func("/themes/the-palette-is-reckoned-when-it-changes", the_palette_is_reckoned_when_it_changes);
  return g_test_run();
}
