/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen and its loop in a real pseudo-terminal: with "--paint" this program
 * is itself the one that is run in it. */
#include "support/terminal.h"
#include "tui/terminal/loop.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The painter: the program in the terminal. ---- */

typedef struct {
  Screen *screen;
  Loop *loop;
  Theme *theme;
  int frames;
  char *last_key;
} Painter;

/* Text at 0, bright at 10, faint at 20: one colour each, that moves with `n` from dusk to bed. */
static void set_colour(Theme *theme, Role role, RoleLook dusk, RoleLook bed) {
  theme->looks[STAGE_DUSK][role] = dusk;
  theme->looks[STAGE_BED][role] = bed;
}

static Theme *painter_theme(void) {
  Theme *theme = theme_new("test");
  set_colour(theme, ROLE_TEXT, (RoleLook){ .rgb = 0xd0c8c0, .cube = 251, .basic = 7 },
             (RoleLook){ .rgb = 0xb08050, .cube = 137, .basic = 3 });
  set_colour(theme, ROLE_BRIGHT, (RoleLook){ .rgb = 0xffffff, .cube = 231, .basic = 7, .bold = TRUE },
             (RoleLook){ .rgb = 0xffc080, .cube = 216, .basic = 3, .bold = TRUE });
  set_colour(theme, ROLE_FAINT, (RoleLook){ .rgb = 0x000003, .cube = 240, .basic = 4, .dim = TRUE },
             (RoleLook){ .rgb = 0x604830, .cube = 95, .basic = 1, .dim = TRUE });
  if (g_getenv("PAINT_BACKGROUND"))
    theme->background = 0xfaf4e8;
  return theme;
}

static void paint(gpointer data) {
  Painter *painter = data;
  const int columns = screen_columns(painter->screen), rows = screen_rows(painter->screen);
  g_autoptr(Canvas) canvas = canvas_new(columns, rows, screen_shapes(painter->screen));
  const Light light = { .stage = painter->frames == 0 ? STAGE_DUSK : STAGE_BED };
  const Palette palette = palette_at(painter->theme, light, screen_depth(painter->screen));
  g_autofree char *size = g_strdup_printf("%d by %d", columns, rows);
  g_autofree char *key = g_strdup_printf("key %s.", painter->last_key ? painter->last_key : "none");
  canvas_put(canvas, 0, 0, ROLE_TEXT, "text", 0);
  canvas_put(canvas, 0, 10, ROLE_BRIGHT, "bright", 0);
  canvas_put(canvas, 0, 20, ROLE_FAINT, "faint", 0);
  canvas_put(canvas, 1, 0, ROLE_TEXT, size, 0);
  canvas_put(canvas, 1, 20, ROLE_TEXT, key, 0);
  canvas_put(canvas, 2, 0, ROLE_TEXT, g_getenv("PAINT_TITLE") ? g_getenv("PAINT_TITLE") : "✓ ━━●──", 0);
  canvas_put(canvas, 2, 30, ROLE_TEXT, "|", 0);
  canvas_put(canvas, 3, canvas_put(canvas, 3, 0, ROLE_TEXT, canvas_glyphs(canvas)->done, 0), ROLE_TEXT, " Größe", 0);
  canvas_put_right(canvas, rows - 1, columns, ROLE_BRIGHT, "corner");
  screen_show(painter->screen, canvas, &palette);
}

static void paint_event(const TerminalEvent *event, gpointer data) {
  Painter *painter = data;
  g_free(painter->last_key);
  painter->last_key = NULL;
  if (event->kind == TERMINAL_KEY)
    painter->last_key = g_strdup(event->name);
  else
    painter->last_key = g_strdup_printf("%d at %d,%d", event->kind, event->row, event->column);
  if (g_str_equal(event->name, "q"))
    loop_quit(painter->loop);
  if (g_str_equal(event->name, "n"))
    painter->frames++;
  if (g_str_equal(event->name, "!"))
    (void) raise(SIGSEGV);
  if (g_str_equal(event->name, "$"))
    exit(3);
  if (g_str_equal(event->name, "e"))
    (void) fprintf(stderr, "said on standard error\n");
  if (g_str_equal(event->name, "b"))
    (void) screen_write_raw(painter->screen, "\033]9;hello\007", strlen("\033]9;hello\007"));
  loop_mark_dirty(painter->loop);
}

