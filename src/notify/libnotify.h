/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libnotify, private to this room and loaded when the first notification is to
 * be shown. Were it linked, every start would pay for it and for the picture
 * libraries behind it, and nothing would start where it is not installed. */
#pragma once

#include "notify/notifier.h"

#include <glib.h>
#include <libnotify/notify.h>

/* The functions in use, by their names without "notify_". */
typedef struct {
  __typeof__(notify_init) *init;
  __typeof__(notify_uninit) *uninit;
  __typeof__(notify_is_initted) *is_initted;
  __typeof__(notify_notification_new) *notification_new;
  __typeof__(notify_notification_show) *notification_show;
  __typeof__(notify_notification_add_action) *notification_add_action;
  __typeof__(notify_notification_set_hint) *notification_set_hint;
  __typeof__(notify_notification_set_urgency) *notification_set_urgency;
  __typeof__(notify_notification_set_timeout) *notification_set_timeout;
  __typeof__(notify_notification_set_category) *notification_set_category;
  __typeof__(notify_notification_get_closed_reason) *notification_get_closed_reason;
} Libnotify;

/* Fills in `library`, at once when that was done before. FALSE when libnotify is not there, or lacks a function. It
 * stays loaded for the life of the process. */
gboolean libnotify_load(Libnotify *library, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the urgency and sound of `notice`, that it stays until it is closed, and whose it is. */
void libnotify_set_manner(const Libnotify *library, NotifyNotification *notification, const Notice *notice);
