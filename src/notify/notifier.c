/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/notifier.h"

const char *notifier_name(const Notifier *notifier) {
  return notifier->class->name;
}

void notifier_show(Notifier *notifier, const Notice *notice) {
  g_return_if_fail(notice->n_buttons <= NOTICE_MAX_BUTTONS);
  notifier->class->show(notifier, notice);
}

void notifier_withdraw(Notifier *notifier) {
  if (notifier->class->withdraw != NULL)
    notifier->class->withdraw(notifier);
}

void notifier_take_down(Notifier *notifier, guint32 server_id, const char *server) {
  if (notifier->class->take_down != NULL && server_id != 0 && server != NULL)
    notifier->class->take_down(notifier, server_id, server);
}

gboolean notifier_reaches(Notifier *notifier) {
  return notifier->class->reaches != NULL && notifier->class->reaches(notifier);
}

void notifier_free(Notifier *notifier) {
  if (notifier != NULL)
    notifier->class->free(notifier);
}
