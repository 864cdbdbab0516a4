/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole dashboard in a terminal, on an app of its own: with "--dashboard"
 * this program is itself the one that is run in it. */
#include "stage.h"
#include "support/terminal.h"
#include "tui/tui.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- The program in the terminal. ---- */

static App *open_app(const char *folder, const char *now, double speed) {
  g_autofree char *config = g_build_filename(folder, "winddown.cfg", NULL);
  g_autofree char *data = g_build_filename(folder, "data", NULL);
  g_autofree char *state = g_build_filename(folder, "state", NULL);
  g_autoptr(GError) error = NULL;
  const AppOptions options = {
    .config_path = config,
    .data_folder = data,
    .state_folder = state,
    .clock = clock_new_rehearsal(stage_instant(now), speed),
    .writes = TRUE,
  };
  App *app = app_new(&options, &error);
  g_assert_no_error(error);
  return app;
}

/* In the program: tells the test how often it has gone to sleep, in a file that the test reads. It stands in a folder
 * of its own, for the program watches the one of its config. */
static int sleeps_file = -1;

static int poll_and_count(GPollFD *files, guint count, int timeout) {
  static int sleeps;
  const int ready = g_poll(files, count, 0);
  if (ready != 0 || timeout == 0)
    return ready;
  sleeps++;
  g_assert_cmpint(pwrite(sleeps_file, &sleeps, sizeof sleeps, 0), ==, sizeof sleeps);
  return g_poll(files, count, timeout);
}

static void count_sleeps(const char *folder) {
  g_autofree char *path = g_build_filename(folder, "counts", "sleeps", NULL);
  sleeps_file = g_open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint(sleeps_file, >=, 0);
  g_main_context_set_poll_func(NULL, poll_and_count);
}

static int run_dashboard(const char *folder, const char *now, double speed) {
  (void) setlocale(LC_ALL, "");
  count_sleeps(folder);
  g_autofree char *state = g_build_filename(folder, "state", NULL);
  g_autoptr(App) born = open_app(folder, "2026-10-20 12:00", 0);
  g_clear_pointer(&born, app_free);
  g_autoptr(App) app = open_app(folder, now, speed);
  g_autoptr(GError) error = NULL;
  return tui_run(app, &(TuiOptions){ .state_folder = state }, &error) ? 0 : 1;
}

/* ---- The tests. ---- */

static const char *program;

typedef struct {
  char *folder;
  Terminal *terminal;
  gboolean colourless;
} Fixture;

static void remove_tree(const char *path) {
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    remove_tree(child);
  }
  (void) g_remove(path);
}

static void write_config(const Fixture *fixture, const char *more) {
  g_autofree char *path = g_build_filename(fixture->folder, "winddown.cfg", NULL);
  g_autofree char *shipped = config_shipped_text(23 * 60, 7 * 60);
  g_autofree char *text = g_strconcat(shipped, "\nzone = \"Europe/Berlin\";\n", more, NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void fixture_set_up(Fixture *fixture, gconstpointer data) {
  fixture->folder = g_dir_make_tmp("winddown-dashboard-XXXXXX", NULL);
  g_autofree char *counts = g_build_filename(fixture->folder, "counts", NULL);
  g_assert_no_errno(g_mkdir(counts, 0700));
  write_config(fixture, NULL);
}

static void fixture_tear_down(Fixture *fixture, gconstpointer data) {
  terminal_free(fixture->terminal);
  remove_tree(fixture->folder);
  g_free(fixture->folder);
}

static Terminal *start(Fixture *fixture, const char *now, const char *speed) {
  const char *const argv[] = { program, "--dashboard", fixture->folder, now, speed, NULL };
  const char *const set[] = { "TERM=xterm-256color", fixture->colourless ? "NO_COLOR=1" : NULL, NULL };
  static const char *const removed[] = {
    "COLORTERM", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", NULL
  };
  g_clear_pointer(&fixture->terminal, terminal_free);
  fixture->terminal = terminal_start(
      &(TerminalOptions){ .columns = 80, .rows = 24, .argv = argv, .set = set, .removed = removed });
  return fixture->terminal;
}

static void quit(Terminal *terminal) {
  terminal_send(terminal, "q");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

static void keys_lead_through_the_views(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, "?");
  terminal_expect(terminal, "Tick the step");
  terminal_send(terminal, "\033");
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, "\t");
  terminal_expect_gone(terminal, "Tuesday evening");
  terminal_send(terminal, "\t"); /* last night's morning was never answered: it waits in the round */
  terminal_expect(terminal, "How rested do you feel?");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "Tuesday evening");
  quit(terminal);
}

