/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/libnotify.h"

#include "base/library.h"

#define FILE_NAME "libnotify.so.4"

#define FUNCTION(name)                                                                                                 \
  { "notify_" #name, G_STRUCT_OFFSET(Libnotify, name) }

static const LibraryFunction functions[] = {
  FUNCTION(init),
  FUNCTION(uninit),
  FUNCTION(is_initted),
  FUNCTION(notification_new),
  FUNCTION(notification_show),
  FUNCTION(notification_add_action),
  FUNCTION(notification_set_hint),
  FUNCTION(notification_set_urgency),
  FUNCTION(notification_set_timeout),
  FUNCTION(notification_set_category),
  FUNCTION(notification_get_closed_reason),
};
G_STATIC_ASSERT(sizeof(Libnotify) == G_N_ELEMENTS(functions) * sizeof(gpointer));

gboolean libnotify_load(Libnotify *library, GError **error) {
  return library->init || library_load(FILE_NAME, functions, G_N_ELEMENTS(functions), library, error);
}

void libnotify_set_manner(const Libnotify *library, NotifyNotification *notification, const Notice *notice) {
  static const NotifyUrgency urgencies[] = {
    [URGENCY_LOW] = NOTIFY_URGENCY_LOW,
    [URGENCY_NORMAL] = NOTIFY_URGENCY_NORMAL,
    [URGENCY_CRITICAL] = NOTIFY_URGENCY_CRITICAL,
  };
  library->notification_set_urgency(notification, urgencies[notice->urgency]);
  library->notification_set_timeout(notification, NOTIFY_EXPIRES_NEVER);
  library->notification_set_category(notification, "x-winddown.reminder");
  library->notification_set_hint(notification, "desktop-entry", g_variant_new_string("winddown"));
  if (notice->sound)
    library->notification_set_hint(notification, "sound-name", g_variant_new_string("message-new-instant"));
  else
    library->notification_set_hint(notification, "suppress-sound", g_variant_new_boolean(TRUE));
  if (notice->is_apart)
    return;
  /* Servers that know it put the new one in place of one whose id nobody knows: its process was killed over it. */
  library->notification_set_hint(notification, "x-dunst-stack-tag", g_variant_new_string("winddown"));
}
