/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sending, recording and withdrawing the current prompt. What it is about is
 * decided in reminders.c. The store has one row for the last notice of all
 * processes: the one that shows a newer notice replaces it there. */
#include "reminders/outlet.h"

#include "base/daytime.h"

/* A process that exits does not tell, and the buttons of its notice no longer work. */
#define LOOK_AGAIN_SECONDS (5 * DAYTIME_MINUTE_SECONDS)

#define ADOPTION_SECONDS 60

void outlet_init(Outlet *outlet, Store *store, GHashTable *tried) {
  *outlet = (Outlet){
    .store = store,
    .tried = tried,
    .ways = g_ptr_array_new_with_free_func((GDestroyNotify) notifier_free),
    .logged = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
  };
}

/* --- the last notice, in the store --- */

/* Nothing of this process is on the desktop any more; what was reminded of last stays known. */
static void record_gone(const Outlet *outlet) {
  g_auto(LastReminder) last = { 0 };
  if (outlet->left.steps || !claim_load_last(outlet->store, &last, NULL) || !last.is_own || last.server_id == 0)
    return;
  last.server_id = 0;
  (void) !claim_save_last(outlet->store, &last, NULL);
}

void outlet_clear(Outlet *outlet, gboolean hands_over) {
  g_ptr_array_unref(outlet->ways); /* withdraws what they show */
  if (!hands_over)
    record_gone(outlet);
  g_clear_pointer(&outlet->log, notifier_free);
  g_hash_table_unref(outlet->logged);
  prompt_free(outlet->current);
  prompt_free(outlet->replaced);
  last_reminder_clear(&outlet->left);
}

void outlet_drop_ways(Outlet *outlet) {
  g_ptr_array_set_size(outlet->ways, 0);
  if (outlet->current)
    outlet->current->way = 1; /* not 0: no way has it any more */
}

static void load_last(Outlet *outlet) {
  g_auto(LastReminder) last = { 0 };
  const gboolean is_read = claim_load_last(outlet->store, &last, NULL);
  outlet->is_anothers = is_read && last.steps && !last.is_own;
  const gboolean is_on_desktop = outlet->is_anothers && last.server_id != 0;
  outlet->is_elsewhere = is_on_desktop && last.owner_lives;
  outlet->is_orphaned = is_on_desktop && !last.owner_lives;
}

static gboolean reaches(const Outlet *outlet) {
  for (guint i = 0; i < outlet->ways->len; i++) {
    if (notifier_reaches(g_ptr_array_index(outlet->ways, i)))
      return TRUE;
  }
  return FALSE;
}

/* Taking over is a write that wakes every other process. Even if two processes take one another for
 * exited, neither answers the other's write more than once a minute. */
static gboolean may_adopt(const Outlet *outlet) {
  return outlet->adopted_at == 0 || outlet->now < outlet->adopted_at ||
         outlet->now >= outlet->adopted_at + ADOPTION_SECONDS;
}

/* Only a process that reaches the desktop takes over what was left there: the others could neither replace nor close
 * it. */
static void take_over(Outlet *outlet) {
  g_auto(LastReminder) last = { 0 };
  gboolean adopted = FALSE;
  if (!may_adopt(outlet))
    return;
  outlet->adopted_at = outlet->now;
  if (!claim_adopt_last(outlet->store, &last, &adopted, NULL) || !adopted)
    return;
  last_reminder_clear(&outlet->left);
  outlet->left = last;
  outlet->is_orphaned = FALSE;
  last = (LastReminder){ 0 };
}

static void look_up(Outlet *outlet) {
  load_last(outlet);
  if (!outlet->standalone && outlet->is_orphaned && reaches(outlet))
    take_over(outlet);
}

/* TRUE if the store has `prompt`, shown as `event` says, as the last notice now. */
static gboolean record_last(Outlet *outlet, const Prompt *prompt, const NoticeEvent *event) {
  g_autoptr(GPtrArray) steps = g_ptr_array_new();
  g_ptr_array_extend(steps, prompt->steps, NULL, NULL);
  g_ptr_array_add(steps, NULL);
  const LastReminder shown = {
    .night = prompt->night,
    .steps = (GStrv) steps->pdata,
    .server_id = event->server_id,
    .server = (char *) event->server,
  };
  last_reminder_clear(&outlet->left);
  if (outlet->is_orphaned && event->server_id == 0) {
    (void) !claim_name_last(outlet->store, &shown, NULL);
    return FALSE;
  }
  return claim_save_last(outlet->store, &shown, NULL);
}

