/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reminding.h"

#include "app/notice_text.h"
#include "planning/planner.h"
#include "store/claims.h"

#include <glib/gi18n.h>

#define MORNING_STEP "morning"
#define MORNING_KEY "ask"
#define ADOPTED_KEY "adopted"

/* What is on the desktop, or was last. */
typedef struct {
  guint64 token;
  Night night;
  GPtrArray *steps;   /* of char *: ids; empty when nothing is live */
  GPtrArray *keys;    /* of char *: their reminders' keys, aligned with `claimed` */
  GPtrArray *claimed; /* of char *: the step of each key */
  NoticeText *text;
  Urgency urgency;
  gboolean sound;
  guint way; /* which way has it */
} Live;

struct Reminding {
  Store *store;
  const RemindingCallbacks *callbacks;
  gpointer data;
  GPtrArray *ways; /* of Notifier */
  Live live;
  gboolean on_screen; /* no way took it */
  LastReminder left;  /* the notification that a program that died has left on the desktop */
  gboolean adopted;   /* and whether it was seen to */
  GHashTable *sent;   /* "night/step/key" of what went out unclaimed, because the store could not be written */
  gint64 now;         /* of the newest turn */
};

Reminding *reminding_new(Store *store, const RemindingCallbacks *callbacks, gpointer data) {
  Reminding *reminding = g_new0(Reminding, 1);
  reminding->store = store;
  reminding->callbacks = callbacks;
  reminding->data = data;
  reminding->ways = g_ptr_array_new_with_free_func((GDestroyNotify) notifier_free);
  reminding->sent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  reminding->live.steps = g_ptr_array_new_with_free_func(g_free);
  reminding->live.keys = g_ptr_array_new_with_free_func(g_free);
  reminding->live.claimed = g_ptr_array_new_with_free_func(g_free);
  if (!claim_load_last(store, &reminding->left, NULL) || reminding->left.owner_lives)
    last_reminder_clear(&reminding->left);
  return reminding;
}

void reminding_free(Reminding *reminding) {
  if (!reminding)
    return;
  g_ptr_array_unref(reminding->ways);
  g_ptr_array_unref(reminding->live.steps);
  g_ptr_array_unref(reminding->live.keys);
  g_ptr_array_unref(reminding->live.claimed);
  notice_text_free(reminding->live.text);
  g_hash_table_unref(reminding->sent);
  last_reminder_clear(&reminding->left);
  g_free(reminding);
}

void reminding_add_way(Reminding *reminding, Notifier *way) {
  g_ptr_array_add(reminding->ways, way);
}

const char *reminding_line(const Reminding *reminding) {
  return reminding->on_screen && reminding->live.text ? reminding->live.text->line : NULL;
}

/* Hands what is live to its way. With none left it stays on the screen, which counts as shown. */
static void send(Reminding *reminding) {
  Live *live = &reminding->live;
  if (live->way >= reminding->ways->len) {
    const NoticeEvent shown = { .kind = NOTICE_SHOWN, .token = live->token };
    reminding->on_screen = TRUE;
    reminding_on_event(&shown, reminding);
    return;
  }
  Notice notice = {
    .token = live->token,
    .summary = live->text->summary,
    .body = live->text->body,
    .body_no_buttons = live->text->body_no_buttons,
    .n_buttons = live->text->n_buttons,
    .urgency = live->urgency,
    .sound = live->sound,
    .replaces = reminding->left.server_id,
    .replaces_server = reminding->left.server,
  };
  memcpy(notice.buttons, live->text->buttons, sizeof notice.buttons);
  notifier_show(g_ptr_array_index(reminding->ways, live->way), &notice);
}

static void forget(Reminding *reminding) {
  Live *live = &reminding->live;
  g_ptr_array_set_size(live->steps, 0);
  g_ptr_array_set_size(live->keys, 0);
  g_ptr_array_set_size(live->claimed, 0);
  g_clear_pointer(&live->text, notice_text_free);
  reminding->on_screen = FALSE;
}

static void withdraw(Reminding *reminding) {
  if (!reminding->live.text)
    return;
  for (guint i = 0; i < reminding->ways->len; i++)
    notifier_withdraw(g_ptr_array_index(reminding->ways, i));
  forget(reminding);
}

static void start(Reminding *reminding, NoticeText *text) {
  Live *live = &reminding->live;
  g_clear_pointer(&live->text, notice_text_free);
  live->text = text;
  live->token++;
  live->way = 0;
  reminding->on_screen = FALSE;
  send(reminding);
}

/* Whether this process has won the right to show `reminder`. A store that cannot be written must not silence the
 * evening: then it goes out once from here. */
