/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/terminfo.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <string.h>
/* Last: it defines words as common as `lines`. */
#include <term.h>
#include <unistd.h>

#define DIRECT_COLOURS (1 << 24)

static const char *const titled_terminals[] = { "xterm", "tmux", "foot", "alacritty", "vte", "gnome", "contour" };

void terminfo_free(Terminfo *terminfo) {
  if (!terminfo)
    return;
  g_free(terminfo->name);
  g_free(terminfo->restore);
  g_free(terminfo);
}

/* Makes `name` the entry that is asked. FALSE when none is installed. */
static gboolean open_entry(const char *name) {
  int found = 0;
  return setupterm(name, STDOUT_FILENO, &found) == 0 && found == 1;
}

static void close_entry(void) {
  del_curterm(cur_term);
}

static const char *capability(const char *name) {
  const char *value = tigetstr(name);
  return value == NULL || value == (const char *) -1 ? NULL : value;
}

/* Leaves the entry that is asked as it is. */
static gboolean has_direct_colour(const char *name) {
  TERMINAL *asked = cur_term;
  gboolean direct = FALSE;
  if (open_entry(name)) {
    direct = capability("cup") && tigetnum("colors") >= DIRECT_COLOURS;
    close_entry();
  }
  (void) set_curterm(asked);
  return direct;
}

/* The entry of the same terminal with direct colour (owned); NULL when none is known. Of another terminal than xterm
 * xterm's would have the wrong keys. */
static char *find_direct(const char *term) {
  g_autofree char *own = g_strconcat(term, "-direct", NULL);
  if (has_direct_colour(own))
    return g_steal_pointer(&own);
  g_autofree char *stem = g_strdup(term);
  if (g_str_has_suffix(stem, "-256color")) {
    stem[strlen(stem) - strlen("-256color")] = '\0';
    g_autofree char *kind = g_strconcat(stem, "-direct", NULL);
    if (has_direct_colour(kind))
      return g_steal_pointer(&kind);
  }
  return g_str_has_prefix(term, "xterm") && has_direct_colour("xterm-direct") ? g_strdup("xterm-direct") : NULL;
}

/* Adds a capability without the delays that it asks for: no terminal of today needs them. */
static void append_capability(GString *bytes, const char *name) {
  const char *at = capability(name);
  while (at && *at) {
    const char *delay = strstr(at, "$<");
    const char *behind = delay ? strchr(delay, '>') : NULL;
    g_string_append_len(bytes, at, behind ? delay - at : (gssize) strlen(at));
    at = behind ? behind + 1 : NULL;
  }
}

static char *restoring_bytes(gboolean titled) {
  GString *bytes = g_string_new(NULL);
  if (capability("kmous"))
    g_string_append(bytes, "\033[?1006;1000l");
  static const char *const names[] = { "op", "sgr0", "rmkx", "rmcup", "cnorm" };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    append_capability(bytes, names[i]);
  if (titled)
    g_string_append(bytes, "\033[?2004l\033[23;2t");
  /* Without a second screen the cursor stands somewhere in the picture. */
  if (!capability("rmcup"))
    g_string_append(bytes, "\r\n");
  return g_string_free(bytes, FALSE);
}

static gboolean is_titled(const char *term) {
  for (gsize i = 0; i < G_N_ELEMENTS(titled_terminals); i++) {
    if (g_str_has_prefix(term, titled_terminals[i]))
      return TRUE;
  }
  return FALSE;
}

static gboolean promises_direct_colour(const char *colorterm) {
  return g_strcmp0(colorterm, "truecolor") == 0 || g_strcmp0(colorterm, "24bit") == 0;
}

/* Makes `term` the entry that is asked, unless it cannot show a screen. */
static gboolean open_usable_entry(const char *term, GError **error) {
  if (!term || !*term) {
    g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                        _("TERM is not set, so the terminal is unknown; \"winddown plan\" shows the evening as text"));
    return FALSE;
  }
  if (!open_entry(term)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                _("no terminal called \"%s\" is known here; \"winddown plan\" shows the evening as text"), term);
    return FALSE;
  }
  if (capability("cup"))
    return TRUE;
  close_entry();
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
              _("the terminal \"%s\" cannot show a screen; \"winddown plan\" shows the evening as text"), term);
  return FALSE;
}

Terminfo *terminfo_find(const char *term, const char *colorterm, GError **error) {
  if (!open_usable_entry(term, error))
    return NULL;
  g_autofree char *direct = promises_direct_colour(colorterm) ? find_direct(term) : NULL;
  if (direct) {
    close_entry();
    (void) open_entry(direct); /* as it was a moment ago */
  }
  Terminfo *terminfo = g_new0(Terminfo, 1);
  terminfo->name = direct ? g_steal_pointer(&direct) : g_strdup(term);
  terminfo->titled = is_titled(term);
  terminfo->restore = restoring_bytes(terminfo->titled);
  close_entry();
  return terminfo;
}
