/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/servers.h"

#include <glib/gi18n.h>

static const NotifyServer unlisted = { .name = "", .buttons = 3 };

static const NotifyServer servers[] = {
  { .name = "gnome-shell",
    .buttons = 3,
    .remark = N_("GNOME shows a reminder for four seconds and keeps it in the list under the clock.") },
  { .name = "Plasma", .buttons = 5 },
  { .name = "dunst",
    .buttons = 5,
    .menu = TRUE,
    .remark = N_("dunst keeps the buttons in a menu: the middle mouse button, or \"dunstctl context\".") },
  { .name = "mako",
    .buttons = 0,
    .remark = N_("mako draws no buttons: use the keys, or \"makoctl menu\" for a click on the text.") },
};

const NotifyServer *notify_server(const char *name) {
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(servers); i++)
    if (g_ascii_strcasecmp(servers[i].name, name) == 0)
      return &servers[i];
  return &unlisted;
}

void notify_server_info_clear(NotifyServerInfo *info) {
  g_clear_pointer(&info->name, g_free);
  g_clear_pointer(&info->vendor, g_free);
  g_clear_pointer(&info->version, g_free);
  g_clear_pointer(&info->capabilities, g_strfreev);
}
