/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scene: real programs on one record, on a desktop with a real notification
 * server. Every wait is for something that happens, and has a bound. */
#pragma once

#include "ledger.h"

#include "store/store.h"

#include <gio/gio.h>
#include <signal.h>

#define SCENE_TONIGHT "2026-11-24"
#define SCENE_STILL 0.001 /* as good as a clock that stands */

typedef struct {
  GSubprocess *process;
  GPid id;
  char *log;    /* the path of what it writes to standard error */
  int terminal; /* the other end of its terminal; -1: it has none */
  guint drain;
} Program;

typedef struct {
  char *folder;
  char *routine;     /* a path */
  char *data;        /* a folder */
  char *bus_address; /* NULL: the programs have no session bus */
  GDBusConnection *bus;
  Ledger *ledger;
  GPtrArray *programs; /* of Program */
} Scene;

void scene_up(Scene *scene, gconstpointer routine);
void scene_down(Scene *scene, gconstpointer routine);

void scene_write_routine(const Scene *scene, const char *text);

/* Starts `winddown remind` at `now` (its own clock, that many times as fast) and waits until it reminds (borrowed). */
Program *scene_remind(Scene *scene, const char *now, double speed);

/* Starts the dashboard on a terminal of its own (borrowed). */
Program *scene_dashboard(Scene *scene, const char *now, double speed);

/* Asks it to end, and waits for that. */
void program_end(Program *program);
/* Sends a signal, and waits for the end when it is SIGKILL. */
void program_signal(Program *program, int signal);
/* Whether `text` stands in what it wrote to standard error. */
gboolean program_said(const Program *program, const char *text);

/* Runs `winddown WORDS` at `now`, which has to succeed. */
void scene_run(const Scene *scene, const char *now, const char *words);

/* The mark of `step` tonight, and the answer to this night's morning. */
Mark scene_mark(const Scene *scene, const char *step);
int scene_rested(const Scene *scene);

/* Waits until `condition` holds; the test fails after 20 seconds. */
typedef gboolean (*SceneFunc)(Scene *scene, gpointer data);
void scene_await(Scene *scene, SceneFunc condition, gpointer data);

/* Whether the first program that was started has written `text` to standard error. */
gboolean scene_has_said(Scene *scene, gpointer text);

/* Waits until so many notifications stand on the desktop, or were asked for altogether. */
void scene_await_displayed(Scene *scene, guint count);
void scene_await_asked(Scene *scene, guint count);
guint scene_displayed(Scene *scene);

/* Waits until some program has claimed a reminder without having shown it, or has recorded the last one as shown. */
void scene_await_claim(Scene *scene);
void scene_await_record(Scene *scene);

/* Lets real time pass while the programs are stopped, which can only be waited for. */
void scene_let_pass(double seconds);

/* The button whose label holds `word`, chosen from the server's menu. */
void scene_pick(const char *word);

/* Chooses it until `condition` holds: what was shown an instant ago may not listen yet. */
void scene_pick_until(Scene *scene, const char *word, SceneFunc condition, gpointer data);

/* Do Not Disturb: the server takes notifications, and shows them afterwards. */
void scene_set_quiet(Scene *scene, gboolean is_quiet);

/* The notification server stops, and goes on. */
void scene_freeze(void);
void scene_wake(void);
