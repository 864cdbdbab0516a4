/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who owns a claim, private to this room: one process of one boot, named so
 * that no later process can be taken for it. */
#pragma once

#include <glib.h>

/* This process, as text (owned): boot id, process id, start time. */
char *owner_self(void);

/* Whether the process that `owner` names still runs. A stopped one does; one that has ended and only waits to be
 * collected does not. */
gboolean owner_lives(const char *owner);
