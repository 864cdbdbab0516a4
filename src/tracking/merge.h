/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two records of one night, from two machines or an export, become one. The
 * result does not depend on which comes first, nor on how often. */
#pragma once

#include "model/record.h"

#include <glib.h>

/* Merges two records of the same night (owned). For each step the newer marked_at wins, at equal ones the higher mark;
 * lights out and good night go with the lights-out step; a moved bedtime by when it was moved; the morning by the newer
 * answered_at, then by content in a fixed order. Commutative, associative, idempotent. */
Record *tracking_merge(const Record *ours, const Record *theirs) G_GNUC_WARN_UNUSED_RESULT;

/* An order (as strcmp) in which only equal entries tie; the greater one survives a merge. */
int tracking_compare_steps(const StepRecord *one, const StepRecord *other);
int tracking_compare_mornings(const Morning *one, const Morning *other);

/* TRUE if both records of a night say the same, to the second. */
gboolean tracking_is_same(const Record *one, const Record *other);
