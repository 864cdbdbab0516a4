/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the README: the program on a terminal of 120 by 40, after
 * sixteen weeks. They fail when they no longer show what the program shows; with
 * WINDDOWN_GOLDEN_UPDATE=1 they are drawn anew. */
#include "home.h"
#include "support/svg.h"

#include <stdlib.h>

enum { NIGHTS = 112, COLUMNS = 120, ROWS = 40, GROUND = 0x15171a, TEXT = 0xc9ccd1 };

#define TONIGHT "2026-11-24"

/* ---- Sixteen weeks, the same ones each time. ---- */

static const struct {
  const char *id, *title;
  int minutes; /* after midnight */
  int often;   /* nights of a hundred at the end; fewer before */
  gboolean counts;
} steps[] = {
  { "caffeine", "No more caffeine", 840, 92, TRUE }, { "magnesium", "Magnesium, your own choice", 1290, 88, TRUE },
  { "dim", "Dim the lights", 1320, 84, TRUE },       { "stretch", "Gentle stretching", 1322, 72, TRUE },
  { "breathe", "Slow breathing", 1335, 55, FALSE },  { "screens", "Screens off", 1350, 62, TRUE },
  { "bed", "Lights out", 1380, 76, TRUE },
};

static char *instant_of(GDateTime *midnight, int minutes) {
  g_autoptr(GDateTime) at = g_date_time_add_minutes(midnight, minutes);
  return g_date_time_format(at, "%Y-%m-%dT%H:%M:00%:z");
}

static void add_step(GString *json, GDateTime *midnight, GRand *lots, gsize i, int night, int *done) {
  const int minutes = steps[i].minutes;
  const int share = steps[i].often * (70 + 30 * night / NIGHTS) / 100, lot = g_rand_int_range(lots, 0, 100);
  const char *mark = lot < share ? "done" : lot < share + 6 ? "skipped" : lot < share + 15 ? "slipped" : "open";
  g_autofree char *at = instant_of(midnight, minutes);
  g_autofree char *marked = instant_of(midnight, minutes + g_rand_int_range(lots, 1, 9));
  *done += lot < share;
  g_string_append_printf(json, "%s{\"id\":\"%s\",\"title\":\"%s\",\"kind\":\"do\",\"at\":\"%s\",\"counts\":%s,",
                         i ? "," : "", steps[i].id, steps[i].title, at, steps[i].counts ? "true" : "false");
  if (g_str_equal(mark, "open"))
    g_string_append(json, "\"mark\":\"open\",\"marked_at\":null}");
  else
    g_string_append_printf(json, "\"mark\":\"%s\",\"marked_at\":\"%s\"}", mark, marked);
}

static void add_night(GString *json, GDateTime *midnight, GRand *lots, int night) {
  static const int bedtimes[] = { -10, -5, 0, 0, 5, 8, 12, 30 };
  const int bed = 23 * 60, wake = 31 * 60;
  int done = 0;
  g_autofree char *date = g_date_time_format(midnight, "%Y-%m-%d");
  g_autofree char *bed_at = instant_of(midnight, bed), *wake_at = instant_of(midnight, wake);
  g_autofree char *out = instant_of(midnight, bed + bedtimes[g_rand_int_range(lots, 0, G_N_ELEMENTS(bedtimes))]);
  g_autofree char *woke = instant_of(midnight, wake - g_rand_int_range(lots, 0, 25));
  g_autofree char *answered = instant_of(midnight, wake + 10);
  g_string_append_printf(json, "%s{\"night\":\"%s\",\"bed\":\"%s\",\"wake\":\"%s\",\"lights_out\":\"%s\",\"steps\":[",
                         night ? "," : "", date, bed_at, wake_at, out);
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
    add_step(json, midnight, lots, i, night, &done);
  const int rested = CLAMP(1 + done / 2 + g_rand_int_range(lots, -1, 2), 1, 5);
  g_string_append_printf(json,
                         "],\"morning\":{\"rested\":%d,\"asleep_after\":%d,\"wakings\":%d,\"awake\":%d,\"woke\":\"%s\","
                         "\"up\":\"%s\",\"quality\":%d,\"note\":null,\"answered_at\":\"%s\"}}",
                         rested, g_rand_int_range(lots, 2, 5) * 5, g_rand_int_range(lots, 0, 3),
                         g_rand_int_range(lots, 1, 3) * 5, woke, wake_at, g_rand_int_range(lots, 2, 6), answered);
}

