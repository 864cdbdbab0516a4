/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "paper/paper.h"

#include <string.h>

#define FIRST 739943u /* Monday, 2026-11-23 */

/* A page of `nights` nights, all told, with `notes` of them noted. */
static DiaryPage *page_of(int nights, int notes) {
  DiaryPage *page = diary_page_new(FIRST, FIRST + (Night) nights - 1, "Europe/Berlin");
  for (int i = 0; i < nights; i++) {
    g_autoptr(Plan) plan = plan_new(FIRST + (Night) i);
    g_autoptr(Record) record = record_new(plan->night);
    const gint64 midnight = ((gint64) plan->night - DAYTIME_UNIX_DAY) * DAYTIME_DAY_SECONDS;
    record->lights_out = midnight + 23 * 3600;
    record->morning.asleep_after_minutes = 15;
    record->morning.awake_minutes = 20;
    record->morning.woke = midnight + 30 * 3600;
    record->morning.up = midnight + 31 * 3600;
    record->morning.rested = 3;
    if (i < notes)
      record->morning.note = g_strdup("Der Nachbar hat geübt; 近所の犬; הכלב נבח & <so weiter>.");
    diary_page_add(page, plan, record);
  }
  diary_page_finish(page);
  return page;
}

static char *draw(const DiaryPage *page, PaperFormat format, PaperSize size, gsize *length) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) file = paper_draw(page, format, size, &error);
  g_assert_no_error(error);
  if (length)
    *length = file->len;
  return g_strndup((const char *) file->data, file->len);
}

static guint32 number_at(const char *bytes) {
  guint32 number = 0;
  memcpy(&number, bytes, sizeof number);
  return GUINT32_FROM_BE(number);
}

/* Cairo writes the tree of pages in the clear. */
static gboolean has(const GByteArray *file, const char *text) {
  return g_strstr_len((const char *) file->data, file->len, text) != NULL ||
         memmem(file->data, file->len, text, strlen(text)) != NULL;
}

static void pdf_is_one_sheet_of_its_size(void) {
  static const struct { int nights, notes; } pages[] = { { 1, 0 }, { 14, 14 }, { 31, 31 } };
  for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(DiaryPage) page = page_of(pages[i].nights, pages[i].notes);
    g_autoptr(GByteArray) a4 = paper_draw(page, PAPER_PDF, PAPER_A4, &error);
    g_autoptr(GByteArray) letter = paper_draw(page, PAPER_PDF, PAPER_LETTER, &error);
    g_assert_no_error(error);
    g_assert_true(has(a4, "%PDF-1"));
    g_assert_true(has(a4, "/Count 1"));
    g_assert_true(has(a4, "595.28"));
    g_assert_true(has(letter, "/Count 1"));
    g_assert_true(has(letter, "0 0 612 792"));
  }
}

static void png_has_150_dots_an_inch(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DiaryPage) page = page_of(14, 2);
  g_autoptr(GByteArray) file = paper_draw(page, PAPER_PNG, PAPER_LETTER, &error);
  g_assert_no_error(error);
  g_assert_cmpmem(file->data, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint(number_at((const char *) file->data + 16), ==, 1275); /* 8.5 inches */
  g_assert_cmpuint(number_at((const char *) file->data + 20), ==, 1650); /* 11 inches */
}

static void svg_is_well_formed(void) {
  static const GMarkupParser parser = { 0 };
  g_autoptr(DiaryPage) page = page_of(14, 3);
  gsize length = 0;
  g_autofree char *text = draw(page, PAPER_SVG, PAPER_A4, &length);
  g_autoptr(GError) error = NULL;
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
  g_assert_true(g_markup_parse_context_parse(context, text, (gssize) length, &error));
  g_assert_true(g_markup_parse_context_end_parse(context, &error));
  g_assert_no_error(error);
  g_assert_nonnull(strstr(text, "<svg"));
}

static void missing_module_names_its_package(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(DiaryPage) page = page_of(1, 0);
  g_setenv("WINDDOWN_MODULES", "/nonexistent", TRUE);
  g_assert_null(paper_draw(page, PAPER_PDF, PAPER_A4, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, "no diary as PDF, SVG or PNG"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/paper/pdf-is-one-sheet-of-its-size", pdf_is_one_sheet_of_its_size);
  g_test_add_func("/paper/png-has-150-dots-an-inch", png_has_150_dots_an_inch);
  g_test_add_func("/paper/svg-is-well-formed", svg_is_well_formed);
  g_test_add_func("/paper/missing-module-names-its-package", missing_module_names_its_package);
  return g_test_run();
}
