/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Showing: there is one live notice. It goes out by the first way that takes
 * it; what no way takes stands on the screen. It is known in the store while
 * it stands, and taken down with what it was about. */
#pragma once

#include "app/last_notice.h"
#include "app/live_notice.h"
#include "app/reminder_claims.h"
#include "notify/notifier.h"

typedef struct Showing Showing;

/* Gives showing (owned) over `store`; it is borrowed, and `claims` as well. */
Showing *showing_new(Store *store, ReminderClaims *claims);
void showing_free(Showing *showing);

/* What stands when it is freed is left to another program. */
void showing_hand_over(Showing *showing);

/* The ways, in the order to try; the log of a program without a screen (both are taken). */
void showing_add_way(Showing *showing, Notifier *way);
void showing_drop_ways(Showing *showing);
void showing_set_log(Showing *showing, Notifier *log);

/* For a rehearsal: what other programs show, or have left, stays. */
void showing_set_apart(Showing *showing);

/* Looks up at `now`, in `night`, what other processes have shown, and lets go of what is no longer the newest. */
void showing_look(Showing *showing, Night night, gint64 now);

/* The live notice, on its way out or standing (borrowed); NULL: none. And what it replaced, to which an answer may
 * still come. */
LiveNotice *showing_live(const Showing *showing);
const LiveNotice *showing_before(const Showing *showing);

/* Whether anything stands before the person's eyes, from whatever process, or is on its way there. */
gboolean showing_is_busy(const Showing *showing);

/* When to look again, after `now`, whether the process lives whose notice stands on the desktop; 0: none does. */
gint64 showing_next_look(const Showing *showing, gint64 now);

/* What a process that died has left to this one (borrowed); NULL: nothing. And takes that down. */
const LastReminder *showing_left(const Showing *showing);
void showing_take_down_left(Showing *showing);

/* Makes `live` (taken) the live notice. */
void showing_start(Showing *showing, LiveNotice *live);

/* Shows the live one once more, without sound. */
void showing_repeat(Showing *showing);

/* Gives the claims of `live` back, for a later turn. */
void showing_postpone(Showing *showing, LiveNotice *live);

/* Takes down what was answered. */
void showing_finish(Showing *showing);

/* What became of the live notice on its way; and that a way has become available. */
void showing_on_event(Showing *showing, const NoticeEvent *event);
void showing_on_available(Showing *showing);

/* What the screen has to show; NULL: nothing. Borrowed. */
const char *showing_line(const Showing *showing);
