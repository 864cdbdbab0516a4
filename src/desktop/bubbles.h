/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands on the desktop: one notification, and for an instant the one
 * that it replaced, until what the person did to that has been heard. This is
 * where libnotify is spoken to; it waits for the server in every call, so all
 * of it belongs to a thread that may wait. */
#pragma once

#include "desktop/server.h"
#include "notify/way.h"

typedef struct Bubbles Bubbles;

/* Nothing stands there yet (owned). `link` is borrowed, `reporter` is kept. */
Bubbles *bubbles_new(ServerLink *link, Reporter *reporter);
void bubbles_free(Bubbles *bubbles);

/* Shows `kept` (taken) on the server of `info`, in place of what stands there, and reports how that went. */
void bubbles_show(Bubbles *bubbles, KeptNotice *kept, const DesktopServerInfo *info);

/* Takes down what stands there. Waits at most `patience_milliseconds` for that; 0: not at all. */
void bubbles_take_down(Bubbles *bubbles, int patience_milliseconds);

/* The server has ended: gives the notice that stood there (owned); NULL: none did. */
KeptNotice *bubbles_lose(Bubbles *bubbles);

/* Lets go of the bus. */
void bubbles_leave_bus(Bubbles *bubbles);
