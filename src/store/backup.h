/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies of the data, private to this room: whole, checked, on disk before
 * they take their name, so that a kill at any moment leaves none that is half
 * written. */
#pragma once

#include "model/night.h"

#include <glib.h>
#include <sqlite3.h>

/* How many daily copies stay. */
#define BACKUP_KEPT 7

/* TRUE if `folder` has the backup of `night`. */
gboolean backup_has(const char *folder, Night night);

/* Copies `db` into `folder` as the backup of `night`, unless that night has one, and removes the daily ones that are
 * too many. */
gboolean backup_daily(sqlite3 *db, const char *folder, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copies `db`, of schema `version`, into `folder`, where it stays for good. */
gboolean backup_before_migration(sqlite3 *db, const char *folder, gint64 version, gint64 now,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copies `db` into `folder` as `name`. */
gboolean backup_as(sqlite3 *db, const char *folder, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
