/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tonight/tonight.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/timeline.h"
#include "tui/canvas/valley.h"
#include "words/words.h"

#include <glib/gi18n.h>

/* In the roomy form the list keeps the width it has at 80 columns. */
enum { LIST_COLUMNS = 74, SIDE_GAP = 6, ABOVE_RULE = 4, LEAST_LIST = 4, LEAST_WITH_LAST = 6 };

typedef struct {
  int selected, mark, time, title, end;
} ListColumns;

static ListColumns list_columns(const Canvas *canvas) {
  if (layout_is_narrow(canvas))
    return (ListColumns){ .selected = 0, .mark = 2, .time = 5, .title = 12, .end = layout_end(canvas) };
  const int margin = layout_margin(canvas);
  const int end = layout_end(canvas) - (layout_is_roomy(canvas) ? tonight_side_columns(canvas) + SIDE_GAP : 0);
  return (ListColumns){
    .selected = margin,
    .mark = margin + 2,
    .time = margin + 5,
    .title = margin + 13,
    .end = MIN(end, margin + LIST_COLUMNS),
  };
}

/* One line of the list's window: a row, or a blank one. */
typedef struct {
  Canvas *canvas;
  const TonightPicture *picture;
  ListColumns columns;
  int row; /* of the screen */
} ListLine;

/* What stands on the right (owned; NULL: nothing). In the narrow form only the current row and what is answered have
 * something to say there, and that in few words. */
static char *right_words(const ListLine *line, guint index, const EveningRow *row) {
  const Evening *evening = line->picture->evening;
  const gboolean narrow = layout_is_narrow(line->canvas);
  const gboolean answered = agenda_row(evening->agenda, row->step)->state == AGENDA_ANSWERED;
  if (narrow && !answered && (int) index != line->picture->list->current)
    return NULL;
  if (narrow && evening_list_is_now(evening, row->step))
    return g_strdup(_("now"));
  const gint64 snoozed_until = narrow ? evening_list_snoozed_until(evening, row->step) : 0;
  if (snoozed_until > 0) {
    g_autofree char *again = daytime_clock(snoozed_until, evening->zone);
    return g_strdup_printf(_("until %s"), again);
  }
  return evening_list_words(evening, row->step);
}

/* The columns that a title has beside what stands on the right. */
static int title_room(const ListColumns *columns, const char *right) {
  return MAX(columns->end - columns->title - (right ? text_width(right) + 2 : 0), 1);
}

typedef struct {
  Role title, right;
} RowLook;

static void put_texts(const ListLine *line, const EveningRow *row, const RowLook *look, const char *title,
                      const char *right) {
  const ListColumns *columns = &line->columns;
  canvas_put(line->canvas, line->row, columns->title, look->title, title, title_room(columns, right));
  if (!right)
    return;
  const int width = text_width(right);
  canvas_put_right(line->canvas, line->row, columns->end, look->right, right);
  if (evening_list_is_now(line->picture->evening, row->step) && g_str_has_prefix(right, _("now")))
    canvas_paint(line->canvas, line->row, columns->end - width, text_width(_("now")), ROLE_ACCENT);
}

static Role title_role(const ListLine *line, guint index, AgendaState state) {
  if (state == AGENDA_ANSWERED || state == AGENDA_LEFT_OUT)
    return ROLE_FAINT;
  if (state == AGENDA_RUNNING)
    return ROLE_DIM;
  if ((int) index == line->picture->list->current)
    return ROLE_BRIGHT;
  return ROLE_TEXT;
}

/* What counts by the minute stands out from the lengths around it, in one look in every row. */
static Role right_role(const ListLine *line, const EveningRow *row, Role beside) {
  const Agenda *agenda = line->picture->evening->agenda;
  const AgendaState state = agenda_row(agenda, row->step)->state;
  const gboolean counts = state == AGENDA_DUE || state == AGENDA_OPEN || (int) row->step == agenda->next;
  return counts ? ROLE_TEXT : beside;
}

