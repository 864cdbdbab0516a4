/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/timeline.h"
#include "tui/canvas/valley.h"
#include "tui/keys.h"
#include "tui/tonight/tonight.h"
#include "words/words.h"

#include <glib/gi18n.h>

static gboolean is_after_bed(const Evening *evening) {
  return evening->agenda->phase == PHASE_AFTER_BED || evening->agenda->phase == PHASE_ASLEEP;
}

static gboolean is_daylight(const Evening *evening) {
  return words_is_daylight(evening->plan->bed, evening->zone);
}

/* The evening's date; slept by daylight, the day that the clock shows. */
static guint32 header_day(const Evening *evening) {
  return is_daylight(evening) ? daytime_day_of(evening->now, evening->zone) : evening->plan->night;
}

static char *header_title(const Canvas *canvas, const Evening *evening) {
  const guint32 day = header_day(evening);
  if (layout_is_narrow(canvas))
    return g_strdup(words_weekday(daytime_weekday(day)));
  /* Past midnight it is still the evening. */
  const gboolean is_later = daytime_day_of(evening->now, evening->zone) != day;
  return words_weekday_phase(day, is_later ? DAYTIME_DAY_MINUTES - 1 : daytime_minutes_of(evening->now, evening->zone));
}

static char *header_date(const Evening *evening) {
  const guint32 day = header_day(evening);
  g_autofree char *date = words_date(day);
  if (daytime_day_of(evening->now, evening->zone) == day)
    return g_steal_pointer(&date);
  return g_strdup_printf(_("%s, past midnight"), date);
}

static char *header_hours(const Canvas *canvas, const Evening *evening) {
  const Plan *plan = evening->plan;
  g_autofree char *wake = daytime_clock(plan->wake, evening->zone);
  g_autofree char *hours = words_hours(plan->bed, plan->wake, evening->zone);
  if (is_after_bed(evening))
    return g_strdup_printf(_("until %s"), wake);
  if (!plan->clocks_change)
    return g_steal_pointer(&hours);
  g_autofree char *length = words_length((int) ((plan->wake - plan->bed) / 60));
  if (layout_is_narrow(canvas))
    return g_strdup_printf(_("%s (clocks change)"), length);
  if (is_daylight(evening))
    return g_strdup_printf(_("%s, %s (clocks change)"), hours, length);
  return g_strdup_printf(_("%s, %s tonight (clocks change)"), hours, length);
}

/* Over the valley one line is enough: the hours are under it, and the moon in it. */
static void draw_valley_header(Canvas *canvas, const Evening *evening) {
  g_autofree char *title = header_title(canvas, evening);
  g_autofree char *date = header_date(evening);
  const char *moon = words_moon(valley_moon(evening->plan->bed));
  g_autofree char *sky = is_daylight(evening) ? g_strdup(date) : g_strdup_printf(_("%s, %s"), date, moon);
  g_autofree char *hours = header_hours(canvas, evening);
  g_autofree char *left = words_bed_in(evening->plan->bed - evening->now);
  const int behind = canvas_put(canvas, 1, layout_margin(canvas), ROLE_BRIGHT, title, 0) + 2;
  canvas_put(canvas, 1, behind, ROLE_DIM, sky, 0);
  canvas_put_right(canvas, 1, layout_end(canvas), ROLE_BRIGHT, left);
  if (evening->plan->clocks_change)
    canvas_put_right(canvas, 1, layout_end(canvas) - text_width(left) - 3, ROLE_DIM, hours);
}

void tonight_draw_header(Canvas *canvas, const Evening *evening) {
  if (layout_has_valley(canvas) && !is_after_bed(evening)) {
    draw_valley_header(canvas, evening);
    return;
  }
  const int row = layout_is_low(canvas) ? 0 : 1;
  g_autofree char *title = header_title(canvas, evening);
  g_autofree char *date = header_date(evening);
  g_autofree char *hours = header_hours(canvas, evening);
  g_autofree char *right = is_after_bed(evening) ? words_about_hours(evening->plan->wake - evening->now)
                                                 : words_bed_in(evening->plan->bed - evening->now);
  layout_header(canvas, row, title, right, is_after_bed(evening) ? ROLE_DIM : ROLE_BRIGHT);
  if (layout_is_low(canvas))
    return;
  canvas_put(canvas, row + 1, layout_margin(canvas), ROLE_DIM, date, 0);
  canvas_put_right(canvas, row + 1, layout_end(canvas), ROLE_DIM, hours);
}

