/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interface of the module that draws the diary on paper, black on white, in any language; it brings Cairo and
 * Pango. */
#pragma once

#include "base/module.h"
#include "words/diary_page.h"

#define PAPER_VERSION 1

typedef enum { PAPER_PDF, PAPER_SVG, PAPER_PNG } PaperFormat;
typedef enum { PAPER_A4, PAPER_LETTER } PaperSize;

typedef struct {
  guint version;
  GByteArray *(*draw)(const DiaryPage *page, PaperFormat format, PaperSize size); /* as paper_draw, or NULL */
} PaperModule;

extern const ModuleInfo paper_module;

/* Draws `page` on one sheet and returns the file (owned), loading the module. NULL with WINDDOWN_ERROR_DATA. */
GByteArray *paper_draw(const DiaryPage *page, PaperFormat format, PaperSize size,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
