/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a config file, each with its tables of keys: the schedule, the
 * steps, the guides and the rest of the settings. What spans several keys is
 * looked at afterwards, in config/check.h. */
#pragma once

#include "config/reader.h"

/* The keys at the top of the file: those that fill a Routine, those that fill a Settings. */
extern const KeyTable part_routine, part_settings;

/* The keys of the groups within them. */
extern const KeyTable part_hours, part_shift, part_shift_after, part_rota;
extern const KeyTable part_step, part_band, part_dose, part_course, part_source;
extern const KeyTable part_reminders, part_screen, part_guide, part_guide_stretch;

/* Lists of groups, read into the GPtrArray * field of `target`. */
void part_read_steps(Reader *reader, const config_setting_t *setting, const Key *key, void *target);
void part_read_bands(Reader *reader, const config_setting_t *setting, const Key *key, void *target);
void part_read_guides(Reader *reader, const config_setting_t *setting, const Key *key, void *target);
