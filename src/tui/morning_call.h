/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the morning question comes by itself. Pure. */
#pragma once

#include "app/app.h"

/* Without a key for this long somebody was away, or asleep. */
#define MORNING_CALL_REST_SECONDS (2 * 3600)

/* Whether a key pressed at `evening->now` brings the morning question: from three hours before the wake time until
 * half way to the next bedtime, when no key was pressed for MORNING_CALL_REST_SECONDS. `last_key` is when one was; 0:
 * not since the program started, which then needs a good night to tell waking up from staying up. */
gboolean morning_call(const Evening *evening, gint64 last_key);