static void other_keys_act_and_show(Fixture *fixture, gconstpointer data) {
  write_config(fixture, "keys = { done = \"d\"; help = \"!\"; quit = \"Q\"; };\n");
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "! help   Q quit");
  terminal_expect(terminal, "   d done   x skip");
  terminal_send(terminal, " q?d"); /* the first three are nobody's now */
  terminal_expect(terminal, "✓  20:00   Night colours");
  terminal_send(terminal, "!");
  terminal_expect(terminal, "d   Tick the step");
  terminal_send(terminal, "jjj");
  terminal_expect(terminal, "!   Explain the keys");
  terminal_expect_gone(terminal, "space");
  terminal_send(terminal, "Q");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

static void a_tick_is_there_the_next_time(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "○  20:00   Night colours");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  20:00   Night colours");
  g_assert_no_errno(kill(terminal_pid(terminal), SIGKILL));
  (void) terminal_wait_exit(terminal);
  terminal = start(fixture, "2026-11-24 21:51", "0");
  terminal_expect(terminal, "✓  20:00   Night colours");
  quit(terminal);
}

static void the_countdown_goes_by_itself(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:30", "1200");
  terminal_expect(terminal, "bed in 1 h");
  terminal_expect_gone(terminal, "bed in 1 h");
  terminal_expect(terminal, "bed in");
  quit(terminal);
}

static gboolean is_past(gpointer end) {
  return g_get_monotonic_time() >= *(const gint64 *) end;
}

static void let_pass(Terminal *terminal, gint64 milliseconds) {
  gint64 end = g_get_monotonic_time() + milliseconds * G_TIME_SPAN_MILLISECOND;
  terminal_await(terminal, is_past, &end, "time to pass");
}

/* How often the program's loop has gone to sleep so far: once before each wake-up. */
static int count_sleeps_so_far(const Fixture *fixture) {
  g_autofree char *path = g_build_filename(fixture->folder, "counts", "sleeps", NULL);
  g_autofree char *sleeps = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &sleeps, &length, NULL));
  g_assert_cmpint(length, ==, sizeof(int));
  return *(const int *) (gconstpointer) sleeps;
}

static int switches_of(const char *tasks, const char *task) {
  g_autofree char *path = g_build_filename(tasks, task, "status", NULL);
  g_autofree char *status = NULL;
  g_assert_true(g_file_get_contents(path, &status, NULL, NULL));
  const char *line = strstr(status, "\nvoluntary_ctxt_switches:");
  g_assert_nonnull(line);
  return atoi(strchr(line, ':') + 1);
}

/* How often the program's other threads have gone to sleep so far. */
static int count_other_threads(const Terminal *terminal) {
  g_autofree char *own = g_strdup_printf("%d", terminal_pid(terminal));
  g_autofree char *tasks = g_build_filename("/proc", own, "task", NULL);
  g_autoptr(GDir) folder = g_dir_open(tasks, 0, NULL);
  int switches = 0;
  g_assert_nonnull(folder);
  for (const char *task; (task = g_dir_read_name(folder));) {
    if (!g_str_equal(task, own))
      switches += switches_of(tasks, task);
  }
  return switches;
}

/* Waits until the clock of the rule shows a minute, and the rest of the picture is there. */
static void reach_minute(Terminal *terminal, int hour, int minute) {
  g_autofree char *clock = g_strdup_printf("── %02d:%02d ──", hour, minute);
  terminal_expect(terminal, clock);
  let_pass(terminal, 100);
}

/* A minute takes a second here. These are between two steps of the palette; in the later ones magnesium waits for its
 * tick, so that two rows count the minutes. */
