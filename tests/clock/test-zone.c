/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock/clock.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void test_named(void) {
  static const char *const known[] = { "Europe/Berlin", "UTC", "Pacific/Apia", "+02:00" };
  static const char *const unknown[] = {
    "", "Nowhere/Atall", "europe/berlin", "Europe", "5", "23:00", "Europe/Berlin "
  };

  for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
    g_autoptr(GTimeZone) zone = clock_zone(known[i]);

    g_assert_nonnull(zone);
    g_assert_cmpstr(g_time_zone_get_identifier(zone), ==, known[i]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(unknown); i++)
    g_assert_null(clock_zone(unknown[i]));
}

static void test_variable_wins(void) {
  g_autoptr(GTimeZone) set = clock_zone_at("Asia/Tokyo", CLOCK_ZONE_PATH);
  g_autoptr(GTimeZone) empty = clock_zone_at("", CLOCK_ZONE_PATH);
  g_autoptr(GTimeZone) unknown = clock_zone_at("Nowhere/Atall", CLOCK_ZONE_PATH);

  g_assert_cmpstr(g_time_zone_get_identifier(set), ==, "Asia/Tokyo");
  g_assert_cmpstr(g_time_zone_get_identifier(empty), ==, "UTC");
  g_assert_cmpstr(g_time_zone_get_identifier(unknown), ==, "UTC");
}

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp("winddown-zone-XXXXXX", &error);
  g_assert_no_error(error);
  fixture->path = g_build_filename(fixture->folder, "localtime", NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_unlink(fixture->path);
  g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
  g_free(fixture->path);
  g_free(fixture->folder);
}

/* As timedatectl does it: a new link is renamed onto the old one. */
static void link_to(const Fixture *fixture, const char *target) {
  g_autofree char *fresh = g_strconcat(fixture->path, ".new", NULL);

  g_assert_cmpint(symlink(target, fresh), ==, 0);
  g_assert_cmpint(g_rename(fresh, fixture->path), ==, 0);
}

static void test_follows_the_link(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *target;
    const char *zone;
  } cases[] = { { "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin" },
                { "../usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo" },
                { "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin" },
                { "/usr/share/zoneinfo/Nowhere/Atall", "UTC" } };
  g_autoptr(GTimeZone) held = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    link_to(fixture, cases[i].target);
    GTimeZone *zone = clock_zone_at(NULL, fixture->path);
    g_assert_cmpstr(g_time_zone_get_identifier(zone), ==, cases[i].zone);
    g_clear_pointer(&held, g_time_zone_unref);
    held = zone;
  }
}

static void test_reads_a_plain_file(Fixture *fixture, gconstpointer data) {
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true(g_file_get_contents("/usr/share/zoneinfo/Asia/Tokyo", &contents, &length, NULL));
  g_assert_true(g_file_set_contents(fixture->path, contents, (gssize) length, NULL));
  g_autoptr(GTimeZone) zone = clock_zone_at(NULL, fixture->path);
  const int today = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, 1795554240);
  g_assert_cmpint(g_time_zone_get_offset(zone, today), ==, 9 * 60 * 60);
}

static void test_without_any(Fixture *fixture, gconstpointer data) {
  g_autoptr(GTimeZone) zone = clock_zone_at(NULL, fixture->path);

  g_assert_cmpstr(g_time_zone_get_identifier(zone), ==, "UTC");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/zone/known-by-name", test_named);
  g_test_add_func("/zone/variable-wins-over-the-machine", test_variable_wins);
  g_test_add("/zone/follows-a-replaced-link", Fixture, NULL, set_up, test_follows_the_link, tear_down);
  g_test_add("/zone/reads-a-plain-file", Fixture, NULL, set_up, test_reads_a_plain_file, tear_down);
  g_test_add("/zone/is-utc-without-any", Fixture, NULL, set_up, test_without_any, tear_down);
  return g_test_run();
}
