/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A night: one evening and the sleep after it. Its key is the date of the
 * evening, so at 00:40 tonight still has yesterday's date. */
#pragma once

#include <glib.h>

/* The Julian day of the evening's date (base/daytime.h writes and reads it); nights are consecutive
 * numbers, 0 is no night. */
typedef guint32 Night;

#define NIGHT_NONE 0
