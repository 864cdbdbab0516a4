/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock/clock.h"

#include "clock/clock_timer.h"
#include "clock/zone.h"

#include <math.h>

typedef struct {
  ClockSteppedFunc func;
  gpointer data;
} Watch;

struct Clock {
  clockid_t base;
  gint64 base_usec;  /* the moment on `base` ... */
  gint64 shown_usec; /* ... at which the clock showed this */
  double speed;
  GArray *watches; /* of Watch */
};

static gint64 usec_on(clockid_t base) {
  struct timespec time;

  if (clock_gettime(base, &time) != 0)
    g_error("the kernel has no clock %d", (int) base);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static Clock *clock_new_on(clockid_t base, double speed) {
  Clock *clock = g_new0(Clock, 1);

  clock->base = base;
  clock->speed = speed;
  clock->watches = g_array_new(FALSE, FALSE, sizeof(Watch));
  return clock;
}

Clock *clock_new(void) {
  return clock_new_on(CLOCK_REALTIME, 1);
}

Clock *clock_new_rehearsal(gint64 start, double speed) {
  g_return_val_if_fail(speed >= 0, NULL);

  /* As on the machine's clock, the evening goes on while the machine sleeps. */
  Clock *clock = clock_new_on(CLOCK_BOOTTIME, speed);
  clock_step(clock, start);
  return clock;
}

void clock_free(Clock *clock) {
  if (!clock)
    return;
  g_array_unref(clock->watches);
  g_free(clock);
}

gboolean clock_is_rehearsal(const Clock *clock) {
  return clock->base != CLOCK_REALTIME;
}

gint64 clock_now_usec(const Clock *clock) {
  const gint64 elapsed_usec = usec_on(clock->base) - clock->base_usec;

  if (!clock_is_rehearsal(clock))
    return elapsed_usec;
  return clock->shown_usec + (gint64) ((double) elapsed_usec * clock->speed);
}

gint64 clock_now(const Clock *clock) {
  const gint64 usec = clock_now_usec(clock);

  return usec / G_USEC_PER_SEC - (usec % G_USEC_PER_SEC < 0 ? 1 : 0);
}

double clock_speed(const Clock *clock) {
  return clock->speed;
}

void clock_step(Clock *clock, gint64 instant) {
  if (!clock_is_rehearsal(clock))
    return;
  clock->base_usec = usec_on(clock->base);
  clock->shown_usec = instant * G_USEC_PER_SEC;
  for (guint i = 0; i < clock->watches->len; i++) {
    const Watch *watch = &g_array_index(clock->watches, Watch, i);

    watch->func(watch->data);
  }
}

clockid_t clock_timer_base(const Clock *clock) {
  return clock->base;
}

gint64 clock_timer_usec(const Clock *clock, gint64 instant) {
  if (instant >= CLOCK_NEVER / G_USEC_PER_SEC)
    return CLOCK_NEVER;
  if (!clock_is_rehearsal(clock))
    return instant * G_USEC_PER_SEC;

  const gint64 ahead_usec = instant * G_USEC_PER_SEC - clock->shown_usec;
  if (ahead_usec <= 0)
    return clock->base_usec;
  const double wait_usec = ceil((double) ahead_usec / clock->speed);
  /* At speed 0 the wait is infinite. */
  return wait_usec < (double) (CLOCK_NEVER / 2) ? clock->base_usec + (gint64) wait_usec : CLOCK_NEVER;
}

void clock_watch(Clock *clock, ClockSteppedFunc func, gpointer data) {
  const Watch watch = { .func = func, .data = data };

  g_array_append_val(clock->watches, watch);
}

void clock_unwatch(Clock *clock, gconstpointer data) {
  for (guint i = clock->watches->len; i > 0; i--)
    if (g_array_index(clock->watches, Watch, i - 1).data == data)
      g_array_remove_index(clock->watches, i - 1);
}

GTimeZone *clock_zone(const char *name) {
  return name ? zone_named(name) : zone_local(g_getenv("TZ"), ZONE_LOCAL_PATH);
}
