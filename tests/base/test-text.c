/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

static void test_sanitise(void) {
  static const struct {
    const char *bytes;
    gssize length;
    const char *line;
  } cases[] = {
    { "plain", -1, "plain" },
    { "plain", 3, "pla" },
    { "", -1, "" },
    { "one\ntwo\tthree\r", -1, "one two three " },
    { "esc\033[31m", -1, "esc [31m" },
    { "del\177 nel\302\205", -1, "del  nel " },
    { "line\u2028sep\u2029", -1, "line sep " },
    { "bad\377\376end", -1, "bad\uFFFD\uFFFDend" },
    { "cut\342\202", -1, "cut\uFFFD\uFFFD" },
    { "a\0b", 3, "a\uFFFDb" },
    { "man\u200Dwoman", -1, "manwoman" },
    { "heart\u2764\uFE0F", -1, "heart\u2764" },
    { "\u202Eevil\u202C\u2066x\u2069\uFEFF\u200B", -1, "evilx" },
    { "e\u0301", -1, "e\u0301" },
    { "日本語 ü ✔", -1, "日本語 ü ✔" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *line = text_sanitise(cases[i].bytes, cases[i].length);

    g_assert_cmpstr(line, ==, cases[i].line);
    g_assert_true(g_utf8_validate(line, -1, NULL));
  }
}

static void test_sanitise_lines(void) {
  g_autofree char *lines = text_sanitise_lines("one\033[2J\n\ttwo\302\233m\n\n\u202Ethree\r\n");
  g_assert_cmpstr(lines, ==, "one [2J\n\ttwo m\n\nthree \n");
}

static void test_width(void) {
  static const struct {
    const char *text;
    int columns;
  } cases[] = { { "", 0 },       { "abc", 3 },          { "grün", 4 }, { "日本", 4 }, { "e\u0301", 1 },
                { "─✔○●◐…", 6 }, { "\u1112\u1161", 2 }, { "ｱ", 1 },    { "Ａ", 2 },   { "नि", 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].text);
    g_assert_cmpint(text_width(cases[i].text), ==, cases[i].columns);
  }
  g_assert_cmpint(text_character_width(0x0301), ==, 0);
  g_assert_cmpint(text_character_width('a'), ==, 1);
  g_assert_cmpint(text_character_width(0x65E5), ==, 2);
}

