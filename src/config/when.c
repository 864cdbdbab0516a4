/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/when.h"

#include "base/daytime.h"

/* Reads what follows the anchor's word: nothing, or a sign and a duration. */
static gboolean parse_offset(const char *text, int *minutes) {
  while (g_ascii_isspace(*text))
    text++;
  if (!*text) {
    *minutes = 0;
    return TRUE;
  }
  const char sign = *text++;
  if (sign != '+' && sign != '-')
    return FALSE;
  g_autofree char *duration = g_strstrip(g_strdup(text));
  int length = 0;
  if (!duration_parse(duration, &length))
    return FALSE;
  *minutes = sign == '-' ? -length : length;
  return TRUE;
}

gboolean when_parse(const char *text, When *when) {
  g_autofree char *trimmed = g_strstrip(g_strdup(text));
  int minutes = 0;
  if (g_str_has_prefix(trimmed, "bed") && parse_offset(trimmed + strlen("bed"), &minutes)) {
    *when = (When){ ANCHOR_BED, minutes };
    return TRUE;
  }
  if (g_str_has_prefix(trimmed, "wake") && parse_offset(trimmed + strlen("wake"), &minutes)) {
    *when = (When){ minutes < 0 ? ANCHOR_NEXT_WAKE : ANCHOR_WAKE, minutes };
    return TRUE;
  }
  if (!daytime_parse(trimmed, &minutes))
    return FALSE;
  *when = (When){ ANCHOR_CLOCK, minutes };
  return TRUE;
}
