/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop: what is known of notification servers, where the session bus
 * is, and the interface of the module that speaks D-Bus. The module brings gio
 * and libnotify; what is here asks for neither. */
#pragma once

#include "base/module.h"
#include "notify/notifier.h"

/* --- notification servers --- */

typedef struct {
  const char *name;   /* as GetServerInformation answers, compared without case */
  int buttons;        /* how many it draws; 0: none although it may say `actions` */
  gboolean menu;      /* TRUE: they hide in a menu */
  const char *remark; /* for `doctor`, marked for translation; NULL: none */
} DesktopServer;

/* What the running server says of itself. */
typedef struct {
  char *name;
  char *vendor;
  char *version;
  GStrv capabilities;
} DesktopServerInfo;

void desktop_server_info_clear(DesktopServerInfo *info);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DesktopServerInfo, desktop_server_info_clear)

/* What the table says of the server `name`, borrowed; an entry with 3 buttons for one that is not listed. */
const DesktopServer *desktop_server(const char *name);

/* TRUE if the server says that it can do that. */
gboolean desktop_server_can(const DesktopServerInfo *info, const char *capability);

/* How many of `n` buttons it draws; none of them where `all_or_none` and it draws fewer. */
gsize desktop_server_draws(const DesktopServerInfo *info, gsize n, gboolean all_or_none);

/* --- the session bus --- */

/* Returns the path of the session bus's socket (owned), whether it is there or not; NULL where the bus has none. */
char *desktop_bus_path(void);

/* TRUE if there is a session bus to connect to. */
gboolean desktop_has_bus(void);

/* --- the module --- */

typedef enum {
  DESKTOP_NO_SERVER,     /* none runs, or there is no bus; the error says which */
  DESKTOP_SERVER_SILENT, /* there is one, which does not answer */
  DESKTOP_SERVER_ANSWERS,
} DesktopAnswer;

/* Called once; `error` is NULL when it was done. */
typedef void (*DesktopDoneFunc)(const GError *error, gpointer data);

typedef struct {
  guint version;
  /* Returns the way "desktop" (owned): libnotify on a thread of its own, which the first show starts. */
  Notifier *(*notifier_new)(NoticeFunc func, gpointer data);
  DesktopAnswer (*query)(DesktopServerInfo *info, GError **error);
  /* Has logind set the backlight `name` to `value`, and returns at once. */
  void (*set_light)(const char *name, guint32 value, DesktopDoneFunc func, gpointer data);
  /* The same for a program that ends: FALSE when it was not set within `patience_milliseconds`. */
  gboolean (*set_light_now)(const char *name, guint32 value, int patience_milliseconds);
} DesktopModule;

#define DESKTOP_VERSION 1

extern const ModuleInfo desktop_module;

/* Returns the module (borrowed), loaded by the first call; NULL when it cannot be, and `error` says what it takes. */
const DesktopModule *desktop_load(GError **error);

/* Asks the notification server that runs about itself. Waits at most 2 seconds. */
DesktopAnswer desktop_query(DesktopServerInfo *info, GError **error);
