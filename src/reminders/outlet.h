/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outlet sends the current prompt out by the first way that accepts it, and
 * withdraws it. What no way accepts is shown on the screen, or, in a program
 * without one, given back to other programs. What is shown is recorded in the
 * store, where it also finds what other processes have shown. Private to this
 * room: reminders.c sets `ways`, `log` and `standalone`, and reads the rest. */
#pragma once

#include "notify/notifier.h"
#include "reminders/prompt.h"
#include "store/claims.h"

typedef struct {
  Store *store;
  GHashTable *tried;     /* borrowed: "step/key" of claims that no way of this process could show */
  GPtrArray *ways;       /* of Notifier, in the order to try */
  Notifier *log;         /* NULL: there is a screen */
  GHashTable *logged;    /* "step/key" of this night's claims that were written to the log */
  gboolean standalone;   /* a rehearsal: notices of other programs are left as they are */
  guint64 token;         /* of the newest prompt */
  Prompt *current;       /* shown, or being sent; NULL: none */
  Prompt *replaced;      /* the one before: an answer to it may still arrive */
  gboolean on_screen;    /* the current prompt is shown on the screen */
  Night night;           /* of the newest outlet_look */
  gint64 now;            /* of the newest outlet_look */
  gint64 adopted_at;     /* when an orphaned notice was last tried to take over; 0: never */
  gboolean is_anothers;  /* the last notice in the store was shown by another process … */
  gboolean is_elsewhere; /* … which runs, and has it on the desktop */
  gboolean is_orphaned;  /* … which has exited, and left it on a desktop that no process has reached since */
  LastReminder left;     /* an orphaned notice that this process now owns; steps of NULL: none */
} Outlet;

/* Starts an outlet over `store` (borrowed). */
void outlet_init(Outlet *outlet, Store *store, GHashTable *tried);

/* Ends it: the ways withdraw what they show. With `hands_over` the store keeps it as shown, for another program. */
void outlet_clear(Outlet *outlet, gboolean hands_over);

/* Ends all ways, for others to be added. The prompt that one of them had is sent again by outlet_on_available. */
void outlet_drop_ways(Outlet *outlet);

/* Looks up at `now`, in `night`, what other processes have shown, and withdraws the current prompt if one of them has
 * shown a newer one. */
void outlet_look(Outlet *outlet, Night night, gint64 now);

/* Returns when to look again, after `now`, whether the process still runs whose notice is on the desktop; 0: not. */
gint64 outlet_next_look(const Outlet *outlet, gint64 now);

/* Makes `prompt` (taken) the current one and sends it. */
void outlet_send(Outlet *outlet, Prompt *prompt);

/* Sends the current prompt once more, without sound. */
void outlet_repeat(Outlet *outlet);

/* Withdraws the current prompt: it was answered. */
void outlet_withdraw(Outlet *outlet);

/* Takes down what an exited process left to this one. */
void outlet_withdraw_left(Outlet *outlet);

/* Releases the claims of the current prompt, for a later turn. */
void outlet_postpone(Outlet *outlet);

/* Acts on what a way reports of the current prompt; and on a way that has become available. */
void outlet_on_event(Outlet *outlet, const NoticeEvent *event);
void outlet_on_available(Outlet *outlet);