/* The notice is recorded before its claims: after a kill in between, the next process still finds it. */
static void record_shown(Outlet *outlet, const NoticeEvent *event) {
  Prompt *prompt = outlet->current;
  prompt->is_shown = TRUE;
  prompt->is_recorded = record_last(outlet, prompt, event);
  for (guint i = 0; i < prompt->claims->len; i++) {
    const PromptClaim *claim = g_ptr_array_index(prompt->claims, i);
    (void) !claim_shown(outlet->store, prompt->night, claim->step, claim->key, outlet->now, NULL);
  }
  g_ptr_array_set_size(prompt->claims, 0);
}

/* --- withdrawing --- */

/* The current prompt stays known, for answers that are on their way. */
static void let_go(Outlet *outlet) {
  g_clear_pointer(&outlet->replaced, prompt_free);
  outlet->replaced = g_steal_pointer(&outlet->current);
  outlet->on_screen = FALSE;
}

static void withdraw_everywhere(Outlet *outlet) {
  for (guint i = 0; i < outlet->ways->len; i++)
    notifier_withdraw(g_ptr_array_index(outlet->ways, i));
}

static void withdraw_current(Outlet *outlet) {
  if (!outlet->current)
    return;
  withdraw_everywhere(outlet);
  let_go(outlet);
}

void outlet_withdraw(Outlet *outlet) {
  withdraw_current(outlet);
  record_gone(outlet);
}

void outlet_withdraw_left(Outlet *outlet) {
  for (guint i = 0; i < outlet->ways->len; i++)
    notifier_take_down(g_ptr_array_index(outlet->ways, i), outlet->left.server_id, outlet->left.server);
  last_reminder_clear(&outlet->left);
  record_gone(outlet);
}

void outlet_look(Outlet *outlet, Night night, gint64 now) {
  if (outlet->night != night)
    g_hash_table_remove_all(outlet->logged);
  outlet->night = night;
  outlet->now = now;
  look_up(outlet);
  if (outlet->is_anothers && outlet->current && outlet->current->is_recorded)
    withdraw_current(outlet);
}

gint64 outlet_next_look(const Outlet *outlet, gint64 now) {
  if (outlet->standalone)
    return 0;
  if (outlet->is_orphaned && !may_adopt(outlet) && reaches(outlet))
    return outlet->adopted_at + ADOPTION_SECONDS;
  return outlet->is_elsewhere ? now + LOOK_AGAIN_SECONDS : 0;
}

/* --- sending --- */

static Notifier *way_of(const Outlet *outlet) {
  const Prompt *prompt = outlet->current;
  return prompt->way < outlet->ways->len ? g_ptr_array_index(outlet->ways, prompt->way) : NULL;
}

static Notice notice_for(const Outlet *outlet) {
  const Prompt *prompt = outlet->current;
  const gboolean replaces = outlet->left.steps != NULL;
  Notice notice = {
    .token = prompt->token,
    .summary = prompt->text->summary,
    .body = prompt->text->body,
    .body_no_buttons = prompt->text->body_no_buttons,
    .n_buttons = prompt->text->n_buttons,
    .all_or_none = prompt->text->is_scale,
    .urgency = prompt->urgency,
    .sound = prompt->sound,
    .is_apart = outlet->standalone,
    .replaces = replaces ? outlet->left.server_id : 0,
    .replaces_server = replaces ? outlet->left.server : NULL,
  };
  memcpy(notice.buttons, prompt->text->buttons, sizeof notice.buttons);
  return notice;
}

