/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/showing.h"

/* Nobody tells when the process dies whose notice stands on the desktop; its buttons are dead then. */
#define LOOK_AGAIN_SECONDS (5 * 60)

struct Showing {
  Store *store;
  ReminderClaims *claims;
  LastNotice *last;
  GPtrArray *ways;         /* of Notifier */
  Notifier *log;           /* NULL: there is a screen */
  GHashTable *logged;      /* the claims of this night that stand in the log */
  guint64 token;           /* of the newest notice */
  LiveNotice *live;        /* on the desktop, or on its way there; NULL: nothing */
  LiveNotice *before;      /* what it replaced: an answer to that may still come */
  gboolean on_screen;      /* the live notice stands there, too */
  gboolean is_apart;       /* what other programs show stays */
  gboolean is_handed_over; /* what stands at the end is for another program */
  Night night;             /* of the newest look */
  gint64 now;              /* of the newest look */
};

Showing *showing_new(Store *store, ReminderClaims *claims) {
  Showing *showing = g_new0(Showing, 1);
  showing->store = store;
  showing->claims = claims;
  showing->last = last_notice_new(store);
  showing->ways = g_ptr_array_new_with_free_func((GDestroyNotify) notifier_free);
  showing->logged = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return showing;
}

void showing_free(Showing *showing) {
  g_ptr_array_unref(showing->ways); /* takes down what is showing */
  if (!showing->is_handed_over)
    last_notice_gone(showing->last);
  g_clear_pointer(&showing->log, notifier_free);
  g_hash_table_unref(showing->logged);
  live_notice_free(showing->live);
  live_notice_free(showing->before);
  last_notice_free(showing->last);
  g_free(showing);
}

void showing_hand_over(Showing *showing) {
  showing->is_handed_over = TRUE;
}

void showing_add_way(Showing *showing, Notifier *way) {
  g_ptr_array_add(showing->ways, way);
}

void showing_drop_ways(Showing *showing) {
  g_ptr_array_set_size(showing->ways, 0);
  if (showing->live)
    showing->live->way = 1; /* none has it any more */
}

void showing_set_log(Showing *showing, Notifier *log) {
  g_clear_pointer(&showing->log, notifier_free);
  showing->log = log;
}

void showing_set_apart(Showing *showing) {
  showing->is_apart = TRUE;
}

LiveNotice *showing_live(const Showing *showing) {
  return showing->live;
}

const LiveNotice *showing_before(const Showing *showing) {
  return showing->before;
}

const LastReminder *showing_left(const Showing *showing) {
  return last_notice_left(showing->last);
}

const char *showing_line(const Showing *showing) {
  return showing->on_screen && showing->live ? showing->live->text->line : NULL;
}

gboolean showing_is_busy(const Showing *showing) {
  return (showing->live && !showing->live->is_seen) || last_notice_stands_elsewhere(showing->last);
}

gint64 showing_next_look(const Showing *showing, gint64 now) {
  return last_notice_stands_elsewhere(showing->last) && !showing->is_apart ? now + LOOK_AGAIN_SECONDS : 0;
}

/* --- taking down --- */

/* The live notice stays known for answers that are under way. */
static void let_go(Showing *showing) {
  g_clear_pointer(&showing->before, live_notice_free);
  showing->before = g_steal_pointer(&showing->live);
  showing->on_screen = FALSE;
}

static void withdraw_everywhere(Showing *showing) {
  for (guint i = 0; i < showing->ways->len; i++)
    notifier_withdraw(g_ptr_array_index(showing->ways, i));
}

static void withdraw(Showing *showing) {
  if (!showing->live)
    return;
  withdraw_everywhere(showing);
  let_go(showing);
}

void showing_finish(Showing *showing) {
  withdraw(showing);
  last_notice_gone(showing->last);
}

void showing_take_down_left(Showing *showing) {
  const LastReminder *left = last_notice_left(showing->last);
  for (guint i = 0; i < showing->ways->len; i++)
    notifier_take_down(g_ptr_array_index(showing->ways, i), left->server_id, left->server);
  last_notice_drop_left(showing->last);
  last_notice_gone(showing->last);
}

static gboolean reaches(const Showing *showing) {
  for (guint i = 0; i < showing->ways->len; i++) {
    if (notifier_reaches(g_ptr_array_index(showing->ways, i)))
      return TRUE;
  }
  return FALSE;
}

static void look_up(Showing *showing) {
  last_notice_look(showing->last);
  if (!showing->is_apart && last_notice_is_orphaned(showing->last) && reaches(showing))
    last_notice_adopt(showing->last);
}

/* Another process may have shown a newer notice: then ours goes. */
void showing_look(Showing *showing, Night night, gint64 now) {
  if (showing->night != night)
    g_hash_table_remove_all(showing->logged);
  showing->night = night;
  showing->now = now;
  look_up(showing);
  if (last_notice_is_anothers(showing->last) && showing->live && showing->live->is_recorded)
    withdraw(showing);
}

