/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reminding.h"

#include "app/live_notice.h"
#include "app/reminder_claims.h"
#include "app/showing.h"

struct Reminding {
  const RemindingCallbacks *callbacks;
  gpointer data;
  ReminderClaims *claims;
  Showing *showing;
  LiveNotice *aside; /* what stood aside for a notice of the other kind, and comes back after it; NULL: nothing */
  Night night;       /* of the newest turn */
  Night asks;        /* whose morning is asked for; NIGHT_NONE: none */
  gint64 now;        /* of the newest turn */
};

Reminding *reminding_new(Store *store, const RemindingCallbacks *callbacks, gpointer data) {
  Reminding *reminding = g_new0(Reminding, 1);
  reminding->callbacks = callbacks;
  reminding->data = data;
  reminding->claims = reminder_claims_new(store);
  reminding->showing = showing_new(store, reminding->claims);
  return reminding;
}

void reminding_free(Reminding *reminding) {
  if (!reminding)
    return;
  showing_free(reminding->showing);
  live_notice_free(reminding->aside);
  reminder_claims_free(reminding->claims);
  g_free(reminding);
}

void reminding_hand_over(Reminding *reminding) {
  showing_hand_over(reminding->showing);
}

void reminding_add_way(Reminding *reminding, Notifier *way) {
  showing_add_way(reminding->showing, way);
}

void reminding_drop_ways(Reminding *reminding) {
  showing_drop_ways(reminding->showing);
}

void reminding_set_log(Reminding *reminding, Notifier *log) {
  showing_set_log(reminding->showing, log);
}

void reminding_set_apart(Reminding *reminding) {
  showing_set_apart(reminding->showing);
}

void reminding_hold(Reminding *reminding, gint64 until) {
  reminder_claims_hold(reminding->claims, until);
}

const char *reminding_line(const Reminding *reminding) {
  return showing_line(reminding->showing);
}

/* --- standing aside --- */

static gboolean stands(const LiveNotice *live) {
  return live && live->is_shown && !live->is_seen;
}

static void put_aside(Reminding *reminding, const LiveNotice *live) {
  g_clear_pointer(&reminding->aside, live_notice_free);
  reminding->aside = live_notice_copy(live);
}

/* Makes `live` (taken) the live notice. What stands there comes back afterwards if it is of the other kind; a reminder
 * names what another one has asked. */
static void start(Reminding *reminding, LiveNotice *live) {
  const LiveNotice *current = showing_live(reminding->showing);
  if (stands(current) && current->asks_morning != live->asks_morning)
    put_aside(reminding, current);
  showing_start(reminding->showing, live);
}

/* What steps asked comes back, as far as it is still open. */
static void bring_back(Reminding *reminding, const ReminderInput *input) {
  g_autoptr(LiveNotice) aside = g_steal_pointer(&reminding->aside);
  g_autoptr(LiveNotice) live = live_notice_new(reminding->night);
  live_notice_inherit(live, aside, input, reminding->now);
  if (live_notice_is_empty(live))
    return;
  live_notice_finish(live, input, reminding->now);
  live->sound = FALSE;
  live->is_shown = TRUE;
  start(reminding, g_steal_pointer(&live));
}

/* --- the morning --- */

static gboolean is_morning_of(const LastReminder *left, Night night) {
  return left && left->night == night && !*left->steps;
}

static gboolean asks(const LiveNotice *live, Night night) {
  return live && live->asks_morning && live->night == night;
}

static void ask(Reminding *reminding, gboolean is_new) {
  LiveNotice *live = live_notice_new(reminding->asks);
  if (is_new)
    live_notice_add_claim(live, MORNING_STEP, MORNING_KEY);
  live_notice_finish_morning(live);
  live->is_shown = !is_new;
  start(reminding, live);
}

static void ask_morning(Reminding *reminding) {
  const LiveNotice *current = showing_live(reminding->showing);
  const gboolean is_on_its_way = current && !current->is_shown; /* that comes out first */
  if (reminding->asks == NIGHT_NONE || asks(current, reminding->asks) || is_on_its_way)
    return;
  if (asks(reminding->aside, reminding->asks)) {
    if (showing_is_busy(reminding->showing))
      return;
    g_clear_pointer(&reminding->aside, live_notice_free);
    ask(reminding, FALSE);
  } else if (is_morning_of(showing_left(reminding->showing), reminding->asks)) {
    ask(reminding, FALSE);
  } else if (reminder_claims_take_morning(reminding->claims, reminding->asks)) {
    ask(reminding, TRUE);
  }
}

/* It was answered, or noon has come. */
static void end_morning(Reminding *reminding) {
  const LiveNotice *current = showing_live(reminding->showing);
  if (current && current->asks_morning && current->night != reminding->asks)
    showing_finish(reminding->showing);
  if (reminding->aside && reminding->aside->asks_morning && reminding->aside->night != reminding->asks)
    g_clear_pointer(&reminding->aside, live_notice_free);
}

/* --- a turn --- */

static void show_due(Reminding *reminding, const ReminderInput *input, const GPtrArray *due, const GPtrArray *digest) {
  LiveNotice *before = showing_live(reminding->showing);
  LiveNotice *live = live_notice_new(reminding->night);
  live_notice_add_due(live, due);
  live_notice_add_digest(live, digest);
  if (before && before->asks_morning && !before->is_shown)
    showing_postpone(reminding->showing, before);
  else if (before && !before->is_shown)
    live_notice_inherit(live, before, input, reminding->now);
  live_notice_finish(live, input, reminding->now);
  start(reminding, live);
}

