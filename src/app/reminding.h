/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminding: claims what is due, sends it through the first way that takes it,
 * and takes it down once it is answered anywhere. There is one live notice. */
#pragma once

#include "notify/notifier.h"
#include "planning/reminders.h"
#include "store/store.h"

#include <glib.h>

typedef struct Reminding Reminding;

typedef struct {
  /* The person chose `button` on a notice about `step` of `night`; `step` is NULL for the morning's question. */
  void (*answered)(Night night, const char *step, const char *button, gpointer data);
  /* What reminding_line gives may have changed. */
  void (*changed)(gpointer data);
} RemindingCallbacks;

/* Gives reminding (owned) over `store`; store and callbacks are borrowed. Without ways everything stands on the screen.
 */
Reminding *reminding_new(Store *store, const RemindingCallbacks *callbacks, gpointer data);
void reminding_free(Reminding *reminding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reminding, reminding_free)

/* For the ways: hand this and the reminding to their constructors, then add them in the order to try (takes `way`). */
void reminding_on_event(const NoticeEvent *event, gpointer reminding);
void reminding_add_way(Reminding *reminding, Notifier *way);

/* One turn at `now`: sends what is due, takes down what is answered. Gives when the next one is due; 0: none tonight.
 */
gint64 reminding_turn(Reminding *reminding, const ReminderInput *input, gint64 now);

/* Asks for the morning of `night` once, `open` telling whether it is unanswered; takes the question down when it is
 * not. FALSE when it was not its turn. */
void reminding_ask_morning(Reminding *reminding, Night night, gboolean open, gint64 now);

/* What the screen has to show because no way could; NULL: nothing. Borrowed until the next turn. */
const char *reminding_line(const Reminding *reminding);
