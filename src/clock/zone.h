/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine's time zone: which one it is, and when it becomes another. The
 * path of /etc/localtime is an argument so that tests can have their own. */
#pragma once

#include <glib.h>

#define ZONE_LOCAL_PATH "/etc/localtime"

/* The zone called `name`, as in "Europe/Berlin" or "+02:00" (owned). NULL when none is known by it. */
GTimeZone *zone_named(const char *name);

/* The zone that holds on this machine (owned, never NULL): `tz_variable` (the value of TZ) decides when it is not NULL,
 * else the link or the file at `path`; UTC where they name nothing. */
GTimeZone *zone_local(const char *tz_variable, const char *path);

/* Gives a descriptor that becomes readable when something happens beside `path`, or -1 where the
 * kernel has none to give. The caller closes it. */
int zone_watch_open(const char *path);

/* Reads all that `watch` has to tell. Whether there was a new file or link at `path`. */
gboolean zone_watch_read(int watch, const char *path);