/* --- sending --- */

static Notifier *way_of(const Showing *showing) {
  const LiveNotice *live = showing->live;
  return live->way < showing->ways->len ? g_ptr_array_index(showing->ways, live->way) : NULL;
}

static Notice notice_for(const Showing *showing) {
  const LiveNotice *live = showing->live;
  const LastReminder *left = last_notice_left(showing->last);
  Notice notice = {
    .token = live->token,
    .summary = live->text->summary,
    .body = live->text->body,
    .body_no_buttons = live->text->body_no_buttons,
    .n_buttons = live->text->n_buttons,
    .all_or_none = live->text->is_scale,
    .urgency = live->urgency,
    .sound = live->sound,
    .is_apart = showing->is_apart,
    .replaces = left ? left->server_id : 0,
    .replaces_server = left ? left->server : NULL,
  };
  memcpy(notice.buttons, live->text->buttons, sizeof notice.buttons);
  return notice;
}

/* Where it stands is written first: a kill before the claims are would else leave a notice of which nobody knows. */
static void record_shown(Showing *showing, const NoticeEvent *event) {
  LiveNotice *live = showing->live;
  live->is_shown = TRUE;
  live->is_recorded = last_notice_shown(showing->last, live, event);
  for (guint i = 0; i < live->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(live->claims, i);
    (void) !claim_shown(showing->store, live->night, claim->step, claim->key, showing->now, NULL);
  }
  g_ptr_array_set_size(live->claims, 0);
}

static void give_claims_back(Showing *showing, LiveNotice *live, gboolean for_good) {
  for (guint i = 0; i < live->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(live->claims, i);
    reminder_claims_give_back(showing->claims, live->night, claim->step, claim->key, for_good);
  }
  g_ptr_array_set_size(live->claims, 0);
}

void showing_postpone(Showing *showing, LiveNotice *live) {
  give_claims_back(showing, live, FALSE);
}

/* Without a screen nobody saw it: another program may have a way, or this one later on. */
static void give_up(Showing *showing) {
  give_claims_back(showing, showing->live, TRUE);
  let_go(showing);
}

/* Hands the live notice to its way. With none left it stands on the screen, which counts as shown. */
static void send(Showing *showing) {
  Notifier *way = way_of(showing);
  if (way) {
    const Notice notice = notice_for(showing);
    notifier_show(way, &notice);
  } else if (showing->log && !showing->live->is_shown) {
    give_up(showing);
  } else {
    showing->on_screen = TRUE;
    record_shown(showing, &(NoticeEvent){ 0 });
  }
}

/* What found no way comes again, and stands in the log already. */
static gboolean is_news(Showing *showing) {
  const LiveNotice *live = showing->live;
  gboolean any = FALSE;
  for (guint i = 0; i < live->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(live->claims, i);
    any = g_hash_table_add(showing->logged, g_strdup_printf("%s/%s", claim->step, claim->key)) || any;
  }
  return any;
}

static void write_log(Showing *showing) {
  Notice notice = notice_for(showing);
  notice.body_no_buttons = notice.body;
  notifier_show(showing->log, &notice);
}

void showing_start(Showing *showing, LiveNotice *live) {
  let_go(showing);
  showing->live = live;
  live->token = ++showing->token;
  if (showing->log && is_news(showing))
    write_log(showing);
  send(showing);
}

void showing_repeat(Showing *showing) {
  showing->live->sound = FALSE;
  send(showing);
}

/* --- what becomes of it --- */

void showing_on_event(Showing *showing, const NoticeEvent *event) {
  LiveNotice *live = showing->live;
  const Notifier *way = way_of(showing);
  switch (event->kind) {
  case NOTICE_SHOWN:
    showing->on_screen = way && way->class->needs_line;
    record_shown(showing, event);
    break;
  case NOTICE_UNCERTAIN: showing->on_screen = TRUE; break; /* it may appear yet; until then it stands here */
  case NOTICE_FAILED:
    live->way++;
    send(showing);
    break;
  case NOTICE_SEEN:
    live->is_seen = TRUE;
    showing->on_screen = FALSE;
    last_notice_gone(showing->last);
    break;
  case NOTICE_BUTTON:     /* the caller's */
  case NOTICE_SUPERSEDED: /* the newer one carries it on */
  case NOTICE_AVAILABLE: break;
  }
}

/* A desktop that appears gets what another way has. What stood on it before is its notifier's to bring back. */
void showing_on_available(Showing *showing) {
  LiveNotice *live = showing->live;
  if (!live || live->way == 0 || live->is_seen)
    return;
  look_up(showing); /* what was left there is replaced */
  withdraw_everywhere(showing);
  live->way = 0;
  live->sound = live->sound && !live->is_shown;
  send(showing);
}