static gboolean claim(Reminding *reminding, Night night, const Reminder *reminder) {
  gboolean ours = FALSE;
  if (claim_take(reminding->store, night, reminder->step, reminder->key, reminding->now, &ours, NULL))
    return ours;
  return g_hash_table_add(reminding->sent, g_strdup_printf("%u/%s/%s", night, reminder->step, reminder->key));
}

static GPtrArray *claim_all(Reminding *reminding, Night night, const GPtrArray *due) {
  GPtrArray *won = g_ptr_array_new();
  for (guint i = 0; i < due->len; i++) {
    if (claim(reminding, night, g_ptr_array_index(due, i)))
      g_ptr_array_add(won, g_ptr_array_index(due, i));
  }
  return won;
}

static void remember_claims(Live *live, const GPtrArray *won) {
  for (guint i = 0; i < won->len; i++) {
    const Reminder *reminder = g_ptr_array_index(won, i);
    g_ptr_array_add(live->claimed, g_strdup(reminder->step));
    g_ptr_array_add(live->keys, g_strdup(reminder->key));
  }
}

/* The steps (borrowed from `plan`) that `reminders` are about, each once. */
static GPtrArray *steps_of(const GPtrArray *reminders, const Plan *plan) {
  GPtrArray *steps = g_ptr_array_new();
  for (guint i = 0; i < reminders->len; i++) {
    const PlanStep *step = plan_step(plan, ((const Reminder *) g_ptr_array_index(reminders, i))->step);
    if (step && !g_ptr_array_find(steps, step, NULL))
      g_ptr_array_add(steps, (gpointer) step);
  }
  return steps;
}

/* The loudest of the steps decides. */
static void set_manner(Live *live, const ReminderInput *input, const GPtrArray *steps) {
  live->urgency = URGENCY_LOW;
  live->sound = FALSE;
  for (guint i = 0; i < steps->len; i++) {
    const PlanStep *planned = g_ptr_array_index(steps, i);
    const Step *step = routine_step(input->routine, planned->id);
    live->urgency = MAX(live->urgency, step ? step->urgency : URGENCY_NORMAL);
    live->sound = live->sound || (input->settings->reminders.sound && !(step && step->quiet));
  }
}

static void show(Reminding *reminding, const ReminderInput *input, const GPtrArray *now_due, const GPtrArray *digest) {
  Live *live = &reminding->live;
  g_autoptr(GPtrArray) steps = steps_of(now_due, input->plan);
  g_autoptr(GPtrArray) passed = steps_of(digest, input->plan);
  const NoticeTextInput text_input = {
    .plan = input->plan,
    .record = input->record,
    .steps = steps,
    .digest = passed,
    .zone = input->zone,
    .now = reminding->now,
  };
  forget(reminding);
  live->night = input->plan->night;
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add(live->steps, g_strdup(((const PlanStep *) g_ptr_array_index(steps, i))->id));
  remember_claims(live, now_due);
  remember_claims(live, digest);
  set_manner(live, input, steps);
  start(reminding, notice_text_new(&text_input));
}

/* Whether something of what is live is still to be answered. */
static gboolean is_open(const Live *live, const ReminderInput *input) {
  if (live->night != input->plan->night)
    return FALSE;
  for (guint i = 0; i < live->steps->len; i++) {
    const char *id = g_ptr_array_index(live->steps, i);
    const StepRecord *step = record_step(input->record, id);
    const gboolean snoozed = step && step->snoozed_until > 0;
    if (record_mark(input->record, id) == MARK_OPEN && !snoozed && plan_step(input->plan, id))
      return TRUE;
  }
  return FALSE;
}

/* The buttons of what a program that died left on the desktop are dead: it is shown anew from here while it is open,
 * else taken down. */
static void adopt(Reminding *reminding, const ReminderInput *input) {
  const LastReminder *left = &reminding->left;
  if (left->server_id == 0)
    return;
  const PlanStep *step = left->night == input->plan->night ? plan_step(input->plan, left->step) : NULL;
  const StepRecord *known = step ? record_step(input->record, step->id) : NULL;
  const gboolean open = step && (!known || (known->mark == MARK_OPEN && known->snoozed_until == 0));
  const gint64 end = planner_instant(input->plan, input->settings->reminders.until, input->zone);
  if (open && reminding->now < end) {
    Reminder reminder = { .step = left->step, .key = (char *) ADOPTED_KEY, .due = step->at };
    g_autoptr(GPtrArray) again = g_ptr_array_new();
    g_autoptr(GPtrArray) nothing = g_ptr_array_new();
    g_ptr_array_add(again, &reminder);
    show(reminding, input, again, nothing);
    return;
  }
  for (guint i = 0; i < reminding->ways->len; i++)
    notifier_take_down(g_ptr_array_index(reminding->ways, i), left->server_id, left->server);
  last_reminder_clear(&reminding->left);
}

