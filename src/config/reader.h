/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a libconfig group by a table of keys: each key knows how it is read
 * and where its value goes. What the table does not know is a problem that
 * names the nearest key it does know. */
#pragma once

#include "config/config.h"

#include <glib.h>
#include <libconfig.h>

typedef struct {
  const char *path;    /* of the file, for the problems */
  GPtrArray *problems; /* of Problem */
} Reader;

typedef struct Key Key;

/* Reads `setting` into the field of `target` that `key` names. What is wrong becomes a problem and leaves the field. */
typedef void (*KeyFunc)(Reader *reader, const config_setting_t *setting, const Key *key, void *target);

struct Key {
  const char *name;
  KeyFunc read;
  gsize offset;               /* of its field */
  int lowest, highest;        /* for numbers and durations, in the unit of the field */
  const char *const *choices; /* for one of several words; NULL-terminated */
};

typedef struct {
  const char *name; /* as the manual calls it: "reminders" */
  const Key *keys;
  gsize n_keys;
} KeyTable;

/* A table and what its values go into. */
typedef struct {
  const KeyTable *table;
  void *target;
} KeyPart;

/* Reads every setting of `group` by whichever of the `n_parts` tables knows its name. */
void reader_read(Reader *reader, const config_setting_t *group, const KeyPart *parts, gsize n_parts);

/* The same with one table. A `setting` that is no group is a problem. */
void reader_read_group(Reader *reader, const config_setting_t *setting, const KeyTable *table, void *target);

/* Adds a problem or a warning at `setting` (NULL: the file as a whole). */
void reader_problem(Reader *reader, const config_setting_t *setting, const char *format, ...) G_GNUC_PRINTF(3, 4);
void reader_warning(Reader *reader, const config_setting_t *setting, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Adds a problem at `line` that belongs to no key. */
void reader_problem_at(Reader *reader, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Adds a problem at `setting` that ends by asking for the entry of `candidates` nearest to `word`, where one is near.
 */
void reader_problem_near(Reader *reader, const config_setting_t *setting, const char *word,
                         const char *const *candidates, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Returns TRUE if `setting` is a list of groups, else adds a problem. An empty array counts as an empty list. */
gboolean reader_is_list(Reader *reader, const config_setting_t *setting) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a problem for each of the `n_keys` first keys of `table` that `group` lacks. */
void reader_require(Reader *reader, const config_setting_t *group, const KeyTable *table, gsize n_keys);
