/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a single key cannot show: whether the parts of a config fit together,
 * and what is sound but doubtful. */
#pragma once

#include "config/reader.h"

/* A file that was read, with the values it gave. */
typedef struct {
  Reader *reader;
  const config_setting_t *root;
  const Routine *routine;
  const Settings *settings;
} Check;

/* Adds a problem for what contradicts itself: an id twice, a shift or guide that is not there, one key for two acts. */
void check_soundness(const Check *check);

/* Adds warnings. Only for a config without problems. */
void check_doubts(const Check *check);

/* The setting of the step at `index` or of its member `name`; the step's own where that stands nowhere. */
const config_setting_t *check_step(const Check *check, guint index, const char *name);
