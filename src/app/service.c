/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/service.h"

#include "app/presence.h"
#include "app/state.h"
#include "app/turn.h"
#include "base/daytime.h"
#include "store/claims.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>

#define COMMAND "systemctl --user enable --now winddown-remind"
#define NOT_INSTALLED "winddown-remind.service does not exist"

const char *service_command(void) {
  return COMMAND;
}

char *app_farewell(App *app) {
  const ReminderInput input = turn_reminder_input(app);
  g_autoptr(GPtrArray) list = reminders_list(&input);
  g_autoptr(GHashTable) claimed = claim_list(app->store, app->plan->night, NULL); /* came already, with another one */
  g_autoptr(ReminderTurn) turn = reminders_turn(list, claimed, clock_now(app->clock));
  if (turn->next == 0 || presence_any(app->data_folder))
    return NULL;
  const Settings *settings = app->config->settings;
  g_autofree char *clock = daytime_clock(turn->next, app->zone);
  const char *key = settings->keys[KEY_ACTION_KEEP_REMINDING];
  return g_strdup_printf(_("Reminders rest until winddown is open again (next: %s); %s keeps them coming."), clock,
                         key ? key : key_action_info(KEY_ACTION_KEEP_REMINDING)->key);
}

/* What went wrong, in the first line (owned) that is about that: before it stands what was done, behind it advice. */
static char *reason_in(const char *errors) {
  g_auto(GStrv) lines = g_strsplit(errors, "\n", -1);
  gsize i = 0;
  while (lines[i] && g_str_has_prefix(lines[i], "Created symlink"))
    i++;
  return g_strdup(lines[i] ? lines[i] : errors);
}

static void on_ended(GObject *process, GAsyncResult *result, gpointer data) {
  g_autoptr(GError) error = NULL;
  g_autofree char *errors = NULL;
  App *app = data;
  g_subprocess_communicate_utf8_finish(G_SUBPROCESS(process), result, NULL, &errors, &error);
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the app is gone */
  if (!error && g_subprocess_get_successful(G_SUBPROCESS(process))) {
    app_say(app, presence_is_held(app->data_folder, PRESENCE_REMIND)
                     ? _("Reminders keep coming now, also when this is closed.")
                     : _("It brings reminders of the record in its usual place, which is not this one."));
    return;
  }
  g_autofree char *reason = error ? g_strdup(error->message) : reason_in(errors);
  g_autofree char *text = strstr(reason, NOT_INSTALLED)
                              ? g_strdup(_("The service is not installed: it comes with ./setup install."))
                              : g_strdup_printf(_("That did not work: %s"), reason);
  app_say(app, text);
}

void service_enable(App *app) {
  if (app->rehearses) {
    app_say(app, _("This is a rehearsal: it leaves the services of your session as they are."));
    return;
  }
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) command = g_strsplit(COMMAND, " ", -1);
  g_autoptr(GSubprocess) process = g_subprocess_newv(
      (const char *const *) command, G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  if (!process) {
    app_say(app, error->message);
    return;
  }
  if (!app->over)
    app->over = g_cancellable_new();
  g_subprocess_communicate_utf8_async(process, NULL, app->over, on_ended, app);
}

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
