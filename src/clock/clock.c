/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine's clock, and one that is rehearsed: stretches of time that each
 * run at a speed of their own on top of the kernel's boot clock. And the zone
 * that its times are shown in. */
#include "clock/clock.h"

#include "clock/clock_timer.h"

#include <math.h>
#include <string.h>

#define ZONES_FOLDER "/zoneinfo/"

typedef struct {
  ClockSteppedFunc func;
  gpointer data;
} Watch;

/* The clock runs at `speed` from the moment on that it shows `from_usec`. */
typedef struct {
  gint64 from_usec;
  double speed;
} Stretch;

struct Clock {
  clockid_t base;
  gint64 base_usec;  /* the moment on `base` ... */
  gint64 shown_usec; /* ... at which the clock showed this */
  GArray *stretches; /* of Stretch, by time; the first is from ever */
  GArray *watches;   /* of Watch */
};

static gint64 usec_on(clockid_t base) {
  struct timespec time;

  if (clock_gettime(base, &time) != 0)
    g_error("the kernel has no clock %d", (int) base);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static const Stretch *clock_stretch(const Clock *clock, guint index) {
  return &g_array_index(clock->stretches, Stretch, index);
}

/* Where the stretch ends, on the clock. */
static gint64 clock_stretch_end(const Clock *clock, guint index) {
  return index + 1 < clock->stretches->len ? clock_stretch(clock, index + 1)->from_usec : G_MAXINT64;
}

/* The one in which the clock shows `usec`. */
static guint clock_stretch_at(const Clock *clock, gint64 usec) {
  guint index = 0;

  while (usec >= clock_stretch_end(clock, index))
    index++;
  return index;
}

static void clock_add_stretch(Clock *clock, gint64 from_usec, double speed) {
  const Stretch stretch = { .from_usec = from_usec, .speed = speed };

  g_array_append_val(clock->stretches, stretch);
}

static Clock *clock_new_on(clockid_t base, double speed) {
  Clock *clock = g_new0(Clock, 1);

  clock->base = base;
  clock->stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
  clock->watches = g_array_new(FALSE, FALSE, sizeof(Watch));
  clock_add_stretch(clock, G_MININT64, speed);
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
  g_array_unref(clock->stretches);
  g_array_unref(clock->watches);
  g_free(clock);
}

gboolean clock_is_rehearsal(const Clock *clock) {
  return clock->base != CLOCK_REALTIME;
}

/* The real microseconds in which the clock runs from `from_usec` to `to_usec`, both in one stretch. */
static double clock_wait(const Clock *clock, guint index, gint64 from_usec, gint64 to_usec) {
  return (double) (to_usec - from_usec) / clock_stretch(clock, index)->speed;
}

gint64 clock_now_usec(const Clock *clock) {
  if (!clock_is_rehearsal(clock))
    return usec_on(clock->base);
  double left_usec = (double) (usec_on(clock->base) - clock->base_usec);
  gint64 shown_usec = clock->shown_usec;
  guint index = clock_stretch_at(clock, shown_usec);
  for (; index + 1 < clock->stretches->len; index++) {
    const gint64 end_usec = clock_stretch_end(clock, index);
    const double wait_usec = clock_wait(clock, index, shown_usec, end_usec);
    if (left_usec < wait_usec)
      break;
    left_usec -= wait_usec;
    shown_usec = end_usec;
  }
  return shown_usec + (gint64) (left_usec * clock_stretch(clock, index)->speed);
}

gint64 clock_now(const Clock *clock) {
  const gint64 usec = clock_now_usec(clock);

  return usec / G_USEC_PER_SEC - (usec % G_USEC_PER_SEC < 0 ? 1 : 0);
}

double clock_speed(const Clock *clock) {
  return clock_stretch(clock, clock_stretch_at(clock, clock_now_usec(clock)))->speed;
}

void clock_change_speed(Clock *clock, gint64 from, double speed) {
  g_return_if_fail(speed >= 0);

  if (clock_is_rehearsal(clock))
    clock_add_stretch(clock, from * G_USEC_PER_SEC, speed);
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

  const gint64 instant_usec = instant * G_USEC_PER_SEC;
  if (instant_usec <= clock->shown_usec)
    return clock->base_usec;
  double wait_usec = 0;
  gint64 shown_usec = clock->shown_usec;
  for (guint index = clock_stretch_at(clock, shown_usec); shown_usec < instant_usec; index++) {
    const gint64 end_usec = MIN(clock_stretch_end(clock, index), instant_usec);
    wait_usec += clock_wait(clock, index, shown_usec, end_usec);
    shown_usec = end_usec;
  }
  wait_usec = ceil(wait_usec);
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

/* --- zones --- */

static GTimeZone *zone_named(const char *name) {
  /* GLib would read "5" and "23:00" as offsets. */
  return g_ascii_isdigit(*name) ? NULL : g_time_zone_new_identifier(name);
}

/* A zone made from /etc/localtime is kept by GLib under that name as long as anyone holds it, whatever
 * the link says by then. Made under the name that the link leads to, it is always the right one. */
static GTimeZone *zone_at(const char *path) {
  g_autofree char *target = g_file_read_link(path, NULL);
  const char *folder = target ? strstr(target, ZONES_FOLDER) : NULL;
  GTimeZone *zone = folder ? g_time_zone_new_identifier(folder + strlen(ZONES_FOLDER)) : NULL;

  return zone ? zone : g_time_zone_new_identifier(path);
}

GTimeZone *clock_zone_at(const char *tz_variable, const char *path) {
  GTimeZone *zone = tz_variable ? g_time_zone_new_identifier(tz_variable) : zone_at(path);

  return zone ? zone : g_time_zone_new_utc();
}

GTimeZone *clock_zone(const char *name) {
  return name ? zone_named(name) : clock_zone_at(g_getenv("TZ"), CLOCK_ZONE_PATH);
}

char *clock_unknown_zone(void) {
  const char *name = g_getenv("TZ");
  if (!name || !*name)
    return NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(name);
  return zone ? NULL : g_strdup(name);
}