static void draw_step(const ListLine *line, guint index, const EveningRow *row) {
  const Evening *evening = line->picture->evening;
  const PlanStep *step = evening_list_step(evening, row);
  const AgendaRow *state = agenda_row(evening->agenda, row->step);
  const gboolean selected = (int) index == line->picture->selected;
  const Role role = title_role(line, index, state->state);
  const Role beside = role == ROLE_TEXT ? ROLE_DIM : role;
  g_autofree char *clock = daytime_clock(step->at, evening->zone);
  /* A text that is being typed has the cursor. */
  if (selected && canvas_cursor(line->canvas).kind == CURSOR_NONE)
    canvas_set_cursor(line->canvas, line->row, line->columns.title, CURSOR_SELECTS);
  if (selected)
    canvas_put(line->canvas, line->row, line->columns.selected, ROLE_ACCENT, canvas_glyphs(line->canvas)->selected, 0);
  canvas_put(line->canvas, line->row, line->columns.mark, beside,
             canvas_mark_glyph(line->canvas, state->state, state->mark), 0);
  canvas_put(line->canvas, line->row, line->columns.time, beside, clock, 0);
  g_autofree char *right = right_words(line, index, row);
  const gboolean stands_out = selected && (line->picture->moved || role == ROLE_BRIGHT);
  put_texts(line, row, &(RowLook){ stands_out ? ROLE_SELECTED : role, right_role(line, row, beside) }, step->title,
            right);
}

static void draw_running(const ListLine *line, guint index, const EveningRow *row) {
  const Evening *evening = line->picture->evening;
  const PlanStep *step = g_ptr_array_index(evening->plan->steps, row->step);
  g_autofree char *clock = daytime_clock(step->at, evening->zone);
  g_autofree char *right = right_words(line, index, row);
  g_autofree char *title = evening_list_running_title(evening, title_room(&line->columns, right));
  canvas_put(line->canvas, line->row, line->columns.mark, ROLE_DIM, canvas_glyphs(line->canvas)->running, 0);
  canvas_put(line->canvas, line->row, line->columns.time, ROLE_DIM, clock, 0);
  put_texts(line, row, &(RowLook){ ROLE_DIM, ROLE_DIM }, title, right);
}

/* "Earlier ✓ 3 – 1": how many have each mark. */
static char *fold_text(const Canvas *canvas, const EveningRow *row) {
  static const Mark order[] = { MARK_DONE, MARK_SKIPPED, MARK_SLIPPED, MARK_OPEN };
  GString *text = g_string_new(row->kind == ROW_DAY ? _("Earlier today") : _("Earlier"));
  for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
    if (row->marks[order[i]] > 0)
      g_string_append_printf(text, " %s %u", canvas_mark_glyph(canvas, AGENDA_ANSWERED, order[i]),
                             row->marks[order[i]]);
  }
  return g_string_free(text, FALSE);
}

static void draw_fold(const ListLine *line, const EveningRow *row) {
  g_autofree char *text = fold_text(line->canvas, row);
  canvas_put(line->canvas, line->row, line->columns.title, ROLE_FAINT, text, line->columns.end - line->columns.title);
}

static char *first_text(const ListLine *line) {
  const Evening *evening = line->picture->evening;
  g_autofree char *first_run = daytime_clock(evening->first_run_at, evening->zone);
  if (evening->first_run_at < evening->plan->start)
    return g_strdup(_("One new step starts tomorrow."));
  if (layout_is_narrow(line->canvas))
    return g_strdup_printf(_("Steps before %s start tomorrow."), first_run);
  return g_strdup_printf(_("Steps before %s start tomorrow."), first_run);
}

static void draw_first(const ListLine *line) {
  g_autofree char *text = first_text(line);
  const int column = layout_is_narrow(line->canvas) ? line->columns.time : line->columns.title;
  canvas_put(line->canvas, line->row, column, ROLE_FAINT, text, line->columns.end - column);
}

static void draw_rule(const ListLine *line) {
  const char *rule = canvas_glyphs(line->canvas)->rule;
  const int margin = layout_margin(line->canvas);
  g_autofree char *clock = daytime_clock(line->picture->evening->now, line->picture->evening->zone);
  canvas_fill(line->canvas, line->row, margin, line->columns.end - margin, ROLE_ACCENT, rule);
  canvas_fill(line->canvas, line->row, margin + 2, text_width(clock) + 2, ROLE_ACCENT, " ");
  canvas_put(line->canvas, line->row, margin + 3, ROLE_ACCENT, clock, 0);
}

/* The selected row has a ground of its own where the evening is a picture. */
static void draw_band(const ListLine *line) {
  for (int column = line->columns.selected; column < line->columns.end; column++)
    canvas_ground(line->canvas, line->row, column, PAINT_BAND);
}

