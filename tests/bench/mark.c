/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mark FOLDER RUNS: how long an act takes until it is on the disk, from key to
 * the new state, in FOLDER (which says on which disk). Prints median and 95th
 * percentile in milliseconds. */
#include "app/app.h"

#include <stdlib.h>

#define STEP "dim"

static int by_size(gconstpointer a, gconstpointer b) {
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;
  return (one > other) - (one < other);
}

int main(int argc, char **argv) {
  if (argc < 3)
    return EXIT_FAILURE;
  g_autoptr(GError) error = NULL;
  g_autofree char *data = g_build_filename(argv[1], "data", NULL);
  const AppOptions options = {
    .config_path = "/nonexistent/winddown.cfg", /* the shipped routine */
    .data_folder = data,
    .state_folder = argv[1],
    .clock = clock_new(),
    .writes = TRUE,
  };
  g_autoptr(App) app = app_new(&options, &error);
  g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
  const int runs = MAX(1, atoi(argv[2]));
  for (int run = 0; app && run < runs; run++) {
    const Action action = { .kind = ACTION_MARK, .step = STEP, .mark = run % 2 == 0 ? MARK_DONE : MARK_OPEN };
    const gint64 begun = g_get_monotonic_time();
    if (!app_perform(app, &action, NULL, &error))
      break;
    const gint64 taken = g_get_monotonic_time() - begun;
    g_array_append_val(times, taken);
  }
  if (error) {
    g_printerr("%s\n", error->message);
    return EXIT_FAILURE;
  }
  g_array_sort(times, by_size);
  g_print("a mark on the disk: median %.2f ms   95th %.2f ms\n",
          (double) g_array_index(times, gint64, times->len / 2) / 1e3,
          (double) g_array_index(times, gint64, times->len * 95 / 100) / 1e3);
  return EXIT_SUCCESS;
}
