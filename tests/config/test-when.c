/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/document.h"
#include "config/value.h"

#include <glib.h>

static void test_sound(void) {
  static const struct {
    const char *text;
    When when;
  } cases[] = {
    { "bed", { ANCHOR_BED, 0 } },
    { " bed ", { ANCHOR_BED, 0 } },
    { "bed - 90m", { ANCHOR_BED, -90 } },
    { "bed-90m", { ANCHOR_BED, -90 } },
    { "bed + 5m", { ANCHOR_BED, 5 } },
    { "bed  -  1h 30m", { ANCHOR_BED, -90 } },
    { "bed - 0m", { ANCHOR_BED, 0 } },
    { "wake", { ANCHOR_WAKE, 0 } },
    { "wake + 1h", { ANCHOR_WAKE, 60 } },
    { "wake - 30m", { ANCHOR_NEXT_WAKE, -30 } },
    { "14:00", { ANCHOR_CLOCK, 14 * 60 } },
    { "0:00", { ANCHOR_CLOCK, 0 } },
    { "bed − 90m", { ANCHOR_BED, -90 } },
    { "bed – 1.5h", { ANCHOR_BED, -90 } },
    { "Bed - 75 min", { ANCHOR_BED, -75 } },
    { "bed - 90", { ANCHOR_BED, -90 } },
    { "9pm", { ANCHOR_CLOCK, 21 * 60 } },
    { "noon", { ANCHOR_CLOCK, 12 * 60 } },
    { "22.30", { ANCHOR_CLOCK, 22 * 60 + 30 } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    When when = { ANCHOR_CLOCK, -1 };
    g_assert_true(when_parse(cases[i].text, &when));
    g_assert_cmpint(when.anchor, ==, cases[i].when.anchor);
    g_assert_cmpint(when.minutes, ==, cases[i].when.minutes);
  }
}

static void test_unsound(void) {
  static const char *const cases[] = {
    "",      "bed 90m", "bed -",     "bed - ",  "bed - - 5m",         "bedtime", "bed - 90m 5x", "wakeup",
    "24:00", "-5m",     "bed - 49h", "14:00pm", "bed - 99999999999m",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    When when = { ANCHOR_CLOCK, -1 };
    g_test_message("%s", cases[i]);
    g_assert_false(when_parse(cases[i], &when));
    g_assert_cmpint(when.minutes, ==, -1);
  }
}

static void test_scan(void) {
  static const struct {
    const char *text, *copy;
    guint includes;
  } cases[] = {
    { "", "", 0 },
    { "a = 2147483647;", "a = 2147483647;", 0 },
    { "a = 2147483648;", "a = 2147483647;", 0 },
    { "a = -99999999999L;", "a = -2147483647L;", 0 },
    { "a = 0x80000000;", "a = 0x7fffffff;", 0 },
    { "a = 0.99999999999;", "a = 0.99999999999;", 0 },
    { "a = 99999999999.5;", "a = 99999999999.5;", 0 },
    { "a99999999999 = [1,99999999999];", "a99999999999 = [1,2147483647];", 0 },
    { "# 99999999999\n// \"\n/* #\n // */a", " \n \n \na", 0 },
    { "a/**/b /*/ c */ / * d", "a b   / * d", 0 },
    { "a = \"\\\"99999999999\";", "a = \"\\\"99999999999\";", 0 },
    { "a = \"99999999999", "a = \"99999999999", 0 },
    { "a = \"\\", "a = \"\\", 0 },
    { "a = \"# // /*\";", "a = \"# // /*\";", 0 },
    { "/* 1", " ", 0 },
    { "x = 1;\n \t@include \"f\"\ny = 2;", "x = 1;\n \t\ny = 2;", 1 },
    { "x = 1; @include \"f\"", "x = 1; @include \"f\"", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GArray) includes = g_array_new(FALSE, FALSE, sizeof(int));
    g_autofree char *copy = document_scan(cases[i].text, includes);
    g_assert_cmpstr(copy, ==, cases[i].copy);
    g_assert_cmpuint(includes->len, ==, cases[i].includes);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/when/anchors-offsets-and-times-of-day", test_sound);
  g_test_add_func("/when/anything-else-is-refused", test_unsound);
  g_test_add_func("/scan/large-numbers-includes-and-comments-are-tamed-on-their-line", test_scan);
  return g_test_run();
}
