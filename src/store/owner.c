/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/owner.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* proc(5): after the name in parentheses, which may hold anything, field 3 is the state and field 22 the start time in
 * ticks since boot. */
#define START_AFTER_STATE 19

/* Gives the start time of `process`; 0 when it has ended. */
static guint64 start_of(gint64 process) {
  g_autofree char *path = g_strdup_printf("/proc/%" G_GINT64_FORMAT "/stat", process);
  g_autofree char *stat = NULL;
  if (!g_file_get_contents(path, &stat, NULL, NULL))
    return 0;
  const char *name_end = strrchr(stat, ')');
  if (!name_end || strlen(name_end) < 3)
    return 0;
  g_auto(GStrv) fields = g_strsplit(name_end + 2, " ", START_AFTER_STATE + 2);
  const gboolean ended = fields[0] && (*fields[0] == 'Z' || *fields[0] == 'X');
  if (ended || g_strv_length(fields) <= START_AFTER_STATE)
    return 0;
  return g_ascii_strtoull(fields[START_AFTER_STATE], NULL, 10);
}

static char *boot(void) {
  char *id = NULL;
  if (!g_file_get_contents("/proc/sys/kernel/random/boot_id", &id, NULL, NULL))
    return g_strdup("unknown");
  return g_strstrip(id);
}

static char *name_of(gint64 process) {
  g_autofree char *id = boot();
  return g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT, id, process, start_of(process));
}

char *owner_self(void) {
  return name_of(getpid());
}

gboolean owner_lives(const char *owner) {
  g_auto(GStrv) parts = g_strsplit(owner, " ", 3);
  if (g_strv_length(parts) != 3 || g_str_equal(parts[2], "0"))
    return FALSE;
  g_autofree char *now = name_of(g_ascii_strtoll(parts[1], NULL, 10));
  return g_str_equal(owner, now);
}
