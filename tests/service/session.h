/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody's session on a machine where winddown is installed, as
 * tests/service/with-manager makes it: the user manager, the journal, and the
 * desktop when it has come. Every wait has a bound. */
#pragma once

#include <glib.h>

/* Whether this is such a session: what follows takes a home for its own. */
gboolean session_is_ours(void);

/* An evening an hour before its next reminder, with one that is due already; the program was there since yesterday.
 * `more` (may be NULL) stands behind the keys of the step that is due. */
void session_write_routine(const char *more);

/* All that a test has left behind is taken back. */
void session_clean(void);

/* Runs a command, which has to succeed; gives what it wrote (owned, without the last line's end). */
char *session_ask(const char *line);
void session_do(const char *line);

/* The same for one that may refuse. */
gboolean session_try(const char *line, char **said);

/* A property of the service (owned), as `systemctl --user show` has it; and one that is a number. */
char *session_property(const char *name);
gint64 session_number(const char *name);

/* Fails the test unless the property is `value`, now or soon. */
void session_expect(const char *name, const char *value);

/* What the service has said in the journal since the last session_clean (owned): its lines. */
char **session_journal(void);

/* Waits until one of them holds `text`. */
void session_expect_journal(const char *text);

/* Where `name` is in the user's home (owned). */
char *session_path(const char *name);

/* Waits until that file is there, and its text is `text`. */
void session_expect_file(const char *name, const char *text);
