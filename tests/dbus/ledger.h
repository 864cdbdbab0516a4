/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ledger of all that any program asks the notification server on a bus to
 * show, read off the bus itself. */
#pragma once

#include <gio/gio.h>

typedef struct {
  char *summary;
  char *body;
  guint32 replaces;
  gboolean has_sound;
} Entry;

typedef struct Ledger Ledger;

/* Opens one for the bus at `address` (owned). */
Ledger *ledger_new(const char *address);
void ledger_free(Ledger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ledger, ledger_free)

/* How many notifications were asked for so far, and the one of that number (borrowed). */
guint ledger_count(Ledger *ledger);
const Entry *ledger_entry(Ledger *ledger, guint index);

/* A connection of its own to the bus at `address` (owned). */
GDBusConnection *ledger_connect(const char *address);
