/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every command starts from: the options that all of them take, the
 * places they name, and the app opened upon them. */
#pragma once

#include "app/app.h"
#include "app/paths.h"

#include <glib.h>

typedef struct {
  /* As given on the command line; NULL or 0 where not. */
  char *config;
  char *data;
  char *now;
  double speed;
  gboolean writes_files; /* besides the record: a rehearsal does so in a scratch folder */
  gboolean is_blank;     /* a rehearsal begins with nothing of the person's own */
  gboolean is_first_run; /* the routine that is named need not be there yet */
  /* Made of them on demand. */
  Paths *paths;
  char *scratch; /* a rehearsal's folder, thrown away at the end */
} CliContext;

void cli_context_clear(CliContext *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CliContext, cli_context_clear)

/* The options that every command takes, writing into `context` (owned by whoever takes the group). */
GOptionGroup *cli_context_options(CliContext *context);

/* Parses `argv` with `entries` (may be NULL) and the options of every command; what remains are the command's own
 * words. FALSE with WINDDOWN_ERROR_USAGE. `usage` is "done [STEP]". */
gboolean cli_context_parse(CliContext *context, const char *usage, const GOptionEntry *entries, char ***argv,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The places of files, a rehearsal's scratch folder made where it needs one (borrowed). NULL on error. */
const Paths *cli_context_paths(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The clock of this run (owned): the machine's, or a rehearsal's. NULL on error. */
Clock *cli_context_clock(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Opens the app (owned) for a command that `writes` or only reads. NULL on error. */
App *cli_context_open(CliContext *context, gboolean writes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a command that answers at length: a routine that cannot be used and a damaged record are told
 * on standard error. */
App *cli_context_open_telling(CliContext *context, gboolean writes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE with WINDDOWN_ERROR_DATA when the command line names a routine that is not there. */
gboolean cli_context_check_routine(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What GLib says of a wrong option, as WINDDOWN_ERROR_USAGE. */
void cli_context_set_usage(GError **error, const GError *wrong);

/* Whether this run is a rehearsal: its clock is not the machine's. */
gboolean cli_context_is_rehearsal(const CliContext *context);

/* TRUE if nothing that it does may stay: a rehearsal, unless a folder for the record was named. */
gboolean cli_context_leaves_nothing(const CliContext *context);
