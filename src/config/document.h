/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A libconfig document, from a file or from text, with everything kept away
 * from libconfig that it takes badly: what is not UTF-8, numbers too large,
 * other files to include, files without an end. */
#pragma once

#include "config/reader.h"

#include <glib.h>
#include <libconfig.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

/* Reads the file at `path` into `text` (owned; one byte more than is allowed, at most) and `length`. FALSE with
 * WINDDOWN_ERROR_DATA when it cannot be read. */
gboolean document_load(const char *path, char **text, gsize *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Parses `text` into `document`, which is initialised. FALSE after a problem that nothing can be read behind. */
gboolean document_parse(Reader *reader, const char *text, gsize length, config_t *document) G_GNUC_WARN_UNUSED_RESULT;