static const PlanStep *planned(const Evening *evening, guint index) {
  return g_ptr_array_index(evening->plan->steps, index);
}

/* Whether the evening's summary names the step: what counts and was shown, lights out aside. */
static gboolean is_summed_up(const Evening *evening, guint index) {
  const AgendaState state = agenda_row(evening->agenda, index)->state;
  return state != AGENDA_HIDDEN && state != AGENDA_LEFT_OUT && planned(evening, index)->counts &&
         !g_str_equal(planned(evening, index)->id, STEP_LIGHTS_OUT);
}

static gboolean has_open(const Evening *evening) {
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    if (is_summed_up(evening, i) && agenda_row(evening->agenda, i)->mark == MARK_OPEN)
      return TRUE;
  }
  return FALSE;
}

/* "✓ caffeine", "○ screens" (owned). */
static GStrv summary_items(const Canvas *canvas, const Evening *evening) {
  g_autoptr(GStrvBuilder) items = g_strv_builder_new();
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    if (!is_summed_up(evening, i))
      continue;
    const char *glyph = canvas_mark_glyph(canvas, AGENDA_ANSWERED, agenda_row(evening->agenda, i)->mark);
    g_autofree char *item = g_strdup_printf("%s %s", glyph, planned(evening, i)->short_title);
    g_strv_builder_add(items, item);
  }
  return g_strv_builder_end(items);
}

/* Items two columns apart, on as many lines as they need, broken between them alone (owned). */
static GStrv fill_lines(char *const *items, int columns) {
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
  g_autofree char *line = g_strdup(items[0]);
  for (gsize i = 1; items[i]; i++) {
    g_autofree char *longer = g_strconcat(line, "  ", items[i], NULL);
    const gboolean fits = text_width(longer) <= columns;
    if (!fits)
      g_strv_builder_add(lines, line);
    g_free(line);
    line = fits ? g_steal_pointer(&longer) : g_strdup(items[i]);
  }
  g_strv_builder_add(lines, line);
  return g_strv_builder_end(lines);
}

/* Wider apart where one line is enough (owned; empty where nothing counts). */
static GStrv summary_lines(const Canvas *canvas, const Evening *evening, int columns) {
  g_auto(GStrv) items = summary_items(canvas, evening);
  g_autofree char *wide = g_strjoinv("    ", items);
  if (text_width(wide) > columns)
    return fill_lines(items, columns);
  const char *const one[] = { *wide != '\0' ? wide : NULL, NULL };
  return g_strdupv((char **) one);
}

static void draw_centred(Canvas *canvas, int row, Role role, const char *text) {
  canvas_put_centred(canvas, row, layout_margin(canvas), layout_end(canvas), role, text);
}

/* Draws the summary and what it means from `first` on, ending above `end`; where both do not fit, only the latter. */
static void draw_summary(Canvas *canvas, const Evening *evening, int first, int end) {
  const int columns = layout_end(canvas) - layout_margin(canvas);
  g_auto(GStrv) lines = summary_lines(canvas, evening, columns);
  const char *open = !has_open(evening)     ? NULL
                     : is_daylight(evening) ? _("Anything left can wait until you are up.")
                                            : _("Anything left can wait for the morning.");
  g_auto(GStrv) meaning = text_wrap(open ? open : "", columns);
  const int meant = open ? (int) g_strv_length(meaning) : 0, summed = (int) g_strv_length(lines);
  int row = end - meant - summed;
  for (int i = 0; row >= first && i < summed; i++)
    draw_centred(canvas, row + i, ROLE_FAINT, lines[i]);
  row = end - meant;
  for (int i = 0; row >= first && i < meant; i++)
    draw_centred(canvas, row + i, ROLE_DIM, meaning[i]);
}

