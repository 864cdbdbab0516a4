/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown now, and by whose claim. Which reminders a night has is
 * planning's; how a notice goes out and what the store knows of it is the
 * outlet's. */
#include "reminders/reminders.h"

#include "base/daytime.h"
#include "reminders/outlet.h"
#include "reminders/prompt.h"
#include "store/claims.h"

/* How long until it is looked up whether another process has shown what it claimed, or exited before. */
#define AWAIT_SECONDS 60

/* How long what is due waits for a record that another program keeps locked, and how often that is looked up. */
#define LOCKED_SECONDS 10
#define LOCKED_AGAIN_SECONDS 1

struct Reminders {
  const RemindersCallbacks *callbacks;
  gpointer data;
  Store *store;
  Outlet outlet;
  Prompt *displaced;   /* shown again once nothing else is shown; NULL: nothing */
  gboolean hands_over; /* what is shown at the end is for another program */
  GHashTable *tried;   /* "step/key" of tonight: sent out unclaimed, or found no way */
  GHashTable *held;    /* "step/key" of tonight: claimed only to be held back */
  gint64 hold_until;   /* 0: nothing is held back */
  gint64 locked_since; /* since when the record was locked while something was due; 0: it was not */
  gboolean is_waiting; /* something is due, and waits for the record */
  Night night;         /* of the newest turn */
  int offset;          /* of the clock by which its reminders are due */
  Night morning;       /* whose morning is asked for; NIGHT_NONE: none */
  gint64 now;          /* of the newest turn */
};

static GHashTable *name_set(void) {
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static char *name_of(const char *step, const char *key) {
  return g_strconcat(step, "/", key, NULL);
}

Reminders *reminders_new(Store *store, const RemindersCallbacks *callbacks, gpointer data) {
  Reminders *reminders = g_new0(Reminders, 1);
  reminders->callbacks = callbacks;
  reminders->data = data;
  reminders->store = store;
  reminders->tried = name_set();
  reminders->held = name_set();
  outlet_init(&reminders->outlet, store, reminders->tried);
  return reminders;
}

void reminders_free(Reminders *reminders) {
  if (!reminders)
    return;
  outlet_clear(&reminders->outlet, reminders->hands_over);
  prompt_free(reminders->displaced);
  g_hash_table_unref(reminders->tried);
  g_hash_table_unref(reminders->held);
  g_free(reminders);
}

void reminders_hand_over(Reminders *reminders) {
  reminders->hands_over = TRUE;
}

void reminders_add_way(Reminders *reminders, Notifier *way) {
  g_ptr_array_add(reminders->outlet.ways, way);
}

void reminders_drop_ways(Reminders *reminders) {
  outlet_drop_ways(&reminders->outlet);
}

void reminders_set_log(Reminders *reminders, Notifier *log) {
  g_clear_pointer(&reminders->outlet.log, notifier_free);
  reminders->outlet.log = log;
}

void reminders_set_standalone(Reminders *reminders) {
  reminders->outlet.standalone = TRUE;
}

void reminders_hold(Reminders *reminders, gint64 until) {
  reminders->hold_until = until;
}

const char *reminders_line(const Reminders *reminders) {
  const Outlet *outlet = &reminders->outlet;
  return outlet->on_screen && outlet->current ? outlet->current->text->line : NULL;
}

/* --- claiming --- */

static ClaimRequest request_for(const Reminders *reminders, const Reminder *reminder) {
  return (ClaimRequest){
    reminders->night, reminder->step, reminder->key, reminder->due, reminders->offset, reminders->now,
  };
}

static gboolean claim(const Reminders *reminders, const Reminder *reminder, gboolean *won) {
  const ClaimRequest request = request_for(reminders, reminder);
  return claim_take(reminders->store, &request, won, NULL);
}

/* A record that is locked is free again in a moment: what went out unclaimed could go out twice. */
static gboolean must_wait(Reminders *reminders) {
  if (!store_is_locked(reminders->store))
    return FALSE;
  if (reminders->locked_since == 0)
    reminders->locked_since = reminders->now;
  return reminders->now >= reminders->locked_since && reminders->now < reminders->locked_since + LOCKED_SECONDS;
}

/* A store that cannot be written must not silence the evening: then each reminder goes out once from here. */
static gboolean may_show(Reminders *reminders, const Reminder *reminder) {
  gboolean won = FALSE;
  if (claim(reminders, reminder, &won)) {
    reminders->locked_since = 0;
    return won;
  }
  reminders->is_waiting = must_wait(reminders);
  return !reminders->is_waiting && g_hash_table_add(reminders->tried, name_of(reminder->step, reminder->key));
}

static void claim_all(Reminders *reminders, const GPtrArray *wanted, GPtrArray *won) {
  for (guint i = 0; i < wanted->len && !reminders->is_waiting; i++) {
    if (may_show(reminders, g_ptr_array_index(wanted, i)))
      g_ptr_array_add(won, g_ptr_array_index(wanted, i));
  }
}

/* The names of those of `list` that are not to go out now (owned). */
static GHashTable *claimed_names(const Reminders *reminders, const GPtrArray *list) {
  g_autoptr(GHashTable) claims = claim_list(reminders->store, reminders->night, NULL);
  GHashTable *names = name_set();
  for (guint i = 0; i < list->len; i++) {
    const Reminder *reminder = g_ptr_array_index(list, i);
    g_autofree char *name = name_of(reminder->step, reminder->key);
    const ClaimRequest request = request_for(reminders, reminder);
    if (g_hash_table_contains(reminders->tried, name) || claim_covers(claims, &request))
      g_hash_table_add(names, g_steal_pointer(&name));
  }
  return names;
}

/* Claims what falls due while everything is held back, so that no other program shows it either. */
static void hold_back(Reminders *reminders, const GPtrArray *list, GHashTable *claimed) {
  for (guint i = 0; i < list->len; i++) {
    const Reminder *reminder = g_ptr_array_index(list, i);
    g_autofree char *name = name_of(reminder->step, reminder->key);
    gboolean won = FALSE;
    if (reminder->due > reminders->hold_until || g_hash_table_contains(claimed, name))
      continue;
    if (claim(reminders, reminder, &won) && won)
      g_hash_table_add(reminders->held, g_strdup(name));
    g_hash_table_add(claimed, g_steal_pointer(&name));
  }
}

static void release_held(Reminders *reminders) {
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, reminders->held);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    g_auto(GStrv) parts = g_strsplit(name, "/", 2);
    (void) !claim_release(reminders->store, reminders->night, parts[0], parts[1], NULL);
  }
  g_hash_table_remove_all(reminders->held);
}

