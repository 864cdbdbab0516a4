/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A source on a timerfd, which tells of a suspend and of a clock that was set,
 * and a watch over the file of the machine's zone. One timer, armed for one
 * instant: what is due then is the caller's to know. */
#include "clock/alarm.h"

#include "base/file_watch.h"
#include "clock/clock_timer.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { REST_DAYS = 3650 };

struct Alarm {
  GSource source; /* first: the alarm is its own source */
  Clock *clock;
  AlarmFunc func;
  gpointer data;
  gint64 instant; /* 0: not armed */
  gboolean is_clock_set;
  int timer;
  FileWatch *zone_watch; /* NULL: none */
};

/* Only a timer that runs is told that the clock was set: one with nothing to do runs towards a day
 * that is years ahead. A rehearsal is stepped by us alone and needs no such thing. */
static gint64 resting_usec(const Alarm *alarm) {
  if (clock_timer_base(alarm->clock) != CLOCK_REALTIME)
    return CLOCK_NEVER;
  return clock_now_usec(alarm->clock) + REST_DAYS * G_TIME_SPAN_DAY;
}

static void alarm_start_timer(Alarm *alarm) {
  const gint64 wanted_usec = alarm->instant ? clock_timer_usec(alarm->clock, alarm->instant) : CLOCK_NEVER;
  const gint64 usec = wanted_usec == CLOCK_NEVER ? resting_usec(alarm) : wanted_usec;
  struct itimerspec due = { .it_value = { .tv_sec = 0, .tv_nsec = 0 } };

  if (usec != CLOCK_NEVER) {
    /* What is past rings at once; all zeroes would stop the timer. */
    due.it_value.tv_sec = (time_t) MAX(usec / G_USEC_PER_SEC, 0);
    due.it_value.tv_nsec = (long) MAX(usec % G_USEC_PER_SEC * 1000, 1);
  }
  if (timerfd_settime(alarm->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &due, NULL) == 0)
    return;
  if (errno != ECANCELED)
    g_error("an alarm cannot be set: %s", g_strerror(errno));
  /* The timer runs all the same, but the news that the clock was set has now been told for good. */
  alarm->is_clock_set = TRUE;
  g_source_set_ready_time(&alarm->source, 0);
}

static void alarm_clock_stepped(gpointer data) {
  Alarm *alarm = data;

  alarm->is_clock_set = TRUE;
  g_source_set_ready_time(&alarm->source, 0);
}

/* Whether the instant has come. */
static gboolean alarm_read_timer(Alarm *alarm) {
  guint64 expirations;

  if (read(alarm->timer, &expirations, sizeof expirations) < 0) {
    alarm->is_clock_set |= errno == ECANCELED;
    return FALSE;
  }
  if (alarm->instant && clock_now(alarm->clock) >= alarm->instant)
    return TRUE;
  alarm_start_timer(alarm);
  return FALSE;
}

static void alarm_ring(Alarm *alarm, AlarmReason reason) {
  if (!g_source_is_destroyed(&alarm->source))
    alarm->func(reason, alarm->data);
}

static void alarm_zone_changed(gpointer data) {
  alarm_ring(data, ALARM_ZONE_CHANGED);
}

static gboolean alarm_dispatch(GSource *source, G_GNUC_UNUSED GSourceFunc callback, G_GNUC_UNUSED gpointer data) {
  Alarm *alarm = (Alarm *) source;

  if (g_source_get_ready_time(source) >= 0) /* each call wakes the loop once more */
    g_source_set_ready_time(source, -1);
  const gboolean is_due = alarm_read_timer(alarm);
  const gboolean is_clock_set = alarm->is_clock_set;

  alarm->is_clock_set = FALSE;
  if (is_due)
    alarm->instant = 0;
  if (is_due || is_clock_set)
    alarm_start_timer(alarm);

  if (is_clock_set)
    alarm_ring(alarm, ALARM_CLOCK_SET);
  if (is_due)
    alarm_ring(alarm, ALARM_DUE);
  return G_SOURCE_CONTINUE;
}

static void alarm_finalize(GSource *source) {
  Alarm *alarm = (Alarm *) source;

  close(alarm->timer);
}

static GSourceFuncs alarm_source = { .dispatch = alarm_dispatch, .finalize = alarm_finalize };

Alarm *alarm_new_in_zone_of(Clock *clock, const char *zone_path, AlarmFunc func, gpointer data) {
  Alarm *alarm = (Alarm *) g_source_new(&alarm_source, sizeof *alarm);

  g_source_set_static_name(&alarm->source, "alarm");
  alarm->clock = clock;
  alarm->func = func;
  alarm->data = data;
  alarm->timer = timerfd_create(clock_timer_base(clock), TFD_NONBLOCK | TFD_CLOEXEC);
  if (alarm->timer < 0)
    g_error("there is no timer to be had: %s", g_strerror(errno));
  alarm->zone_watch = zone_path ? file_watch_new(zone_path, alarm_zone_changed, alarm) : NULL;
  g_source_add_unix_fd(&alarm->source, alarm->timer, G_IO_IN);
  clock_watch(clock, alarm_clock_stepped, alarm);
  alarm_start_timer(alarm);
  g_source_attach(&alarm->source, NULL);
  return alarm;
}

Alarm *alarm_new(Clock *clock, AlarmFunc func, gpointer data) {
  /* TZ wins over the machine's zone, so with it set there is nothing to watch. */
  return alarm_new_in_zone_of(clock, g_getenv("TZ") ? NULL : CLOCK_ZONE_PATH, func, data);
}

void alarm_free(Alarm *alarm) {
  if (!alarm)
    return;
  clock_unwatch(alarm->clock, alarm);
  g_clear_pointer(&alarm->zone_watch, file_watch_free);
  g_source_destroy(&alarm->source);
  g_source_unref(&alarm->source);
}

void alarm_arm(Alarm *alarm, gint64 instant) {
  alarm->instant = MAX(instant, 0);
  alarm_start_timer(alarm);
}
