/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that tries what the service is not meant to do, and says line by
 * line what came of it. */
#pragma once

/* The word by which the test's program becomes the probe. */
#define PROBE "--probe"

/* Prints "NAME: yes" or "NAME: no" for each thing that it could do; gives the exit status. */
int probe_main(void);
