/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include "../dbus/listener.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define UNIT "winddown-remind"
#define DAY_SECONDS (24 * 60 * 60)
#define MINUTE_SECONDS 60

#define ROUTINE                                                                                                        \
  "bed = \"%s\"; wake = \"%s\";\n"                                                                                     \
  "steps = (\n"                                                                                                        \
  "  { id = \"tea\"; title = \"Herbal tea\"; at = \"%s\"; leads = [\"0m\"]; useful = \"4h\"; %s },\n"                  \
  "  { id = \"dim\"; title = \"Dim the lights\"; at = \"bed - 60m\"; leads = [\"0m\"]; });\n"

static gint64 journal_from; /* microseconds: what came before is none of this test's */

gboolean session_is_ours(void) {
  return g_str_equal(g_get_home_dir(), "/home/evening") && g_file_test("/run/winddown/tests", G_FILE_TEST_IS_DIR);
}

/* --- commands --- */

gboolean session_try(const char *line, char **said) {
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  int status = -1;
  g_spawn_command_line_sync(line, &output, &errors, &status, &error);
  g_assert_no_error(error);
  if (said)
    *said = g_strstrip(g_strconcat(output, errors, NULL));
  return g_spawn_check_wait_status(status, NULL);
}

char *session_ask(const char *line) {
  char *said = NULL;
  if (!session_try(line, &said))
    g_error("%s: %s", line, said);
  return said;
}

void session_do(const char *line) {
  g_free(session_ask(line));
}

/* --- the service --- */

char *session_property(const char *name) {
  g_autofree char *line = g_strdup_printf("systemctl --user show " UNIT " --value -p %s", name);
  return session_ask(line);
}

gint64 session_number(const char *name) {
  g_autofree char *value = session_property(name);
  return g_ascii_strtoll(value, NULL, 10);
}

typedef struct {
  const char *name, *value;
} Expected;

static gboolean has_property(gpointer data) {
  const Expected *expected = data;
  g_autofree char *value = session_property(expected->name);
  return g_str_equal(value, expected->value);
}

void session_expect(const char *name, const char *value) {
  Expected expected = { name, value };
  if (listener_await(has_property, &expected))
    return;
  g_autofree char *now = session_property(name);
  g_error("%s is %s and not %s", name, now, value);
}

/* --- the journal --- */

char **session_journal(void) {
  g_autofree char *line = g_strdup_printf("journalctl --quiet --no-pager --output=cat --user-unit=" UNIT
                                          " --identifier=winddown --since=@%" G_GINT64_FORMAT ".%06d",
                                          journal_from / G_USEC_PER_SEC, (int) (journal_from % G_USEC_PER_SEC));
  g_autofree char *said = session_ask(line);
  return *said ? g_strsplit(said, "\n", -1) : g_new0(char *, 1);
}

static gboolean is_in_journal(gpointer data) {
  g_auto(GStrv) lines = session_journal();
  for (gsize i = 0; lines[i]; i++) {
    if (strstr(lines[i], data))
      return TRUE;
  }
  return FALSE;
}

void session_expect_journal(const char *text) {
  g_assert_true(listener_await(is_in_journal, (gpointer) text));
}

/* --- the home --- */

char *session_path(const char *name) {
  return g_build_filename(g_get_home_dir(), name, NULL);
}

typedef struct {
  const char *path, *text;
} ExpectedFile;

static gboolean has_text(gpointer data) {
  const ExpectedFile *expected = data;
  g_autofree char *text = NULL;
  return g_file_get_contents(expected->path, &text, NULL, NULL) && g_str_equal(text, expected->text);
}

void session_expect_file(const char *name, const char *text) {
  g_autofree char *path = session_path(name);
  g_autofree char *found = NULL;
  ExpectedFile expected = { path, text };
  if (listener_await(has_text, &expected))
    return;
  g_file_get_contents(path, &found, NULL, NULL);
  g_error("%s is:\n%s\nand not:\n%s", name, found, text);
}

static char *clock_in(gint64 minutes) {
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autoptr(GDateTime) then = g_date_time_add_minutes(now, (int) minutes);
  return g_date_time_format(then, "%H:%M");
}

/* As on any evening but the first: neither the program nor its routine came today. */
static void begin_yesterday(const char *routine) {
  const gint64 yesterday = g_get_real_time() / G_USEC_PER_SEC - DAY_SECONDS;
  const struct utimbuf times = { .actime = yesterday, .modtime = yesterday };
  g_assert_cmpint(g_utime(routine, (struct utimbuf *) &times), ==, 0);
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc(yesterday);
  g_autofree char *now = g_date_time_format(then, "%F %H:%M");
  g_autofree char *data = session_path(".local/share/winddown");
  g_autofree char *line = g_strdup_printf("winddown --data '%s' --now '%s' undo", data, now);
  g_assert_false(session_try(line, NULL)); /* there is nothing to undo, but whoever asks writes */
}

void session_write_routine(const char *more) {
  g_autofree char *folder = session_path(".config/winddown");
  g_autofree char *path = g_build_filename(folder, "winddown.cfg", NULL);
  g_autofree char *bed = clock_in(2 * MINUTE_SECONDS);
  g_autofree char *wake = clock_in(10 * MINUTE_SECONDS);
  g_autofree char *due = clock_in(-1);
  g_autofree char *text = g_strdup_printf(ROUTINE, bed, wake, due, more ? more : "");
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  begin_yesterday(path);
}

void session_clean(void) {
  session_try("systemctl --user unmask " UNIT, NULL);
  session_do("systemctl --user disable --now " UNIT);
  session_try("systemctl --user reset-failed", NULL);
  session_do(
      "sh -c 'rm -rf ~/.config/winddown ~/.local ~/hook ~/probed ~/probed.txt ~/.config/systemd/user/probe.service'");
  journal_from = g_get_real_time();
}
