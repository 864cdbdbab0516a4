/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/last_notice.h"

struct LastNotice {
  Store *store;
  LastReminder left; /* what a process that died has left on the desktop, for this one; steps of NULL: nothing */
  gboolean is_anothers;
  gboolean stands_elsewhere;
  gboolean is_orphaned; /* its process has died, and it stands on a desktop that none has reached since */
};

LastNotice *last_notice_new(Store *store) {
  LastNotice *last = g_new0(LastNotice, 1);
  last->store = store;
  return last;
}

void last_notice_free(LastNotice *last) {
  last_reminder_clear(&last->left);
  g_free(last);
}

gboolean last_notice_is_anothers(const LastNotice *last) {
  return last->is_anothers;
}

gboolean last_notice_stands_elsewhere(const LastNotice *last) {
  return last->stands_elsewhere;
}

const LastReminder *last_notice_left(const LastNotice *last) {
  return last->left.steps ? &last->left : NULL;
}

void last_notice_drop_left(LastNotice *last) {
  last_reminder_clear(&last->left);
}

gboolean last_notice_is_orphaned(const LastNotice *last) {
  return last->is_orphaned;
}

void last_notice_look(LastNotice *last) {
  g_auto(LastReminder) now = { 0 };
  const gboolean is_read = claim_load_last(last->store, &now, NULL);
  last->is_anothers = is_read && now.steps && !now.is_own;
  const gboolean stands = last->is_anothers && now.server_id != 0;
  last->stands_elsewhere = stands && now.owner_lives;
  last->is_orphaned = stands && !now.owner_lives;
}

void last_notice_adopt(LastNotice *last) {
  g_auto(LastReminder) now = { 0 };
  gboolean adopted = FALSE;
  if (!claim_adopt_last(last->store, &now, &adopted, NULL) || !adopted)
    return;
  last_reminder_clear(&last->left);
  last->left = now;
  last->is_orphaned = FALSE;
  now = (LastReminder){ 0 };
}

gboolean last_notice_shown(LastNotice *last, const LiveNotice *live, const NoticeEvent *event) {
  g_autoptr(GPtrArray) steps = g_ptr_array_new();
  g_ptr_array_extend(steps, live->steps, NULL, NULL);
  g_ptr_array_add(steps, NULL);
  const LastReminder shown = {
    .night = live->night,
    .steps = (GStrv) steps->pdata,
    .server_id = event->server_id,
    .server = (char *) event->server,
  };
  last_reminder_clear(&last->left);
  if (last->is_orphaned && event->server_id == 0) {
    (void) !claim_name_last(last->store, &shown, NULL);
    return FALSE;
  }
  return claim_save_last(last->store, &shown, NULL);
}

void last_notice_gone(LastNotice *last) {
  g_auto(LastReminder) now = { 0 };
  if (last->left.steps || !claim_load_last(last->store, &now, NULL) || !now.is_own || now.server_id == 0)
    return;
  now.server_id = 0;
  (void) !claim_save_last(last->store, &now, NULL);
}