static int run_painter(void) {
  (void) setlocale(LC_ALL, "");
  g_autoptr(GError) error = NULL;
  Painter painter = { .screen = screen_new(&error) };
  if (!painter.screen) {
    (void) printf("refused: %s\n", error->message);
    return 1;
  }
  const LoopFuncs funcs = { .event = paint_event, .paint = paint };
  painter.theme = painter_theme();
  painter.loop = loop_new(painter.screen, &funcs, &painter);
  loop_run(painter.loop);
  loop_free(painter.loop);
  theme_free(painter.theme);
  screen_free(painter.screen);
  g_free(painter.last_key);
  return 0;
}

/* ---- The tests. ---- */

static const char *program;

static Terminal *start(int columns, int rows, const char *const *set) {
  const char *const argv[] = { program, "--paint", NULL };
  static const char *const removed[] = { "COLORTERM", "NO_COLOR", "LINES", "COLUMNS", "TERM", NULL };
  return terminal_start(
      &(TerminalOptions){ .columns = columns, .rows = rows, .argv = argv, .set = set, .removed = removed });
}

static Terminal *start_as(const char *term) {
  g_autofree char *setting = g_strconcat("TERM=", term, NULL);
  const char *const set[] = { setting, NULL };
  return start(80, 24, set);
}

