/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "tui/guide.h"
#include "tui/layout.h"
#include "tui/plot.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

#define DIGIT_ROWS 5
#define SMALLEST_SHARE 0.3 /* of the ring's largest radius */
#define PAUSED_DIM 0.5

/* Three bits a row, from the top. */
static const guint8 digit_shapes[10][DIGIT_ROWS] = {
  { 7, 5, 5, 5, 7 }, { 2, 6, 2, 2, 7 }, { 7, 1, 7, 4, 7 }, { 7, 1, 7, 1, 7 }, { 5, 5, 7, 1, 1 },
  { 7, 4, 7, 1, 7 }, { 7, 4, 7, 5, 7 }, { 7, 1, 1, 1, 1 }, { 7, 5, 7, 5, 7 }, { 7, 5, 7, 1, 7 },
};
static const guint8 colon_shape[DIGIT_ROWS] = { 0, 1, 0, 1, 0 };

/* Which rows there are for what: the header above, bar and keys below, the large thing between. */
typedef struct {
  int header, first, end; /* the large thing's rows: `first` to before `end` */
  int bar, status;
} Rows;

static Rows rows_of(const Canvas *canvas) {
  const int rows = canvas_rows(canvas);
  if (layout_is_low(canvas))
    return (Rows){ .header = 0, .first = 1, .end = rows - 4, .bar = rows - 4, .status = rows - 3 };
  return (Rows){ .header = 1, .first = 4, .end = rows - 6, .bar = rows - 5, .status = rows - 3 };
}

