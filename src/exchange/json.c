/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shapes that the command line promises, written field by field. Instants
 * keep the offset that was stored with them. Reading them back is import.c. */
#include "exchange/json.h"

#include "base/daytime.h"
#include "exchange/writer.h"

#include <math.h>

/* By which offset the instants of a plan are shown. A zone that is in force now would put a night of another place
 * at the wrong time of day; where it agrees with what was stored, it also knows what the clocks do in that night. */
typedef struct {
  GTimeZone *zone; /* NULL: `seconds` */
  int seconds;
} Offset;

static Offset offset_of(const Plan *plan, GTimeZone *zone) {
  const gboolean agrees = zone && daytime_offset_of(plan->bed, zone) == plan->offset;
  return (Offset){ .zone = agrees ? zone : NULL, .seconds = plan->offset };
}

static void put_instant(Writer *writer, const char *name, gint64 instant, const Offset *offset) {
  const int seconds = offset->zone && instant ? daytime_offset_of(instant, offset->zone) : offset->seconds;
  writer_instant(writer, name, instant, seconds);
}

static void put_mark(Writer *writer, const StepRecord *step, const Offset *offset) {
  writer_text(writer, "mark", mark_name(step ? step->mark : MARK_OPEN));
  writer_instant(writer, "marked_at", step ? step->marked_at : 0, step ? step->marked_offset : 0);
  writer_text(writer, "by", step ? mark_origin_name(step->by) : NULL);
  if (step && step->snoozed_until)
    put_instant(writer, "snoozed_until", step->snoozed_until, offset);
  if (step && step->took_seconds)
    writer_count(writer, "took_seconds", step->took_seconds);
}

static void put_step(Writer *writer, const PlanStep *step, const StepRecord *mark, const Offset *offset) {
  writer_open(writer, NULL, '{');
  writer_text(writer, "id", step->id);
  writer_text(writer, "title", step->title);
  writer_text(writer, "kind", kind_name(step->kind));
  put_instant(writer, "at", step->at, offset);
  put_instant(writer, "until", step->until > step->at ? step->until : 0, offset); /* a moment has none */
  writer_boolean(writer, "counts", step->counts);
  put_mark(writer, mark, offset);
  if (g_strcmp0(step->short_title, step->title) != 0)
    writer_text(writer, "short", step->short_title);
  if (step->predates_start)
    writer_boolean(writer, "early", TRUE);
  if (step->folded)
    writer_boolean(writer, "folded", TRUE);
  writer_close(writer, '}');
}

/* A mark of a step that the plan does not know, as a merge can leave it. */
static void put_lone_mark(Writer *writer, const StepRecord *mark, const Offset *offset) {
  writer_open(writer, NULL, '{');
  writer_text(writer, "id", mark->id);
  writer_text(writer, "title", NULL);
  writer_text(writer, "kind", NULL);
  writer_instant(writer, "at", 0, 0);
  writer_instant(writer, "until", 0, 0);
  writer_text(writer, "counts", NULL);
  put_mark(writer, mark, offset);
  writer_close(writer, '}');
}

static void put_steps(Writer *writer, const Plan *plan, const Record *record, const Offset *offset) {
  writer_open(writer, "steps", '[');
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    put_step(writer, step, record_step(record, step->id), offset);
  }
  for (guint i = 0; i < record->steps->len; i++) {
    const StepRecord *mark = g_ptr_array_index(record->steps, i);
    if (!plan_step(plan, mark->id))
      put_lone_mark(writer, mark, offset);
  }
  writer_close(writer, ']');
}