static void quit(Terminal *terminal) {
  terminal_send(terminal, "q");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

#define RGB(colour) (TERMINAL_COLOUR_RGB | (colour))
#define PLAIN TERMINAL_COLOUR_DEFAULT

static void colours_are_those_of_the_depth(void) {
  static const struct {
    const char *set[3];
    int dusk[3]; /* text, bright, faint */
    int bed[3];
  } table[] = {
    { { "TERM=xterm-direct" },
      { RGB(0xd0c8c0), RGB(0xffffff), RGB(0x000008) },
      { RGB(0xb08050), RGB(0xffc080), RGB(0x604830) } },
    { { "TERM=xterm-256color", "COLORTERM=truecolor" },
      { RGB(0xd0c8c0), RGB(0xffffff), RGB(0x000008) },
      { RGB(0xb08050), RGB(0xffc080), RGB(0x604830) } },
    { { "TERM=tmux-256color", "COLORTERM=24bit" },
      { RGB(0xd0c8c0), RGB(0xffffff), RGB(0x000008) },
      { RGB(0xb08050), RGB(0xffc080), RGB(0x604830) } },
    { { "TERM=xterm-256color" }, { 251, 231, 240 }, { 137, 216, 95 } },
    { { "TERM=tmux-256color" }, { 251, 231, 240 }, { 137, 216, 95 } },
    { { "TERM=screen-256color", "COLORTERM=truecolor" }, { 251, 231, 240 }, { 137, 216, 95 } },
    { { "TERM=xterm" }, { 7, 7, 4 }, { 3, 3, 1 } },
    { { "TERM=linux" }, { 7, 7, 4 }, { 3, 3, 1 } },
    { { "TERM=xterm-256color", "NO_COLOR=1" }, { PLAIN, PLAIN, PLAIN }, { PLAIN, PLAIN, PLAIN } },
    { { "TERM=xterm-256color", "NO_COLOR=" }, { 251, 231, 240 }, { 137, 216, 95 } },
    { { "TERM=vt100" }, { PLAIN, PLAIN, PLAIN }, { PLAIN, PLAIN, PLAIN } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_test_message("%s %s", table[i].set[0], table[i].set[1] ? table[i].set[1] : "");
    g_autoptr(Terminal) terminal = start(80, 24, table[i].set);
    terminal_expect(terminal, "corner");
    for (int role = 0; role < 3; role++)
      g_assert_cmphex(terminal_cell(terminal, 0, role * 10).foreground, ==, table[i].dusk[role]);
    g_assert_true(terminal_cell(terminal, 0, 10).bold);
    g_assert_false(terminal_cell(terminal, 0, 0).bold);
    terminal_send(terminal, "n");
    terminal_expect(terminal, "key n.");
    for (int role = 0; role < 3; role++)
      g_assert_cmphex(terminal_cell(terminal, 0, role * 10).foreground, ==, table[i].bed[role]);
    g_assert_false(terminal_has_written(terminal, "\033]4;")); /* never redefines the terminal's palette */
    quit(terminal);
  }
}

static void background_is_set_only_by_the_theme(void) {
  static const struct {
    const char *set[4];
    int background;
  } table[] = {
    { { "TERM=xterm-direct" }, PLAIN },
    { { "TERM=xterm-direct", "PAINT_BACKGROUND=1" }, RGB(0xfaf4e8) },
    { { "TERM=xterm-256color", "PAINT_BACKGROUND=1" }, 255 },
    { { "TERM=xterm", "PAINT_BACKGROUND=1" }, 7 },
    { { "TERM=xterm", "PAINT_BACKGROUND=1", "NO_COLOR=1" }, PLAIN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(Terminal) terminal = start(40, 12, table[i].set);
    terminal_expect(terminal, "corner");
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 40; column++)
        g_assert_cmphex(terminal_cell(terminal, row, column).background, ==, table[i].background);
    }
    quit(terminal);
  }
}

static void every_terminal_shows_the_same_text(void) {
  static const char *const terms[] = { "linux", "vt100", "xterm", "xterm-256color", "tmux-256color", "xterm-direct" };
  for (gsize i = 0; i < G_N_ELEMENTS(terms); i++) {
    g_test_message("%s", terms[i]);
    g_autoptr(Terminal) terminal = start_as(terms[i]);
    terminal_expect(terminal, "corner");
    terminal_expect(terminal, "text      bright    faint");
    terminal_expect(terminal, "80 by 24");
    terminal_expect(terminal, "✓ ━━●──");
    quit(terminal);
  }
}

static void without_utf8_the_shapes_are_ascii(void) {
  static const char *const set[] = { "TERM=xterm", "LC_ALL=C", NULL };
  g_autoptr(Terminal) terminal = start(80, 24, set);
  terminal_expect(terminal, "x ==*--");
  quit(terminal);
}

/* Its fonts have no tick; the letters of titles they have. */
static void linux_console_has_shapes_of_its_fonts(void) {
  g_autoptr(Terminal) console = start_as("linux");
  terminal_expect(console, "x Größe");
  quit(console);
  g_autoptr(Terminal) other = start_as("xterm-256color");
  terminal_expect(other, "✓ Größe");
  quit(other);
}

static void a_terminal_without_a_screen_is_refused(void) {
  static const struct {
    const char *set[2];
    const char *reason;
  } table[] = {
    { { "TERM=dumb" }, "the terminal \"dumb\" cannot show a screen" },
    { { "TERM=no-such-terminal" }, "no terminal called \"no-such-terminal\" is known here" },
    { { "TERM=" }, "TERM is not set" },
    { { NULL }, "TERM is not set" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(Terminal) terminal = start(200, 5, table[i].set);
    g_assert_cmpint(terminal_wait_exit(terminal), ==, 1);
    terminal_expect(terminal, table[i].reason);
    terminal_expect(terminal, "\"winddown plan\" shows the evening as text");
    g_assert_false(terminal_has_written(terminal, "\033"));
    terminal_assert_in_order(terminal);
  }
}

static void wide_text_shifts_no_column(void) {
  static const char *const titles[] = {
    "お茶を飲む",
    "e\xcc\x81te\xcc\x81",
    "שתה תה",
    "شاي قبل النوم",
    "\xf0\x9f\x8d\xb5 tea",
    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9 two",
    "ก็ดี",
    "한국어",
    "zero\xe2\x80\x8bwidth",
    "\xe2\x9d\xa4\xef\xb8\x8f heart",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
    g_autofree char *setting = g_strconcat("PAINT_TITLE=", titles[i], NULL);
    const char *const set[] = { "TERM=xterm-256color", setting, NULL };
    g_autoptr(Terminal) terminal = start(60, 5, set);
    terminal_expect(terminal, "corner");
    g_assert_cmpstr(terminal_cell(terminal, 2, 30).text, ==, "|");
    quit(terminal);
  }
}

static void keys_have_the_names_of_the_table(void) {
  static const struct {
    const char *bytes;
    const char *shown;
  } table[] = {
    { "x", "key x." },
    { " ", "key space." },
    { "\r", "key enter." },
    { "\t", "key tab." },
    { "\177", "key backspace." },
    { "\033OA", "key up." },
    { "\033OB", "key down." },
    { "\033OD", "key left." },
    { "\033OC", "key right." },
    { "\033[5~", "key pageup." },
    { "\033[3~", "key delete." },
    { "ü", "key ü." },
    { "\033", "key esc." },
    { "\033[<0;8;3M", "key 1 at 2,7." },
    { "\033[<65;1;2M", "key 2 at 1,0." },
  };
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    terminal_send(terminal, table[i].bytes);
    terminal_expect(terminal, table[i].shown);
  }
  quit(terminal);
}

static void an_unknown_sequence_types_nothing(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  terminal_send(terminal, "\033[200;5qx");
  terminal_expect(terminal, "key x.");
  quit(terminal);
}

/* As over a slow line, where both keys come in one go. */
static void a_key_right_after_esc_is_not_lost(void) {
  static const struct {
    const char *bytes, *shown;
  } table[] = { { "\033\033OA", "key up." }, { "\033\033[<0;8;3M", "key 1 at 2,7." } };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(Terminal) terminal = start_as("xterm-256color");
    terminal_expect(terminal, "corner");
    terminal_send(terminal, table[i].bytes);
    terminal_expect(terminal, table[i].shown);
    quit(terminal);
  }
}

