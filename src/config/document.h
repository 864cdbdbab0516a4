/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A libconfig document, from a file or from text, with everything kept away
 * from libconfig that it takes badly: what is not UTF-8, numbers too large,
 * other files to include, files without an end. Also the files that are built
 * in: the shipped routine, guides and themes. */
#pragma once

#include "config/reader.h"

#include <glib.h>
#include <libconfig.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

/* Reads the file at `path` into `text` (owned; one byte more than is allowed, at most) and `length`. FALSE with
 * WINDDOWN_ERROR_DATA when it cannot be read. */
gboolean document_load(const char *path, char **text, gsize *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns a copy of `text` (owned) in which whole numbers beyond an int stand as the largest one, so that every range
 * check sees them, and comments and @include lines are blank: libconfig wraps such numbers without an error, opens the
 * files that @include names, and takes longest over comments. Lines keep their numbers. Those of the @include lines are
 * added to `includes` (of int). */
char *document_scan(const char *text, GArray *includes) G_GNUC_WARN_UNUSED_RESULT;

/* Parses `text` into `document`, which is initialised. FALSE after a problem that nothing can be read behind. */
gboolean document_parse(Reader *reader, const char *text, gsize length, config_t *document) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the text of a file that is built in ("winddown.cfg", "guides.cfg", "themes/dusk.cfg"), borrowed for ever;
 * NULL when there is none of that name. */
const char *document_shipped(const char *name);
