/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dimmer without a bus: what it must know before it changes anything. */
#include "session/dimmer.h"

#include <glib/gstdio.h>

#define BED ((gint64) 1795557600)

static const ScreenSettings screen = { .dim_to_percent = 30, .over_minutes = 35 };

typedef struct {
  char *folder, *class_folder, *state_folder;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->folder = g_dir_make_tmp("winddown-dimmer-XXXXXX", NULL);
  fixture->class_folder = g_build_filename(fixture->folder, "class", NULL);
  fixture->state_folder = g_build_filename(fixture->folder, "state", NULL);
  g_autofree char *device = g_build_filename(fixture->class_folder, "intel_backlight", NULL);
  g_autofree char *brightness = g_build_filename(device, "brightness", NULL);
  g_assert_cmpint(g_mkdir_with_parents(device, 0700), ==, 0);
  g_assert_true(g_file_set_contents(brightness, "1000\n", -1, NULL));
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", fixture->folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  g_free(fixture->folder);
  g_free(fixture->class_folder);
  g_free(fixture->state_folder);
}

static void on_said(const char *text, gpointer data) {
}

static gboolean asks_for_a_change_at_bedtime(const Fixture *fixture) {
  const Plan plan = { .night = 7, .start = BED - 16 * 3600, .bed = BED, .wake = BED + 8 * 3600 };
  Dimmer *dimmer = dimmer_new(fixture->class_folder, fixture->state_folder, on_said, NULL);
  (void) dimmer_turn(dimmer, &plan, &screen, BED);
  const gboolean is_busy = dimmer_is_busy(dimmer);
  dimmer_free(dimmer, FALSE);
  return is_busy;
}

/* A program that is killed then would leave the screen dark for good. */
static void what_cannot_be_remembered_is_not_changed(Fixture *fixture, gconstpointer data) {
  g_autofree char *memory = g_build_filename(fixture->state_folder, "backlight", NULL);
  g_assert_cmpint(g_mkdir_with_parents(memory, 0700), ==, 0); /* a folder: no file can be written there */
  g_assert_false(asks_for_a_change_at_bedtime(fixture));
  g_assert_cmpint(g_rmdir(memory), ==, 0);
  g_assert_true(asks_for_a_change_at_bedtime(fixture));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/dimmer/what-cannot-be-remembered-is-not-changed", Fixture, NULL, set_up,
             what_cannot_be_remembered_is_not_changed, tear_down);
  return g_test_run();
}
