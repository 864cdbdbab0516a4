/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/loop.h"

#include <glib-unix.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const int handled_signals[] = { SIGWINCH, SIGINT, SIGTERM, SIGHUP };

struct Loop {
  Screen *screen;
  LoopFuncs funcs;
  gpointer data;
  GMainLoop *main;
  GPtrArray *sources; /* of GSource */
  GSource *painter;   /* NULL: the screen is up to date */
  sigset_t job_control;
  sigset_t handled;
  int job_file; /* where SIGTSTP and SIGCONT arrive: GLib refuses both */
};

Loop *loop_new(Screen *screen, const LoopFuncs *funcs, gpointer data) {
  Loop *loop = g_new0(Loop, 1);
  loop->screen = screen;
  loop->funcs = *funcs;
  loop->data = data;
  loop->main = g_main_loop_new(NULL, FALSE);
  loop->sources = g_ptr_array_new_with_free_func((GDestroyNotify) g_source_unref);
  (void) sigemptyset(&loop->job_control);
  (void) sigaddset(&loop->job_control, SIGTSTP);
  (void) sigaddset(&loop->job_control, SIGCONT);
  (void) pthread_sigmask(SIG_BLOCK, &loop->job_control, NULL);
  /* Until the first frame stands nobody listens; curses would end the program in its own way. */
  (void) sigemptyset(&loop->handled);
  for (gsize i = 0; i < G_N_ELEMENTS(handled_signals); i++)
    (void) sigaddset(&loop->handled, handled_signals[i]);
  (void) pthread_sigmask(SIG_BLOCK, &loop->handled, NULL);
  loop->job_file = signalfd(-1, &loop->job_control, SFD_CLOEXEC | SFD_NONBLOCK);
  return loop;
}

static void remove_source(gpointer source, gpointer unused) {
  g_source_destroy(source);
}

void loop_free(Loop *loop) {
  if (!loop)
    return;
  g_ptr_array_foreach(loop->sources, remove_source, NULL);
  g_ptr_array_unref(loop->sources);
  if (loop->painter) {
    g_source_destroy(loop->painter);
    g_source_unref(loop->painter);
  }
  if (loop->job_file >= 0)
    (void) close(loop->job_file);
  (void) pthread_sigmask(SIG_UNBLOCK, &loop->job_control, NULL);
  g_main_loop_unref(loop->main);
  g_free(loop);
}

static gboolean on_idle(gpointer data) {
  Loop *loop = data;
  g_clear_pointer(&loop->painter, g_source_unref);
  loop->funcs.paint(loop->data);
  return G_SOURCE_REMOVE;
}

void loop_mark_dirty(Loop *loop) {
  if (loop->painter)
    return;
  loop->painter = g_idle_source_new();
  g_source_set_callback(loop->painter, on_idle, loop, NULL);
  (void) g_source_attach(loop->painter, NULL);
}

void loop_quit(Loop *loop) {
  g_main_loop_quit(loop->main);
}

static gboolean on_input(int file, GIOCondition condition, gpointer data) {
  Loop *loop = data;
  TerminalEvent event;
  gboolean any = FALSE;
  /* What was typed after the key that quits was not meant for us. */
  while (g_main_loop_is_running(loop->main) && screen_read(loop->screen, &event)) {
    any = TRUE;
    if (event.kind == TERMINAL_REPAINT) {
      screen_repaint(loop->screen);
      loop_mark_dirty(loop);
    } else {
      loop->funcs.event(&event, loop->data);
    }
  }
  /* A terminal that is gone stays readable for ever. */
  if (!any && screen_is_closed(loop->screen)) {
    loop_quit(loop);
    return G_SOURCE_REMOVE;
  }
  return G_SOURCE_CONTINUE;
}

static gboolean on_resize(gpointer data) {
  Loop *loop = data;
  if (screen_resize(loop->screen))
    loop_mark_dirty(loop);
  return G_SOURCE_CONTINUE;
}

static gboolean on_end(gpointer data) {
  loop_quit(data);
  return G_SOURCE_CONTINUE;
}

/* Stops as any program does. A stop that the kernel refuses, because no shell would ever wake us, changes nothing. */
static void stop(Loop *loop) {
  sigset_t stops;
  (void) sigemptyset(&stops);
  (void) sigaddset(&stops, SIGTSTP);
  struct sigaction before, action = { .sa_handler = SIG_DFL };
  screen_suspend(loop->screen);
  (void) sigaction(SIGTSTP, &action, &before);
  (void) raise(SIGTSTP);
  (void) pthread_sigmask(SIG_UNBLOCK, &stops, NULL);
  (void) pthread_sigmask(SIG_BLOCK, &stops, NULL);
  (void) sigaction(SIGTSTP, &before, NULL);
}

/* A wake-up without a stop of our own: the process was stopped by force, and the shell has had the terminal. */
static gboolean on_job_control(int file, GIOCondition condition, gpointer data) {
  Loop *loop = data;
  struct signalfd_siginfo info;
  gboolean resumed = FALSE;
  while (read(file, &info, sizeof info) == (gssize) sizeof info) {
    if (info.ssi_signo == SIGTSTP)
      stop(loop);
    if (info.ssi_signo == SIGTSTP || !resumed)
      screen_resume(loop->screen);
    resumed = TRUE;
  }
  if (resumed && loop->funcs.resumed)
    loop->funcs.resumed(loop->data);
  loop_mark_dirty(loop);
  return G_SOURCE_CONTINUE;
}

static void add_source(Loop *loop, GSource *source, GSourceFunc func) {
  g_source_set_callback(source, func, loop, NULL);
  (void) g_source_attach(source, NULL);
  g_ptr_array_add(loop->sources, source);
}

static void add_sources(Loop *loop) {
  for (gsize i = 0; i < G_N_ELEMENTS(handled_signals); i++) {
    const int number = handled_signals[i];
    add_source(loop, g_unix_signal_source_new(number), number == SIGWINCH ? on_resize : on_end);
  }
  (void) pthread_sigmask(SIG_UNBLOCK, &loop->handled, NULL);
  add_source(loop, g_unix_fd_source_new(screen_input_file(loop->screen), G_IO_IN | G_IO_HUP | G_IO_ERR),
             G_SOURCE_FUNC(on_input));
  if (loop->job_file >= 0)
    add_source(loop, g_unix_fd_source_new(loop->job_file, G_IO_IN), G_SOURCE_FUNC(on_job_control));
}

void loop_run(Loop *loop) {
  loop->funcs.paint(loop->data);
  add_sources(loop);
  /* A resize that came before its source would show only at the next one. */
  (void) on_resize(loop);
  if (loop->funcs.started)
    loop->funcs.started(loop->data);
  g_main_loop_run(loop->main);
}
