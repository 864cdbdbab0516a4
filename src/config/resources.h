/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that are built in: the shipped routine, guides and themes. */
#pragma once

/* The text of the file of that name ("winddown.cfg", "themes/dusk.cfg"), borrowed for ever; NULL when there is none. */
const char *resources_text(const char *name);
