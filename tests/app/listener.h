/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that brings reminders beside the app of a fixture, and writes down
 * what the person heard. */
#pragma once

#include "reminders/reminders.h"
#include "tests/app/fixture.h"

typedef struct {
  Notifier notifier;
  GString *heard; /* "Herbal tea; Lights out; ", in order */
  Store *store;
  Reminders *reminders;
} Listener;

static inline void listener_show(Notifier *notifier, const Notice *notice) {
  Listener *listener = (Listener *) notifier;
  /* Without a sound, what stands on the desktop is only brought up to date. */
  if (notice->sound)
    g_string_append_printf(listener->heard, "%s; ", notice->summary);
  const NoticeEvent shown = { .kind = NOTICE_SHOWN, .token = notice->token, .server_id = 1 };
  reminders_on_event(&shown, listener->reminders);
}

static inline void listener_free_way(Notifier *notifier) {
}

static inline gboolean listener_answered(Night night, const char *const *steps, const char *button, gpointer data) {
  return TRUE;
}

static inline void listener_changed(gpointer data) {
}

static inline void listener_start(Listener *listener, const Fixture *fixture) {
  static const NotifierClass way = { .name = "listener", .show = listener_show, .free = listener_free_way };
  static const RemindersCallbacks callbacks = { .answered = listener_answered, .changed = listener_changed };
  *listener = (Listener){ .notifier = { .class = &way }, .heard = g_string_new(NULL) };
  listener->store = store_open(fixture->data_folder, STORE_WRITE, 0, NULL);
  g_assert_nonnull(listener->store);
  listener->reminders = reminders_new(listener->store, &callbacks, listener);
  reminders_add_way(listener->reminders, &listener->notifier);
}

static inline void listener_stop(Listener *listener) {
  reminders_free(listener->reminders);
  store_close(listener->store);
  g_string_free(listener->heard, TRUE);
}

static inline void listener_turn(Listener *listener, const App *app) {
  const Evening *evening = app_evening(app);
  const ReminderInput input = {
    .plan = evening->plan,
    .record = evening->record,
    .routine = evening->routine,
    .settings = evening->settings,
    .pauses = evening->pauses,
    .zone = evening->zone,
  };
  (void) reminders_turn(listener->reminders, &input, NIGHT_NONE, evening->now);
}

/* What was heard since this was last asked. */
#define listener_assert_heard(listener, expected)                                                                      \
  do {                                                                                                                 \
    g_assert_cmpstr((listener)->heard->str, ==, expected);                                                             \
    g_string_truncate((listener)->heard, 0);                                                                           \
  } while (0)