/* A claim of another process is left to it while it runs; whether it does is looked up now and then. */
static gint64 next_claim(const Reminders *reminders, gint64 due) {
  gboolean awaited = FALSE;
  if (reminders->hold_until > reminders->now)
    due = daytime_earlier(due, reminders->hold_until);
  if (reminders->is_waiting)
    due = daytime_earlier(due, reminders->now + LOCKED_AGAIN_SECONDS);
  if (!claim_awaited(reminders->store, reminders->night, &awaited, NULL) || !awaited)
    return due;
  return daytime_earlier(due, reminders->now + AWAIT_SECONDS);
}

/* Claims what of `list` goes out now, and adds it to `due` and `digest` (borrowed). Returns when to ask again; 0:
 * nothing more tonight. */
static gint64 claim_due(Reminders *reminders, const GPtrArray *list, GPtrArray *due, GPtrArray *digest) {
  if (reminders->hold_until <= reminders->now)
    release_held(reminders);
  g_autoptr(GHashTable) claimed = claimed_names(reminders, list);
  if (reminders->hold_until > reminders->now)
    hold_back(reminders, list, claimed);
  reminders->is_waiting = FALSE;
  g_autoptr(ReminderTurn) turn = reminder_turn_new(list, claimed, reminders->now);
  claim_all(reminders, turn->now, due);
  claim_all(reminders, turn->digest, digest);
  return next_claim(reminders, turn->next);
}

static gboolean claim_morning(const Reminders *reminders) {
  g_autofree char *name = name_of(MORNING_STEP, MORNING_KEY);
  const ClaimRequest request = {
    reminders->morning, MORNING_STEP, MORNING_KEY, CLAIM_ONCE, reminders->offset, reminders->now,
  };
  gboolean won = FALSE;
  return !g_hash_table_contains(reminders->tried, name) && claim_take(reminders->store, &request, &won, NULL) && won;
}

/* --- displacing --- */

/* TRUE if a notice of any process is shown and not yet seen, or is being sent. */
static gboolean is_busy(const Outlet *outlet) {
  return (outlet->current && !outlet->current->is_seen) || outlet->is_elsewhere;
}

