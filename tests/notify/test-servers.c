/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/desktop.h"

static void test_drawn(void) {
  static const struct {
    const char *name;
    int buttons;
    gboolean menu;
  } cases[] = {
    { "gnome-shell", 3, FALSE },
    { "GNOME-Shell", 3, FALSE },
    { "Plasma", 5, FALSE },
    { "dunst", 5, TRUE },
    { "mako", 0, FALSE },
    { "notify-osd", 0, FALSE },
    { "SwayNotificationCenter", 5, FALSE },
    { "Xfce Notify Daemon", 5, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const DesktopServer *server = desktop_server(cases[i].name);
    g_assert_cmpstr(server->name, !=, "");
    g_assert_cmpint(server->buttons, ==, cases[i].buttons);
    g_assert_cmpint(server->menu, ==, cases[i].menu);
  }
}

static void test_unlisted(void) {
  g_assert_cmpint(desktop_server("something-new")->buttons, ==, 3);
  g_assert_cmpint(desktop_server("")->buttons, ==, 3);
  g_assert_cmpint(desktop_server(NULL)->buttons, ==, 3);
  g_assert_null(desktop_server("something-new")->remark);
}

static void test_remark_where_none_are_drawn(void) {
  g_assert_nonnull(desktop_server("mako")->remark);
  g_assert_nonnull(desktop_server("dunst")->remark);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/servers/listed-servers-say-how-many-buttons-they-draw", test_drawn);
  g_test_add_func("/servers/an-unlisted-server-draws-three", test_unlisted);
  g_test_add_func("/servers/what-hides-buttons-has-a-remark", test_remark_where_none_are_drawn);
  return g_test_run();
}
