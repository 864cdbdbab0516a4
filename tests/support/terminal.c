/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/terminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#define PATIENCE_USEC (20 * G_USEC_PER_SEC)
#define QUIET_MSEC 100
#define ASK_AGAIN_MSEC 10

/* Where the filter stands in the stream. */
typedef enum { IN_TEXT, AFTER_ESCAPE, IN_SEQUENCE } FilterState;

struct Terminal {
  int columns, rows;
  int master;  /* -1: hung up */
  int slave;   /* kept, so that the modes can be read when the program has ended */
  GPid pid;    /* 0: ended and waited for */
  int pidfile; /* readable when it has ended */
  int status;
  struct termios modes; /* as the program found them */
  VTerm *emulator;
  VTermScreen *screen;
  GString *written;
  FilterState state;
  char before; /* the character before, in a sequence */
  gboolean second_screen;
  gboolean cursor_hidden;
  int mouse;
  GString *title;
};

static void take_title(GString *title, const VTermValue *value) {
#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
  g_string_assign(title, value->string);
#else
  /* Newer ones hand it over piece by piece. */
  if (value->string.initial)
    g_string_truncate(title, 0);
  g_string_append_len(title, value->string.str, (gssize) value->string.len);
#endif
}

static int on_property(VTermProp property, VTermValue *value, void *data) {
  Terminal *terminal = data;
  if (property == VTERM_PROP_ALTSCREEN)
    terminal->second_screen = value->boolean;
  else if (property == VTERM_PROP_CURSORVISIBLE)
    terminal->cursor_hidden = !value->boolean;
  else if (property == VTERM_PROP_MOUSE)
    terminal->mouse = value->number;
  else if (property == VTERM_PROP_TITLE)
    take_title(terminal->title, value);
  return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static void open_emulator(Terminal *terminal) {
  terminal->emulator = vterm_new(terminal->rows, terminal->columns);
  vterm_set_utf8(terminal->emulator, 1);
  terminal->screen = vterm_obtain_screen(terminal->emulator);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
}

static GStrv environment_of(const TerminalOptions *options) {
  GStrv environment = g_get_environ();
  /* For sanitized programs: curses has no frame pointers, and without its name in a trace no rule of ours applies. */
  g_autofree char *leaks = g_test_build_filename(G_TEST_DIST, "support", "lsan.supp", NULL);
  g_autofree char *rules = g_strdup_printf("suppressions=%s:print_suppressions=0", leaks);
  environment = g_environ_setenv(environment, "LSAN_OPTIONS", rules, TRUE);
  environment = g_environ_setenv(environment, "ASAN_OPTIONS", "fast_unwind_on_malloc=0", FALSE);
  for (gsize i = 0; options->removed && options->removed[i]; i++)
    environment = g_environ_unsetenv(environment, options->removed[i]);
  for (gsize i = 0; options->set && options->set[i]; i++) {
    g_auto(GStrv) pair = g_strsplit(options->set[i], "=", 2);
    environment = g_environ_setenv(environment, pair[0], pair[1], TRUE);
  }
  return environment;
}

/* Signals as at a login: a run in the background or by cron inherits some of them ignored or blocked. */
static void reset_signals(void) {
  for (int number = 1; number < NSIG; number++)
    (void) signal(number, SIG_DFL);
  sigset_t none;
  (void) sigemptyset(&none);
  (void) sigprocmask(SIG_SETMASK, &none, NULL);
}

Terminal *terminal_start(const TerminalOptions *options) {
  Terminal *terminal = g_new0(Terminal, 1);
  terminal->columns = options->columns;
  terminal->rows = options->rows;
  terminal->written = g_string_new(NULL);
  terminal->title = g_string_new(NULL);
  open_emulator(terminal);
  g_auto(GStrv) environment = environment_of(options);
  const struct winsize size = { .ws_row = (unsigned short) options->rows, .ws_col = (unsigned short) options->columns };
  g_assert_no_errno(openpty(&terminal->master, &terminal->slave, NULL, NULL, &size));
  g_assert_no_errno(tcgetattr(terminal->slave, &terminal->modes));
  terminal->pid = fork();
  g_assert_cmpint(terminal->pid, >=, 0);
  if (terminal->pid == 0) {
    reset_signals();
    (void) close(terminal->master);
    (void) login_tty(terminal->slave);
    (void) execvpe(options->argv[0], (char *const *) options->argv, environment);
    _exit(127);
  }
  terminal->pidfile = pidfd_open(terminal->pid, 0);
  g_assert_cmpint(terminal->pidfile, >=, 0);
  return terminal;
}

void terminal_free(Terminal *terminal) {
  if (!terminal)
    return;
  if (terminal->pid > 0) {
    (void) kill(terminal->pid, SIGKILL);
    (void) waitpid(terminal->pid, NULL, 0);
  }
  terminal_hang_up(terminal);
  (void) close(terminal->pidfile);
  vterm_free(terminal->emulator);
  g_string_free(terminal->written, TRUE);
  g_string_free(terminal->title, TRUE);
  g_free(terminal);
}

GPid terminal_pid(const Terminal *terminal) {
  return terminal->pid;
}

/* Feeds the emulator. Colours written with colons it would misread: it gets them with semicolons, and without the empty
 * colour space. */
static void feed(Terminal *terminal, const char *bytes, gsize length) {
  g_autoptr(GString) filtered = g_string_sized_new(length);
  for (gsize i = 0; i < length; i++) {
    const char byte = bytes[i];
    const gboolean colon = terminal->state == IN_SEQUENCE && byte == ':';
    if (!colon)
      g_string_append_c(filtered, byte);
    else if (terminal->before != ':')
      g_string_append_c(filtered, ';');
    terminal->before = byte;
    if (byte == '\033')
      terminal->state = AFTER_ESCAPE;
    else if (terminal->state == AFTER_ESCAPE)
      terminal->state = byte == '[' ? IN_SEQUENCE : IN_TEXT;
    else if (terminal->state == IN_SEQUENCE && byte >= 0x40 && byte <= 0x7e)
      terminal->state = IN_TEXT;
  }
  (void) vterm_input_write(terminal->emulator, filtered->str, filtered->len);
  vterm_screen_flush_damage(terminal->screen);
}

static void answer(Terminal *terminal) {
  char bytes[256];
  const gsize length = vterm_output_read(terminal->emulator, bytes, sizeof bytes);
  if (length > 0)
    (void) !write(terminal->master, bytes, length);
}

/* Takes what the program writes within `timeout_ms`. FALSE when nothing came, or it will never write again. */
static gboolean take(Terminal *terminal, int timeout_ms) {
  struct pollfd files[] = { { .fd = terminal->master, .events = POLLIN },
                            { .fd = terminal->pidfile, .events = POLLIN } };
  if (poll(files, G_N_ELEMENTS(files), timeout_ms) <= 0 || !(files[0].revents & POLLIN))
    return FALSE;
  char bytes[8192];
  const gssize length = read(terminal->master, bytes, sizeof bytes);
  if (length <= 0)
    return FALSE;
  g_string_append_len(terminal->written, bytes, length);
  feed(terminal, bytes, (gsize) length);
  answer(terminal);
  return TRUE;
}

typedef gboolean (*Condition)(const Terminal *terminal, const char *text);

static void expect(Terminal *terminal, Condition condition, const char *text, const char *what) {
  const gint64 end = g_get_monotonic_time() + PATIENCE_USEC;
  while (!condition(terminal, text)) {
    const gint64 left_ms = (end - g_get_monotonic_time()) / 1000;
    if (left_ms > 0 && take(terminal, (int) left_ms))
      continue;
    g_autofree char *screen = terminal_text(terminal);
    g_error("%s: \"%s\". The screen shows:\n%s", what, text, screen);
  }
}

static gboolean shows(const Terminal *terminal, const char *text) {
  g_autofree char *screen = terminal_text(terminal);
  return strstr(screen, text) != NULL;
}

static gboolean shows_not(const Terminal *terminal, const char *text) {
  return !shows(terminal, text);
}

void terminal_expect(Terminal *terminal, const char *text) {
  expect(terminal, shows, text, "never came");
}

void terminal_expect_gone(Terminal *terminal, const char *text) {
  expect(terminal, shows_not, text, "never went");
}

void terminal_expect_bytes(Terminal *terminal, const char *bytes) {
  expect(terminal, terminal_has_written, bytes, "was never written");
}

void terminal_settle(Terminal *terminal) {
  while (take(terminal, QUIET_MSEC))
    continue;
}

void terminal_await(Terminal *terminal, gboolean (*holds)(gpointer data), gpointer data, const char *what) {
  const gint64 end = g_get_monotonic_time() + PATIENCE_USEC;
  while (!holds(data)) {
    struct pollfd ended = { .fd = terminal->pidfile, .events = POLLIN };
    const gboolean lives = poll(&ended, 1, 0) == 0;
    while (take(terminal, lives ? ASK_AGAIN_MSEC : 0))
      continue;
    if (lives && g_get_monotonic_time() < end)
      continue;
    g_autofree char *screen = terminal_text(terminal);
    g_error("waited in vain for %s. The screen shows:\n%s", what, screen);
  }
}

void terminal_forget(Terminal *terminal) {
  g_string_truncate(terminal->written, 0);
}

gsize terminal_written(const Terminal *terminal) {
  return terminal->written->len;
}

gboolean terminal_has_written(const Terminal *terminal, const char *bytes) {
  return g_strstr_len(terminal->written->str, (gssize) terminal->written->len, bytes) != NULL;
}

void terminal_send(Terminal *terminal, const char *bytes) {
  g_assert_cmpint(write(terminal->master, bytes, strlen(bytes)), ==, (gssize) strlen(bytes));
}

void terminal_resize(Terminal *terminal, int columns, int rows) {
  const struct winsize size = { .ws_row = (unsigned short) rows, .ws_col = (unsigned short) columns };
  while (take(terminal, 0))
    continue;
  terminal->columns = columns;
  terminal->rows = rows;
  vterm_set_size(terminal->emulator, rows, columns);
  g_assert_no_errno(ioctl(terminal->master, TIOCSWINSZ, &size));
}

/* What it said stands on the screen. */
static void tell_bad_end(const Terminal *terminal, int status) {
  g_autofree char *text = terminal_text(terminal);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (gsize i = 0; status != 0 && lines[i]; i++) {
    if (*lines[i])
      g_printerr("exit status %d: %s\n", status, lines[i]);
  }
}

int terminal_wait_exit(Terminal *terminal) {
  const gint64 end = g_get_monotonic_time() + PATIENCE_USEC;
  struct pollfd ended = { .fd = terminal->pidfile, .events = POLLIN };
  while (poll(&ended, 1, 0) == 0) {
    const gint64 left_ms = (end - g_get_monotonic_time()) / 1000;
    if (left_ms <= 0)
      g_error("the program never ended");
    (void) take(terminal, (int) left_ms);
  }
  if (terminal->pid > 0)
    g_assert_cmpint(waitpid(terminal->pid, &terminal->status, 0), ==, terminal->pid);
  terminal->pid = 0;
  while (take(terminal, 0))
    continue;
  const int status = WIFSIGNALED(terminal->status) ? 128 + WTERMSIG(terminal->status) : WEXITSTATUS(terminal->status);
  tell_bad_end(terminal, status);
  return status;
}

void terminal_hang_up(Terminal *terminal) {
  if (terminal->master < 0)
    return;
  (void) close(terminal->master);
  (void) close(terminal->slave);
  terminal->master = -1;
}

static void append_cell(GString *text, const VTermScreenCell *cell) {
  for (gsize i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
    g_string_append_unichar(text, cell->chars[i]);
}

char *terminal_text(const Terminal *terminal) {
  GString *text = g_string_new(NULL);
  for (int row = 0; row < terminal->rows; row++) {
    const gsize start = text->len;
    for (int column = 0; column < terminal->columns; column++) {
      VTermScreenCell cell;
      (void) vterm_screen_get_cell(terminal->screen, (VTermPos){ row, column }, &cell);
      if (!cell.chars[0])
        g_string_append_c(text, ' ');
      append_cell(text, &cell);
      column += MAX(cell.width, 1) - 1;
    }
    while (text->len > start && text->str[text->len - 1] == ' ')
      g_string_truncate(text, text->len - 1);
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

static int colour_of(const VTermColor *colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
    return TERMINAL_COLOUR_DEFAULT;
  if (VTERM_COLOR_IS_INDEXED(colour))
    return colour->indexed.idx;
  return TERMINAL_COLOUR_RGB | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

TerminalCell terminal_cell(const Terminal *terminal, int row, int column) {
  VTermScreenCell from;
  g_assert_cmpint(vterm_screen_get_cell(terminal->screen, (VTermPos){ row, column }, &from), ==, 1);
  TerminalCell cell = {
    .width = from.width,
    .foreground = colour_of(&from.fg),
    .background = colour_of(&from.bg),
    .bold = from.attrs.bold,
    .reverse = from.attrs.reverse,
    .underline = from.attrs.underline != 0,
  };
  g_autoptr(GString) text = g_string_new(NULL);
  if (from.chars[0] != (uint32_t) -1)
    append_cell(text, &from);
  (void) g_strlcpy(cell.text, text->str, sizeof cell.text);
  return cell;
}

void terminal_assert_in_order(Terminal *terminal) {
  struct termios modes;
  while (take(terminal, 0))
    continue;
  g_assert_false(terminal->second_screen);
  g_assert_false(terminal->cursor_hidden);
  g_assert_cmpint(terminal->mouse, ==, VTERM_PROP_MOUSE_NONE);
  g_assert_no_errno(tcgetattr(terminal->master, &modes));
  g_assert_cmphex(modes.c_lflag, ==, terminal->modes.c_lflag);
  g_assert_cmphex(modes.c_iflag, ==, terminal->modes.c_iflag);
  g_assert_cmphex(modes.c_oflag, ==, terminal->modes.c_oflag);
}

gboolean terminal_has_cursor(const Terminal *terminal) {
  return !terminal->cursor_hidden;
}

gboolean terminal_is_full_screen(const Terminal *terminal) {
  return terminal->second_screen;
}

const char *terminal_title(const Terminal *terminal) {
  return terminal->title->len > 0 ? terminal->title->str : NULL;
}

void terminal_size(const Terminal *terminal, int *columns, int *rows) {
  *columns = terminal->columns;
  *rows = terminal->rows;
}
