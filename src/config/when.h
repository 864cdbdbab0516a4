/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The times that a routine names: "bed - 90m", "wake + 1h", "14:00". */
#pragma once

#include "model/routine.h"

/* Reads `text` into `when`: "bed", "wake" or either with "+" or "-" and a duration, or a time of day. "wake + 1h"
 * counts from the wake time that begins the night, "wake - 30m" back from the one that ends it. FALSE (and `when`
 * untouched) for anything else. */
gboolean when_parse(const char *text, When *when) G_GNUC_WARN_UNUSED_RESULT;
