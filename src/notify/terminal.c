/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal's own notification, for a program that runs far from the
 * desktop. Which of the three sequences a terminal understands can only be told
 * from the environment; a multiplexer in between hands them on when they are
 * wrapped. */
#include "base/text.h"
#include "notify/way.h"
#include "notify/ways.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCREEN_PIECE_BYTES 200 /* screen drops a longer string; it keeps 256 bytes */

typedef enum { OSC_NONE, OSC_9, OSC_99, OSC_777 } Sequence;

/* How a terminal shows itself in the environment. TERM comes first, since the others are inherited by a terminal that
 * was started in another one. */
typedef struct {
  const char *variable;
  const char *prefix; /* of its value; "": any */
  Sequence sequence;
} Sign;

static const Sign signs[] = {
  { "TERM", "xterm-kitty", OSC_99 },
  { "TERM", "foot", OSC_777 },
  { "TERM", "xterm-ghostty", OSC_777 },
  { "TERM", "rxvt-unicode", OSC_777 },
  { "TERM", "contour", OSC_777 },
  { "TERM_PROGRAM", "ghostty", OSC_777 },
  { "TERM_PROGRAM", "WezTerm", OSC_777 },
  { "TERM_PROGRAM", "WarpTerminal", OSC_777 },
  { "TERM_PROGRAM", "iTerm.app", OSC_9 },
  { "TERM_PROGRAM", "vscode", OSC_NONE },
  { "TERM_PROGRAM", "Apple_Terminal", OSC_NONE },
  { "WT_SESSION", "", OSC_NONE }, /* Windows Terminal reads OSC 9 as the state of a task, and has no notification */
  { "LC_TERMINAL", "iTerm2", OSC_9 },
  { "KONSOLE_VERSION", "", OSC_777 },
  { "KITTY_WINDOW_ID", "", OSC_99 },
  { "WEZTERM_PANE", "", OSC_777 },
  { "GHOSTTY_RESOURCES_DIR", "", OSC_777 },
};

typedef enum { WRAP_NONE, WRAP_TMUX, WRAP_SCREEN } Wrap;

typedef struct {
  Notifier notifier;
  Reporter *reporter;
  TerminalPort port;
  Sequence sequence;
  Wrap wrap;
  gboolean is_showing;
} NotifyTerminal;

static gboolean variable_starts(const char *variable, const char *prefix) {
  const char *value = g_getenv(variable);
  return value != NULL && *value != '\0' && g_str_has_prefix(value, prefix);
}

static Sequence find_sequence(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
    if (variable_starts(signs[i].variable, signs[i].prefix))
      return signs[i].sequence;
  return OSC_NONE;
}

/* A terminal started from inside a multiplexer inherits TMUX and STY, but not its TERM. */
static Wrap find_wrap(void) {
  if (variable_starts("TMUX", "") && (variable_starts("TERM", "tmux") || variable_starts("TERM", "screen")))
    return WRAP_TMUX;
  if (variable_starts("STY", "") && variable_starts("TERM", "screen"))
    return WRAP_SCREEN;
  return WRAP_NONE;
}

/* A semicolon ends a field in OSC 777, and begins a command of ConEmu's in OSC 9. */
static void replace_semicolons(char *text) {
  g_strdelimit(text, ";", ',');
}

/* OSC 99 has an identifier: the next notification replaces this one, and it can be closed. */
static void append_osc_99(GString *out, const Notice *notice, const char *title, const char *body) {
  static const int urgencies[] = { [URGENCY_LOW] = 0, [URGENCY_NORMAL] = 1, [URGENCY_CRITICAL] = 2 };
  const gboolean has_body = *body != '\0';
  g_string_append_printf(out, "\033]99;i=winddown:u=%d:d=%d;%s\a", urgencies[notice->urgency], !has_body, title);
  if (has_body)
    g_string_append_printf(out, "\033]99;i=winddown:p=body;%s\a", body);
}