static void only_what_changed_is_written(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  terminal_send(terminal, "a");
  terminal_expect(terminal, "key a.");
  terminal_forget(terminal);
  terminal_send(terminal, "b");
  terminal_expect(terminal, "key b.");
  terminal_expect_bytes(terminal, "\033]9;hello");
  g_assert_cmpint((int) terminal_written(terminal), <, 60);
  quit(terminal);
}

static void a_storm_of_sizes_ends_in_the_last_one(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  for (int i = 0; i < 300; i++)
    terminal_resize(terminal, 20 + i * 7 % 480, 5 + i * 3 % 195);
  terminal_resize(terminal, 20, 5);
  terminal_resize(terminal, 500, 200);
  terminal_expect(terminal, "500 by 200");
  terminal_resize(terminal, 61, 17);
  terminal_expect(terminal, "61 by 17");
  terminal_expect(terminal, "corner");
  for (int i = 0; i < 6; i++)
    g_assert_cmpstr(terminal_cell(terminal, 16, 55 + i).text, ==,
                    ((const char *[]){ "c", "o", "r", "n", "e", "r" })[i]);
  quit(terminal);
}

static void the_title_is_set_and_given_back(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  g_assert_cmpstr(terminal_title(terminal), ==, "winddown");
  g_assert_true(terminal_has_written(terminal, "\033[22;2t"));
  quit(terminal);
  g_assert_true(terminal_has_written(terminal, "\033[23;2t"));

  g_autoptr(Terminal) console = start_as("linux");
  terminal_expect(console, "corner");
  quit(console);
  g_assert_false(terminal_has_written(console, "\033]2;"));
  g_assert_false(terminal_has_written(console, "\033[22;2t"));
}

