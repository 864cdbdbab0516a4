/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was reminded of last and what stands on the desktop, whichever process
 * showed it: kept in the store for all of them. */
#pragma once

#include "app/live_notice.h"
#include "notify/notifier.h"
#include "store/claims.h"

typedef struct LastNotice LastNotice;

LastNotice *last_notice_new(Store *store); /* owned */
void last_notice_free(LastNotice *last);

/* Looks it up. */
void last_notice_look(LastNotice *last);

/* As it was when last looked up: whether another process has shown a newer one than this; and whether that stands on
 * the desktop, with the process behind it. */
gboolean last_notice_is_anothers(const LastNotice *last);
gboolean last_notice_stands_elsewhere(const LastNotice *last);

/* Likewise: whether a process that died has left it on the desktop. Whoever reaches that adopts it, to replace it or to
 * take it down; to others it stays known. */
gboolean last_notice_is_orphaned(const LastNotice *last);
void last_notice_adopt(LastNotice *last);

/* What was left to this process and still stands (borrowed); NULL: nothing. */
const LastReminder *last_notice_left(const LastNotice *last);

/* That was replaced or taken down. */
void last_notice_drop_left(LastNotice *last);

/* `live` was shown, as `event` says. Whether the store knows it now as this process's. */
gboolean last_notice_shown(LastNotice *last, const LiveNotice *live, const NoticeEvent *event);

/* Nothing of this process stands on the desktop any more; what was reminded of last stays known. */
void last_notice_gone(LastNotice *last);
