/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminding: claims what is due, shows it, and takes it down once it is
 * answered anywhere. There is one live notice; the morning's question and what
 * steps ask stand aside for each other. */
#pragma once

#include "notify/notifier.h"
#include "planning/reminders.h"
#include "store/store.h"

#include <glib.h>

typedef struct Reminding Reminding;

typedef struct {
  /* The person chose `button` on a notice about `steps` (NULL-terminated) of `night`; without any it is the morning's
   * question. FALSE when the answer could not be taken: then the notice stays. */
  gboolean (*answered)(Night night, const char *const *steps, const char *button, gpointer data);
  /* What reminding_line gives may have changed. */
  void (*changed)(gpointer data);
  /* A turn is due at once; NULL: nobody is told. */
  void (*wants_turn)(gpointer data);
} RemindingCallbacks;

/* Gives reminding (owned) over `store`; store and callbacks are borrowed. What no way takes stands on the screen. */
Reminding *reminding_new(Store *store, const RemindingCallbacks *callbacks, gpointer data);
void reminding_free(Reminding *reminding);

/* Before reminding_free, where another program goes on that reminds: it shows what stands here and is still open. */
void reminding_hand_over(Reminding *reminding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reminding, reminding_free)

/* For the ways: hand this and the reminding to their constructors, then add them in the order to try (takes `way`). */
void reminding_on_event(const NoticeEvent *event, gpointer reminding);
void reminding_add_way(Reminding *reminding, Notifier *way);

/* Ends all ways, for others to be added; what stood with them is shown by those once reminding_on_event hears of
 * NOTICE_AVAILABLE. */
void reminding_drop_ways(Reminding *reminding);

/* For a program without a screen (takes `log`, which reports to nobody): every reminder goes there as well, once. What
 * no way takes is then left to other programs, and tried anew when a way becomes available. */
void reminding_set_log(Reminding *reminding, Notifier *log);

/* For a rehearsal: what other programs show, or have left, stays. */
void reminding_set_apart(Reminding *reminding);

/* One turn at `now`: sends what is due, takes down what is answered, and shows anew what is left of a notice of which a
 * part was answered. The morning of `asks` is to be asked for, once; NIGHT_NONE: none, and a question that stands is
 * taken down. Gives when to turn next; 0: nothing more tonight. */
gint64 reminding_turn(Reminding *reminding, const ReminderInput *input, Night asks, gint64 now);

/* Holds everything back until `until`, in every program: what falls due by then is claimed here and comes afterwards. 0
 * ends it. The next turn acts on it. */
void reminding_hold(Reminding *reminding, gint64 until);

/* What the screen has to show because no way could; NULL: nothing. Borrowed until the next turn or event. */
const char *reminding_line(const Reminding *reminding);