static void signals_leave_the_terminal_in_order(void) {
  static const struct {
    int number;
    gboolean deadly;
  } table[] = {
    { SIGTERM, FALSE }, { SIGHUP, FALSE }, { SIGINT, FALSE }, { SIGSEGV, TRUE }, { SIGABRT, TRUE }, { SIGQUIT, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_test_message("signal %d", table[i].number);
    g_autoptr(Terminal) terminal = start_as("xterm-256color");
    terminal_expect(terminal, "corner");
    terminal_send(terminal, "a");
    terminal_expect(terminal, "key a.");
    g_assert_no_errno(kill(terminal_pid(terminal), table[i].number));
    /* A sanitizer catches the signal when we have let go of it, and ends the program in its own way. */
    g_assert_cmpint(terminal_wait_exit(terminal) != 0, ==, table[i].deadly);
    terminal_assert_in_order(terminal);
    g_assert_true(terminal_has_written(terminal, "\033[23;2t"));
  }
}

static void an_ignored_quit_signal_stays_ignored(void) {
  const char *const argv[] = { "sh", "-c", "trap '' QUIT; exec \"$0\" --paint", program, NULL };
  static const char *const set[] = { "TERM=xterm-256color", NULL };
  g_autoptr(Terminal)
      terminal = terminal_start(&(TerminalOptions){ .columns = 80, .rows = 24, .argv = argv, .set = set });
  terminal_expect(terminal, "corner");
  g_assert_no_errno(kill(terminal_pid(terminal), SIGQUIT));
  terminal_send(terminal, "b");
  terminal_expect(terminal, "key b.");
  g_assert_false(terminal_has_written(terminal, "\033[23;2t"));
  quit(terminal);
}

static void a_crash_and_a_plain_exit_leave_it_in_order(void) {
  static const struct {
    const char *key;
    gboolean sound;
  } table[] = { { "!", FALSE }, { "$", FALSE }, { "\003", TRUE } };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(Terminal) terminal = start_as("xterm");
    terminal_expect(terminal, "corner");
    terminal_send(terminal, "a");
    terminal_expect(terminal, "key a.");
    terminal_send(terminal, table[i].key);
    g_assert_cmpint(terminal_wait_exit(terminal) == 0, ==, table[i].sound);
    terminal_assert_in_order(terminal);
  }
}

static void standard_error_waits_for_the_end(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  terminal_send(terminal, "e");
  terminal_expect(terminal, "key e.");
  g_assert_false(terminal_has_written(terminal, "said on standard error"));
  quit(terminal);
  terminal_expect(terminal, "said on standard error");
}

static void what_is_typed_after_quitting_does_nothing(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  terminal_send(terminal, "qe");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  g_assert_false(terminal_has_written(terminal, "said on standard error"));
  terminal_assert_in_order(terminal);
}

static void a_lost_terminal_ends_the_program(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  terminal_hang_up(terminal);
  (void) terminal_wait_exit(terminal);
}

