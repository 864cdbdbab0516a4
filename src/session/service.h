/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The user service that keeps reminding while the dashboard is closed: enabling
 * it, what the service manager knows of it, and reporting to that from within. */
#pragma once

#include <glib.h>

/* Returns the command that service_enable runs, as one would type it. */
const char *service_command(void);

/* Called with a sentence that says why it did not work; NULL: it did. */
typedef void (*ServiceFunc)(const char *trouble, gpointer data);

typedef struct ServiceCall ServiceCall;

/* Runs that command and returns at once (owned); `func` is called when it has ended, unless what is returned was freed
 * before. NULL when it could not be started, after `func` was called. */
ServiceCall *service_enable(ServiceFunc func, gpointer data);
void service_call_free(ServiceCall *call);

typedef enum {
  SERVICE_UNKNOWN, /* no service manager answers */
  SERVICE_MISSING, /* it has no such service */
  SERVICE_OFF,
  SERVICE_STOPPED, /* enabled, and does not run */
  SERVICE_STARTED, /* runs, and is not enabled */
  SERVICE_ON,
  N_SERVICE_STATES,
} ServiceState;

typedef struct {
  ServiceState state;
  char *reason;             /* why nothing is known; else NULL */
  gboolean is_on_other_bus; /* it runs, and does not reach the desktop that this program does */
} ServiceReport;

/* Asks the service manager, and waits for the answer. */
ServiceReport service_report_ask(void);
void service_report_clear(ServiceReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ServiceReport, service_report_clear)

/* Tells the service manager, if one waits for it (sd_notify(3)), that reminders come from here on. */
void service_say_ready(void);