static int seconds_up(gint64 usec) {
  return (int) ((usec + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static const char *breath_word(Breath breath) {
  switch (breath) {
  case BREATH_NONE: return "";
  case BREATH_IN: return _("in");
  case BREATH_HOLD: return _("hold");
  case BREATH_OUT: return _("out");
  case BREATH_REST: return _("rest");
  }
  return "";
}

/* How far the pacer is open, 0..1: it sets out and arrives gently. */
static double openness(const GuidePicture *picture) {
  const double share = picture->moves ? (1 - cos(G_PI * picture->moment.breath_share)) / 2 : 1;
  switch (picture->moment.breath) {
  case BREATH_NONE:
  case BREATH_REST: return 0;
  case BREATH_IN: return share;
  case BREATH_HOLD: return 1;
  case BREATH_OUT: return 1 - share;
  }
  return 0;
}

static void draw_pacer(Canvas *canvas, const GuidePicture *picture, const Rows *rows) {
  const int columns = canvas_columns(canvas), word_row = rows->end - 1;
  const PlotPlace place = { rows->first, 0, columns, word_row - rows->first };
  const char *word = breath_word(picture->moment.breath);
  const double share = SMALLEST_SHARE + (1 - SMALLEST_SHARE) * openness(picture);
  plot_ring(canvas, &place, share, picture->is_paused ? PAUSED_DIM : 0);
  if (picture->is_paused) {
    canvas_put_centred(canvas, word_row, 0, columns, ROLE_BRIGHT, _("paused"));
    return;
  }
  /* Without the movement the seconds say how far it is. */
  g_autofree char *still = g_strdup_printf("%s %d", word, seconds_up(picture->moment.breath_left_usec));
  canvas_put_centred(canvas, word_row, 0, columns, ROLE_BRIGHT, picture->moves ? word : still);
}

/* So large a thing can be read from afar also when it is dim, and lights no room. */
static int draw_shape(Canvas *canvas, int row, int column, const guint8 shape[DIGIT_ROWS], int bits, int scale) {
  for (int line = 0; line < DIGIT_ROWS; line++) {
    for (int bit = 0; bit < bits; bit++) {
      if (shape[line] >> (bits - 1 - bit) & 1)
        canvas_fill(canvas, row + line, column + bit * scale, scale, ROLE_DIM, canvas_glyphs(canvas)->filled);
    }
  }
  return column + (bits + 1) * scale;
}

static void draw_countdown(Canvas *canvas, int row, int seconds) {
  g_autofree char *text = g_strdup_printf("%d:%02d", seconds / 60, seconds % 60);
  const int scale = layout_is_narrow(canvas) ? 1 : 2;
  int width = -scale;
  for (const char *at = text; *at; at++)
    width += (*at == ':' ? 2 : 4) * scale;
  int column = (canvas_columns(canvas) - width) / 2;
  for (const char *at = text; *at; at++) {
    if (*at == ':')
      column = draw_shape(canvas, row, column, colon_shape, 1, scale);
    else
      column = draw_shape(canvas, row, column, digit_shapes[*at - '0'], 3, scale);
  }
}

static void draw_next(Canvas *canvas, int row, const GuidePicture *picture) {
  const int from = layout_margin(canvas), end = layout_end(canvas);
  if (picture->is_paused) {
    canvas_put_centred(canvas, row, from, end, ROLE_BRIGHT, _("paused"));
    return;
  }
  if (!picture->moment.next)
    return;
  g_autofree char *then = g_strdup_printf(_("then %s"), picture->moment.next);
  canvas_put_centred(canvas, row, from, end, ROLE_DIM, then);
}

static void draw_part(Canvas *canvas, const GuidePicture *picture, const Rows *rows) {
  const int room = rows->end - rows->first, gap = room >= DIGIT_ROWS + 4 ? 1 : 0;
  const int top = rows->first + MAX(room - (DIGIT_ROWS + 2 + 2 * gap), 0) / 2;
  const char *name = picture->moment.part ? picture->moment.part : picture->title;
  canvas_put_centred(canvas, top, layout_margin(canvas), layout_end(canvas), ROLE_BRIGHT, name);
  draw_countdown(canvas, top + 1 + gap, seconds_up(picture->moment.part_left_usec));
  draw_next(canvas, top + 1 + DIGIT_ROWS + 2 * gap, picture);
}

static void draw_over(Canvas *canvas, const GuidePicture *picture, const Rows *rows) {
  const int row = (rows->first + rows->end) / 2, from = layout_margin(canvas), end = layout_end(canvas);
  canvas_put_centred(canvas, row, from, end, ROLE_BRIGHT, _("That was it."));
  if (picture->after)
    canvas_put_centred(canvas, row + 1, from, end, ROLE_DIM, picture->after);
}

static void draw_bar(Canvas *canvas, int row, const GuideMoment *moment) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const int from = layout_margin(canvas), width = layout_end(canvas) - from;
  const gint64 gone_usec = moment->length_usec - moment->left_usec;
  const int gone = moment->length_usec > 0 ? (int) (gone_usec * (width - 1) / moment->length_usec) : width - 1;
  canvas_fill(canvas, row, from, gone, ROLE_FAINT, glyphs->bar_gone);
  canvas_fill(canvas, row, from + gone, 1, ROLE_ACCENT, glyphs->now);
  canvas_fill(canvas, row, from + gone + 1, width - gone - 1, ROLE_DIM, glyphs->bar_coming);
}

static void draw_tiny(Canvas *canvas, const GuidePicture *picture) {
  const GuideMoment *moment = &picture->moment;
  const int seconds = seconds_up(moment->part_left_usec);
  g_autofree char *left = g_strdup_printf("%d:%02d", seconds / 60, seconds % 60);
  const char *name = moment->part ? moment->part : picture->title;
  layout_draw_tiny(canvas, moment->breath != BREATH_NONE ? breath_word(moment->breath) : name, left);
}

void guide_draw(Canvas *canvas, const GuidePicture *picture) {
  if (layout_is_tiny(canvas)) {
    draw_tiny(canvas, picture);
    return;
  }
  const Rows rows = rows_of(canvas);
  const GuideMoment *moment = &picture->moment;
  g_autofree char *length = words_length((seconds_up(moment->left_usec) + 59) / 60);
  g_autofree char *left = g_strdup_printf(_("%s left"), length);
  layout_header(canvas, rows.header, picture->title, moment->is_over ? NULL : left, ROLE_DIM);
  if (moment->is_over)
    draw_over(canvas, picture, &rows);
  else if (moment->breath != BREATH_NONE)
    draw_pacer(canvas, picture, &rows);
  else
    draw_part(canvas, picture, &rows);
  draw_bar(canvas, rows.bar, moment);
  if (picture->status)
    canvas_put(canvas, rows.status, layout_margin(canvas), ROLE_DIM, picture->status,
               layout_end(canvas) - layout_margin(canvas));
}
