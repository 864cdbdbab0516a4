/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How things stand with the service that keeps reminding: what the service
 * manager of the person's session knows of it. */
#pragma once

#include <glib.h>

typedef enum {
  SERVICE_UNKNOWN, /* no service manager answers */
  SERVICE_MISSING, /* it has no such service */
  SERVICE_OFF,
  SERVICE_STOPPED, /* enabled, and does not run */
  SERVICE_STARTED, /* runs, and is not enabled */
  SERVICE_ON,
  N_SERVICE_STATES,
} ServiceState;

/* How things stand with it. */
typedef struct {
  ServiceState state;
  char *reason;             /* why nothing is known; else NULL */
  gboolean is_on_other_bus; /* it runs, and does not reach the desktop that this program does */
} ServiceReport;

/* Asks the service manager, and waits for the answer. */
ServiceReport service_report_ask(void);
void service_report_clear(ServiceReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ServiceReport, service_report_clear)