static void give_claims_back(Outlet *outlet, gboolean for_good) {
  Prompt *prompt = outlet->current;
  for (guint i = 0; i < prompt->claims->len; i++) {
    const PromptClaim *claim = g_ptr_array_index(prompt->claims, i);
    (void) !claim_release(outlet->store, prompt->night, claim->step, claim->key, NULL);
    if (for_good)
      g_hash_table_add(outlet->tried, g_strconcat(claim->step, "/", claim->key, NULL));
  }
  g_ptr_array_set_size(prompt->claims, 0);
}

void outlet_postpone(Outlet *outlet) {
  give_claims_back(outlet, FALSE);
}

/* Hands the current prompt to its way. With none left it is shown on the screen, which counts as shown; without a
 * screen nobody saw it: another program may have a way, or this one later on. */
static void hand_to_way(Outlet *outlet) {
  Notifier *way = way_of(outlet);
  if (way) {
    const Notice notice = notice_for(outlet);
    notifier_show(way, &notice);
  } else if (outlet->log && !outlet->current->is_shown) {
    give_claims_back(outlet, TRUE);
    let_go(outlet);
  } else {
    outlet->on_screen = TRUE;
    record_shown(outlet, &(NoticeEvent){ 0 });
  }
}

/* FALSE for what found no way and is sent again: the log has it already. */
static gboolean is_news(Outlet *outlet) {
  const Prompt *prompt = outlet->current;
  gboolean any = FALSE;
  for (guint i = 0; i < prompt->claims->len; i++) {
    const PromptClaim *claim = g_ptr_array_index(prompt->claims, i);
    any = g_hash_table_add(outlet->logged, g_strconcat(claim->step, "/", claim->key, NULL)) || any;
  }
  return any;
}

static void write_log(Outlet *outlet) {
  Notice notice = notice_for(outlet);
  notice.body_no_buttons = notice.body;
  notifier_show(outlet->log, &notice);
}

/* Before it is written to the log, which may be all that tells it: an answer without a step is about it. */
static void name_last(const Outlet *outlet) {
  const Prompt *prompt = outlet->current;
  g_autoptr(GPtrArray) steps = g_ptr_array_new();
  g_ptr_array_extend(steps, prompt->steps, NULL, NULL);
  g_ptr_array_add(steps, NULL);
  const LastReminder told = { .night = prompt->night, .steps = (GStrv) steps->pdata };
  (void) !claim_name_last(outlet->store, &told, NULL);
}

void outlet_send(Outlet *outlet, Prompt *prompt) {
  let_go(outlet);
  outlet->current = prompt;
  prompt->token = ++outlet->token;
  if (outlet->log && is_news(outlet)) {
    name_last(outlet);
    write_log(outlet);
  }
  hand_to_way(outlet);
}

void outlet_repeat(Outlet *outlet) {
  outlet->current->sound = FALSE;
  hand_to_way(outlet);
}

/* --- what the ways report --- */

void outlet_on_event(Outlet *outlet, const NoticeEvent *event) {
  Prompt *prompt = outlet->current;
  const Notifier *way = way_of(outlet);
  switch (event->kind) {
  case NOTICE_SHOWN:
    outlet->on_screen = way && way->class->needs_line;
    record_shown(outlet, event);
    break;
  case NOTICE_UNCERTAIN: outlet->on_screen = TRUE; break; /* it may appear yet; until then it is shown here */
  case NOTICE_FAILED:
    prompt->way++;
    hand_to_way(outlet);
    break;
  case NOTICE_SEEN:
    prompt->is_seen = TRUE;
    outlet->on_screen = FALSE;
    record_gone(outlet);
    break;
  case NOTICE_BUTTON:     /* handled in reminders.c */
  case NOTICE_SUPERSEDED: /* the newer notice carries it on */
  case NOTICE_AVAILABLE: break;
  }
}

/* A desktop that appears gets what another way has. What it showed before is brought back by its notifier. */
void outlet_on_available(Outlet *outlet) {
  Prompt *prompt = outlet->current;
  if (!prompt || prompt->way == 0 || prompt->is_seen)
    return;
  look_up(outlet); /* what was left there is replaced */
  withdraw_everywhere(outlet);
  prompt->way = 0;
  prompt->sound = prompt->sound && !prompt->is_shown;
  hand_to_way(outlet);
}
