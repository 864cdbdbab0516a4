/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of notification servers, by the name that they give. */
#pragma once

#include <glib.h>

typedef struct {
  const char *name;   /* as GetServerInformation answers, compared without case */
  int buttons;        /* how many it draws; 0: none although it may say `actions` */
  gboolean menu;      /* TRUE: they hide in a menu */
  const char *remark; /* for `doctor`, marked for translation; NULL: none */
} NotifyServer;

/* What the running server says of itself. */
typedef struct {
  char *name;
  char *vendor;
  char *version;
  GStrv capabilities;
} NotifyServerInfo;

void notify_server_info_clear(NotifyServerInfo *info);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NotifyServerInfo, notify_server_info_clear)

/* What the table says of the server `name`, borrowed; an entry with 3 buttons for one that is not listed. */
const NotifyServer *notify_server(const char *name);

/* Whether the server says that it can do that. */
gboolean notify_server_can(const NotifyServerInfo *info, const char *capability);

/* How many of `n` buttons it draws; none of them where `all_or_none` and it draws fewer. */
gsize notify_server_draws(const NotifyServerInfo *info, gsize n, gboolean all_or_none);