char *json_plan(const Plan *plan, const Record *record, GTimeZone *zone) {
  Writer writer = { 0 };
  const Offset offset = offset_of(plan, zone);
  writer_open(&writer, NULL, '{');
  writer_night(&writer, "night", plan->night);
  put_instant(&writer, "bed", plan->bed, &offset);
  put_instant(&writer, "wake", plan->wake, &offset);
  put_steps(&writer, plan, record, &offset);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

static void put_morning(Writer *writer, const Morning *morning) {
  writer_open(writer, "morning", '{');
  writer_integer(writer, "rested", morning->rested, 0);
  writer_integer(writer, "asleep_after", morning->asleep_after_minutes, MORNING_UNKNOWN);
  writer_integer(writer, "wakings", morning->wakings, MORNING_UNKNOWN);
  writer_integer(writer, "awake", morning->awake_minutes, MORNING_UNKNOWN);
  writer_instant(writer, "woke", morning->woke, morning->woke_offset);
  writer_instant(writer, "up", morning->up, morning->up_offset);
  writer_integer(writer, "quality", morning->quality, 0);
  writer_text(writer, "note", morning->note);
  writer_instant(writer, "answered_at", morning->answered_at, morning->answered_offset);
  writer_close(writer, '}');
}

/* What names a trial: the seed of its draw, which JSON's numbers are too short for. */
static void put_seed(Writer *writer, const char *name, const Trial *trial) {
  g_autofree char *seed = g_strdup_printf("%016" G_GINT64_MODIFIER "x", trial->seed);
  writer_text(writer, name, seed);
}

/* Each block that has begun: its first night, and its draw, "1" for a night with the step. */
static void put_blocks(Writer *writer, const Trial *trial) {
  writer_open(writer, "blocks", '[');
  for (guint i = 0; i < trial->n_blocks; i++) {
    char draw[TRIAL_BLOCK + 1] = "";
    for (int place = 0; place < trial_block_nights(trial, i); place++)
      draw[place] = trial_draw_block(trial, i) & (1u << place) ? '1' : '0';
    writer_open(writer, NULL, '{');
    writer_night(writer, "from", trial->blocks[i]);
    writer_text(writer, "draw", draw);
    writer_close(writer, '}');
  }
  writer_close(writer, ']');
}

static void put_trial(Writer *writer, const Trial *trial) {
  put_seed(writer, "trial", trial);
  writer_text(writer, "step", trial->step);
  writer_count(writer, "nights", trial->nights);
  writer_night(writer, "start", trial->start);
  writer_instant(writer, "agreed_at", trial->agreed_at, 0);
  writer_instant(writer, "changed_at", trial->changed_at, 0);
  writer_night(writer, "given_up", trial->given_up);
  put_blocks(writer, trial);
}

static const char *lot_name(Lot lot) {
  return lot == LOT_NONE ? NULL : lot == LOT_WITH ? "with" : "without";
}

static void put_trial_nights(Writer *writer, const TrialResult *result) {
  writer_open(writer, "mornings", '[');
  for (guint i = 0; i < result->nights->len; i++) {
    const TrialNight *night = &g_array_index(result->nights, TrialNight, i);
    writer_open(writer, NULL, '{');
    writer_night(writer, "night", night->night);
    writer_text(writer, "lot", lot_name(night->lot));
    writer_boolean(writer, "done", night->done);
    writer_integer(writer, "rested", night->rested, 0);
    writer_close(writer, '}');
  }
  writer_close(writer, ']');
}

char *json_trial(const JsonTrial *shape) {
  Writer writer = { 0 };
  const TrialResult *result = shape->result;
  const TrialTest *test = &result->test;
  const gboolean is_over = result->stage == TRIAL_OVER;
  writer_open(&writer, NULL, '{');
  put_trial(&writer, shape->trial);
  writer_text(&writer, "title", shape->title);
  writer_text(&writer, "stage", trial_stage_name(result->stage));
  writer_text(&writer, "tonight", lot_name(trial_lot(shape->trial, shape->tonight)));
  writer_count(&writer, "nights_over", result->nights_over);
  writer_count(&writer, "followed", result->followed);
  writer_text(&writer, "verdict", trial_verdict_name(result->verdict));
  writer_integer(&writer, "with", is_over ? test->n_with : -1, -1);
  writer_integer(&writer, "without", is_over ? test->n_without : -1, -1);
  writer_number(&writer, "mean_with", is_over ? test->mean_with : NAN);
  writer_number(&writer, "mean_without", is_over ? test->mean_without : NAN);
  writer_number(&writer, "diff", is_over ? test->diff : NAN);
  writer_number(&writer, "low", is_over ? test->low : NAN);
  writer_number(&writer, "high", is_over ? test->high : NAN);
  writer_number(&writer, "p", is_over ? test->p : NAN);
  put_trial_nights(&writer, result);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

static void put_bands(Writer *writer, const Plan *plan, const Offset *offset) {
  writer_open(writer, "bands", '[');
  for (guint i = 0; i < plan->bands->len; i++) {
    const PlanBand *band = g_ptr_array_index(plan->bands, i);
    writer_open(writer, NULL, '{');
    writer_text(writer, "id", band->id);
    writer_text(writer, "title", band->title);
    put_instant(writer, "at", band->at, offset);
    put_instant(writer, "until", band->until, offset);
    writer_close(writer, '}');
  }
  writer_close(writer, ']');
}

/* What a night needs besides the promised fields to come back whole; left out where it says nothing. */
static void put_particulars(Writer *writer, const Plan *plan, const Record *record, const Offset *offset) {
  put_instant(writer, "start", plan->start, offset);
  if (plan->target_bed != plan->bed)
    put_instant(writer, "judged_bed", plan->target_bed, offset);
  if (plan->shift)
    writer_text(writer, "shift", plan->shift);
  if (plan->clocks_change)
    writer_boolean(writer, "clocks_change", TRUE);
  if (plan->usual_length != plan->wake - plan->bed)
    writer_count(writer, "usual_length_seconds", plan->usual_length);
  if (plan->bands->len > 0)
    put_bands(writer, plan, offset);
  if (record->good_night)
    writer_boolean(writer, "good_night", TRUE);
  if (plan->zone)
    writer_text(writer, "zone", plan->zone);
  if (record->moved_bed)
    writer_instant(writer, "moved_bed", record->moved_bed, record->moved_offset);
  if (record->moved_bed_at)
    put_instant(writer, "moved_bed_at", record->moved_bed_at, offset);
  if (record->moved_wake)
    writer_instant(writer, "moved_wake", record->moved_wake, record->moved_offset);
}

/* Which side of a trial by lot the night is on; left out where it is on none. */
static void put_lot(Writer *writer, Night night, const GPtrArray *trials) {
  for (guint i = 0; trials && i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index(trials, i);
    const Lot lot = trial_lot(trial, night);
    if (lot == LOT_NONE)
      continue;
    put_seed(writer, "trial", trial);
    writer_text(writer, "lot", lot_name(lot));
    return;
  }
}

static void put_night(Writer *writer, const char *name, const Plan *plan, const Record *record,
                      const GPtrArray *trials) {
  const Offset offset = offset_of(plan, NULL);
  writer_open(writer, name, '{');
  writer_night(writer, "night", plan->night);
  put_instant(writer, "bed", plan->bed, &offset);
  put_instant(writer, "wake", plan->wake, &offset);
  writer_instant(writer, "lights_out", record->lights_out, record->lights_out_offset);
  put_steps(writer, plan, record, &offset);
  put_morning(writer, &record->morning);
  put_particulars(writer, plan, record, &offset);
  put_lot(writer, plan->night, trials);
  writer_close(writer, '}');
}

char *json_act(const char *message, const Plan *plan, const Record *record) {
  Writer writer = { 0 };
  writer_open(&writer, NULL, '{');
  writer_text(&writer, "message", message);
  put_night(&writer, "night", plan, record, NULL);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

char *json_night(const Plan *plan, const Record *record) {
  Writer writer = { 0 };
  put_night(&writer, NULL, plan, record, NULL);
  return writer_finish(&writer);
}

static void put_pause(Writer *writer, const Pause *pause) {
  writer_open(writer, NULL, '{');
  writer_text(writer, "step", pause->step);
  writer_night(writer, "from", pause->from);
  writer_night(writer, "to", pause->to);
  writer_instant(writer, "changed_at", pause->changed_at, 0);
  writer_close(writer, '}');
}

char *json_pauses(const char *message, const GPtrArray *pauses) {
  Writer writer = { 0 };
  writer_open(&writer, NULL, '{');
  writer_text(&writer, "message", message);
  writer_open(&writer, "pauses", '[');
  for (guint i = 0; i < pauses->len; i++) {
    if (!pause_is_taken_back(g_ptr_array_index(pauses, i)))
      put_pause(&writer, g_ptr_array_index(pauses, i));
  }
  writer_close(&writer, ']');
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

char *json_export(const Export *export) {
  Writer writer = { 0 };
  writer_open(&writer, NULL, '{');
  writer_text(&writer, "format", "winddown");
  writer_count(&writer, "version", 1);
  writer_open(&writer, "nights", '[');
  for (guint i = 0; i < export->nights->len; i++) {
    writer_line(&writer);
    const ExportedNight *night = g_ptr_array_index(export->nights, i);
    put_night(&writer, NULL, night->plan, night->record, export->trials);
  }
  writer_close(&writer, ']');
  writer_open(&writer, "pauses", '[');
  for (guint i = 0; i < export->pauses->len; i++) {
    writer_line(&writer);
    put_pause(&writer, g_ptr_array_index(export->pauses, i));
  }
  writer_close(&writer, ']');
  writer_open(&writer, "trials", '[');
  for (guint i = 0; i < export->trials->len; i++) {
    writer_line(&writer);
    writer_open(&writer, NULL, '{');
    put_trial(&writer, g_ptr_array_index(export->trials, i));
    writer_close(&writer, '}');
  }
  writer_close(&writer, ']');
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

static void put_next(Writer *writer, const char *name, const PlanStep *next, gint64 now, GTimeZone *zone) {
  if (!next) {
    writer_text(writer, name, NULL);
    return;
  }
  writer_open(writer, name, '{');
  writer_text(writer, "id", next->id);
  writer_text(writer, "title", next->title);
  writer_instant(writer, "at", next->at, daytime_offset_of(next->at, zone));
  writer_count(writer, "in_seconds", next->at - now);
  writer_close(writer, '}');
}

char *json_waybar(const JsonBar *bar) {
  Writer writer = { 0 };
  g_autofree char *text = g_markup_escape_text(bar->text, -1);
  g_autofree char *tooltip = g_markup_escape_text(bar->tooltip, -1);
  writer_open(&writer, NULL, '{');
  writer_text(&writer, "text", text);
  writer_text(&writer, "alt", bar->style);
  writer_text(&writer, "tooltip", tooltip);
  writer_text(&writer, "class", bar->style);
  writer_count(&writer, "percentage", bar->percentage);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

char *json_i3blocks(const JsonBar *bar) {
  Writer writer = { 0 };
  writer_open(&writer, NULL, '{');
  writer_text(&writer, "full_text", bar->text);
  writer_text(&writer, "short_text", bar->brief);
  writer_text(&writer, "markup", "none"); /* else an "&" would empty the block */
  writer_boolean(&writer, "urgent", bar->is_urgent);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

char *json_next(const PlanStep *next, gint64 now, GTimeZone *zone) {
  Writer writer = { 0 };
  put_next(&writer, NULL, next, now, zone);
  return writer_finish(&writer);
}

static void put_ids(Writer *writer, const char *name, const GPtrArray *steps) {
  writer_open(writer, name, '[');
  for (guint i = 0; steps && i < steps->len; i++)
    writer_text(writer, NULL, ((const PlanStep *) g_ptr_array_index(steps, i))->id);
  writer_close(writer, ']');
}

char *json_status(const JsonStatus *status, GTimeZone *zone) {
  Writer writer = { 0 };
  writer_open(&writer, NULL, '{');
  writer_night(&writer, "night", status->night);
  writer_instant(&writer, "now", status->now, daytime_offset_of(status->now, zone));
  writer_instant(&writer, "bed", status->bed, daytime_offset_of(status->bed, zone));
  put_next(&writer, "next", status->next, status->now, zone);
  put_ids(&writer, "due", status->due);
  writer_count(&writer, "done", status->done);
  writer_count(&writer, "of", status->of);
  writer_count(&writer, "streak", status->streak);
  put_ids(&writer, "open", status->open);
  writer_instant(&writer, "wake", status->wake, daytime_offset_of(status->wake, zone));
  writer_instant(&writer, "lights_out", status->lights_out, daytime_offset_of(status->lights_out, zone));
  writer_night(&writer, "morning_due", status->morning_due);
  writer_text(&writer, "text", status->text);
  writer_text(&writer, "class", status->style);
  writer_text(&writer, "zone", g_time_zone_get_identifier(zone));
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

static void put_review_step(Writer *writer, const JsonReviewStep *step) {
  const StepReview *review = &step->review;
  writer_open(writer, NULL, '{');
  writer_text(writer, "id", step->id);
  writer_text(writer, "title", step->title);
  writer_count(writer, "due", review->count.due);
  writer_count(writer, "done", review->count.done);
  writer_count(writer, "skipped", review->count.skipped);
  writer_count(writer, "slipped", review->count.slipped);
  writer_count(writer, "current", review->streak.current);
  writer_count(writer, "best", review->streak.best);
  writer_number(writer, "strength", review->strength < 0 ? NAN : review->strength);
  writer_close(writer, '}');
}

char *json_review(const JsonReview *review) {
  Writer writer = { 0 };
  writer_open(&writer, NULL, '{');
  writer_night(&writer, "from", review->from);
  writer_night(&writer, "to", review->to);
  writer_count(&writer, "nights", review->counts.judged);
  writer_count(&writer, "kept", review->counts.kept);
  writer_open(&writer, "streak", '{');
  writer_count(&writer, "current", review->streak.current);
  writer_count(&writer, "best", review->streak.best);
  writer_count(&writer, "current_unrecorded", review->streak.current_holes);
  writer_count(&writer, "best_unrecorded", review->streak.best_holes);
  writer_close(&writer, '}');
  writer_open(&writer, "steps", '[');
  for (guint i = 0; i < review->steps->len; i++)
    put_review_step(&writer, &g_array_index(review->steps, JsonReviewStep, i));
  writer_close(&writer, ']');
  writer_open(&writer, "rested", '{');
  writer_count(&writer, "count", review->rated);
  writer_number(&writer, "mean", review->rated > 0 ? review->mean_rested : NAN);
  writer_close(&writer, '}');
  writer_number(&writer, "bedtime_sd_minutes", review->bedtime_sd_minutes < 0 ? NAN : review->bedtime_sd_minutes);
  writer_number(&writer, "regularity", review->regularity);
  writer_count(&writer, "running", review->counts.running);
  writer_count(&writer, "neutral", review->counts.neutral);
  writer_count(&writer, "unrecorded", review->counts.unrecorded);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

char *json_compare(const char *step, const Comparison *comparison) {
  Writer writer = { 0 };
  const gboolean figures = comparison->verdict != COMPARE_TOO_FEW;
  const gboolean interval = figures && comparison->range == COMPARE_HAS_RANGE;
  writer_open(&writer, NULL, '{');
  writer_text(&writer, "step", step);
  writer_count(&writer, "with", comparison->n_with);
  writer_count(&writer, "without", comparison->n_without);
  writer_number(&writer, "mean_with", figures ? comparison->mean_with : NAN);
  writer_number(&writer, "mean_without", figures ? comparison->mean_without : NAN);
  writer_number(&writer, "diff", figures ? comparison->diff : NAN);
  writer_number(&writer, "phi", interval ? comparison->phi : NAN);
  writer_number(&writer, "se", interval ? comparison->se : NAN);
  writer_number(&writer, "df", interval ? comparison->df : NAN);
  writer_number(&writer, "low", interval ? comparison->low : NAN);
  writer_number(&writer, "high", interval ? comparison->high : NAN);
  writer_number(&writer, "superiority", figures ? comparison->superiority : NAN);
  writer_text(&writer, "verdict", compare_verdict_name(comparison->verdict));
  writer_number(&writer, "adjusted", interval ? comparison->adjusted : NAN);
  writer_number(&writer, "better", figures ? comparison->better : NAN);
  writer_number(&writer, "worse", figures ? comparison->worse : NAN);
  writer_close(&writer, '}');
  return writer_finish(&writer);
}

char *json_list(const GPtrArray *texts) {
  GString *list = g_string_new("[");
  for (guint i = 0; i < texts->len; i++) {
    const char *text = g_ptr_array_index(texts, i);
    g_string_append_printf(list, "%s\n%.*s", i > 0 ? "," : "", (int) strcspn(text, "\n"), text);
  }
  g_string_append(list, texts->len > 0 ? "\n]\n" : "]\n");
  return g_string_free(list, FALSE);
}