static gboolean is_on_show(const Prompt *prompt) {
  return prompt && prompt->is_shown && !prompt->is_seen;
}

static void displace(Reminders *reminders, const Prompt *prompt) {
  g_clear_pointer(&reminders->displaced, prompt_free);
  reminders->displaced = prompt_copy(prompt);
}

/* Sends `prompt` (taken). A prompt of the other kind is shown again afterwards; of the same kind it is replaced for
 * good, since a reminder also names what the one before has asked. */
static void start(Reminders *reminders, Prompt *prompt) {
  const Prompt *current = reminders->outlet.current;
  if (is_on_show(current) && current->asks_morning != prompt->asks_morning)
    displace(reminders, current);
  outlet_send(&reminders->outlet, prompt);
}

/* Shows the displaced reminder again, as far as its steps are still open. */
static void bring_back(Reminders *reminders, const ReminderInput *input) {
  g_autoptr(Prompt) displaced = g_steal_pointer(&reminders->displaced);
  Prompt *prompt = prompt_new_rest(input, displaced, reminders->now);
  if (!prompt)
    return;
  prompt->sound = FALSE;
  prompt->is_shown = TRUE;
  start(reminders, prompt);
}

/* --- the morning's question --- */

static gboolean is_question_left(const Outlet *outlet, Night night) {
  return outlet->left.steps && outlet->left.night == night && !*outlet->left.steps;
}

static gboolean is_question(const Prompt *prompt, Night night) {
  return prompt && prompt->asks_morning && prompt->night == night;
}

static void ask(Reminders *reminders, gboolean is_new) {
  Prompt *prompt = prompt_new_morning(reminders->morning, is_new);
  prompt->is_shown = !is_new;
  start(reminders, prompt);
}

static void ask_morning(Reminders *reminders) {
  const Prompt *current = reminders->outlet.current;
  const gboolean is_being_sent = current && !current->is_shown; /* that one is shown first */
  if (reminders->morning == NIGHT_NONE || is_question(current, reminders->morning) || is_being_sent)
    return;
  if (is_question(reminders->displaced, reminders->morning)) {
    if (is_busy(&reminders->outlet))
      return;
    g_clear_pointer(&reminders->displaced, prompt_free);
    ask(reminders, FALSE);
  } else if (is_question_left(&reminders->outlet, reminders->morning)) {
    ask(reminders, FALSE);
  } else if (claim_morning(reminders)) {
    ask(reminders, TRUE);
  }
}

/* Withdraws a question that was answered, or whose time is over. */
static void end_morning(Reminders *reminders) {
  const Prompt *current = reminders->outlet.current;
  if (current && current->asks_morning && current->night != reminders->morning)
    outlet_withdraw(&reminders->outlet);
  const Prompt *displaced = reminders->displaced;
  if (displaced && displaced->asks_morning && displaced->night != reminders->morning)
    g_clear_pointer(&reminders->displaced, prompt_free);
}

/* --- a turn --- */

static void show_due(Reminders *reminders, const ReminderInput *input, const GPtrArray *due, const GPtrArray *digest) {
  const Prompt *current = reminders->outlet.current;
  const Prompt *unsent = current && !current->is_shown ? current : NULL;
  if (unsent && unsent->asks_morning)
    outlet_postpone(&reminders->outlet);
  const Prompt *before = unsent && !unsent->asks_morning ? unsent : NULL;
  start(reminders, prompt_new_due(input, due, digest, before, reminders->now));
}

/* The buttons of what an exited process left on the desktop do not work: it is shown again from here, without sound,
 * while a step of it is open; else it is taken down. A question that was left is ask_morning's. */
static void show_left(Reminders *reminders, const ReminderInput *input) {
  const LastReminder *left = &reminders->outlet.left;
  if (is_question_left(&reminders->outlet, reminders->morning))
    return;
  const gboolean is_tonights = left->night == reminders->night;
  Prompt *prompt = is_tonights ? prompt_new_for_steps(input, (const char *const *) left->steps, reminders->now) : NULL;
  if (!prompt) {
    outlet_withdraw_left(&reminders->outlet);
    return;
  }
  prompt->sound = FALSE;
  start(reminders, prompt);
}

/* Withdraws the current reminder once all of it is answered; shows what is left of it, without sound, once a part is.
 */