/* Ended by BEL throughout: the usual ESC \ would end the wrapping of screen. */
static GString *sequence_for(const NotifyTerminal *terminal, const Notice *notice) {
  GString *out = g_string_new(NULL);
  g_autofree char *title = notice_summary(notice->summary);
  g_autofree char *body = notice_line(notice->body_no_buttons);
  switch (terminal->sequence) {
  case OSC_99: append_osc_99(out, notice, title, body); break;
  case OSC_777:
    replace_semicolons(title);
    replace_semicolons(body);
    g_string_append_printf(out, "\033]777;notify;%s;%s\a", title, body);
    break;
  case OSC_9:
    replace_semicolons(title);
    replace_semicolons(body);
    g_string_append_printf(out, "\033]9;%s%s%s\a", title, *body != '\0' ? ": " : "", body);
    break;
  case OSC_NONE: break;
  }
  return out;
}

static GString *wrap_for_tmux(const GString *bytes) {
  GString *out = g_string_new("\033Ptmux;");
  for (gsize i = 0; i < bytes->len; i++) {
    if (bytes->str[i] == '\033')
      g_string_append_c(out, '\033');
    g_string_append_c(out, bytes->str[i]);
  }
  return g_string_append(out, "\033\\");
}

static GString *wrap_for_screen(const GString *bytes) {
  GString *out = g_string_new(NULL);
  const char *at = bytes->str;
  const char *end = bytes->str + bytes->len;
  while (at < end) {
    const char *cut = end - at > SCREEN_PIECE_BYTES ? g_utf8_find_prev_char(at, at + SCREEN_PIECE_BYTES) : end;
    g_string_append(out, "\033P");
    g_string_append_len(out, at, cut - at);
    g_string_append(out, "\033\\");
    at = cut;
  }
  return out;
}

static GString *wrap_bytes(Wrap wrap, const GString *bytes) {
  switch (wrap) {
  case WRAP_NONE: break;
  case WRAP_TMUX: return wrap_for_tmux(bytes);
  case WRAP_SCREEN: return wrap_for_screen(bytes);
  }
  return g_string_new_len(bytes->str, (gssize) bytes->len);
}

static gboolean terminal_write(const NotifyTerminal *terminal, const GString *bytes, gboolean with_bell) {
  g_autoptr(GString) out = wrap_bytes(terminal->wrap, bytes);
  if (with_bell)
    g_string_append_c(out, '\a'); /* outside the wrapping: tmux swallows that unless it was allowed */
  return terminal->port.write(out->str, out->len, terminal->port.data);
}

static void terminal_show(Notifier *notifier, const Notice *notice) {
  NotifyTerminal *terminal = (NotifyTerminal *) notifier;
  NoticeEvent event = { .kind = NOTICE_FAILED, .token = notice->token };
  if (terminal->sequence == OSC_NONE) {
    event.reason = _("this terminal is not known to have notifications");
  } else {
    g_autoptr(GString) bytes = sequence_for(terminal, notice);
    terminal->is_showing = terminal_write(terminal, bytes, notice->sound);
    if (terminal->is_showing)
      event.kind = NOTICE_SHOWN;
    else
      event.reason = _("there is no terminal");
  }
  reporter_send(terminal->reporter, &event);
}

static void terminal_withdraw(Notifier *notifier) {
  NotifyTerminal *terminal = (NotifyTerminal *) notifier;
  if (terminal->sequence != OSC_99 || !terminal->is_showing)
    return;
  terminal->is_showing = FALSE;
  g_autoptr(GString) bytes = g_string_new("\033]99;i=winddown:p=close;\a");
  terminal_write(terminal, bytes, FALSE);
}

static void terminal_free(Notifier *notifier) {
  NotifyTerminal *terminal = (NotifyTerminal *) notifier;
  reporter_close(terminal->reporter);
  reporter_unref(terminal->reporter);
  g_free(terminal);
}

Notifier *notify_terminal_new(const TerminalPort *port, NoticeFunc func, gpointer data) {
  static const NotifierClass terminal_class = {
    .name = "terminal",
    .show = terminal_show,
    .withdraw = terminal_withdraw,
    .free = terminal_free,
  };
  NotifyTerminal *terminal = g_new0(NotifyTerminal, 1);
  *terminal = (NotifyTerminal){
    .notifier.class = &terminal_class,
    .reporter = reporter_new(func, data),
    .port = *port,
    .sequence = find_sequence(),
    .wrap = find_wrap(),
  };
  return &terminal->notifier;
}