static void draw_row(const ListLine *line, guint index) {
  if ((int) index == line->picture->selected && layout_has_valley(line->canvas))
    draw_band(line);
  const EveningRow *row = evening_list_row(line->picture->list, index);
  const int mark = line->columns.mark;
  if (evening_list_fold(row) != 0)
    hits_add(line->picture->hits, (Hit){ line->row, 0, line->columns.end, HIT_FOLD, evening_list_fold(row) });
  if (row->kind == ROW_STEP) {
    hits_add(line->picture->hits, (Hit){ line->row, 0, line->columns.end, HIT_ROW, row->step });
    hits_add(line->picture->hits, (Hit){ line->row, mark - 1, mark + 2, HIT_BOX, row->step });
  }
  switch (row->kind) {
  case ROW_STEP: draw_step(line, index, row); return;
  case ROW_DAY:
  case ROW_ANSWERED: draw_fold(line, row); return;
  case ROW_RUNNING: draw_running(line, index, row); return;
  case ROW_FIRST: draw_first(line); return;
  case ROW_RULE: draw_rule(line); return;
  }
  g_assert_not_reached();
}

/* The part of the list that shows: `count` rows from `first` on, with a blank line behind the rule where everything
 * fits. Of a longer list the last row, which is lights out, has the last line. */
typedef struct {
  guint first, count;
  gboolean airy, ends_with_last;
} ListWindow;

static ListWindow list_window(const Canvas *canvas, const TonightPicture *picture, int height) {
  const int n = (int) picture->list->rows->len;
  if (n + 1 <= height)
    return (ListWindow){ .count = (guint) n, .airy = !layout_is_narrow(canvas) };
  if (n <= height || height < 1)
    return (ListWindow){ .count = (guint) MIN(n, MAX(height, 0)) };
  const gboolean ends_with_last = height >= LEAST_WITH_LAST;
  height -= ends_with_last;
  int first = (int) picture->list->rule - MIN(ABOVE_RULE, height / 3);
  first = MIN(first, picture->selected - 1);
  first = MAX(first, picture->selected - height + 2);
  first = CLAMP(first, 0, n - height);
  /* With all the rest in the window, the last row simply follows. */
  if (ends_with_last && first + height + 1 >= n)
    return (ListWindow){ .first = (guint) (n - height - 1), .count = (guint) height + 1 };
  return (ListWindow){ .first = (guint) first, .count = (guint) height, .ends_with_last = ends_with_last };
}

static void draw_more(const ListLine *line, const char *arrow, guint hidden) {
  g_autofree char *count = g_strdup_printf(ngettext("%u more", "%u more", hidden), hidden);
  canvas_put(line->canvas, line->row, line->columns.mark, ROLE_FAINT, arrow, 0);
  canvas_put(line->canvas, line->row, line->columns.title, ROLE_FAINT, count, 0);
}

/* Draws the list from `row` on over at most `height` lines; gives how many it took. */
static int draw_list(Canvas *canvas, const TonightPicture *picture, int row, int height) {
  const ListWindow window = list_window(canvas, picture, height);
  const guint n = picture->list->rows->len, behind = n - window.first - window.count - window.ends_with_last;
  ListLine line = { .canvas = canvas, .picture = picture, .columns = list_columns(canvas), .row = row };
  for (guint i = window.first; i < window.first + window.count; i++, line.row++) {
    if (i == window.first && window.first > 0)
      draw_more(&line, canvas_glyphs(canvas)->up, window.first + 1);
    else if (i + 1 == window.first + window.count && behind > 0)
      draw_more(&line, canvas_glyphs(canvas)->down, behind + 1);
    else
      draw_row(&line, i);
    if (window.airy && i == picture->list->rule)
      line.row++;
  }
  if (window.ends_with_last)
    draw_row(&line, n - 1);
  line.row += window.ends_with_last;
  return line.row - row;
}

/* How the room below the timeline is shared. */
typedef struct {
  int list;   /* the most lines that the list may take */
  int detail; /* 0: not drawn */
} Share;

/* The list comes first, and does not move when a line below it comes or goes. The detail is drawn as a whole or not at
 * all, since its parts belong together; the list makes way only for someone who went to the step to read. */
static Share share_room(const Canvas *canvas, const TonightPicture *picture, int columns, int row, int end) {
  const int room = end - row, steady = (layout_is_low(canvas) ? end : MIN(end, canvas_rows(canvas) - 4)) - row;
  const int list = MIN((int) picture->list->rows->len + 1, steady);
  const int detail = tonight_detail_height(picture, columns);
  if (list + 1 + detail <= room)
    return (Share){ list, detail };
  if (picture->moved && !picture->status && room - detail - 1 >= LEAST_LIST)
    return (Share){ room - detail - 1, detail };
  return (Share){ steady, 0 };
}

