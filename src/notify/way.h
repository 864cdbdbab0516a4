/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a way of notifying is made with: a Reporter, which carries its events
 * to their owner, a notice's texts made safe, and a copy of a notice. Private
 * to the ways. */
#pragma once

#include "notify/notifier.h"

/* Carries events from a way, whatever thread it works on, to its owner on the default main context: never from within
 * the call that caused them, and never after reporter_close. */
typedef struct Reporter Reporter;

/* Returns a reporter (owned) to `func`; NULL: events are dropped. */
Reporter *reporter_new(NoticeFunc func, gpointer data);
Reporter *reporter_ref(Reporter *reporter);
void reporter_unref(Reporter *reporter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reporter, reporter_unref)

/* Queues a copy of `event`. Any thread. */
void reporter_send(Reporter *reporter, const NoticeEvent *event);

/* Drops every later event, those that are queued included. The default main context's thread only. */
void reporter_close(Reporter *reporter);

/* Returns the summary as one safe line of at most 200 columns (owned); the program's name where there is none. */
char *notice_summary(const char *text);

/* Returns a body as one safe line of at most 250 columns (owned). */
char *notice_line(const char *text);

/* Returns the body as safe lines, at most 20 of them and 1000 columns (owned); escaped where the server reads `markup`.
 */
char *notice_body(const char *text, gboolean markup);

/* A notice of its own: a Notice is borrowed for the length of a call. */
typedef struct {
  Notice notice;
  GStringChunk *texts; /* owns what `notice` points to */
} KeptNotice;

/* A deep copy (owned). */
KeptNotice *notice_keep(const Notice *notice);

void notice_drop(KeptNotice *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeptNotice, notice_drop)