static void update_current(Reminders *reminders, const ReminderInput *input) {
  const Prompt *current = reminders->outlet.current;
  if (current->asks_morning)
    return;
  g_autoptr(Prompt) rest = prompt_new_rest(input, current, reminders->now);
  if (!rest) {
    outlet_withdraw(&reminders->outlet);
    return;
  }
  if (current->is_seen || g_str_equal(rest->about, current->about))
    return;
  rest->sound = rest->sound && !current->is_shown;
  rest->is_shown = current->is_shown;
  start(reminders, g_steal_pointer(&rest));
}

/* A newer notice of another process displaces the question, too. */
static void look(Reminders *reminders) {
  const Prompt *current = reminders->outlet.current;
  g_autoptr(Prompt) question = is_on_show(current) && current->asks_morning ? prompt_copy(current) : NULL;
  outlet_look(&reminders->outlet, reminders->night, reminders->now);
  if (question && !reminders->outlet.current)
    displace(reminders, question);
}

static void update_shown(Reminders *reminders, const ReminderInput *input) {
  if (reminders->outlet.current)
    update_current(reminders, input);
  else if (reminders->outlet.left.steps)
    show_left(reminders, input);
  if (reminders->displaced && !reminders->displaced->asks_morning && !is_busy(&reminders->outlet))
    bring_back(reminders, input);
}

/* What failed or was held back in one night says nothing about the next. */
static void set_now(Reminders *reminders, Night night, gint64 now) {
  reminders->now = now;
  if (reminders->night == night)
    return;
  reminders->night = night;
  g_hash_table_remove_all(reminders->tried);
  g_hash_table_remove_all(reminders->held);
}

gint64 reminders_turn(Reminders *reminders, const ReminderInput *input, Night morning, gint64 now) {
  set_now(reminders, input->plan->night, now);
  reminders->offset = input->plan->offset;
  reminders->morning = morning;
  look(reminders);
  end_morning(reminders);
  g_autoptr(GPtrArray) list = reminder_list(input);
  g_autoptr(GPtrArray) due = g_ptr_array_new();
  g_autoptr(GPtrArray) digest = g_ptr_array_new();
  const gint64 next = claim_due(reminders, list, due, digest);
  if (due->len > 0 || digest->len > 0)
    show_due(reminders, input, due, digest); /* replaces what an exited process has left */
  else
    update_shown(reminders, input);
  ask_morning(reminders);
  return daytime_earlier(next, outlet_next_look(&reminders->outlet, now));
}

/* --- what the ways report --- */

/* One button answers all that the notice is about. The answer is saved before the notice is withdrawn: a kill in
 * between would lose it. */
static void pass_on(Reminders *reminders, const Prompt *asked, const char *button) {
  const guint64 token = asked->token;
  g_auto(GStrv) steps = prompt_steps(asked);
  g_autofree char *chosen = g_strdup(button);
  const gboolean taken = reminders->callbacks->answered(asked->night, (const char *const *) steps, chosen,
                                                        reminders->data);
  const Prompt *current = reminders->outlet.current;
  if (!current || current->token != token)
    return; /* the turn that followed the answer has withdrawn or replaced it */
  if (taken)
    outlet_withdraw(&reminders->outlet);
  else
    outlet_repeat(&reminders->outlet); /* choosing has closed it */
}

/* What had found no way is tried again. */
static void on_available(Reminders *reminders) {
  g_hash_table_remove_all(reminders->tried);
  outlet_on_available(&reminders->outlet);
  if (reminders->callbacks->wants_turn)
    reminders->callbacks->wants_turn(reminders->data);
}

static void on_prompt_event(Reminders *reminders, const NoticeEvent *event) {
  const Prompt *current = reminders->outlet.current, *replaced = reminders->outlet.replaced;
  const gboolean is_current = current && event->token == current->token;
  if (event->kind == NOTICE_BUTTON && is_current)
    pass_on(reminders, current, event->button);
  else if (event->kind == NOTICE_BUTTON && replaced && event->token == replaced->token)
    pass_on(reminders, replaced, event->button);
  else if (is_current)
    outlet_on_event(&reminders->outlet, event);
  if (reminders->displaced && !is_busy(&reminders->outlet) && reminders->callbacks->wants_turn)
    reminders->callbacks->wants_turn(reminders->data);
}

void reminders_on_event(const NoticeEvent *event, gpointer data) {
  Reminders *reminders = data;
  if (event->kind == NOTICE_AVAILABLE)
    on_available(reminders);
  else
    on_prompt_event(reminders, event);
  reminders->callbacks->changed(reminders->data);
}
