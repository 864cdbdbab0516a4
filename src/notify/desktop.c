/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way "desktop" as the program starts with it: it loads the module when
 * there is something to show or to take down, and passes everything on. And
 * what is known of servers and of the bus without asking either. */
#include "notify/desktop.h"

#include "notify/way.h"
#include "notify/ways.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const ModuleInfo desktop_module = {
  .name = "desktop",
  .version = DESKTOP_VERSION,
  .without = N_("no notifications on the desktop, and no dimming of the screen"),
  .package = "libnotify4",
};

const DesktopModule *desktop_load(GError **error) {
  return module_load(&desktop_module, error);
}

DesktopAnswer desktop_query(DesktopServerInfo *info, GError **error) {
  const DesktopModule *module = desktop_load(error);
  return module != NULL ? module->query(info, error) : DESKTOP_NO_SERVER;
}

/* --- the way --- */

typedef struct {
  Notifier notifier;
  Reporter *reporter; /* for what the module cannot report, since it is not there */
  NoticeFunc func;
  gpointer data;
  Notifier *loaded; /* NULL: nothing asked for it yet */
} DesktopWay;

static Notifier *load(DesktopWay *way, GError **error) {
  const DesktopModule *module = way->loaded == NULL ? desktop_load(error) : NULL;
  if (module != NULL)
    way->loaded = module->notifier_new(way->func, way->data);
  return way->loaded;
}

static void desktop_show(Notifier *notifier, const Notice *notice) {
  DesktopWay *way = (DesktopWay *) notifier;
  g_autoptr(GError) error = NULL;
  if (load(way, &error) != NULL)
    notifier_show(way->loaded, notice);
  else
    reporter_send(way->reporter,
                  &(NoticeEvent){ .kind = NOTICE_FAILED, .token = notice->token, .reason = error->message });
}

static void desktop_withdraw(Notifier *notifier) {
  const DesktopWay *way = (DesktopWay *) notifier;
  if (way->loaded != NULL)
    notifier_withdraw(way->loaded);
}

static void desktop_take_down(Notifier *notifier, guint32 server_id, const char *server) {
  DesktopWay *way = (DesktopWay *) notifier;
  if (load(way, NULL) != NULL)
    notifier_take_down(way->loaded, server_id, server);
}

/* Without a bus the module waits for one to appear. */
static gboolean desktop_reaches(Notifier *notifier) {
  DesktopWay *way = (DesktopWay *) notifier;
  if (desktop_has_bus())
    return TRUE;
  return load(way, NULL) != NULL && notifier_reaches(way->loaded);
}

static void desktop_free(Notifier *notifier) {
  DesktopWay *way = (DesktopWay *) notifier;
  notifier_free(way->loaded);
  reporter_close(way->reporter);
  reporter_unref(way->reporter);
  g_free(way);
}

Notifier *notify_desktop_new(NoticeFunc func, gpointer data) {
  static const NotifierClass desktop_class = {
    .name = "desktop",
    .show = desktop_show,
    .withdraw = desktop_withdraw,
    .take_down = desktop_take_down,
    .reaches = desktop_reaches,
    .free = desktop_free,
  };
  DesktopWay *way = g_new(DesktopWay, 1);
  *way = (DesktopWay){
    .notifier.class = &desktop_class,
    .reporter = reporter_new(func, data),
    .func = func,
    .data = data,
  };
  return &way->notifier;
}

/* --- the session bus --- */

/* "unix:path=/run/user/1000/bus,guid=…" */
static char *path_in(const char *address) {
  static const char prefix[] = "unix:path=";
  if (!g_str_has_prefix(address, prefix))
    return NULL;
  const char *path = address + strlen(prefix);
  return g_uri_unescape_segment(path, path + strcspn(path, ",;"), NULL);
}

static char *usual_path(void) {
  const char *folder = g_getenv("XDG_RUNTIME_DIR");
  return folder == NULL || *folder == '\0' ? NULL : g_build_filename(folder, "bus", NULL);
}

static const char *bus_address(void) {
  const char *address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
  return address != NULL && *address != '\0' ? address : NULL;
}

char *desktop_bus_path(void) {
  const char *address = bus_address();
  return address != NULL ? path_in(address) : usual_path();
}

static gboolean is_socket(const char *path, gboolean of_own) {
  GStatBuf status;
  return g_stat(path, &status) == 0 && S_ISSOCK(status.st_mode) && (!of_own || status.st_uid == geteuid());
}

/* GDBus looks in the same two places, and then starts a bus of its own where DISPLAY is set. */
gboolean desktop_has_bus(void) {
  const char *address = bus_address();
  g_autofree char *path = desktop_bus_path();
  if (path != NULL)
    return is_socket(path, address == NULL);
  return address != NULL && strstr(address, "autolaunch:") == NULL;
}

/* --- notification servers --- */

static const DesktopServer unlisted = { .name = "", .buttons = 3 };

static const DesktopServer servers[] = {
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

const DesktopServer *desktop_server(const char *name) {
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(servers); i++)
    if (g_ascii_strcasecmp(servers[i].name, name) == 0)
      return &servers[i];
  return &unlisted;
}

void desktop_server_info_clear(DesktopServerInfo *info) {
  g_clear_pointer(&info->name, g_free);
  g_clear_pointer(&info->vendor, g_free);
  g_clear_pointer(&info->version, g_free);
  g_clear_pointer(&info->capabilities, g_strfreev);
}

gboolean desktop_server_can(const DesktopServerInfo *info, const char *capability) {
  return g_strv_contains((const char *const *) info->capabilities, capability);
}

gsize desktop_server_draws(const DesktopServerInfo *info, gsize n, gboolean all_or_none) {
  const gsize room = desktop_server_can(info, "actions") ? (gsize) desktop_server(info->name)->buttons : 0;
  return all_or_none && room < n ? 0 : MIN(room, n);
}
