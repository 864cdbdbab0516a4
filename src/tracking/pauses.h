/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beginning and ending pauses. Pure; the list handed in is never changed. A
 * pause is known by its step and first night; one that is taken back stays in
 * the list as a pause of no night, so that a merge does not bring it back. */
#pragma once

#include "model/action.h"
#include "model/record.h"

#include <glib.h>

/* Applies a pause or a resume to `pauses` (of Pause); returns the new list (owned). A pause grows together with those
 * of the same step that it touches; what is paused already stays as it is. A resume ends, from its night on, the pause
 * that covers that night, else takes back those that are still to come; one for all leaves the pauses of single steps
 * alone. Nights before the one asked for stay as they were. Refuses a pause that ends before it begins, and a resume of
 * what is not paused. */
GPtrArray *tracking_pause(const GPtrArray *pauses, const Action *action, gint64 now,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns what an act that led from `before` to `after` changed, as it was before (owned); what was not there is in it
 * as taken back. Empty when nothing changed. */
GPtrArray *tracking_changed_pauses(const GPtrArray *before, const GPtrArray *after);

/* Returns those of `pauses` that are also in `like`, whatever their end (owned). */
GPtrArray *tracking_same_pauses(const GPtrArray *pauses, const GPtrArray *like);

/* Takes back an act on `pauses` and returns the list (owned). `before` is what tracking_changed_pauses returned, and
 * `after` those pauses as the act left them; NULL: unknown. A pause that something else has changed since stays. What
 * returns is stamped with `now`; 0: it is as old as it was. */
GPtrArray *tracking_restore_pauses(const GPtrArray *pauses, const GPtrArray *before, const GPtrArray *after,
                                   gint64 now);

/* Merges two lists of Pause (owned): the same step and first night are the same pause, of which the newer changed_at
 * wins, at equal ones the longer. */
GPtrArray *tracking_merge_pauses(const GPtrArray *ours, const GPtrArray *theirs) G_GNUC_WARN_UNUSED_RESULT;
