/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Notifications on the desktop, through libnotify. */
#pragma once

#include "notify/notifier.h"

/* Returns the way (owned). The thread that it works on starts with the first show. */
Notifier *notices_new(NoticeFunc func, gpointer data);