/* In a shell with job control, as a person has it. */
static void ctrl_z_and_fg_come_back(void) {
  static const char *const argv[] = { "sh", "-i", NULL };
  static const char *const set[] = { "TERM=xterm-256color", "PS1=prompt-", "ENV=", "HOME=/", NULL };
  g_autofree char *command = g_strdup_printf("%s --paint\n", program);
  g_autoptr(Terminal)
      terminal = terminal_start(&(TerminalOptions){ .columns = 70, .rows = 20, .argv = argv, .set = set });
  terminal_expect(terminal, "prompt-");
  terminal_send(terminal, command);
  terminal_expect(terminal, "corner");
  for (int i = 0; i < 2; i++) {
    terminal_send(terminal, "\032");
    terminal_expect_gone(terminal, "corner");
    terminal_expect(terminal, "prompt-");
    g_assert_false(terminal_is_full_screen(terminal));
    terminal_resize(terminal, 60 + i, 15);
    terminal_send(terminal, "fg\n");
    terminal_expect(terminal, "corner");
    terminal_expect(terminal, i == 0 ? "60 by 15" : "61 by 15");
    g_assert_false(terminal_has_cursor(terminal));
    terminal_send(terminal, i == 0 ? "a" : "c");
    terminal_expect(terminal, i == 0 ? "key a." : "key c.");
  }
  terminal_send(terminal, "q");
  terminal_expect_gone(terminal, "corner");
  g_assert_false(terminal_is_full_screen(terminal));
  terminal_send(terminal, "exit\n");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

static void without_a_shell_ctrl_z_changes_nothing(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  terminal_send(terminal, "\032");
  terminal_send(terminal, "a");
  terminal_expect(terminal, "key a.");
  g_assert_true(terminal_is_full_screen(terminal));
  quit(terminal);
}

static void a_forced_stop_comes_back_whole(void) {
  g_autoptr(Terminal) terminal = start_as("xterm-256color");
  terminal_expect(terminal, "corner");
  g_assert_no_errno(kill(terminal_pid(terminal), SIGSTOP));
  terminal_forget(terminal);
  g_assert_no_errno(kill(terminal_pid(terminal), SIGCONT));
  terminal_expect_bytes(terminal, "\033[?1049h");
  terminal_expect_bytes(terminal, "bright");
  quit(terminal);
}

int main(int argc, char **argv) {
  if (argc > 1 && g_str_equal(argv[1], "--paint"))
    return run_painter();
  g_test_init(&argc, &argv, NULL);
  g_autofree char *path = g_file_read_link("/proc/self/exe", NULL);
  program = path;
  g_test_add_func("/screen/a-key-right-after-esc-is-not-lost", a_key_right_after_esc_is_not_lost);
  g_test_add_func("/screen/colours-are-those-of-the-depth", colours_are_those_of_the_depth);
  g_test_add_func("/screen/background-is-set-only-by-the-theme", background_is_set_only_by_the_theme);
  g_test_add_func("/screen/every-terminal-shows-the-same-text", every_terminal_shows_the_same_text);
  g_test_add_func("/screen/linux-console-has-shapes-of-its-fonts", linux_console_has_shapes_of_its_fonts);
  g_test_add_func("/screen/without-utf8-the-shapes-are-ascii", without_utf8_the_shapes_are_ascii);
  g_test_add_func("/screen/a-terminal-without-a-screen-is-refused", a_terminal_without_a_screen_is_refused);
  g_test_add_func("/screen/wide-text-shifts-no-column", wide_text_shifts_no_column);
  g_test_add_func("/screen/keys-have-the-names-of-the-table", keys_have_the_names_of_the_table);
  g_test_add_func("/screen/an-unknown-sequence-types-nothing", an_unknown_sequence_types_nothing);
  g_test_add_func("/screen/only-what-changed-is-written", only_what_changed_is_written);
  g_test_add_func("/screen/a-storm-of-sizes-ends-in-the-last-one", a_storm_of_sizes_ends_in_the_last_one);
  g_test_add_func("/screen/the-title-is-set-and-given-back", the_title_is_set_and_given_back);
  g_test_add_func("/screen/signals-leave-the-terminal-in-order", signals_leave_the_terminal_in_order);
  g_test_add_func("/screen/an-ignored-quit-signal-stays-ignored", an_ignored_quit_signal_stays_ignored);
  g_test_add_func("/screen/a-crash-and-a-plain-exit-leave-it-in-order", a_crash_and_a_plain_exit_leave_it_in_order);
  g_test_add_func("/screen/standard-error-waits-for-the-end", standard_error_waits_for_the_end);
  g_test_add_func("/screen/what-is-typed-after-quitting-does-nothing", what_is_typed_after_quitting_does_nothing);
  g_test_add_func("/screen/a-lost-terminal-ends-the-program", a_lost_terminal_ends_the_program);
  g_test_add_func("/screen/ctrl-z-and-fg-come-back", ctrl_z_and_fg_come_back);
  g_test_add_func("/screen/without-a-shell-ctrl-z-changes-nothing", without_a_shell_ctrl_z_changes_nothing);
  g_test_add_func("/screen/a-forced-stop-comes-back-whole", a_forced_stop_comes_back_whole);
  return g_test_run();
}
