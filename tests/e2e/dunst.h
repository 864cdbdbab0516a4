/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The notification server of tests/support/with-desktop, as it sees itself. */
#pragma once

#include <gio/gio.h>

/* The session bus (owned). */
GDBusConnection *dunst_connect(void);

/* How many notifications stand on the desktop. */
guint dunst_displayed(GDBusConnection *bus);

/* A text of the one that was closed last (owned): "summary" or "body". */
char *dunst_closed_text(GDBusConnection *bus, const char *key);

/* Chooses the button of the newest one whose label holds `label`. */
void dunst_pick(const char *label);
