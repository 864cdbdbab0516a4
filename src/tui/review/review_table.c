/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/weeks.h"
#include "tui/review/review.h"

#include <glib/gi18n.h>

enum { WEEK = 7, FORTNIGHT = 14, FOUR_WEEKS = 28 };

/* Columns behind the titles: where the marks begin at 80 columns, and at the most for longer titles; behind that "365
 * of 365" has no room. */
enum { USUAL_TABLE_COLUMNS = 74, STRENGTH_COLUMNS = 10, PHONE_COLUMNS = 40 };
enum { MARKS_COLUMN = 26, MARKS_COLUMN_MOST = 32, MARKS_COLUMN_COUNTED = 28, MOST_COUNTED = 99, YEAR_COUNTED = 366 };

/* The steps that something can be said about: those that count first, both in the order of the newest night. */
static void add_steps(GArray *rows, const ReviewModel *model, gboolean counting) {
  const History *history = model->history;
  if (history->nights->len == 0)
    return;
  const HistoryNight *newest = history_night(history, history->nights->len - 1);
  for (guint i = 0; i < newest->n_marks; i++) {
    const HistoryMark *mark = history_mark(history, newest, i);
    const StepCount *count = &g_array_index(model->summary->steps, StepReview, mark->step).count;
    if (mark->counts == counting && count->due + count->skipped > 0)
      g_array_append_val(rows, mark->step);
  }
}

static gboolean has_row(const GArray *rows, guint16 step) {
  for (guint i = 0; i < rows->len; i++) {
    if (g_array_index(rows, guint16, i) == step)
      return TRUE;
  }
  return FALSE;
}

/* Steps that the newest night no longer had. */
static void add_others(GArray *rows, const ReviewModel *model) {
  for (guint i = 0; i < model->summary->steps->len; i++) {
    const guint16 step = (guint16) i;
    const StepCount *count = &g_array_index(model->summary->steps, StepReview, step).count;
    if (count->due + count->skipped > 0 && !has_row(rows, step))
      g_array_append_val(rows, step);
  }
}

GArray *review_table_rows(const ReviewModel *model) {
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint16));
  add_steps(rows, model, TRUE);
  add_steps(rows, model, FALSE);
  add_others(rows, model);
  return rows;
}

guint review_table_counting(const ReviewModel *model, const GArray *rows) {
  g_autoptr(GArray) counting = g_array_new(FALSE, FALSE, sizeof(guint16));
  add_steps(counting, model, TRUE);
  return MIN(counting->len, rows->len);
}

/* Right ends of the columns, and where the marks begin; 0: not shown. A narrow screen has titles, marks and strength.
 */
typedef struct {
  int title, marks, nights, done, run, best, strength;
  int most_counted; /* nights; of more the share is shown */
  gboolean narrow;
} TableColumns;

static int longest_title(const ReviewModel *model, const GArray *rows) {
  int longest = 0;
  for (guint i = 0; i < rows->len; i++)
    longest = MAX(longest, text_width(g_ptr_array_index(model->history->titles, g_array_index(rows, guint16, i))));
  return longest;
}

/* At less than 80 columns strength stays, and the columns before it go where they do not fit; so few nights are counted
 * that no figure reaches into it. */
static TableColumns tight_columns(int margin, int room) {
  const int done = MARKS_COLUMN + FORTNIGHT + 3, run = done + 15;
  return (TableColumns){ .title = margin,
                         .marks = margin + MARKS_COLUMN,
                         .nights = FORTNIGHT,
                         .done = margin + done,
                         .run = run + STRENGTH_COLUMNS <= room ? margin + run : 0,
                         .strength = margin + room,
                         .most_counted = MOST_COUNTED };
}

/* At 80 columns: longer titles move marks and figures together. */
static TableColumns usual_columns(int margin, int longest) {
  const int marks = CLAMP(longest + 2, MARKS_COLUMN, MARKS_COLUMN_MOST), done = MIN(marks + FORTNIGHT + 2, 47);
  return (TableColumns){ .title = margin,
                         .marks = margin + marks,
                         .nights = FORTNIGHT,
                         .done = margin + done,
                         .run = margin + MIN(done + 16, 58),
                         .best = margin + 63,
                         .strength = margin + USUAL_TABLE_COLUMNS,
                         .most_counted = marks > MARKS_COLUMN_COUNTED ? MOST_COUNTED : YEAR_COUNTED };
}

static TableColumns table_columns(const Canvas *canvas, const ReviewModel *model, const GArray *rows) {
  const int margin = layout_margin(canvas);
  if (layout_is_narrow(canvas)) {
    const int nights = canvas_columns(canvas) < PHONE_COLUMNS ? WEEK : FORTNIGHT;
    const int marks = MAX(margin + 12, layout_end(canvas) - STRENGTH_COLUMNS - nights);
    return (TableColumns){
      .title = margin, .marks = marks, .nights = nights, .strength = layout_end(canvas), .narrow = TRUE
    };
  }
  const int room = layout_end(canvas) - margin;
  if (room < USUAL_TABLE_COLUMNS)
    return tight_columns(margin, room);
  if (!layout_is_roomy(canvas))
    return usual_columns(margin, longest_title(model, rows));
  return (TableColumns){ .title = margin,
                         .marks = margin + 36,
                         .nights = FOUR_WEEKS,
                         .done = margin + 67,
                         .run = margin + 82,
                         .best = margin + 89,
                         .strength = margin + 98,
                         .most_counted = YEAR_COUNTED };
}

