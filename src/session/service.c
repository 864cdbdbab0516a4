/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that is asked of the service manager: by its command, whose texts
 * are read, and by sd_notify(3). */
#include "session/service.h"

#include "base/error.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define COMMAND "systemctl --user enable --now winddown-remind"
#define NOT_INSTALLED "winddown-remind.service does not exist"
#define QUESTION "systemctl --user show winddown-remind --property=LoadState,UnitFileState,ActiveState,MainPID"

const char *service_command(void) {
  return COMMAND;
}

/* --- enabling it --- */

struct ServiceCall {
  GSource *end;
  int errors; /* what the command prints on standard error */
  ServiceFunc func;
  gpointer data;
};

/* Returns the first line (owned) that says what went wrong; those before it say what was done, those behind it advise.
 */
static char *reason_in(const char *errors) {
  g_auto(GStrv) lines = g_strsplit(errors, "\n", -1);
  gsize i = 0;
  while (lines[i] && g_str_has_prefix(lines[i], "Created symlink"))
    i++;
  return g_strdup(lines[i] ? lines[i] : errors);
}

/* Returns what has been printed until now (owned): something that the command started may hold the pipe open. */
static char *read_errors(int file) {
  GString *text = g_string_new(NULL);
  char bytes[4096];
  ssize_t length;
  while ((length = read(file, bytes, sizeof bytes)) > 0)
    g_string_append_len(text, bytes, length);
  return g_string_free(text, FALSE);
}

static void on_ended(GPid pid, int wait_status, gpointer data) {
  ServiceCall *call = data;
  g_autofree char *errors = read_errors(call->errors);
  g_spawn_close_pid(pid);
  if (g_spawn_check_wait_status(wait_status, NULL)) {
    call->func(NULL, call->data);
    return;
  }
  g_autofree char *reason = reason_in(errors);
  g_autofree char *text = strstr(reason, NOT_INSTALLED)
                              ? g_strdup(_("The service is not installed: it comes with ./setup install."))
                              : g_strdup_printf(_("That did not work: %s"), reason);
  call->func(text, call->data);
}

ServiceCall *service_enable(ServiceFunc func, gpointer data) {
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) command = g_strsplit(COMMAND, " ", -1);
  GPid pid = 0;
  int errors = -1;
  if (!g_spawn_async_with_pipes(NULL, command, NULL,
                                G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                                NULL, &pid, NULL, NULL, &errors, &error)) {
    func(error->message, data);
    return NULL;
  }
  (void) g_unix_set_fd_nonblocking(errors, TRUE, NULL);
  ServiceCall *call = g_new(ServiceCall, 1);
  *call = (ServiceCall){ .end = g_child_watch_source_new(pid), .errors = errors, .func = func, .data = data };
  g_source_set_callback(call->end, G_SOURCE_FUNC(on_ended), call, NULL);
  g_source_attach(call->end, NULL);
  return call;
}

void service_call_free(ServiceCall *call) {
  if (!call)
    return;
  g_source_destroy(call->end);
  g_source_unref(call->end);
  close(call->errors);
  g_free(call);
}

/* --- where it is --- */

/* What systemctl answers to QUESTION (owned): "LoadState=loaded" and so on. */
static GStrv ask_manager(GError **error) {
  g_auto(GStrv) question = g_strsplit(QUESTION, " ", -1);
  g_autofree char *answer = NULL;
  g_autofree char *errors = NULL;
  int wait_status = 0;
  if (!g_spawn_sync(NULL, question, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &answer, &errors, &wait_status, error))
    return NULL;
  if (g_spawn_check_wait_status(wait_status, NULL))
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

/* Returns the session bus address in that environment (owned), without guid and fallbacks, so that two spellings of one
 * bus compare equal. */
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

/* An address that begins with "@" is in the abstract namespace, which has a NUL there. */
void service_say_ready(void) {
  static const char ready[] = "READY=1";
  const char *path = g_getenv("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  if (!path || !*path || strlen(path) >= sizeof address.sun_path)
    return;
  memcpy(address.sun_path, path, strlen(path));
  if (*path == '@')
    address.sun_path[0] = '\0';
  const int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (manager < 0)
    return;
  (void) !sendto(manager, ready, strlen(ready), MSG_NOSIGNAL, (const struct sockaddr *) &address,
                 (socklen_t) (offsetof(struct sockaddr_un, sun_path) + strlen(path)));
  close(manager);
}