typedef struct {
  int hour, first_minute;
} QuietMinutes;

/* The watch over the store tells of what the start wrote for two seconds; a reminder shines for five minutes. */
#define START_MINUTES 6

static const QuietMinutes before_all = { 20, 11 }, while_one_waits = { 21, 41 };

static void a_minute_is_cheap(Fixture *fixture, gconstpointer data) {
  const QuietMinutes *minutes = data;
  g_autofree char *now = g_strdup_printf("2026-11-24 %02d:%02d", minutes->hour, minutes->first_minute - START_MINUTES);
  Terminal *terminal = start(fixture, now, "60");
  reach_minute(terminal, minutes->hour, minutes->first_minute);
  for (int minute = minutes->first_minute + 1; minute <= minutes->first_minute + 3; minute++) {
    const int sleeps = count_sleeps_so_far(fixture), others = count_other_threads(terminal);
    terminal_forget(terminal);
    reach_minute(terminal, minutes->hour, minute);
    g_test_message("%d bytes", (int) terminal_written(terminal));
    g_assert_cmpint((int) terminal_written(terminal), <, 120);
    g_assert_cmpint(count_sleeps_so_far(fixture) - sleeps, ==, 1);
    g_assert_cmpint(count_other_threads(terminal) - others, ==, 0);
  }
  quit(terminal);
}

/* That nothing is written can only be seen by waiting: minutes of the evening in a fifth of a second, once the rest of
 * the last picture is there. */
static void assert_stillness(Terminal *terminal) {
  let_pass(terminal, 100);
  terminal_forget(terminal);
  let_pass(terminal, 200);
  g_assert_cmpint((int) terminal_written(terminal), ==, 0);
}

static void what_counts_nothing_down_stands_still(Fixture *fixture, gconstpointer data) {
  fixture->colourless = TRUE; /* the light of the evening moves in every view */
  Terminal *terminal = start(fixture, "2026-11-24 20:35", "600");
  terminal_expect(terminal, "q quit");
  terminal_expect_bytes(terminal, "\a"); /* the reminder of what began before */
  terminal_send(terminal, "?");
  terminal_expect(terminal, "more below");
  assert_stillness(terminal);
  terminal_send(terminal, "?");
  terminal_expect_gone(terminal, "more below");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "tab tonight");
  assert_stillness(terminal);
  terminal_send(terminal, "c");
  terminal_expect(terminal, "esc back");
  assert_stillness(terminal);
  terminal_send(terminal, "?");
  terminal_expect(terminal, "How mornings are compared");
  assert_stillness(terminal);
  quit(terminal);
}

static gboolean has_written(gpointer terminal) {
  return terminal_written(terminal) > 0;
}

/* The breath moves ten times a second; the review, gone to from it, not at all. */
static void a_guide_that_is_left_moves_no_more(Fixture *fixture, gconstpointer data) {
  fixture->colourless = TRUE;
  Terminal *terminal = start(fixture, "2026-11-24 22:16", "1");
  terminal_expect(terminal, "Magnesium,");
  terminal_expect_bytes(terminal, "\a");
  terminal_send(terminal, "    "); /* what is due before it */
  terminal_expect(terminal, "› ○  22:15   Slow breathing");
  terminal_send(terminal, "\r");
  terminal_expect(terminal, "min left");
  terminal_forget(terminal);
  terminal_await(terminal, has_written, terminal, "a breath");
  terminal_send(terminal, "\033");
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "tab tonight");
  assert_stillness(terminal);
  const int sleeps = count_sleeps_so_far(fixture);
  let_pass(terminal, 500);
  g_assert_cmpint(count_sleeps_so_far(fixture) - sleeps, ==, 0);
  quit(terminal);
}

static void after_good_night_nothing_is_written(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 23:40", "1200");
  terminal_expect(terminal, "q quit");
  terminal_send(terminal, "g");
  terminal_expect(terminal, "Good night");
  terminal_expect(terminal, "Lights out at");
  terminal_expect_gone(terminal, "Lights out at"); /* what was said goes after five minutes */
  assert_stillness(terminal);
  quit(terminal);
}

