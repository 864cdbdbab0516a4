/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reminding.h"

#include "app/live_notice.h"
#include "app/reminder_claims.h"
#include "store/claims.h"

#define NO_STEP "" /* of the last reminder: it was about none */

struct Reminding {
  Store *store;
  const RemindingCallbacks *callbacks;
  gpointer data;
  ReminderClaims *claims;
  GPtrArray *ways;    /* of Notifier */
  Notifier *log;      /* NULL: there is a screen */
  GHashTable *logged; /* the claims of this night that stand in the log */
  guint64 token;      /* of the newest notice */
  LiveNotice *live;   /* on the desktop, or on its way there; NULL: nothing */
  LiveNotice *before; /* what it replaced: an answer to that may still come */
  gboolean on_screen; /* the live notice stands there, too */
  LastReminder left;  /* what a process that died has left on the desktop, until it was replaced or taken down */
  Night night;        /* of the newest turn */
  gint64 now;         /* of the newest turn */
};

Reminding *reminding_new(Store *store, const RemindingCallbacks *callbacks, gpointer data) {
  Reminding *reminding = g_new0(Reminding, 1);
  reminding->store = store;
  reminding->callbacks = callbacks;
  reminding->data = data;
  reminding->ways = g_ptr_array_new_with_free_func((GDestroyNotify) notifier_free);
  reminding->claims = reminder_claims_new(store);
  reminding->logged = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return reminding;
}

/* Nothing of this process stands on the desktop any more; what was reminded of last stays known. */
static void record_gone(Reminding *reminding) {
  g_auto(LastReminder) last = { 0 };
  if (!claim_load_last(reminding->store, &last, NULL) || !last.is_own || last.server_id == 0)
    return;
  last.server_id = 0;
  (void) !claim_save_last(reminding->store, &last, NULL);
}

void reminding_free(Reminding *reminding) {
  if (!reminding)
    return;
  g_ptr_array_unref(reminding->ways); /* takes down what is showing */
  record_gone(reminding);
  g_clear_pointer(&reminding->log, notifier_free);
  live_notice_free(reminding->live);
  live_notice_free(reminding->before);
  reminder_claims_free(reminding->claims);
  g_hash_table_unref(reminding->logged);
  last_reminder_clear(&reminding->left);
  g_free(reminding);
}

void reminding_add_way(Reminding *reminding, Notifier *way) {
  g_ptr_array_add(reminding->ways, way);
}

void reminding_drop_ways(Reminding *reminding) {
  g_ptr_array_set_size(reminding->ways, 0);
  if (reminding->live)
    reminding->live->way = 1; /* none has it any more */
}

void reminding_set_log(Reminding *reminding, Notifier *log) {
  g_clear_pointer(&reminding->log, notifier_free);
  reminding->log = log;
}

void reminding_hold(Reminding *reminding, gint64 until) {
  reminder_claims_hold(reminding->claims, until);
}

const char *reminding_line(const Reminding *reminding) {
  return reminding->on_screen && reminding->live ? reminding->live->text->line : NULL;
}

/* --- the live notice and its ways --- */

static Notifier *way_of(const Reminding *reminding) {
  const LiveNotice *live = reminding->live;
  return live->way < reminding->ways->len ? g_ptr_array_index(reminding->ways, live->way) : NULL;
}

/* The live notice stays known for answers that are under way. */
static void let_go(Reminding *reminding) {
  g_clear_pointer(&reminding->before, live_notice_free);
  reminding->before = g_steal_pointer(&reminding->live);
  reminding->on_screen = FALSE;
}

static void withdraw(Reminding *reminding) {
  if (!reminding->live)
    return;
  for (guint i = 0; i < reminding->ways->len; i++)
    notifier_withdraw(g_ptr_array_index(reminding->ways, i));
  let_go(reminding);
}

