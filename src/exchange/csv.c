/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row for each step of each night, for a spreadsheet. What belongs to the
 * night stands in each of its rows. Not read back: JSON is. */
#include "base/daytime.h"
#include "exchange/json.h"

#include <string.h>

static const char heading[] = "night,bed,wake,lights_out,step,title,kind,at,until,counts,mark,marked_at,rested,"
                              "asleep_after,wakings,awake,woke,up,quality,note,answered_at,by\r\n";

static void put_text(GString *row, const char *text) {
  if (!text)
    return;
  if (!strpbrk(text, ",\"\r\n")) {
    g_string_append(row, text);
    return;
  }
  g_auto(GStrv) parts = g_strsplit(text, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", parts);
  g_string_append_printf(row, "\"%s\"", doubled);
}

static void field(GString *row, const char *text) {
  g_string_append_c(row, ',');
  put_text(row, text);
}

static void instant(GString *row, gint64 value, int offset_seconds) {
  g_autofree char *text = value ? daytime_rfc3339(value, offset_seconds) : NULL;
  field(row, text);
}

static void number(GString *row, int value, int blank) {
  g_autofree char *text = value == blank ? NULL : g_strdup_printf("%d", value);
  field(row, text);
}

/* What every row of a night begins with, and what comes after the step (owned). */
static char *night_head(const ExportedNight *night) {
  GString *text = g_string_new(NULL);
  g_autofree char *day = daytime_format_day(night->plan->night);
  put_text(text, day);
  instant(text, night->plan->bed, night->plan->offset);
  instant(text, night->plan->wake, night->plan->offset);
  instant(text, night->record->lights_out, night->record->lights_out_offset);
  return g_string_free(text, FALSE);
}

static char *night_tail(const ExportedNight *night) {
  const Morning *morning = &night->record->morning;
  GString *text = g_string_new(NULL);
  number(text, morning->rested, 0);
  number(text, morning->asleep_after_minutes, MORNING_UNKNOWN);
  number(text, morning->wakings, MORNING_UNKNOWN);
  number(text, morning->awake_minutes, MORNING_UNKNOWN);
  instant(text, morning->woke, morning->woke_offset);
  instant(text, morning->up, morning->up_offset);
  number(text, morning->quality, 0);
  field(text, morning->note);
  instant(text, morning->answered_at, morning->answered_offset);
  return g_string_free(text, FALSE);
}

/* The fields of one step: `step` is NULL for a mark without a plan, `mark` for a step that was never touched, both for
 * a night without steps. */
static void put_step(GString *row, const PlanStep *step, const StepRecord *mark, int offset_seconds) {
  field(row, step ? step->id : mark ? mark->id : NULL);
  field(row, step ? step->title : NULL);
  field(row, step ? kind_name(step->kind) : NULL);
  instant(row, step ? step->at : 0, offset_seconds);
  instant(row, step && step->until > step->at ? step->until : 0, offset_seconds); /* a moment has no end */
  field(row, !step ? NULL : step->counts ? "true" : "false");
  field(row, mark ? mark_name(mark->mark) : step ? mark_name(MARK_OPEN) : NULL);
  instant(row, mark ? mark->marked_at : 0, mark ? mark->marked_offset : 0);
}

static void put_row(GString *rows, const ExportedNight *night, const PlanStep *step, const StepRecord *mark) {
  g_autofree char *head = night_head(night);
  g_autofree char *tail = night_tail(night);
  g_string_append(rows, head);
  put_step(rows, step, mark, night->plan->offset);
  g_string_append(rows, tail);
  field(rows, mark ? mark_origin_name(mark->by) : NULL);
  g_string_append(rows, "\r\n");
}

static void put_night(GString *rows, const ExportedNight *night) {
  const GPtrArray *steps = night->plan->steps, *marks = night->record->steps;
  const gsize before = rows->len;
  for (guint i = 0; i < steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(steps, i);
    put_row(rows, night, step, record_step(night->record, step->id));
  }
  for (guint i = 0; i < marks->len; i++) {
    const StepRecord *mark = g_ptr_array_index(marks, i);
    if (!plan_step(night->plan, mark->id))
      put_row(rows, night, NULL, mark);
  }
  if (rows->len == before)
    put_row(rows, night, NULL, NULL);
}

char *csv_export(const Export *export) {
  GString *rows = g_string_new(heading);
  for (guint i = 0; i < export->nights->len; i++)
    put_night(rows, g_ptr_array_index(export->nights, i));
  return g_string_free(rows, FALSE);
}
