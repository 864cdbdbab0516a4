/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A libconfig file turned into a routine and settings, with a list of what is
 * wrong in it. Nothing half-applies: with a problem there is no routine. */
#pragma once

#include "model/routine.h"
#include "model/settings.h"

#include <glib.h>

typedef struct {
  char *path;
  int line;       /* 0: the file as a whole */
  char *key;      /* "steps[2].at"; NULL for a syntax error */
  char *reason;   /* a sentence; names the nearest right key where one was meant */
  gboolean warns; /* sound but doubtful */
} Problem;

void problem_free(Problem *problem);

/* "path:line: key: reason" (owned). */
char *problem_to_string(const Problem *problem);

typedef struct {
  Routine *routine;    /* NULL when there is a problem */
  Settings *settings;  /* likewise */
  GPtrArray *problems; /* of Problem, by line; warnings among them */
} Config;

void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* Whether a problem (not a mere warning) was found. */
gboolean config_has_problem(const Config *config);

/* Reads the file at `path` (owned). NULL with WINDDOWN_ERROR_DATA only when it cannot be read at all. */
Config *config_load(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads `text` as if it stood in a file named `path` (owned; never NULL). */
Config *config_parse(const char *text, const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* The shipped routine, from the resource (owned; never has a problem). */
Config *config_load_shipped(void) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a night between these times of day (minutes) is an unusual one: not between 4 and 12 hours in bed. */
gboolean config_is_odd_night(int bed, int wake);

/* The shipped file's text with its bed and wake time (minutes) replaced: what the first run writes (owned). */
char *config_shipped_text(int bed, int wake);