/* Takes down what was answered. */
static void finish(Reminding *reminding) {
  withdraw(reminding);
  record_gone(reminding);
}

static Notice notice_for(const Reminding *reminding) {
  const LiveNotice *live = reminding->live;
  Notice notice = {
    .token = live->token,
    .summary = live->text->summary,
    .body = live->text->body,
    .body_no_buttons = live->text->body_no_buttons,
    .n_buttons = live->text->n_buttons,
    .all_or_none = live->text->is_scale,
    .urgency = live->urgency,
    .sound = live->sound,
    .replaces = reminding->left.server_id,
    .replaces_server = reminding->left.server,
  };
  memcpy(notice.buttons, live->text->buttons, sizeof notice.buttons);
  return notice;
}

static void record_shown(Reminding *reminding, const NoticeEvent *event) {
  LiveNotice *live = reminding->live;
  live->is_shown = TRUE;
  for (guint i = 0; i < live->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(live->claims, i);
    (void) !claim_shown(reminding->store, live->night, claim->step, claim->key, reminding->now, NULL);
  }
  g_ptr_array_set_size(live->claims, 0);
  const LastReminder last = {
    .night = live->night,
    .step = live->steps->len > 0 ? g_ptr_array_index(live->steps, 0) : (char *) NO_STEP,
    .server_id = event->server_id,
    .server = (char *) event->server,
  };
  live->is_recorded = claim_save_last(reminding->store, &last, NULL);
  last_reminder_clear(&reminding->left);
}

static void give_claims_back(Reminding *reminding, LiveNotice *live, gboolean for_good) {
  for (guint i = 0; i < live->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(live->claims, i);
    reminder_claims_give_back(reminding->claims, live->night, claim->step, claim->key, for_good);
  }
  g_ptr_array_set_size(live->claims, 0);
}

/* Without a screen nobody saw it: another program may have a way, or this one later on. */
static void give_up(Reminding *reminding) {
  give_claims_back(reminding, reminding->live, TRUE);
  let_go(reminding);
}

/* Hands the live notice to its way. With none left it stands on the screen, which counts as shown. */
static void send(Reminding *reminding) {
  Notifier *way = way_of(reminding);
  if (way) {
    const Notice notice = notice_for(reminding);
    notifier_show(way, &notice);
  } else if (reminding->log && !reminding->live->is_shown) {
    give_up(reminding);
  } else {
    reminding->on_screen = TRUE;
    record_shown(reminding, &(NoticeEvent){ 0 });
  }
}

/* What found no way comes again, and stands in the log already. */
static gboolean is_news(Reminding *reminding) {
  const LiveNotice *live = reminding->live;
  gboolean any = FALSE;
  for (guint i = 0; i < live->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(live->claims, i);
    any = g_hash_table_add(reminding->logged, g_strdup_printf("%s/%s", claim->step, claim->key)) || any;
  }
  return any;
}

static void write_log(Reminding *reminding) {
  Notice notice = notice_for(reminding);
  notice.body_no_buttons = notice.body;
  notifier_show(reminding->log, &notice);
}

/* Makes `live` (taken) the live notice. */
static void start(Reminding *reminding, LiveNotice *live) {
  let_go(reminding);
  reminding->live = live;
  live->token = ++reminding->token;
  if (reminding->log && is_news(reminding))
    write_log(reminding);
  send(reminding);
}

/* --- a turn --- */

/* Another process may have shown a newer notice: then ours goes. Or it has died and left one. */
static void look_at_last(Reminding *reminding) {
  g_auto(LastReminder) last = { 0 };
  gboolean adopted = FALSE;
  if (!claim_adopt_last(reminding->store, &last, &adopted, NULL) || !last.step || last.is_own)
    return;
  if (reminding->live && reminding->live->is_recorded)
    withdraw(reminding);
  if (!adopted)
    return;
  last_reminder_clear(&reminding->left);
  reminding->left = last;
  last = (LastReminder){ 0 };
}

