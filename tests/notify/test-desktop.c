/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way "desktop" where its module is not installed. */
#include "notify/desktop.h"
#include "notify/ways.h"

#include <string.h>

typedef struct {
  int n;
  NoticeEventKind kind;
  char *reason;
} Heard;

static void hear(const NoticeEvent *event, gpointer data) {
  Heard *heard = data;
  heard->n++;
  heard->kind = event->kind;
  g_free(heard->reason);
  heard->reason = g_strdup(event->reason);
}

static void notice_fails_with_the_package(void) {
  Heard heard = { 0 };
  Notifier *way = way_find("desktop")->make(NULL, hear, &heard);
  notifier_show(way, &(Notice){ .token = 1, .summary = "Tea" });
  while (heard.n == 0)
    g_main_context_iteration(NULL, TRUE);
  g_assert_cmpint(heard.kind, ==, NOTICE_FAILED);
  g_assert_nonnull(strstr(heard.reason, "desktop.so"));
  g_assert_nonnull(strstr(heard.reason, "winddown"));
  notifier_withdraw(way);
  notifier_take_down(way, 1, "server");
  notifier_free(way);
  g_free(heard.reason);
}

static void without_a_bus_it_reaches_nothing(void) {
  g_setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_autoptr(Notifier) way = notify_desktop_new(NULL, NULL);
  g_assert_false(notifier_reaches(way));
}

static void query_fails_with_the_cause(void) {
  g_auto(DesktopServerInfo) info = { 0 };
  g_autoptr(GError) error = NULL;
  g_assert_cmpint(desktop_query(&info, &error), ==, DESKTOP_NO_SERVER);
  g_assert_nonnull(error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_setenv("WINDDOWN_MODULES", "/nonexistent", TRUE);
  g_test_add_func("/desktop-missing/notice-fails-with-the-package", notice_fails_with_the_package);
  g_test_add_func("/desktop-missing/without-a-bus-it-reaches-nothing", without_a_bus_it_reaches_nothing);
  g_test_add_func("/desktop-missing/query-fails-with-the-cause", query_fails_with_the_cause);
  return g_test_run();
}
