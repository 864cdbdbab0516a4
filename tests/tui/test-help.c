/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

#include "evening.h"
#include "golden.h"

#include <string.h>

typedef struct {
  EveningFixture *evening;
  View *help;
} Fixture;

static void fixture_set_up(Fixture *fixture, gconstpointer data) {
  fixture->evening = evening_fixture_new(NULL, "2026-11-24 21:50", NULL);
  fixture->help = help_view_new(NULL);
  fixture->help->about = IN_TONIGHT;
}

static void fixture_tear_down(Fixture *fixture, gconstpointer data) {
  view_free(fixture->help);
  evening_fixture_free(fixture->evening);
}

static Canvas *draw(Fixture *fixture, int columns, int rows, gboolean ascii) {
  Canvas *canvas = canvas_new(columns, rows, ascii);
  fixture->help->class->draw(fixture->help, &fixture->evening->evening, canvas);
  return canvas;
}

static char *text_of(Fixture *fixture, int columns, int rows) {
  g_autoptr(Canvas) canvas = draw(fixture, columns, rows, FALSE);
  return canvas_to_text(canvas);
}

static ViewResult press(Fixture *fixture, KeyAction action) {
  const Input input = { .kind = INPUT_ACTION, .action = action };
  return fixture->help->class->input(fixture->help, &fixture->evening->evening, &input);
}

/* Everything it says, read by scrolling from top to bottom. */
static char *read_all(Fixture *fixture, int columns, int rows) {
  g_autoptr(GString) all = g_string_new(NULL);
  g_autofree char *before = NULL;
  for (;;) {
    g_autofree char *page = text_of(fixture, columns, rows);
    if (g_strcmp0(page, before) == 0)
      return g_string_free(g_steal_pointer(&all), FALSE);
    g_string_append(all, page);
    g_free(before);
    before = g_steal_pointer(&page);
    g_assert_cmpint(press(fixture, KEY_ACTION_DOWN), ==, VIEW_REDRAW);
  }
}

/* The first words of a sentence, which no line is too short for. */
static char *first_words(const char *sentence) {
  g_auto(GStrv) words = g_strsplit(sentence, " ", 3);
  return words[1] ? g_strdup_printf("%s %s", words[0], words[1]) : g_strdup(words[0]);
}

static void every_key_of_the_view_is_explained(Fixture *fixture, gconstpointer data) {
  static const guint views[] = { IN_TONIGHT, IN_MORNING, IN_REVIEW, IN_GUIDE };
  for (gsize i = 0; i < G_N_ELEMENTS(views); i++) {
    fixture->help->about = views[i];
    fixture->help->class->enter(fixture->help, &fixture->evening->evening);
    g_autofree char *all = read_all(fixture, 40, 12);
    for (KeyAction action = 0; action < N_KEY_ACTIONS; action++) {
      const KeyActionInfo *info = key_action_info(action);
      g_autofree char *words = first_words(key_action_help(action, views[i]));
      if (info->views & views[i])
        g_assert_nonnull(strstr(all, words));
    }
  }
}

static void keys_of_other_views_stay_out(Fixture *fixture, gconstpointer data) {
  fixture->help->about = IN_GUIDE;
  g_autofree char *all = read_all(fixture, 80, 24);
  g_assert_null(strstr(all, "bedtime"));
  g_assert_null(strstr(all, "Skip the step"));
}

static void a_rebound_key_shows(Fixture *fixture, gconstpointer data) {
  g_free(fixture->evening->config->settings->keys[KEY_ACTION_DONE]);
  fixture->evening->config->settings->keys[KEY_ACTION_DONE] = g_strdup("d");
  g_autofree char *text = text_of(fixture, 80, 24);
  g_assert_nonnull(strstr(text, "d   Tick the step"));
  g_assert_null(strstr(text, "space"));
}

static void it_scrolls_to_its_end_and_no_further(Fixture *fixture, gconstpointer data) {
  g_autofree char *top = text_of(fixture, 40, 12);
  g_assert_cmpint(press(fixture, KEY_ACTION_UP), ==, VIEW_REDRAW);
  g_autofree char *still = text_of(fixture, 40, 12);
  g_assert_cmpstr(top, ==, still);
  for (int i = 0; i < 500; i++)
    (void) press(fixture, KEY_ACTION_DOWN);
  g_autofree char *bottom = text_of(fixture, 40, 12);
  g_assert_nonnull(strstr(bottom, "Bedtime."));
  g_assert_null(strstr(bottom, "more below"));
  (void) press(fixture, KEY_ACTION_UP);
  g_autofree char *above = text_of(fixture, 40, 12);
  g_assert_cmpstr(above, !=, bottom);
}

static void esc_and_the_same_key_lead_back(Fixture *fixture, gconstpointer data) {
  g_assert_cmpint(press(fixture, KEY_ACTION_BACK), ==, VIEW_BACK);
  g_assert_cmpint(press(fixture, KEY_ACTION_HELP), ==, VIEW_BACK);
}

static void draw_help(Canvas *canvas, gpointer data) {
  Fixture *fixture = data;
  /* Anew each time: what it explains are the marks that this canvas can show. */
  fixture->help->class->enter(fixture->help, &fixture->evening->evening);
  fixture->help->class->draw(fixture->help, &fixture->evening->evening, canvas);
}

static void looks(Fixture *fixture, gconstpointer data) {
  static const struct {
    guint view;
    const char *name;
  } views[] = { { IN_TONIGHT, "help-tonight" },
                { IN_MORNING, "help-morning" },
                { IN_REVIEW, "help-review" },
                { IN_GUIDE, "help-guide" } };
  for (gsize i = 0; i < G_N_ELEMENTS(views); i++) {
    fixture->help->about = views[i].view;
    golden_check_sizes(draw_help, fixture, views[i].name);
  }
}

#define ADD(name, func) g_test_add(name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/help/every-key-of-the-view-is-explained", every_key_of_the_view_is_explained);
  ADD("/help/keys-of-other-views-stay-out", keys_of_other_views_stay_out);
  ADD("/help/a-rebound-key-shows", a_rebound_key_shows);
  ADD("/help/it-scrolls-to-its-end-and-no-further", it_scrolls_to_its_end_and_no_further);
  ADD("/help/esc-and-the-same-key-lead-back", esc_and_the_same_key_lead_back);
  ADD("/help/looks", looks);
  return g_test_run();
}