static void show_due(Reminding *reminding, const ReminderInput *input, const GPtrArray *due, const GPtrArray *digest) {
  LiveNotice *before = reminding->live;
  LiveNotice *live = live_notice_new(reminding->night);
  live_notice_add_due(live, due);
  live_notice_add_digest(live, digest);
  if (before && before->asks_morning && !before->is_shown)
    give_claims_back(reminding, before, FALSE); /* it asks again later */
  else if (before && !before->is_shown)
    live_notice_inherit(live, before, input, reminding->now);
  live_notice_finish(live, input, reminding->now);
  start(reminding, live);
}

static void take_down_left(Reminding *reminding) {
  for (guint i = 0; i < reminding->ways->len; i++)
    notifier_take_down(g_ptr_array_index(reminding->ways, i), reminding->left.server_id, reminding->left.server);
  last_reminder_clear(&reminding->left);
  record_gone(reminding);
}

/* The buttons of what a program that died left on the desktop are dead: it is shown anew from here, without sound,
 * while it is open; else taken down. The morning's question is left to reminding_ask_morning. */
static void adopt(Reminding *reminding, const ReminderInput *input) {
  const LastReminder *left = &reminding->left;
  const gboolean is_tonight = left->night == reminding->night;
  if (left->night == reminding->night - 1 && g_str_equal(left->step, NO_STEP))
    return;
  if (!is_tonight || !live_notice_step_is_open(input, left->step, reminding->now)) {
    take_down_left(reminding);
    return;
  }
  LiveNotice *live = live_notice_new(reminding->night);
  live_notice_add_step(live, left->step);
  live_notice_finish(live, input, reminding->now);
  live->sound = FALSE;
  start(reminding, live);
}

/* Takes the live notice down once all of it is answered; shows what is left of it, without sound, once a part is. */
static void keep_current(Reminding *reminding, const ReminderInput *input) {
  const LiveNotice *current = reminding->live;
  if (current->asks_morning)
    return;
  g_autoptr(LiveNotice) rest = live_notice_new(reminding->night);
  live_notice_inherit(rest, current, input, reminding->now);
  if (live_notice_is_empty(rest)) {
    finish(reminding);
    return;
  }
  live_notice_finish(rest, input, reminding->now);
  if (current->is_seen || g_str_equal(rest->about, current->about))
    return;
  rest->sound = rest->sound && !current->is_shown;
  rest->is_shown = current->is_shown;
  start(reminding, g_steal_pointer(&rest));
}

gint64 reminding_turn(Reminding *reminding, const ReminderInput *input, gint64 now) {
  reminding->now = now;
  if (reminding->night != input->plan->night)
    g_hash_table_remove_all(reminding->logged);
  reminding->night = input->plan->night;
  reminder_claims_set_now(reminding->claims, reminding->night, now);
  look_at_last(reminding);
  g_autoptr(GPtrArray) list = reminders_list(input);
  g_autoptr(GPtrArray) due = g_ptr_array_new();
  g_autoptr(GPtrArray) digest = g_ptr_array_new();
  const gint64 next = reminder_claims_take(reminding->claims, list, due, digest);
  if (due->len > 0 || digest->len > 0)
    show_due(reminding, input, due, digest); /* in place of what a program that died has left */
  else if (reminding->live)
    keep_current(reminding, input);
  else if (reminding->left.step)
    adopt(reminding, input);
  return next;
}

/* --- the morning --- */

