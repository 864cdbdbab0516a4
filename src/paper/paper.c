/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/paper.h"

#include "base/error.h"

#include <glib/gi18n.h>

const ModuleInfo paper_module = {
  .name = "paper",
  .version = PAPER_VERSION,
  .without = N_("no diary as PDF, SVG or PNG"),
  .package = "libpangocairo-1.0-0",
};

GByteArray *paper_draw(const DiaryPage *page, PaperFormat format, PaperSize size, GError **error) {
  const PaperModule *module = module_load(&paper_module, error);
  if (!module)
    return NULL;
  GByteArray *file = module->draw(page, format, size);
  if (!file)
    g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("the diary could not be drawn"));
  return file;
}
