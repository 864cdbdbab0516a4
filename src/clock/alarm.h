/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One alarm on the real-time clock, as a source of the default main context.
 * It rings when its instant comes, also after a suspend, and at once when the
 * clock was set or the machine's time zone changed. */
#pragma once

#include "clock/clock.h"

typedef struct Alarm Alarm;

typedef enum {
  ALARM_DUE,          /* its instant has come */
  ALARM_CLOCK_SET,    /* the clock was stepped: everything may be different */
  ALARM_ZONE_CHANGED, /* the machine's zone is another one */
} AlarmReason;

typedef void (*AlarmFunc)(AlarmReason reason, gpointer data);

/* Returns an unarmed alarm (owned) that calls `func`. `clock` must outlive it. */
Alarm *alarm_new(Clock *clock, AlarmFunc func, gpointer data);

/* As alarm_new, for tests: the zone is that of the file or link at `zone_path`, or never changes when it is NULL. */
Alarm *alarm_new_in_zone_of(Clock *clock, const char *zone_path, AlarmFunc func, gpointer data);
void alarm_free(Alarm *alarm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Alarm, alarm_free)

/* Arms for the first moment at which the clock shows `instant` or later; replaces what was armed; 0 disarms. */
void alarm_arm(Alarm *alarm, gint64 instant);