void reminding_ask_morning(Reminding *reminding, Night night, gboolean open, gint64 now) {
  const LiveNotice *current = reminding->live;
  const gboolean is_asking = current && current->asks_morning;
  const gboolean was_left = reminding->left.step && reminding->left.night == night &&
                            g_str_equal(reminding->left.step, NO_STEP);
  if (!open || is_asking) {
    if (is_asking && !open)
      finish(reminding);
    if (was_left && !open)
      take_down_left(reminding);
    return;
  }
  /* What is on its way comes out first. */
  if (current && !current->is_shown)
    return;
  if (!was_left && !reminder_claims_take_morning(reminding->claims, night))
    return;
  LiveNotice *live = live_notice_new(night);
  if (!was_left)
    live_notice_add_claim(live, MORNING_STEP, MORNING_KEY);
  live_notice_finish_morning(live);
  start(reminding, live);
}

/* --- what becomes of it --- */

static gboolean answer_all(Reminding *reminding, Night night, const GPtrArray *steps, const char *button) {
  gboolean taken = TRUE;
  if (steps->len == 0)
    return reminding->callbacks->answered(night, NULL, button, reminding->data);
  for (guint i = 0; i < steps->len; i++)
    taken = reminding->callbacks->answered(night, g_ptr_array_index(steps, i), button, reminding->data) && taken;
  return taken;
}

static gpointer copy_id(gconstpointer id, gpointer data) {
  return g_strdup(id);
}

/* One button answers all that the notice is about. The answer is kept before the notice goes: in between a kill would
 * lose it. */
static void pass_on(Reminding *reminding, const LiveNotice *asked, const char *button) {
  const guint64 token = asked->token;
  g_autoptr(GPtrArray) steps = g_ptr_array_copy(asked->steps, copy_id, NULL);
  g_ptr_array_set_free_func(steps, g_free);
  g_autofree char *chosen = g_strdup(button);
  const gboolean taken = answer_all(reminding, asked->night, steps, chosen);
  if (!reminding->live || reminding->live->token != token)
    return; /* by its turn, the answer has taken it down or made another one of it */
  if (taken) {
    finish(reminding);
    return;
  }
  reminding->live->sound = FALSE;
  send(reminding); /* choosing has closed it */
}

/* A desktop that appears gets what another way has; what had found none is tried again. What stood on it before is its
 * notifier's to bring back. */
static void on_available(Reminding *reminding) {
  LiveNotice *live = reminding->live;
  reminder_claims_retry(reminding->claims);
  if (live && live->way > 0 && !live->is_seen) {
    for (guint i = 0; i < reminding->ways->len; i++)
      notifier_withdraw(g_ptr_array_index(reminding->ways, i));
    live->way = 0;
    live->sound = live->sound && !live->is_shown;
    send(reminding);
  }
  if (reminding->callbacks->wants_turn)
    reminding->callbacks->wants_turn(reminding->data);
}

static void on_live_event(Reminding *reminding, const NoticeEvent *event) {
  LiveNotice *live = reminding->live;
  const Notifier *way = way_of(reminding);
  switch (event->kind) {
  case NOTICE_SHOWN:
    reminding->on_screen = way && way->class->needs_line;
    record_shown(reminding, event);
    break;
  case NOTICE_UNCERTAIN: reminding->on_screen = TRUE; break; /* it may appear yet; until then it stands here */
  case NOTICE_FAILED:
    live->way++;
    send(reminding);
    break;
  case NOTICE_BUTTON: pass_on(reminding, live, event->button); break;
  case NOTICE_SEEN:
    live->is_seen = TRUE;
    reminding->on_screen = FALSE;
    record_gone(reminding);
    break;
  case NOTICE_SUPERSEDED: /* the newer one carries it on */
  case NOTICE_AVAILABLE: break;
  }
}

void reminding_on_event(const NoticeEvent *event, gpointer data) {
  Reminding *reminding = data;
  if (event->kind == NOTICE_AVAILABLE)
    on_available(reminding);
  else if (reminding->live && event->token == reminding->live->token)
    on_live_event(reminding, event);
  else if (reminding->before && event->token == reminding->before->token && event->kind == NOTICE_BUTTON)
    pass_on(reminding, reminding->before, event->button);
  reminding->callbacks->changed(reminding->data);
}