/* The buttons of what a program that died left on the desktop are dead: it is shown anew from here, without sound,
 * while it is open; else taken down. The morning's question is left to ask_morning. */
static void adopt(Reminding *reminding, const LastReminder *left, const ReminderInput *input) {
  if (is_morning_of(left, reminding->asks))
    return;
  g_autoptr(LiveNotice) live = live_notice_new(reminding->night);
  for (char **step = left->steps; *step && left->night == reminding->night; step++) {
    if (live_notice_step_is_open(input, *step, reminding->now))
      live_notice_add_step(live, *step);
  }
  if (live_notice_is_empty(live)) {
    showing_take_down_left(reminding->showing);
    return;
  }
  live_notice_finish(live, input, reminding->now);
  live->sound = FALSE;
  start(reminding, g_steal_pointer(&live));
}

/* Takes the live notice down once all of it is answered; shows what is left of it, without sound, once a part is. */
static void keep_current(Reminding *reminding, const ReminderInput *input) {
  const LiveNotice *current = showing_live(reminding->showing);
  if (current->asks_morning)
    return;
  g_autoptr(LiveNotice) rest = live_notice_new(reminding->night);
  live_notice_inherit(rest, current, input, reminding->now);
  if (live_notice_is_empty(rest)) {
    showing_finish(reminding->showing);
    return;
  }
  live_notice_finish(rest, input, reminding->now);
  if (current->is_seen || g_str_equal(rest->about, current->about))
    return;
  rest->sound = rest->sound && !current->is_shown;
  rest->is_shown = current->is_shown;
  start(reminding, g_steal_pointer(&rest));
}

/* Looks what other processes have shown meanwhile. The question stands aside for that, too. */
static void look(Reminding *reminding) {
  const LiveNotice *current = showing_live(reminding->showing);
  g_autoptr(LiveNotice) question = stands(current) && current->asks_morning ? live_notice_copy(current) : NULL;
  showing_look(reminding->showing, reminding->night, reminding->now);
  if (question && !showing_live(reminding->showing))
    put_aside(reminding, question);
}

static void show_what_stands(Reminding *reminding, const ReminderInput *input) {
  const LastReminder *left = showing_left(reminding->showing);
  if (showing_live(reminding->showing))
    keep_current(reminding, input);
  else if (left)
    adopt(reminding, left, input);
  if (reminding->aside && !reminding->aside->asks_morning && !showing_is_busy(reminding->showing))
    bring_back(reminding, input);
}

/* 0 is none. */
static gint64 earlier(gint64 a, gint64 b) {
  return a && b ? MIN(a, b) : MAX(a, b);
}

gint64 reminding_turn(Reminding *reminding, const ReminderInput *input, Night asks, gint64 now) {
  reminding->now = now;
  reminding->night = input->plan->night;
  reminding->asks = asks;
  reminder_claims_set_now(reminding->claims, reminding->night, now);
  look(reminding);
  end_morning(reminding);
  g_autoptr(GPtrArray) list = reminders_list(input);
  g_autoptr(GPtrArray) due = g_ptr_array_new();
  g_autoptr(GPtrArray) digest = g_ptr_array_new();
  const gint64 next = reminder_claims_take(reminding->claims, list, due, digest);
  if (due->len > 0 || digest->len > 0)
    show_due(reminding, input, due, digest); /* in place of what a program that died has left */
  else
    show_what_stands(reminding, input);
  ask_morning(reminding);
  return earlier(next, showing_next_look(reminding->showing, now));
}

/* --- what becomes of it --- */

static void want_turn(Reminding *reminding) {
  if (reminding->callbacks->wants_turn)
    reminding->callbacks->wants_turn(reminding->data);
}

/* One button answers all that the notice is about. The answer is kept before the notice goes: in between a kill would
 * lose it. */
static void pass_on(Reminding *reminding, const LiveNotice *asked, const char *button) {
  const guint64 token = asked->token;
  g_auto(GStrv) steps = live_notice_steps(asked);
  g_autofree char *chosen = g_strdup(button);
  const gboolean taken = reminding->callbacks->answered(asked->night, (const char *const *) steps, chosen,
                                                        reminding->data);
  const LiveNotice *live = showing_live(reminding->showing);
  if (!live || live->token != token)
    return; /* by its turn, the answer has taken it down or made another one of it */
  if (taken)
    showing_finish(reminding->showing);
  else
    showing_repeat(reminding->showing); /* choosing has closed it */
}

/* What had found no way is tried again. */
static void on_available(Reminding *reminding) {
  reminder_claims_retry(reminding->claims);
  showing_on_available(reminding->showing);
  want_turn(reminding);
}

static void on_notice_event(Reminding *reminding, const NoticeEvent *event) {
  const LiveNotice *live = showing_live(reminding->showing), *before = showing_before(reminding->showing);
  const gboolean is_live = live && event->token == live->token;
  if (event->kind == NOTICE_BUTTON && is_live)
    pass_on(reminding, live, event->button);
  else if (event->kind == NOTICE_BUTTON && before && event->token == before->token)
    pass_on(reminding, before, event->button);
  else if (is_live)
    showing_on_event(reminding->showing, event);
  if (reminding->aside && !showing_is_busy(reminding->showing))
    want_turn(reminding);
}

void reminding_on_event(const NoticeEvent *event, gpointer data) {
  Reminding *reminding = data;
  if (event->kind == NOTICE_AVAILABLE)
    on_available(reminding);
  else
    on_notice_event(reminding, event);
  reminding->callbacks->changed(reminding->data);
}