static void import_weeks(const Home *home) {
  g_autoptr(GRand) lots = g_rand_new_with_seed(7);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Berlin");
  g_autoptr(GDateTime) tonight = g_date_time_new_from_iso8601(TONIGHT "T00:00:00", zone);
  g_autoptr(GString) json = g_string_new("{\"format\":\"winddown\",\"version\":1,\"nights\":[");
  for (int night = 0; night < NIGHTS; night++) {
    g_autoptr(GDateTime) midnight = g_date_time_add_days(tonight, night - NIGHTS);
    add_night(json, midnight, lots, night);
  }
  g_string_append(json, "],\"pauses\":[]}\n");
  g_autofree char *path = g_build_filename(home->folder, "weeks.json", NULL);
  g_autofree char *words = g_strdup_printf("import %s", path);
  g_assert_true(g_file_set_contents(path, json->str, -1, NULL));
  g_free(home_ask(home, TONIGHT " 12:00", words));
}

/* ---- Pictures. ---- */

/* Whether both are the same but for a shade: the last digit of a mixed colour is the mathematics library's. */
static gboolean looks_alike(const char *one, const char *other) {
  for (; *one && *other; one++, other++) {
    if (*one != *other)
      return FALSE;
    if (*one != '#')
      continue;
    const gint64 first = g_ascii_strtoll(one + 1, NULL, 16), second = g_ascii_strtoll(other + 1, NULL, 16);
    for (int shift = 0; shift <= 16; shift += 8) {
      if (llabs((first >> shift & 0xff) - (second >> shift & 0xff)) > 2)
        return FALSE;
    }
    one += 6;
    other += 6;
  }
  return *one == *other;
}

static void check_picture(Terminal *terminal, const char *name, const char *title) {
  terminal_settle(terminal);
  g_autofree char *svg = svg_of_terminal(terminal, GROUND, TEXT, title);
  g_autofree char *file = g_strconcat(name, ".svg", NULL);
  g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "doc", "pictures", file, NULL);
  g_autofree char *expected = NULL;
  if (g_getenv("WINDDOWN_GOLDEN_UPDATE")) {
    g_assert_true(g_file_set_contents(path, svg, -1, NULL));
    return;
  }
  g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
  if (!looks_alike(expected, svg)) {
    g_autofree char *text = terminal_text(terminal);
    g_test_message("doc/pictures/%s no longer shows what the program shows:\n%s", file, text);
    g_test_fail();
  }
}

static Terminal *open_at(const Home *home, const char *now) {
  static const char *const colours[] = { "TERM=xterm-direct", "COLORTERM=truecolor", NULL };
  return home_open(home, &(HomeRun){ .now = now, .columns = COLUMNS, .rows = ROWS, .set = colours });
}

static Home *home_of_weeks(void) {
  Home *home = home_new_settled("2026-07-01 20:00", NULL);
  import_weeks(home);
  g_free(home_ask(home, TONIGHT " 21:34", "done magnesium"));
  g_free(home_ask(home, TONIGHT " 22:01", "done dim"));
  return home;
}

static void pictures_show_the_program(void) {
  g_autoptr(Home) home = home_of_weeks();
  g_autoptr(Terminal) evening = open_at(home, TONIGHT " 22:08");
  terminal_expect(evening, "Gentle stretching");
  check_picture(evening, "evening", "An evening in winddown: the valley, the list of steps, and the last seven nights");
  terminal_send(evening, "\t");
  terminal_expect(evening, "nights kept");
  check_picture(evening, "review", "Sixteen weeks in winddown: nights kept, how rested, and every step");
  home_press(evening, "k");
  terminal_send(evening, "\r");
  terminal_expect(evening, "Asleep of the time in bed");
  check_picture(evening, "night", "One night in winddown: its steps, and the sleep diary's figures");
  home_press(evening, "\033");
  terminal_send(evening, "c");
  terminal_expect(evening, "What went with better mornings");
  check_picture(evening, "compare", "How rested the mornings were with each step and without it");
  home_quit(evening);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pictures/pictures-show-the-program", pictures_show_the_program);
  return g_test_run();
}
