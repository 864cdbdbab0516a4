/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that is asked of the service manager: by its command, whose texts
 * are read, and by sd_notify(3). */
#include "session/service.h"

#include "base/error.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <string.h>

#define COMMAND "systemctl --user enable --now winddown-remind"
#define NOT_INSTALLED "winddown-remind.service does not exist"
#define QUESTION "systemctl --user show winddown-remind --property=LoadState,UnitFileState,ActiveState,MainPID"

const char *service_command(void) {
  return COMMAND;
}

/* --- enabling it --- */

/* Whom to call when the command has ended. */
typedef struct {
  ServiceFunc func;
  gpointer data;
} Caller;

/* What went wrong, in the first line (owned) that is about that: before it stands what was done, behind it advice. */
static char *reason_in(const char *errors) {
  g_auto(GStrv) lines = g_strsplit(errors, "\n", -1);
  gsize i = 0;
  while (lines[i] && g_str_has_prefix(lines[i], "Created symlink"))
    i++;
  return g_strdup(lines[i] ? lines[i] : errors);
}

static void on_ended(GObject *process, GAsyncResult *result, gpointer data) {
  g_autofree Caller *caller = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *errors = NULL;
  g_subprocess_communicate_utf8_finish(G_SUBPROCESS(process), result, NULL, &errors, &error);
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the caller may be gone */
  if (!error && g_subprocess_get_successful(G_SUBPROCESS(process))) {
    caller->func(NULL, caller->data);
    return;
  }
  g_autofree char *reason = error ? g_strdup(error->message) : reason_in(errors);
  g_autofree char *text = strstr(reason, NOT_INSTALLED)
                              ? g_strdup(_("The service is not installed: it comes with ./setup install."))
                              : g_strdup_printf(_("That did not work: %s"), reason);
  caller->func(text, caller->data);
}

void service_enable(GCancellable *cancellable, ServiceFunc func, gpointer data) {
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) command = g_strsplit(COMMAND, " ", -1);
  g_autoptr(GSubprocess) process = g_subprocess_newv(
      (const char *const *) command, G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  if (!process) {
    func(error->message, data);
    return;
  }
  Caller *caller = g_new(Caller, 1);
  *caller = (Caller){ .func = func, .data = data };
  g_subprocess_communicate_utf8_async(process, NULL, cancellable, on_ended, caller);
}

/* --- where it is --- */

/* What systemctl answers to QUESTION (owned): "LoadState=loaded" and so on. */
static GStrv ask_manager(GError **error) {
  g_auto(GStrv) question = g_strsplit(QUESTION, " ", -1);
  g_autofree char *answer = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv(
      (const char *const *) question, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, error);
  if (!process || !g_subprocess_communicate_utf8(process, NULL, NULL, &answer, &errors, error))
    return NULL;
  if (g_subprocess_get_successful(process))
    return g_strsplit(answer, "\n", -1);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, "%s", g_strstrip(errors));
  return NULL;
}

static gboolean has_prefix_among(GStrv answer, const char *prefix) {
  for (gsize i = 0; answer[i]; i++) {
    if (g_str_has_prefix(answer[i], prefix))
      return TRUE;
  }
  return FALSE;
}

static ServiceState state_in(GStrv answer) {
  const gboolean is_enabled = has_prefix_among(answer, "UnitFileState=enabled");
  if (has_prefix_among(answer, "LoadState=not-found"))
    return SERVICE_MISSING;
  if (has_prefix_among(answer, "ActiveState=active"))
    return is_enabled ? SERVICE_ON : SERVICE_STARTED;
  return is_enabled ? SERVICE_STOPPED : SERVICE_OFF;
}

/* The environment that process `number` was started with (owned): "NAME=VALUE"; NULL where that cannot be read. */
static GStrv environment_of(const char *number) {
  g_autofree char *path = g_build_filename("/proc", number, "environ", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &text, &length, NULL))
    return NULL;
  g_autoptr(GStrvBuilder) variables = g_strv_builder_new();
  for (const char *at = text; at < text + length; at += strlen(at) + 1)
    g_strv_builder_add(variables, at);
  return g_strv_builder_end(variables);
}

/* Where the session bus is for a program in that environment (owned), without what may differ for the same one. */
static char *bus_in(GStrv environment) {
  const char *address = g_environ_getenv(environment, "DBUS_SESSION_BUS_ADDRESS");
  const char *folder = g_environ_getenv(environment, "XDG_RUNTIME_DIR");
  if (address && *address)
    return g_strndup(address, strcspn(address, ",;"));
  return folder ? g_strdup_printf("unix:path=%s/bus", folder) : NULL;
}

static gboolean is_on_other_bus(GStrv answer) {
  static const char prefix[] = "MainPID=";
  for (gsize i = 0; answer[i]; i++) {
    if (!g_str_has_prefix(answer[i], prefix) || g_str_equal(answer[i], "MainPID=0"))
      continue;
    g_auto(GStrv) theirs = environment_of(answer[i] + strlen(prefix));
    g_auto(GStrv) ours = g_get_environ();
    g_autofree char *their_bus = theirs ? bus_in(theirs) : NULL;
    g_autofree char *our_bus = bus_in(ours);
    return their_bus && our_bus && !g_str_equal(their_bus, our_bus);
  }
  return FALSE;
}

ServiceReport service_report_ask(void) {
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) answer = ask_manager(&error);
  if (!answer)
    return (ServiceReport){ .state = SERVICE_UNKNOWN, .reason = g_strdup(error->message) };
  return (ServiceReport){ .state = state_in(answer), .is_on_other_bus = is_on_other_bus(answer) };
}

void service_report_clear(ServiceReport *report) {
  g_clear_pointer(&report->reason, g_free);
}

/* --- a service that has started --- */

static GSocketAddress *manager_address(const char *path) {
  if (*path == '@')
    return g_unix_socket_address_new_with_type(path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  return g_unix_socket_address_new(path);
}

void service_say_ready(void) {
  static const char ready[] = "READY=1";
  const char *path = g_getenv("NOTIFY_SOCKET");
  if (!path || !*path)
    return;
  g_autoptr(GSocketAddress) address = manager_address(path);
  g_autoptr(GSocket) socket = g_socket_new(G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, 0, NULL);
  if (socket)
    g_socket_send_to(socket, address, ready, strlen(ready), NULL, NULL);
}
