/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What works for the desktop's notifier on a thread of its own, where calls
 * may wait. A notice is handed to libnotify only once the server has answered
 * a question: what would be sent to a frozen server could neither be taken
 * back nor replaced. */
#pragma once

#include "notify/notice.h"
#include "notify/reporter.h"

typedef struct DesktopWorker DesktopWorker;

/* Gives a worker (owned) that reports to `reporter`. All else is called on its thread, which has a main context of its
 * own. */
DesktopWorker *desktop_worker_new(Reporter *reporter);

/* Takes down what is showing, where the server closes it in time, and frees. */
void desktop_worker_end(DesktopWorker *worker);

/* Takes `kept`: shows it as soon as the server answers, in place of whatever was wanted or showing before. */
void desktop_worker_show(DesktopWorker *worker, KeptNotice *kept);

/* Takes down what is showing, and what was wanted. */
void desktop_worker_withdraw(DesktopWorker *worker);

/* Takes down `id` when the server turns out to be `server` (taken). */
void desktop_worker_take_down(DesktopWorker *worker, guint32 id, char *server);

/* Follows the session bus and its server from here on, as showing does. */
void desktop_worker_follow(DesktopWorker *worker);
