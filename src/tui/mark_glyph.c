/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/mark_glyph.h"

const char *mark_glyph(const Canvas *canvas, AgendaState state, Mark mark) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const char *const by_mark[] = {
    [MARK_OPEN] = glyphs->open,
    [MARK_DONE] = glyphs->done,
    [MARK_SKIPPED] = glyphs->skipped,
    [MARK_SLIPPED] = glyphs->slipped,
  };
  G_STATIC_ASSERT(G_N_ELEMENTS(by_mark) == N_MARKS);
  return state == AGENDA_RUNNING ? glyphs->running : by_mark[mark];
}