/* The list above, what the selected step is about below it. */
static void draw_body(Canvas *canvas, const TonightPicture *picture, int row, int end) {
  const ListColumns columns = list_columns(canvas);
  if (layout_is_roomy(canvas)) {
    tonight_side_draw(canvas, picture, row, columns.end + SIDE_GAP, end);
  }
  const int detail = layout_is_narrow(canvas) ? columns.mark : columns.title;
  const Share share = share_room(canvas, picture, columns.end - detail, row, end);
  const int used = draw_list(canvas, picture, row, share.list);
  if (share.detail == 0)
    return;
  const int gap = row + used + 2 + share.detail <= end ? 2 : 1;
  tonight_detail_draw(canvas, picture, &(DetailPlace){ row + used + gap, detail, columns.end, end });
}

const PlanStep *tonight_selected(const TonightPicture *picture) {
  if (picture->selected < 0)
    return NULL;
  return evening_list_step(picture->evening, evening_list_row(picture->list, (guint) picture->selected));
}

static LanternState lantern_state(const Evening *evening, const PlanStep *step) {
  switch (record_mark(evening->record, step->id)) {
  case MARK_DONE: return LANTERN_LIT;
  case MARK_SKIPPED:
  case MARK_SLIPPED: return LANTERN_NONE;
  case MARK_OPEN: break;
  }
  return LANTERN_COMING;
}

/* The steps as lanterns (owned array of Lantern), without lights out, which is the house. `next` is an index; -1: none.
 */
static GArray *lanterns_of(const Evening *evening, int next) {
  GArray *lanterns = g_array_new(FALSE, FALSE, sizeof(Lantern));
  for (guint i = 0; i < evening->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, i);
    const AgendaState state = agenda_row(evening->agenda, i)->state;
    if (state == AGENDA_HIDDEN || state == AGENDA_LEFT_OUT || g_str_equal(step->id, STEP_LIGHTS_OUT))
      continue;
    const Lantern lantern = { .at = step->at,
                              .brief = step->short_title,
                              .title = step->title,
                              .state = lantern_state(evening, step),
                              .is_next = (int) i == next };
    g_array_append_val(lanterns, lantern);
  }
  return lanterns;
}

/* A quarter of the screen at most, and no more than the picture gains from. */
static int valley_rows(const Canvas *canvas) {
  return CLAMP(canvas_rows(canvas) / 4, 8, 13);
}

static int draw_valley(Canvas *canvas, const TonightPicture *picture, int row, int next) {
  const Evening *evening = picture->evening;
  g_autoptr(GArray) lanterns = lanterns_of(evening, next);
  const gint64 from = evening->agenda->evening, bed = evening->plan->bed;
  const Valley valley = {
    .row = row,
    .column = layout_margin(canvas),
    .columns = layout_end(canvas) - layout_margin(canvas),
    .rows = valley_rows(canvas),
    .from = MIN(timeline_start(evening), bed - 3600),
    .bed = bed,
    .wake = evening->plan->wake,
    .now = evening->now,
    .zone = evening->zone,
    .lanterns = (const Lantern *) (gconstpointer) lanterns->data,
    .n_lanterns = lanterns->len,
    .house = _("Lights out"),
    .window_lit = record_mark(evening->record, STEP_LIGHTS_OUT) == MARK_OPEN,
    .in_daylight = words_is_daylight(bed, evening->zone),
    .dark = CLAMP((double) (evening->now - from) / (double) MAX(bed - from, 1), 0, 1),
  };
  valley_draw(canvas, &valley);
  return row + valley.rows + 1;
}

static int draw_timeline(Canvas *canvas, const TonightPicture *picture, int row) {
  const EveningList *list = picture->list;
  const TimelinePlace place = {
    .row = row,
    .column = layout_margin(canvas),
    .columns = layout_end(canvas) - layout_margin(canvas),
  };
  const int current = list->current < 0 ? -1 : (int) evening_list_row(list, (guint) list->current)->step;
  if (layout_has_valley(canvas))
    return draw_valley(canvas, picture, row - 1, current);
  if (picture->evening->now < picture->evening->plan->bed)
    timeline_draw(canvas, &place, picture->evening, current);
  else
    timeline_draw_night(canvas, &place, picture->evening);
  return row + TIMELINE_ROWS + 1;
}

void tonight_draw_evening(Canvas *canvas, const TonightPicture *picture) {
  const gboolean narrow = layout_is_narrow(canvas), low = layout_is_low(canvas);
  int row = low ? 2 : 4;
  tonight_draw_header(canvas, picture->evening);
  if (!narrow && canvas_rows(canvas) >= 16)
    row = draw_timeline(canvas, picture, row);
  const int end = tonight_draw_lines(canvas, picture);
  draw_body(canvas, picture, row, end);
}