static void draw_lights_out(Canvas *canvas, const TonightPicture *picture, int row) {
  const Evening *evening = picture->evening;
  const PlanStep *bed = plan_step(evening->plan, STEP_LIGHTS_OUT);
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const char *title = bed ? bed->title : _("Good night");
  const Mark mark = bed ? record_mark(evening->record, bed->id) : MARK_OPEN;
  g_autofree char *key = g_strdup(keys_name(evening->settings, KEY_ACTION_BEGIN));
  const int width = 5 + text_width(title) + 3 + text_width(key);
  int column = (canvas_columns(canvas) - width + 1) / 2;
  hits_add(picture->hits, (Hit){ row, column, column + width, HIT_ROW, 0 });
  hits_add(picture->hits, (Hit){ row, column + 1, column + 4, HIT_BOX, 0 });
  canvas_put(canvas, row, column, ROLE_ACCENT, glyphs->selected, 0);
  canvas_put(canvas, row, column + 2, ROLE_BRIGHT, canvas_mark_glyph(canvas, AGENDA_ANSWERED, mark), 0);
  canvas_set_cursor(canvas, row, column + 5, CURSOR_SELECTS);
  column = canvas_put(canvas, row, column + 5, ROLE_BRIGHT, title, 0);
  canvas_put(canvas, row, column + 3, ROLE_KEY, key, 0);
}

void tonight_draw_after_bed(Canvas *canvas, const TonightPicture *picture) {
  const Evening *evening = picture->evening;
  const gboolean low = layout_is_low(canvas);
  const int rows = canvas_rows(canvas);
  tonight_draw_header(canvas, evening);
  if (!layout_is_narrow(canvas) && !low) {
    const TimelinePlace place = { 4, layout_margin(canvas), layout_end(canvas) - layout_margin(canvas) };
    timeline_draw_night(canvas, &place, evening);
  }
  const int sentence = low ? 3 : rows * 10 / 24, lights_out = sentence + (low ? 2 : 3);
  draw_centred(canvas, sentence, ROLE_BRIGHT,
               is_daylight(evening) ? _("Nothing left to do.") : _("Nothing left to do tonight."));
  draw_lights_out(canvas, picture, lights_out);
  const int end = tonight_draw_lines(canvas, picture);
  draw_summary(canvas, evening, lights_out + 2, low ? end : MIN(end, rows * 20 / 24));
}

void tonight_draw_dark(Canvas *canvas, const TonightPicture *picture) {
  const int middle = (canvas_rows(canvas) - 1) / 2;
  draw_centred(canvas, middle, ROLE_FAINT, is_daylight(picture->evening) ? _("Sleep well") : _("Good night"));
  g_auto(GStrv) said = text_wrap(picture->status ? picture->status : "", layout_end(canvas) - layout_margin(canvas));
  const gboolean hints = canvas_rows(canvas) >= LAYOUT_LEAST_ROWS;
  const int row = canvas_rows(canvas) - (hints ? 3 : 1) - (int) g_strv_length(said);
  for (int i = 0; said[i] && row > middle + 1; i++)
    draw_centred(canvas, row + i, ROLE_FAINT, said[i]);
  if (!hints)
    return;
  const Evening *evening = picture->evening;
  g_autofree char *undo = g_strdup(keys_name(evening->settings, KEY_ACTION_UNDO));
  g_autofree char *open = words_unanswered(evening->plan, evening->record, evening->pauses, evening->now);
  g_autofree char *hint = open ? g_strdup_printf(_("%s: all kept   %s: undo   any key: the evening"),
                                                 keys_name(evening->settings, KEY_ACTION_KEEP), undo)
                               : g_strdup_printf(_("any key: the evening   %s: undo"), undo);
  draw_centred(canvas, canvas_rows(canvas) - 2, ROLE_FAINT, hint);
}

/* Where there is room for two lines: the time that is left, and for what. */
void tonight_draw_tiny(Canvas *canvas, const TonightPicture *picture, gboolean after_bed) {
  const Evening *evening = picture->evening;
  const EveningList *list = picture->list;
  const PlanStep *bed = plan_step(evening->plan, STEP_LIGHTS_OUT);
  const PlanStep *next = list->current < 0 ? NULL
                                           : evening_list_step(evening, evening_list_row(list, (guint) list->current));
  g_autofree char *ahead = after_bed ? words_about_hours(evening->plan->wake - evening->now)
                                     : words_bed_in(evening->plan->bed - evening->now);
  g_autofree char *clock = next ? daytime_clock(next->at, evening->zone) : NULL;
  g_autofree char *row = next ? g_strdup_printf("%s %s", clock, next->title) : NULL;
  layout_draw_tiny(canvas, ahead, !after_bed ? row : bed ? bed->title : NULL);
}
