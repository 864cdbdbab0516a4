/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * diary: the sleep diary of two weeks as a page for a clinician, on the
 * terminal, as a file, or to be printed. Of nights to come the page is blank,
 * to be filled in by hand. */
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "paper/paper.h"
#include "words/diary_page.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define USUAL_NIGHTS 14
#define MOST_NIGHTS 31
#define LETTER_MILLIMETRES 216 /* its width, as locales give it */

typedef enum { FORMAT_TEXT, FORMAT_CSV, FORMAT_HTML, FORMAT_PDF, FORMAT_SVG, FORMAT_PNG, N_FORMATS } Format;

static const char *const format_names[N_FORMATS] = { "text", "csv", "html", "pdf", "svg", "png" };

static gboolean parse_format(const char *name, Format *format) {
  for (int i = 0; i < N_FORMATS; i++) {
    if (g_str_equal(format_names[i], name)) {
      *format = (Format) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* As told, else as the file is called. */
static gboolean read_format(const CliContext *context, const char *path, Format *format, GError **error) {
  const char *name = cli_option(context, "format"), *dot = path ? strrchr(path, '.') : NULL;
  *format = FORMAT_TEXT;
  if (!name)
    return (dot && parse_format(dot + 1, format)) || TRUE;
  if (parse_format(name, format))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("--format is text, csv, html, pdf, svg or png, not \"%s\""), name);
  return FALSE;
}

/* As told, else as is usual where the person lives. */
static gboolean read_paper(const CliContext *context, PaperSize *size, GError **error) {
  const char *name = cli_option(context, "paper");
  const int width = (int) (gintptr) nl_langinfo(_NL_PAPER_WIDTH);
  *size = width == LETTER_MILLIMETRES ? PAPER_LETTER : PAPER_A4;
  if (!name)
    return TRUE;
  *size = g_str_equal(name, "letter") ? PAPER_LETTER : PAPER_A4;
  if (g_str_equal(name, "letter") || g_str_equal(name, "a4"))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--paper is a4 or letter, not \"%s\""), name);
  return FALSE;
}

static DiaryPage *make_page(App *app, Night from, int nights, GError **error) {
  const char *zone = g_time_zone_get_identifier(app_evening(app)->zone);
  g_autoptr(DiaryPage) page = diary_page_new(from, from + (Night) nights - 1, zone);
  for (Night night = from; night < from + (Night) nights; night++) {
    g_autoptr(Plan) plan = NULL;
    g_autoptr(Record) record = NULL;
    g_autoptr(GError) none = NULL;
    if (app_load_night(app, night, &plan, &record, &none))
      diary_page_add(page, plan, record);
    else if (!g_error_matches(none, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED)) { /* else a date that does not exist */
      g_propagate_error(error, g_steal_pointer(&none));
      return NULL;
    }
  }
  diary_page_finish(page);
  return g_steal_pointer(&page);
}

/* Takes `text`. */
static GByteArray *bytes_of(char *text) {
  return g_byte_array_new_take((guint8 *) text, strlen(text));
}

static GByteArray *write_page(const DiaryPage *page, Format format, PaperSize size, GError **error) {
  switch (format) {
  case FORMAT_CSV: return bytes_of(diary_page_csv(page));
  case FORMAT_HTML: return bytes_of(diary_page_html(page));
  case FORMAT_PDF: return paper_draw(page, PAPER_PDF, size, error);
  case FORMAT_SVG: return paper_draw(page, PAPER_SVG, size, error);
  case FORMAT_PNG: return paper_draw(page, PAPER_PNG, size, error);
  case FORMAT_TEXT:
  case N_FORMATS: break;
  }
  return bytes_of(diary_page_text(page, !g_get_charset(NULL)));
}

static gboolean write_out(const GByteArray *file, Format format, const char *path, GError **error) {
  g_autoptr(GError) unwritten = NULL;
  if (!path && format == FORMAT_TEXT) { /* for a terminal, in the letters of its locale */
    g_print("%.*s", (int) file->len, (const char *) file->data);
    return TRUE;
  }
  if (!path) {
    if (fwrite(file->data, 1, file->len, stdout) == file->len && fflush(stdout) == 0)
      return TRUE;
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write to standard output: %s"),
                g_strerror(errno));
    return FALSE;
  }
  if (g_file_set_contents_full(path, (const char *) file->data, file->len, G_FILE_SET_CONTENTS_CONSISTENT,
                               S_IRUSR | S_IWUSR, &unwritten))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write \"%s\": %s"), path, unwritten->message);
  return FALSE;
}

static gboolean is_binary(Format format) {
  return format == FORMAT_PDF || format == FORMAT_PNG;
}

DEFINE_COMMAND(diary) {
  const char *word = cli_word(context, 0), *path = g_strcmp0(word, "-") == 0 ? NULL : word;
  Format format = FORMAT_TEXT;
  PaperSize size = PAPER_A4;
  int nights = USUAL_NIGHTS;
  if (!read_format(context, path, &format, error) || !read_paper(context, &size, error) ||
      !argument_number(cli_option(context, "nights"), "nights", 1, MOST_NIGHTS, &nights, error))
    return FALSE;
  if (!path && is_binary(format) && isatty(STDOUT_FILENO)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("name a file: winddown diary diary.%s"),
                format_names[format]);
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  Night from = app_evening(app)->plan->night - (Night) nights; /* the last one is the night before tonight */
  if (cli_option(context, "from") && !argument_night(app, cli_option(context, "from"), TIMETEXT_PAST, &from, error))
    return FALSE;
  g_autoptr(DiaryPage) page = make_page(app, from, nights, error);
  g_autoptr(GByteArray) file = page ? write_page(page, format, size, error) : NULL;
  return file && write_out(file, format, path, error);
}