static void a_guide_ends_by_itself_and_ticks(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 22:02", "600");
  terminal_expect(terminal, "Magnesium,");
  terminal_send(terminal, "   "); /* what is due before it */
  terminal_expect(terminal, "› ○  22:02   Gentle stretching");
  terminal_send(terminal, "\r");
  terminal_expect(terminal, "min left");
  terminal_expect(terminal, "That was it.");
  terminal_send(terminal, "\033"); /* enter would begin the next one */
  terminal_expect(terminal, "Tuesday evening");
  quit(terminal);
}

static void the_theme_is_remembered(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "Tuesday evening");
  const int before = terminal_cell(terminal, 1, 3).foreground;
  terminal_send(terminal, "t");
  terminal_expect(terminal, "Theme: ");
  const int after = terminal_cell(terminal, 1, 3).foreground;
  quit(terminal);
  terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "quit");
  g_assert_cmphex(terminal_cell(terminal, 1, 3).foreground, ==, after);
  g_assert_cmphex(after, !=, before);
  quit(terminal);
}

static void a_small_terminal_says_what_it_needs(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "Tuesday evening");
  terminal_resize(terminal, 19, 4);
  terminal_expect(terminal, "needs 20 × 5");
  terminal_resize(terminal, 20, 5);
  terminal_expect_gone(terminal, "needs 20 × 5");
  terminal_resize(terminal, 500, 200);
  terminal_expect(terminal, "Tuesday evening");
  for (int i = 0; i < 100; i++)
    terminal_resize(terminal, 20 + i * 13 % 480, 5 + i * 7 % 195);
  terminal_resize(terminal, 80, 24);
  terminal_expect(terminal, "Tuesday evening");
  quit(terminal);
}

static void signals_end_it_in_order(Fixture *fixture, gconstpointer data) {
  static const int numbers[] = { SIGTERM, SIGHUP, SIGINT };
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
    Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
    terminal_expect(terminal, "Tuesday evening");
    g_assert_no_errno(kill(terminal_pid(terminal), numbers[i]));
    g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
    terminal_assert_in_order(terminal);
  }
}

static void a_lost_terminal_ends_it(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "Tuesday evening");
  terminal_hang_up(terminal);
  (void) terminal_wait_exit(terminal);
}

/* Presses and lets go of the first button where `text` stands, `right` of its first column. */
static void click(Terminal *terminal, const char *text, int right, int times) {
  terminal_settle(terminal);
  g_autofree char *screen = terminal_text(terminal);
  g_auto(GStrv) lines = g_strsplit(screen, "\n", -1);
  for (int row = 0; lines[row]; row++) {
    const char *at = strstr(lines[row], text);
    if (!at)
      continue;
    const int column = (int) g_utf8_strlen(lines[row], at - lines[row]) + right;
    g_autofree char *bytes = g_strdup_printf("\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1, column + 1, row + 1);
    for (int i = 0; i < times; i++)
      terminal_send(terminal, bytes);
    return;
  }
  g_error("\"%s\" is not on the screen:\n%s", text, screen);
}

static void turn_wheel(Terminal *terminal, gboolean down) {
  terminal_send(terminal, down ? "\033[<65;20;12M" : "\033[<64;20;12M");
}

static void the_mouse_reaches_every_view(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "q quit");
  click(terminal, "Slow breathing", 2, 1);
  terminal_expect(terminal, "› ○  22:15   Slow breathing");
  click(terminal, "Dim the lights", 2, 2);
  terminal_expect(terminal, "› ✓  22:00   Dim the lights");
  turn_wheel(terminal, TRUE);
  terminal_expect(terminal, "› ○  22:30   Screens off");
  turn_wheel(terminal, FALSE);
  terminal_expect(terminal, "› ✓  22:00   Dim the lights");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "tab tonight"); /* the last line */
  click(terminal, "Tue", 8, 1);
  terminal_expect(terminal, "Tuesday, 3 November");
  turn_wheel(terminal, TRUE);
  terminal_expect_gone(terminal, "No more caffeine");
  click(terminal, "Tue", 8, 2);
  terminal_expect(terminal, "esc back");
  click(terminal, "○  22:30   Screens off", 0, 1);
  terminal_expect(terminal, "✓  22:30   Screens off");
  terminal_send(terminal, "m");
  terminal_expect(terminal, "esc later");
  click(terminal, "4        5", 0, 1);
  terminal_expect(terminal, "[4]");
  terminal_expect(terminal, "esc finish");
  click(terminal, "Got up", 1, 1);
  terminal_expect(terminal, "› Got up");
  turn_wheel(terminal, TRUE);
  terminal_expect(terminal, "› Sleep quality");
  terminal_send(terminal, "q");
  terminal_expect(terminal, "Quit winddown?");
  terminal_send(terminal, "\r");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

