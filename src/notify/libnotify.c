/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/libnotify.h"

#include "base/error.h"

#include <gmodule.h>

#define FILE_NAME "libnotify.so.4"

#define FUNCTION(name)                                                                                                 \
  { "notify_" #name, G_STRUCT_OFFSET(Libnotify, name) }

static const struct {
  const char *symbol;
  glong place;
} functions[] = {
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

static gboolean fail(GError **error) {
  g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, g_module_error());
  return FALSE;
}

gboolean libnotify_load(Libnotify *library, GError **error) {
  if (library->init)
    return TRUE;
  GModule *module = g_module_open(FILE_NAME, G_MODULE_BIND_LAZY);
  if (!module)
    return fail(error);
  g_module_make_resident(module); /* it registers types, which cannot be taken back */
  Libnotify found = { 0 };
  for (gsize i = 0; i < G_N_ELEMENTS(functions); i++) {
    if (!g_module_symbol(module, functions[i].symbol, (gpointer *) G_STRUCT_MEMBER_P(&found, functions[i].place)))
      return fail(error);
  }
  *library = found;
  return TRUE;
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
