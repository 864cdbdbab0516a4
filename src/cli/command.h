/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A subcommand: one file each, one table of all in cli.c. */
#pragma once

#include "cli/context.h"

#include <glib.h>

typedef struct {
  const char *name;
  const char *usage; /* the words behind the name; "" where there are none */
  const char *help;  /* one sentence, marked for translation */
  /* Runs with its own words (argv[0] is the name; the array may be changed). FALSE with an error whose code is the exit
   * status. */
  gboolean (*run)(CliContext *context, char ***argv, GError **error);
} Command;

gboolean cmd_dashboard(CliContext *context, char ***argv, GError **error);
gboolean cmd_remind(CliContext *context, char ***argv, GError **error);
gboolean cmd_plan(CliContext *context, char ***argv, GError **error);
gboolean cmd_status(CliContext *context, char ***argv, GError **error);
gboolean cmd_next(CliContext *context, char ***argv, GError **error);
gboolean cmd_done(CliContext *context, char ***argv, GError **error);
gboolean cmd_skip(CliContext *context, char ***argv, GError **error);
gboolean cmd_slip(CliContext *context, char ***argv, GError **error);
gboolean cmd_reopen(CliContext *context, char ***argv, GError **error);
gboolean cmd_snooze(CliContext *context, char ***argv, GError **error);
gboolean cmd_undo(CliContext *context, char ***argv, GError **error);
gboolean cmd_bed(CliContext *context, char ***argv, GError **error);
gboolean cmd_shift(CliContext *context, char ***argv, GError **error);
gboolean cmd_morning(CliContext *context, char ***argv, GError **error);
gboolean cmd_review(CliContext *context, char ***argv, GError **error);
gboolean cmd_compare(CliContext *context, char ***argv, GError **error);
gboolean cmd_why(CliContext *context, char ***argv, GError **error);
gboolean cmd_pause(CliContext *context, char ***argv, GError **error);
gboolean cmd_resume(CliContext *context, char ***argv, GError **error);
gboolean cmd_export(CliContext *context, char ***argv, GError **error);
gboolean cmd_import(CliContext *context, char ***argv, GError **error);
gboolean cmd_check(CliContext *context, char ***argv, GError **error);
gboolean cmd_doctor(CliContext *context, char ***argv, GError **error);
gboolean cmd_restore(CliContext *context, char ***argv, GError **error);
gboolean cmd_demo(CliContext *context, char ***argv, GError **error);

/* What a start shows when the record is damaged: what can be read, and the newest sound copy, which is put back after a
 * yes. TRUE when it is in place. */
gboolean cmd_restore_offer(CliContext *context, GError **error);