/* A paste is text in a field, with its line breaks as blanks, and nothing at all where no text is typed. */
static void a_paste_is_text_and_never_keys(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "q quit");
  g_assert_true(terminal_has_written(terminal, "\033[?2004h"));
  terminal_send(terminal, "\033[200~xq\033[201~");
  terminal_send(terminal, "b");
  terminal_expect(terminal, "Bedtime 23:00");
  terminal_send(terminal, "\033[200~00:15\n\033[201~");
  terminal_expect(terminal, "Bedtime 00:15");
  terminal_send(terminal, "\033");
  terminal_expect(terminal, "○  21:30   Magnesium");
  quit(terminal);
}

static void a_click_on_the_mark_ticks(Fixture *fixture, gconstpointer data) {
  Terminal *terminal = start(fixture, "2026-11-24 21:50", "0");
  terminal_expect(terminal, "q quit");
  click(terminal, "○  20:00   Night colours", 0, 1);
  terminal_expect(terminal, "✓  20:00   Night colours");
  quit(terminal);
}

#define ADD(name, func) g_test_add(name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int main(int argc, char **argv) {
  if (argc > 4 && g_str_equal(argv[1], "--dashboard"))
    return run_dashboard(argv[2], argv[3], strtod(argv[4], NULL));
  g_test_init(&argc, &argv, NULL);
  g_autofree char *path = g_file_read_link("/proc/self/exe", NULL);
  program = path;
  ADD("/tui/paste-is-text-and-never-keys", a_paste_is_text_and_never_keys);
  ADD("/tui/keys-lead-through-the-views", keys_lead_through_the_views);
  ADD("/tui/other-keys-act-and-show", other_keys_act_and_show);
  ADD("/tui/a-tick-is-there-the-next-time", a_tick_is_there_the_next_time);
  ADD("/tui/the-countdown-goes-by-itself", the_countdown_goes_by_itself);
  g_test_add("/tui/a-minute-wakes-once-and-writes-little", Fixture, &before_all, fixture_set_up, a_minute_is_cheap,
             fixture_tear_down);
  g_test_add("/tui/a-minute-with-a-step-waiting-wakes-once-and-writes-little", Fixture, &while_one_waits,
             fixture_set_up, a_minute_is_cheap, fixture_tear_down);
  ADD("/tui/what-counts-nothing-down-stands-still", what_counts_nothing_down_stands_still);
  ADD("/tui/a-guide-that-is-left-moves-no-more", a_guide_that_is_left_moves_no_more);
  ADD("/tui/after-good-night-nothing-is-written", after_good_night_nothing_is_written);
  ADD("/tui/a-guide-ends-by-itself-and-ticks", a_guide_ends_by_itself_and_ticks);
  ADD("/tui/the-theme-is-remembered", the_theme_is_remembered);
  ADD("/tui/a-small-terminal-says-what-it-needs", a_small_terminal_says_what_it_needs);
  ADD("/tui/signals-end-it-in-order", signals_end_it_in_order);
  ADD("/tui/a-lost-terminal-ends-it", a_lost_terminal_ends_it);
  ADD("/tui/the-mouse-reaches-every-view", the_mouse_reaches_every_view);
  ADD("/tui/a-click-on-the-mark-ticks", a_click_on_the_mark_ticks);
  return g_test_run();
}