static void test_clip(void) {
  static const struct {
    const char *text;
    int columns;
    const char *ellipsis;
    const char *clipped;
  } cases[] = {
    { "magnesium", 9, "…", "magnesium" },
    { "magnesium", 8, "…", "magnesi…" },
    { "magnesium", 8, "", "magnesiu" },
    { "magnesium", 1, "…", "…" },
    { "magnesium", 2, "...", "ma" },
    { "magnesium", 3, "...", "..." },
    { "magnesium", 0, "…", "" },
    { "magnesium", -3, "…", "" },
    { "", 0, "…", "" },
    { "日本語", 5, "…", "日本…" },
    { "日本語", 4, "…", "日…" },
    { "日本語", 3, "", "日" },
    { "e\u0301e\u0301e\u0301", 2, "…", "e\u0301…" },
    { "e\u0301e\u0301e\u0301", 2, "", "e\u0301e\u0301" },
    { "abe\u0301", 3, "…", "abe\u0301" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *clipped = text_clip(cases[i].text, cases[i].columns, cases[i].ellipsis);

    g_assert_cmpstr(clipped, ==, cases[i].clipped);
  }
}

static void test_clip_start(void) {
  static const struct {
    const char *text;
    int columns;
    const char *ellipsis;
    const char *clipped;
  } cases[] = {
    { "magnesium", 9, "…", "magnesium" },
    { "magnesium", 8, "…", "…gnesium" },
    { "magnesium", 8, "", "agnesium" },
    { "magnesium", 1, "…", "…" },
    { "magnesium", 2, "...", "um" },
    { "magnesium", 0, "…", "" },
    { "magnesium", -3, "…", "" },
    { "", 0, "…", "" },
    { "日本語", 5, "…", "…本語" },
    { "日本語", 4, "…", "…語" },
    { "e\u0301e\u0301e\u0301", 2, "…", "…e\u0301" },
    { "e\u0301bc", 2, "", "bc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *clipped = text_clip_start(cases[i].text, cases[i].columns, cases[i].ellipsis);

    g_assert_cmpstr(clipped, ==, cases[i].clipped);
  }
}

static void test_pad(void) {
  static const struct {
    const char *text;
    int columns;
    const char *padded;
    const char *padded_left;
  } cases[] = {
    { "ab", 4, "ab  ", "  ab" },
    { "abcd", 4, "abcd", "abcd" },
    { "abcde", 4, "abc…", "abc…" },
    { "日本", 5, "日本 ", " 日本" },
    { "日本", 3, "日…", "日…" },
    { "日本", 2, "… ", " …" },
    { "e\u0301", 3, "e\u0301  ", "  e\u0301" },
    { "", 2, "  ", "  " },
    { "ab", 0, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *padded = text_pad(cases[i].text, cases[i].columns);
    g_autofree char *padded_left = text_pad_left(cases[i].text, cases[i].columns);

    g_assert_cmpstr(padded, ==, cases[i].padded);
    g_assert_cmpstr(padded_left, ==, cases[i].padded_left);
  }
}

static void test_wrap(void) {
  static const struct {
    const char *text;
    int columns;
    const char *lines; /* joined by | */
  } cases[] = {
    { "", 10, "" },
    { "   ", 10, "" },
    { "one two three", 20, "one two three" },
    { "one two three", 7, "one two|three" },
    { "one two three", 5, "one|two|three" },
    { "  one   two ", 7, "one two" },
    { "magnesium", 4, "magn|esiu|m" },
    { "a magnesium b", 4, "a|magn|esiu|m b" },
    { "日本語", 5, "日本|語" },
    { "日本", 1, "日|本" },
    { "a日b", 1, "a|日|b" },
    { "e\u0301e\u0301", 1, "e\u0301|e\u0301" },
    { "200\u00A0mg now", 6, "200\u00A0mg|now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(GStrv) lines = text_wrap(cases[i].text, cases[i].columns);
    g_autofree char *joined = g_strjoinv("|", lines);

    g_assert_cmpuint(g_strv_length(lines), >=, 1);
    g_assert_cmpstr(joined, ==, cases[i].lines);
  }
}

static void test_nearest(void) {
  static const char *const keys[] = { "title", "short", "kind", "at", "length", "leads", "repeat", "until", NULL };
  static const struct {
    const char *word;
    const char *nearest;
  } cases[] = {
    { "title", "title" }, { "titel", "title" }, { "tilte", "title" },  { "Titles", "title" },  { "lenght", "length" },
    { "LEADS", "leads" }, { "lead", "leads" },  { "att", "at" },       { "a", NULL },          { "xy", NULL },
    { "", NULL },         { "colour", NULL },   { "untill", "until" }, { "repaet", "repeat" }, { "knd\377", "kind" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_cmpstr(text_nearest(cases[i].word, keys), ==, cases[i].nearest);
  }
}

static void test_nearest_prefers_fewer_slips(void) {
  static const char *const ids[] = { "teas", "tea", "sea", NULL };

  g_assert_cmpstr(text_nearest("tea", ids), ==, "tea");
  g_assert_cmpstr(text_nearest("ttea", ids), ==, "tea");
}

/* Two letters of three make another word. */
static void test_nearest_keeps_half_of_the_word(void) {
  static const char *const ids[] = { "bed", "dim", NULL };

  g_assert_null(text_nearest("tea", ids));
  g_assert_cmpstr(text_nearest("bad", ids), ==, "bed");
  g_assert_cmpstr(text_nearest("dm", ids), ==, "dim");
}

static void test_sentences(void) {
  static const char *const cases[][2] = {
    { "did you wake before lights out?", "Did you wake before lights out?" },
    { "already answered: \"Dim\"", "Already answered: \"Dim\"." },
    { "été", "Été." },
    { "", "" },
    { "Taken back.", "Taken back." },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *sentence = text_sentence(cases[i][0]);
    g_assert_cmpstr(sentence, ==, cases[i][1]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/sanitise-gives-one-line-of-valid-utf8", test_sanitise);
  g_test_add_func("/text/sanitise-lines-keeps-line-feeds-and-tabs", test_sanitise_lines);
  g_test_add_func("/text/width-counts-columns", test_width);
  g_test_add_func("/text/clip-never-exceeds-its-columns", test_clip);
  g_test_add_func("/text/clip-start-keeps-the-end", test_clip_start);
  g_test_add_func("/text/pad-fills-exactly", test_pad);
  g_test_add_func("/text/wrap-breaks-at-spaces", test_wrap);
  g_test_add_func("/text/nearest-names-what-was-meant", test_nearest);
  g_test_add_func("/text/nearest-keeps-half-of-the-word", test_nearest_keeps_half_of_the_word);
  g_test_add_func("/text/nearest-prefers-fewer-slips", test_nearest_prefers_fewer_slips);
  g_test_add_func("/text/causes-become-sentences", test_sentences);
  return g_test_run();
}
