/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminders: claims what is due, shows it by the first way that accepts it, and
 * withdraws it once it is answered anywhere. One notice is shown at a time. A
 * step's reminder and the morning's question displace one another; the
 * displaced one is shown again afterwards. */
#pragma once

#include "notify/notifier.h"
#include "planning/reminder.h"
#include "store/store.h"

#include <glib.h>

typedef struct Reminders Reminders;

typedef struct {
  /* The person chose `button` on a notice about `steps` (NULL-terminated) of `night`; no steps: the morning's question.
   * FALSE if the answer could not be saved: the notice then stays. */
  gboolean (*answered)(Night night, const char *const *steps, const char *button, gpointer data);
  /* The value of reminders_line may have changed. */
  void (*changed)(gpointer data);
  /* reminders_turn should be called at once. May be NULL. */
  void (*wants_turn)(gpointer data);
} RemindersCallbacks;

/* Returns reminders (owned) over `store`; store and callbacks are borrowed. What no way accepts is shown on the screen,
 * as reminders_line. */
Reminders *reminders_new(Store *store, const RemindersCallbacks *callbacks, gpointer data);
void reminders_free(Reminders *reminders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reminders, reminders_free)

/* Call before reminders_free if another program goes on reminding: it then shows what is shown here and still open. */
void reminders_hand_over(Reminders *reminders);

/* Handles what a way reports. Pass this and the reminders to the constructor of each way. */
void reminders_on_event(const NoticeEvent *event, gpointer reminders);

/* Adds `way` (taken) behind those added before: they are tried in that order. */
void reminders_add_way(Reminders *reminders, Notifier *way);

/* Ends all ways, for others to be added; what they showed is sent to those once reminders_on_event gets
 * NOTICE_AVAILABLE. */
void reminders_drop_ways(Reminders *reminders);

/* For a program without a screen: every reminder is written to `log` (taken; it must report nothing) as well, once.
 * What no way accepts is then left to other programs, and tried again when a way becomes available. */
void reminders_set_log(Reminders *reminders, Notifier *log);

/* For a rehearsal: what other programs show, or have left, is not touched. */
void reminders_set_standalone(Reminders *reminders);

/* One turn at `now`: sends what is due, withdraws what is answered, and shows again what is left of a notice that was
 * answered in part. `morning` is the night whose morning is to be asked for, once; NIGHT_NONE: none, and the question
 * is withdrawn. Returns when to call again; 0: nothing more tonight. */
gint64 reminders_turn(Reminders *reminders, const ReminderInput *input, Night morning, gint64 now);

/* Holds everything back until `until`, in every program: what falls due by then is claimed here and shown afterwards.
 * 0 ends it. Takes effect at the next turn. */
void reminders_hold(Reminders *reminders, gint64 until);

/* Returns what the screen has to show because no way could; NULL: nothing. Borrowed until the next turn or event. */
const char *reminders_line(const Reminders *reminders);
