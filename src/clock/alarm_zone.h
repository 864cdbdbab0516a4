/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An alarm that watches another place than /etc/localtime, for the tests. */
#pragma once

#include "clock/alarm.h"

/* As alarm_new; the zone is that of the file or link at `zone_path`, or never changes when it is NULL. */
Alarm *alarm_new_in_zone_of(Clock *clock, const char *zone_path, AlarmFunc func, gpointer data);
