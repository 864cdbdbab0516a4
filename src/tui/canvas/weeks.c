/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/weeks.h"

#include "base/daytime.h"
#include "base/text.h"
#include "words/words.h"

#include <glib/gi18n.h>

enum { DAYS = 7 };

static Night monday_of(Night night) {
  return night - (Night) daytime_weekday(night);
}

int weeks_between(Night from, Night to) {
  return to < from ? 0 : (int) ((monday_of(to) - monday_of(from)) / DAYS) + 1;
}

Weeks weeks_new(Night from, Night to, Night cursor, int columns, int width) {
  const int all = weeks_between(from, to), shown = MIN(all, MAX(columns / width, 1));
  const int wanted = cursor == NIGHT_NONE ? all - 1 : weeks_between(from, CLAMP(cursor, from, to)) - 1;
  const int first = CLAMP(wanted - shown / 2, 0, all - shown);
  return (Weeks){
    .from = from,
    .to = to,
    .monday = monday_of(from) + (Night) (first * DAYS),
    .count = shown,
    .width = width,
  };
}

int weeks_at(const Weeks *weeks, int week) {
  return week == 0 ? 0 : week * weeks->width - weeks->lead;
}

int weeks_column(const Weeks *weeks, Night night) {
  if (night < weeks->monday)
    return -1;
  const int week = (int) ((night - weeks->monday) / DAYS);
  return week < weeks->count ? weeks_at(weeks, week) : -1;
}

/* The month of the first night of the range in that week, and its year. */
static int month_of_week(const Weeks *weeks, int week, int *year) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, MAX(weeks->monday + (Night) (week * DAYS), weeks->from));
  *year = (int) g_date_get_year(&date);
  return (int) g_date_get_month(&date);
}

void weeks_draw_months(Canvas *canvas, int row, int column, const Weeks *weeks) {
  int last = 0, free_from = column;
  for (int week = 0; week < weeks->count; week++) {
    int year;
    const int month = month_of_week(weeks, week, &year);
    const int at = column + weeks_at(weeks, week);
    if (month == last || at < free_from)
      continue;
    /* Over many weeks, January names its year. */
    g_autofree char *january = month == 1 && weeks->width == 1 ? g_strdup_printf("%d", year) : NULL;
    const char *label = january ? january : words_month_short(month);
    free_from = canvas_put(canvas, row, at, ROLE_FAINT, label, 0) + 1;
    last = month;
  }
}

static gboolean is_in_share(const HistoryMark *mark) {
  return mark->counts && !mark->paused && !mark->outside && !mark->assumed;
}

NightShare weeks_share(const History *history, const HistoryNight *night, const StreakRules *rules) {
  NightShare share = { .level = LEVEL_NEUTRAL };
  for (guint i = 0; i < night->n_marks; i++) {
    const HistoryMark *mark = history_mark(history, night, i);
    const Mark worth = streak_effective_mark(history, night, mark);
    if (!is_in_share(mark) || worth == MARK_SKIPPED)
      continue;
    share.of++;
    share.done += worth == MARK_DONE;
  }
  if (share.of == 0)
    return share;
  if (share.done == share.of)
    share.level = LEVEL_ALL;
  else if (streak_judge(history, night, rules) == NIGHT_KEPT)
    share.level = LEVEL_KEPT;
  else
    share.level = share.done > 0 ? LEVEL_SOME : LEVEL_NONE;
  return share;
}

const HistoryNight *weeks_night(const History *history, Night night) {
  const guint index = history_first_from(history, night);
  if (index >= history->nights->len || history_night(history, index)->night != night)
    return NULL;
  return history_night(history, index);
}

typedef struct {
  const char *glyph;
  Role role;
} LevelLook;

static LevelLook level_look(const Canvas *canvas, NightLevel level) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const LevelLook looks[] = {
    [LEVEL_NEUTRAL] = { glyphs->skipped, ROLE_FAINT },
    [LEVEL_NONE] = { canvas_is_plain(canvas) ? "_" : "·", ROLE_FAINT },
    [LEVEL_SOME] = { glyphs->light, ROLE_FAINT },
    [LEVEL_KEPT] = { glyphs->half, ROLE_DIM },
    [LEVEL_ALL] = { glyphs->filled, ROLE_ACCENT },
  };
  return looks[level];
}

static void draw_night(Canvas *canvas, int row, int column, int width, LevelLook look) {
  for (int i = 0; i < MAX(width - 1, 1); i++)
    canvas_put(canvas, row, column + i, look.role, look.glyph, 1);
}

/* In the gap before the night; where there is none, in its place. */
static void draw_cursor(Canvas *canvas, int row, int column, int width) {
  canvas_put(canvas, row, width > 1 ? column - 1 : column, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 1);
}

typedef struct {
  Canvas *canvas;
  int row, column; /* of the first night */
  const Weeks *weeks;
  const WeeksSubject *subject;
} Heat;

static void draw_cell(const Heat *heat, int week, int day) {
  const Weeks *weeks = heat->weeks;
  const WeeksSubject *subject = heat->subject;
  const Night night = weeks->monday + (Night) (week * DAYS + day);
  const int row = heat->row + day, column = heat->column + weeks_at(weeks, week);
  if (night < weeks->from || night > weeks->to)
    return;
  hits_add(subject->hits, (Hit){ row, column, column + weeks->width, HIT_NIGHT, night });
  const HistoryNight *known = weeks_night(subject->history, night);
  if (known) {
    const NightShare share = weeks_share(subject->history, known, &subject->rules);
    draw_night(heat->canvas, row, column, weeks->width, level_look(heat->canvas, share.level));
  }
  if (night == subject->cursor)
    draw_cursor(heat->canvas, row, column, weeks->width);
}

void weeks_draw_heat(Canvas *canvas, int row, int column, const Weeks *weeks, const WeeksSubject *subject) {
  const Heat heat = { canvas, row + 1, column + WEEKS_LABEL_COLUMNS, weeks, subject };
  weeks_draw_months(canvas, row, heat.column, weeks);
  for (int day = 0; day < DAYS; day++) {
    canvas_put(canvas, heat.row + day, column, ROLE_FAINT, words_weekday_short(day), 0);
    for (int week = 0; week < weeks->count; week++)
      draw_cell(&heat, week, day);
  }
}

void weeks_draw_legend(Canvas *canvas, int row, int column, int end) {
  const struct {
    NightLevel level;
    const char *word;
  } parts[] = { { LEVEL_ALL, _("all done") }, { LEVEL_KEPT, _("kept") }, { LEVEL_SOME, _("some") } };
  int width = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    width += 3 + text_width(parts[i].word) + 3;
  const int gap = column + width - 3 <= end ? 3 : 2;
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    draw_night(canvas, row, column, 3, level_look(canvas, parts[i].level));
    column = canvas_put(canvas, row, column + 3, ROLE_FAINT, parts[i].word, 0) + gap;
  }
}
