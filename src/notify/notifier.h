/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A way to reach the person. There is one live notice: showing another one
 * replaces it. Every call returns at once; what became of it arrives as an
 * event on the default main context. */
#pragma once

#include "model/routine.h"

#include <glib.h>

#define NOTICE_MAX_BUTTONS 5

typedef struct {
  const char *id;    /* "done", "snooze", "skip", "ok", "not-tonight", "1" … "5" */
  const char *label; /* what the person reads */
} NoticeButton;

/* Borrowed for the length of the call. Texts are plain text, any bytes at all: the notifier makes them safe. */
typedef struct {
  guint64 token; /* the caller's name for it, handed back in events */
  const char *summary;
  const char *body;            /* for servers that draw buttons */
  const char *body_no_buttons; /* for the others: names the keys and commands */
  NoticeButton buttons[NOTICE_MAX_BUTTONS];
  gsize n_buttons;
  gboolean all_or_none; /* the buttons are a scale: where not all of them are drawn, none is */
  Urgency urgency;
  gboolean sound;
  gboolean is_apart;           /* it takes nobody's place: what another program is showing stays */
  guint32 replaces;            /* a notification id of a process that died; 0: none */
  const char *replaces_server; /* NoticeEvent.server of then: another server knows nothing of that id */
} Notice;

typedef enum {
  NOTICE_SHOWN,      /* the way took it; `server_id` is its id (0 where there is none). Again, with another id, when
                        the server was restarted and it was put up anew */
  NOTICE_FAILED,     /* it did not, for certain: try the next way */
  NOTICE_UNCERTAIN,  /* no answer so far: it may appear yet. NOTICE_SHOWN or NOTICE_FAILED may follow; when the program
                        ends before that, it mostly does not appear */
  NOTICE_SUPERSEDED, /* a newer one, or withdrawing, took its place before it came out */
  NOTICE_BUTTON,     /* the person chose `button` */
  NOTICE_SEEN,       /* the person clicked on it or closed it */
  NOTICE_AVAILABLE,  /* this way has become available (a daemon appeared) */
} NoticeEventKind;

typedef struct {
  NoticeEventKind kind;
  guint64 token;
  const char *button; /* borrowed for the call; NULL unless NOTICE_BUTTON */
  guint32 server_id;
  const char *server; /* borrowed; which running server gave `server_id`; NULL unless NOTICE_SHOWN on a desktop */
  const char *reason; /* borrowed; NULL unless NOTICE_FAILED or NOTICE_UNCERTAIN */
} NoticeEvent;

typedef void (*NoticeFunc)(const NoticeEvent *event, gpointer data);

typedef struct Notifier Notifier;

/* What each way implements; `notifier` is the first member of its own struct. */
typedef struct {
  const char *name; /* "desktop", "terminal", "bell", "log" */
  void (*show)(Notifier *notifier, const Notice *notice);
  void (*withdraw)(Notifier *notifier);                                         /* NULL: nothing to take down */
  void (*take_down)(Notifier *notifier, guint32 server_id, const char *server); /* NULL: likewise */
  gboolean (*reaches)(Notifier *notifier);                                      /* NULL: never */
  void (*free)(Notifier *notifier);
  gboolean needs_line; /* it only makes itself heard: the text has to stand on the screen */
} NotifierClass;

struct Notifier {
  const NotifierClass *class;
};

const char *notifier_name(const Notifier *notifier);

/* Shows `notice` in place of whatever is showing. */
void notifier_show(Notifier *notifier, const Notice *notice);

/* Takes down what is showing; nothing when there is none. */
void notifier_withdraw(Notifier *notifier);

/* Takes down what a process that died left showing: `server_id` and `server` as its NOTICE_SHOWN gave them. Nothing
 * happens when that server no longer runs. */
void notifier_take_down(Notifier *notifier, guint32 server_id, const char *server);

/* Whether this way reaches the desktop by now, to take down what was left there. Where it does not, NOTICE_AVAILABLE
 * tells when. */
gboolean notifier_reaches(Notifier *notifier);

/* Takes down what is showing, where that is possible without waiting, and frees. */
void notifier_free(Notifier *notifier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Notifier, notifier_free)
