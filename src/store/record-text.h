/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records and pauses as text for the journal, private to this room: GVariant's
 * text form of a dictionary, which a person can read and which leaves out what
 * is blank. A key that is not known is passed over. */
#pragma once

#include "model/pause.h"
#include "model/record.h"

char *record_text(const Record *record); /* owned */

/* Gives the record of `night` (owned); NULL when `text` is not one. */
Record *record_text_parse(Night night, const char *text) G_GNUC_WARN_UNUSED_RESULT;

char *pauses_text(const GPtrArray *pauses); /* owned */

/* Gives the pauses (owned, of Pause); NULL when `text` is none. */
GPtrArray *pauses_text_parse(const char *text) G_GNUC_WARN_UNUSED_RESULT;
