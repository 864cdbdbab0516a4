/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/source.h"

#include <glib.h>

typedef struct {
  const char *keys[5];
  const char *summary;
  gboolean only_maker;
} Case;

static const Case cases[] = {
  { { NULL }, NULL, FALSE },
  { { "M" }, "One article, from a magnesium maker.", TRUE },
  { { "M", "001b" }, "Two articles, both from a magnesium maker.", TRUE },
  { { "004" }, "One guest post.", FALSE },
  { { "003", "004" }, "Two documents.", FALSE },
  { { "004", "M" }, "Two documents, one from a magnesium maker.", FALSE },
  { { "M", "004", "003" }, "Three documents, one from a magnesium maker.", FALSE },
  { { "M", "001b", "004" }, "Three documents, two from a magnesium maker.", FALSE },
  { { "M", "001b", "003", "004" }, "Four documents, two from a magnesium maker.", FALSE },
  { { "My grandmother" }, "My grandmother", FALSE },
  { { "My grandmother", "a book" }, "My grandmother; a book", FALSE },
  { { "My grandmother", "004" }, "One guest post.", FALSE },
  { { "M", "M" }, "One article, from a magnesium maker.", TRUE },
};

static void test_summary(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *summary = source_summary(cases[i].keys);
    g_assert_cmpstr(summary, ==, cases[i].summary);
    g_assert_cmpint(source_only_maker(cases[i].keys), ==, cases[i].only_maker);
  }
}

static void test_find(void) {
  const Source *const article = source_find("M");
  g_assert_nonnull(article);
  g_assert_true(article->maker);
  g_assert_nonnull(g_strstr_len(article->languages, -1, "one article"));
  g_assert_null(source_find("m"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/source/one-article-in-three-languages-is-one", test_find);
  g_test_add_func("/source/summary-is-one-sentence", test_summary);
  return g_test_run();
}