gint64 reminding_turn(Reminding *reminding, const ReminderInput *input, gint64 now) {
  reminding->now = now;
  g_autoptr(GHashTable) claimed = claim_list(reminding->store, input->plan->night, NULL);
  if (!claimed)
    claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) list = reminders_list(input);
  g_autoptr(ReminderTurn) turn = reminders_turn(list, claimed, now);
  g_autoptr(GPtrArray) won = claim_all(reminding, input->plan->night, turn->now);
  g_autoptr(GPtrArray) digest = claim_all(reminding, input->plan->night, turn->digest);
  const gboolean first = !reminding->adopted;
  reminding->adopted = TRUE;
  if (won->len > 0 || digest->len > 0)
    show(reminding, input, won, digest); /* in place of what a program that died has left */
  else if (first)
    adopt(reminding, input);
  else if (reminding->live.steps->len > 0 && !is_open(&reminding->live, input))
    withdraw(reminding);
  return turn->next;
}

void reminding_ask_morning(Reminding *reminding, Night night, gboolean open, gint64 now) {
  Live *live = &reminding->live;
  const gboolean asking = live->text && live->steps->len == 0 && live->claimed->len > 0 &&
                          g_str_equal(g_ptr_array_index(live->claimed, 0), MORNING_STEP);
  if (!open) {
    if (asking)
      withdraw(reminding);
    return;
  }
  gboolean ours = FALSE;
  if (asking || !claim_take(reminding->store, night, MORNING_STEP, MORNING_KEY, now, &ours, NULL) || !ours)
    return;
  forget(reminding);
  live->night = night;
  g_ptr_array_add(live->claimed, g_strdup(MORNING_STEP));
  g_ptr_array_add(live->keys, g_strdup(MORNING_KEY));
  live->urgency = URGENCY_LOW;
  live->sound = FALSE;
  start(reminding, notice_text_new_morning());
}

static void record_shown(Reminding *reminding, const NoticeEvent *event) {
  const Live *live = &reminding->live;
  for (guint i = 0; i < live->keys->len; i++)
    (void) !claim_shown(reminding->store, live->night, g_ptr_array_index(live->claimed, i),
                        g_ptr_array_index(live->keys, i), reminding->now, NULL);
  if (live->steps->len == 0)
    return;
  const LastReminder last = {
    .night = live->night,
    .step = g_ptr_array_index(live->steps, 0),
    .server_id = event->server_id,
    .server = (char *) event->server,
  };
  (void) !claim_save_last(reminding->store, &last, NULL);
}

/* The person may answer all that the notice is about with one button. */
static void pass_on(Reminding *reminding, const char *button) {
  const Live *live = &reminding->live;
  const Night night = live->night;
  g_autoptr(GPtrArray) steps = g_ptr_array_copy(live->steps, (GCopyFunc) (void (*)(void)) g_strdup, NULL);
  g_ptr_array_set_free_func(steps, g_free);
  g_autofree char *chosen = g_strdup(button);
  withdraw(reminding);
  if (steps->len == 0)
    reminding->callbacks->answered(night, NULL, chosen, reminding->data);
  for (guint i = 0; i < steps->len; i++)
    reminding->callbacks->answered(night, g_ptr_array_index(steps, i), chosen, reminding->data);
}

void reminding_on_event(const NoticeEvent *event, gpointer data) {
  Reminding *reminding = data;
  Live *live = &reminding->live;
  if (event->kind == NOTICE_AVAILABLE) {
    if (live->text && live->way > 0) {
      live->way = 0;
      send(reminding);
    }
    return;
  }
  if (!live->text || event->token != live->token)
    return;
  switch (event->kind) {
  case NOTICE_SHOWN:
    last_reminder_clear(&reminding->left);
    record_shown(reminding, event);
    break;
  case NOTICE_UNCERTAIN: /* it may appear yet: it counts as shown, and stands on the screen as well */
    reminding->on_screen = TRUE;
    record_shown(reminding, event);
    reminding->callbacks->changed(reminding->data);
    break;
  case NOTICE_FAILED:
    live->way++;
    send(reminding);
    reminding->callbacks->changed(reminding->data);
    break;
  case NOTICE_BUTTON: pass_on(reminding, event->button); break;
  case NOTICE_SEEN:
    reminding->on_screen = FALSE;
    reminding->callbacks->changed(reminding->data);
    break;
  case NOTICE_SUPERSEDED: /* the newer one names what is still open */
  case NOTICE_AVAILABLE: break;
  }
}
