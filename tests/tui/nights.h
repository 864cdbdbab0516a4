/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nights built by hand, the last of them on NIGHTS_LAST. */
#pragma once

#include "model/history.h"

#define NIGHTS_LAST "2026-11-26"

/* Six counting steps and one that does not count, lights out and restedness (owned). */
History *nights_new(void);

/* The same five weeks over and over, `count` nights up to the same last one (owned). */
History *nights_many(int count);