/* What nobody said is drawn fainter, and takes no part in the figures beside it. */
static Role night_role(const ReviewModel *model, Night date, guint16 step) {
  const HistoryNight *night = weeks_night(model->history, date);
  const HistoryMark *mark = night ? history_find(model->history, night, step) : NULL;
  return mark && mark->assumed ? ROLE_FAINT : ROLE_DIM;
}

static const char *night_glyph(const Canvas *canvas, const ReviewModel *model, Night date, guint16 step) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const char *const by_mark[] = { "·", glyphs->dot, glyphs->skipped, glyphs->slipped };
  G_STATIC_ASSERT(G_N_ELEMENTS(by_mark) == N_MARKS);
  const HistoryNight *night = weeks_night(model->history, date);
  const HistoryMark *mark = night ? history_find(model->history, night, step) : NULL;
  if (!mark || mark->paused || mark->outside)
    return " ";
  return by_mark[streak_effective_mark(model->history, night, mark)];
}

void review_marks_draw(Canvas *canvas, const ReviewModel *model, const PlotPlace *place, guint16 step) {
  for (int i = 0; i < place->columns; i++) {
    const Night night = model->summary->to - (Night) (place->columns - 1 - i);
    const Role role = night_role(model, night, step);
    canvas_put(canvas, place->row, place->column + i, role, night_glyph(canvas, model, night, step), 1);
    if (role == ROLE_DIM)
      canvas_ink(canvas, place->row, place->column + i, paint_glow(0.5 + 0.4 * i / place->columns));
  }
}

static void put_number(Canvas *canvas, int row, int end, int number) {
  g_autofree char *text = g_strdup_printf("%d", number);
  if (number >= STREAK_SHOWN_FROM)
    canvas_put_right(canvas, row, end, ROLE_TEXT, text);
}

/* Of many nights the share says more than the count. */
static char *done_words(const StepCount *count, int most_counted) {
  if (count->due > most_counted)
    return g_strdup_printf(_("%d %%"), (100 * count->done + count->due / 2) / count->due);
  return g_strdup_printf(_("%d of %d"), count->done, count->due);
}

static void draw_numbers(Canvas *canvas, int row, const TableColumns *columns, const StepReview *step) {
  g_autofree char *strength = g_strdup_printf(_("%d %%"), (int) (step->strength * 100 + 0.5));
  if (step->strength > 0)
    canvas_put_right(canvas, row, columns->strength, ROLE_TEXT, strength);
  if (columns->narrow)
    return;
  g_autofree char *done = done_words(&step->count, columns->most_counted);
  if (step->count.done > 0)
    canvas_put(canvas, row, columns->done, ROLE_TEXT, done, 0);
  if (columns->run > 0)
    put_number(canvas, row, columns->run, step->streak.current);
  if (columns->best > 0)
    put_number(canvas, row, columns->best, step->streak.best);
}

static void draw_head(Canvas *canvas, int row, const TableColumns *columns) {
  canvas_put(canvas, row, columns->marks, ROLE_FAINT,
             columns->nights == WEEK        ? _("one week")
             : columns->nights == FORTNIGHT ? _("two weeks")
                                            : _("four weeks"),
             0);
  canvas_put_right(canvas, row, columns->strength, ROLE_FAINT, _("strength"));
  if (columns->narrow)
    return;
  canvas_put(canvas, row, columns->done, ROLE_FAINT, _("done"), 0);
  if (columns->run > 0)
    canvas_put_right(canvas, row, columns->run, ROLE_FAINT, _("run"));
  if (columns->best > 0)
    canvas_put_right(canvas, row, columns->best, ROLE_FAINT, _("best"));
}

static void draw_row(Canvas *canvas, const ReviewModel *model, int row, const TableColumns *columns, guint16 step) {
  canvas_put(canvas, row, columns->title, ROLE_TEXT, g_ptr_array_index(model->history->titles, step),
             columns->marks - columns->title - 1);
  review_marks_draw(canvas, model, &(PlotPlace){ row, columns->marks, columns->nights, 1 }, step);
  draw_numbers(canvas, row, columns, &g_array_index(model->summary->steps, StepReview, step));
}

static void draw_more(Canvas *canvas, int row, int column, guint behind) {
  g_autofree char *more = g_strdup_printf(ngettext("%s %u more", "%s %u more", behind), canvas_glyphs(canvas)->down,
                                          behind);
  canvas_put(canvas, row, column, ROLE_FAINT, more, 0);
}

void review_table_draw(Canvas *canvas, const ReviewModel *model, int row, int end, guint first) {
  g_autoptr(GArray) rows = review_table_rows(model);
  const TableColumns columns = table_columns(canvas, model, rows);
  const int height = end - row - 1;
  if (rows->len == 0 || height < 1)
    return;
  draw_head(canvas, row, &columns);
  for (int i = 0; i < height && first + (guint) i < rows->len; i++)
    draw_row(canvas, model, row + 1 + i, &columns, g_array_index(rows, guint16, first + (guint) i));
  if (first + (guint) height < rows->len)
    draw_more(canvas, end, columns.title, rows->len - first - (guint) height);
}
