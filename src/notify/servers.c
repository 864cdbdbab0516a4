/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/servers.h"

#include <glib/gi18n.h>

static const NotifyServer unlisted = { .name = "", .buttons = 3 };

static const NotifyServer servers[] = {
  { .name = "gnome-shell",
    .buttons = 3,
    .remark = N_("GNOME shows a reminder for a few seconds, then keeps it in the list beside the calendar.") },
  { .name = "Plasma", .buttons = 5 },
  { .name = "dunst",
    .buttons = 5,
    .menu = TRUE,
    .remark = N_(
        "dunst keeps the buttons in a menu: click with the middle mouse button, or run \"dunstctl context\".") },
  { .name = "mako", .buttons = 0, .remark = N_("mako draws no buttons; the keys and the commands do the same.") },
  { .name = "fnott",
    .buttons = 5,
    .menu = TRUE,
    .remark = N_(
        "fnott keeps the buttons in a menu: click with the middle mouse button, or run \"fnottctl actions\".") },
  { .name = "SwayNotificationCenter", .buttons = 5 },
  { .name = "Xfce Notify Daemon", .buttons = 5 },
  { .name = "Notification Daemon", .buttons = 5 }, /* MATE, and GNOME without its shell */
  { .name = "cinnamon", .buttons = 5 },
  { .name = "lxqt-notificationd",
    .buttons = 5,
    .menu = TRUE,
    .remark = N_("LXQt draws up to three choices as buttons and puts more of them into a list.") },
  { .name = "haskell-notification-daemon", .buttons = 3 }, /* deadd-notification-center */
  { .name = "io.elementary.notifications", .buttons = 3 },
  { .name = "naughty", .buttons = 3 },
  { .name = "notify-osd",
    .buttons = 0,
    .remark = N_("Notify OSD draws no buttons and cannot be clicked; the keys and the commands do the same.") },
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

gboolean notify_server_can(const NotifyServerInfo *info, const char *capability) {
  return g_strv_contains((const char *const *) info->capabilities, capability);
}

gsize notify_server_draws(const NotifyServerInfo *info, gsize n, gboolean all_or_none) {
  const gsize room = notify_server_can(info, "actions") ? (gsize) notify_server(info->name)->buttons : 0;
  return all_or_none && room < n ? 0 : MIN(room, n);
}
