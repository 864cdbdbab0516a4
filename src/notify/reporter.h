/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Carries events from a way, whatever thread it works on, to its owner on the
 * default main context: never from within the call that caused them, and never
 * after the way was freed. */
#pragma once

#include "notify/notifier.h"

typedef struct Reporter Reporter;

Reporter *reporter_new(NoticeFunc func, gpointer data); /* owned */
Reporter *reporter_ref(Reporter *reporter);
void reporter_unref(Reporter *reporter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reporter, reporter_unref)

/* Queues a copy of `event`. Any thread. */
void reporter_send(Reporter *reporter, const NoticeEvent *event);

/* No event comes out from here on, queued ones included. The default main context's thread only. */
void reporter_close(Reporter *reporter);
