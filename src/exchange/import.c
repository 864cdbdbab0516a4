/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads an export, from anywhere: every value is checked for its type, its
 * range and its place in the night before it becomes part of a Plan or Record.
 * Nothing of a file that is refused is kept. Linked into the module. */
#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "exchange/json_text.h"
#include "exchange/module.h"
#include "model/night.h"

#include <glib/gi18n.h>
#include <gmodule.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* More than any person's life holds, and little enough to read. */
#define MAX_BYTES (256 * 1024 * 1024)
#define END_OF_TIME G_GINT64_CONSTANT(32503680000) /* 3000-01-01: a year has four digits, whatever the offset */

/* Where something stands: a chain up to the top of the document. */
typedef struct Place Place;
struct Place {
  const Place *within; /* NULL: the top */
  const char *name;    /* of a member; NULL: an element */
  guint index;
};

/* The object at `place`. */
typedef struct {
  const Place *place;
  JsonObject *object;
} Fields;

/* Reads one element of an array into `data`. */
typedef gboolean (*ReaderElement)(const Fields *fields, gpointer data, GError **error);

/* --- fields of objects: a refusal names its place and what was expected there; a field that is null or missing
 * leaves its value --- */

static void write_place(GString *text, const Place *place) {
  if (!place)
    return;
  write_place(text, place->within);
  if (!place->name)
    g_string_append_printf(text, "[%u]", place->index);
  else
    g_string_append_printf(text, "%s%s", text->len > 0 ? "." : "", place->name);
}

/* Sets a refusal about member `name` of `fields` (NULL: about the place itself). Returns FALSE. */
static gboolean reader_refuse(const Fields *fields, const char *name, const char *expected, GError **error) {
  g_autoptr(GString) text = g_string_new(NULL);
  const Place member = { .within = fields->place, .name = name };
  write_place(text, name ? &member : fields->place);
  if (text->len > 0)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, "%s: %s", text->str, expected);
  else
    g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, expected);
  return FALSE;
}

/* The member, borrowed; NULL when it is null or not there. */
static JsonNode *member(const Fields *fields, const char *name) {
  JsonNode *node = json_object_get_member(fields->object, name);
  return node && json_node_get_node_type(node) != JSON_NODE_NULL ? node : NULL;
}

static gboolean holds(JsonNode *node, GType type) {
  return json_node_get_node_type(node) == JSON_NODE_VALUE && json_node_get_value_type(node) == type;
}

/* The object, borrowed; NULL when the node holds something else. */
static JsonObject *object_of(JsonNode *node) {
  return json_node_get_node_type(node) == JSON_NODE_OBJECT ? json_node_get_object(node) : NULL;
}

static Fields reader_top(JsonNode *root) {
  return (Fields){ .object = root ? object_of(root) : NULL };
}

/* Reads text of at most `limit` characters (owned), which replaces what was there. */
static gboolean reader_text(const Fields *fields, const char *name, gint64 limit, char **text, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (!holds(node, G_TYPE_STRING))
    return reader_refuse(fields, name, _("expected text"), error);
  /* json-glib makes half a surrogate pair into bytes that are no character. */
  g_autofree char *value = g_utf8_make_valid(json_node_get_string(node), -1);
  if (g_utf8_strlen(value, -1) > limit) {
    g_autofree char *expected = g_strdup_printf(
        ngettext("expected at most %d character", "expected at most %d characters", (gulong) limit), (int) limit);
    return reader_refuse(fields, name, expected, error);
  }
  g_free(*text);
  *text = g_steal_pointer(&value);
  return TRUE;
}

/* Reads a whole number from `low` to `high`. */
static gboolean reader_int(const Fields *fields, const char *name, int low, int high, int *value, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (holds(node, G_TYPE_INT64) && json_node_get_int(node) >= low && json_node_get_int(node) <= high) {
    *value = (int) json_node_get_int(node);
    return TRUE;
  }
  g_autofree char *expected = g_strdup_printf(_("expected a whole number from %d to %d"), low, high);
  return reader_refuse(fields, name, expected, error);
}

static gboolean reader_boolean(const Fields *fields, const char *name, gboolean *value, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (!holds(node, G_TYPE_BOOLEAN))
    return reader_refuse(fields, name, _("expected true or false"), error);
  *value = json_node_get_boolean(node);
  return TRUE;
}

/* Reads an instant; `offset_seconds` may be NULL. */
static gboolean reader_instant(const Fields *fields, const char *name, gint64 *instant, int *offset_seconds,
                               GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  gint64 value = 0;
  int offset = 0;
  /* 0 means "unknown" to everybody else, and nobody kept a record before it. */
  if (!holds(node, G_TYPE_STRING) || !daytime_parse_rfc3339(json_node_get_string(node), &value, &offset) ||
      value <= 0 || value >= END_OF_TIME)
    return reader_refuse(fields, name, _("expected a moment such as \"2026-11-24T22:04:00+01:00\""), error);
  *instant = value;
  if (offset_seconds)
    *offset_seconds = offset;
  return TRUE;
}

/* Reads a date from 1900 on. */
static gboolean reader_night(const Fields *fields, const char *name, Night *night, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  guint32 day = 0;
  if (!holds(node, G_TYPE_STRING) || !daytime_parse_day(json_node_get_string(node), &day))
    return reader_refuse(fields, name, _("expected a date such as \"2026-11-24\""), error);
  *night = day;
  return TRUE;
}

typedef struct {
  const Place *place;
  JsonArray *array;
} List;

static gboolean read_elements(const List *list, ReaderElement element, gpointer data, GError **error) {
  for (guint i = 0; i < json_array_get_length(list->array); i++) {
    const Place here = { .within = list->place, .index = i };
    JsonNode *node = json_array_get_element(list->array, i);
    const Fields fields = { .place = &here, .object = object_of(node) };
    if (!fields.object)
      return reader_refuse(&fields, NULL, _("expected an object"), error);
    if (!element(&fields, data, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean check_length(const Fields *fields, const char *name, guint length, guint limit, GError **error) {
  if (length <= limit)
    return TRUE;
  g_autofree char *expected = g_strdup_printf(
      ngettext("expected at most %u entry", "expected at most %u entries", (gulong) limit), limit);
  return reader_refuse(fields, name, expected, error);
}

/* Reads an array of at most `limit` objects, one after the other. */
static gboolean reader_array(const Fields *fields, const char *name, guint limit, ReaderElement element, gpointer data,
                             GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (json_node_get_node_type(node) != JSON_NODE_ARRAY)
    return reader_refuse(fields, name, _("expected a list"), error);
  JsonArray *array = json_node_get_array(node);
  if (!check_length(fields, name, json_array_get_length(array), limit, error))
    return FALSE;
  const Place place = { .within = fields->place, .name = name };
  const List list = { .array = array, .place = &place };
  return read_elements(&list, element, data, error);
}

/* The object that member `name` holds; `inner.object` is NULL when there is none. `place` has to outlive `inner`. */
static gboolean reader_object(const Fields *fields, const char *name, Place *place, Fields *inner, GError **error) {
  JsonNode *node = member(fields, name);
  *place = (Place){ .within = fields->place, .name = name };
  *inner = (Fields){ .place = place };
  if (!node)
    return TRUE;
  inner->object = object_of(node);
  return inner->object || reader_refuse(fields, name, _("expected an object"), error);
}

/* --- nights --- */

static gboolean require(const Fields *fields, gboolean holds, const char *name, const char *expected, GError **error) {
  return holds || reader_refuse(fields, name, expected, error);
}

/* A moment that lies in `night`; 0 when there is none. */
static gboolean read_moment_at(const Fields *fields, Night night, const char *name, gint64 *instant, int *offset,
                               GError **error) {
  return reader_instant(fields, name, instant, offset, error) &&
         require(fields, *instant == 0 || limit_is_within(night, *instant), name, _("expected a moment in this night"),
                 error);
}

static gboolean read_moment(const Fields *fields, Night night, const char *name, gint64 *instant, GError **error) {
  return read_moment_at(fields, night, name, instant, NULL, error);
}

static gboolean read_id(const Fields *fields, char **id, GError **error) {
  return reader_text(fields, "id", LIMIT_ID, id, error) &&
         require(fields, *id && **id, "id", _("expected the id of a step"), error);
}

static gboolean read_mark_word(const Fields *fields, Mark *mark, GError **error) {
  g_autofree char *word = NULL;
  return reader_text(fields, "mark", LIMIT_ID, &word, error) &&
         require(fields, !word || mark_parse(word, mark), "mark",
                 _("expected one of \"open\", \"done\", \"skipped\", \"slipped\""), error);
}

/* null: the export does not know. Exports of older versions do not say at all: then it is the import that brings it. */
static gboolean read_origin(const Fields *fields, MarkOrigin *by, GError **error) {
  g_autofree char *word = NULL;
  *by = json_object_has_member(fields->object, "by") ? BY_UNKNOWN : BY_IMPORT;
  return reader_text(fields, "by", LIMIT_ID, &word, error) &&
         require(fields, !word || mark_origin_parse(word, by), "by",
                 _("expected one of \"key\", \"notification\", \"command\", \"import\", \"assumed\""), error);
}

static gboolean read_mark(const Fields *fields, Record *record, const char *id, GError **error) {
  StepRecord read = { 0 };
  if (!read_mark_word(fields, &read.mark, error) || !read_origin(fields, &read.by, error) ||
      !reader_instant(fields, "marked_at", &read.marked_at, &read.marked_offset, error) ||
      !read_moment(fields, record->night, "snoozed_until", &read.snoozed_until, error) ||
      !reader_int(fields, "took_seconds", 0, LIMIT_TOOK_SECONDS, &read.took_seconds, error))
    return FALSE;
  if (read.mark == MARK_OPEN && !read.marked_at && !read.snoozed_until && !read.took_seconds)
    return TRUE;
  StepRecord *step = record_touch(record, id);
  read.id = step->id;
  read.by = read.marked_at ? read.by : BY_UNKNOWN;
  *step = read;
  return TRUE;
}

static gboolean read_kind(const Fields *fields, StepKind *kind, GError **error) {
  g_autofree char *word = NULL;
  return reader_text(fields, "kind", LIMIT_ID, &word, error) &&
         require(fields, word && kind_parse(word, kind), "kind", _("expected one of \"do\", \"avoid\", \"guided\""),
                 error);
}

static gboolean read_span(const Fields *fields, Night night, gint64 *at, gint64 *until, GError **error) {
  *until = *at;
  return reader_instant(fields, "until", until, NULL, error) &&
         require(fields, limit_is_within(night, *at), "at", _("expected a moment in this night"), error) &&
         require(fields, *until >= *at && limit_is_within(night, *until), "until",
                 _("expected a moment in this night, not before \"at\""), error);
}

static gboolean read_plan_step(const Fields *fields, Plan *plan, const char *id, gint64 at, GError **error) {
  PlanStep *step = g_new0(PlanStep, 1);
  g_ptr_array_add(plan->steps, step);
  *step = (PlanStep){ .id = g_strdup(id), .at = at };
  if (!reader_text(fields, "title", LIMIT_TITLE, &step->title, error) ||
      !reader_text(fields, "short", LIMIT_TITLE, &step->short_title, error) || !read_kind(fields, &step->kind, error) ||
      !read_span(fields, plan->night, &step->at, &step->until, error) ||
      !reader_boolean(fields, "counts", &step->counts, error) ||
      !reader_boolean(fields, "early", &step->predates_start, error) ||
      !reader_boolean(fields, "folded", &step->folded, error))
    return FALSE;
  if (!step->title)
    step->title = g_strdup(id);
  if (!step->short_title)
    step->short_title = g_strdup(step->title);
  return TRUE;
}

/* A night while it is read, and the ids that it has had. */
typedef struct {
  ExportedNight *night;
  GHashTable *ids;
} NightReading;

static gboolean read_step(const Fields *fields, gpointer data, GError **error) {
  NightReading *reading = data;
  g_autofree char *id = NULL;
  gint64 at = 0;
  if (!read_id(fields, &id, error) || !reader_instant(fields, "at", &at, NULL, error))
    return FALSE;
  if (!g_hash_table_add(reading->ids, g_strdup(id)))
    return reader_refuse(fields, "id", _("expected each step once a night"), error);
  return (at == 0 || read_plan_step(fields, reading->night->plan, id, at, error)) &&
         read_mark(fields, reading->night->record, id, error);
}

static gboolean read_band(const Fields *fields, gpointer data, GError **error) {
  Plan *plan = data;
  PlanBand *band = g_new0(PlanBand, 1);
  g_ptr_array_add(plan->bands, band);
  if (!read_id(fields, &band->id, error) || !reader_text(fields, "title", LIMIT_TITLE, &band->title, error) ||
      !reader_instant(fields, "at", &band->at, NULL, error) ||
      !read_span(fields, plan->night, &band->at, &band->until, error))
    return FALSE;
  if (!band->title)
    band->title = g_strdup(band->id);
  return TRUE;
}

static gboolean read_usual_length(const Fields *fields, Plan *plan, GError **error) {
  int seconds = (int) (plan->wake - plan->bed);
  if (!reader_int(fields, "usual_length_seconds", 0, LIMIT_NIGHT_SECONDS, &seconds, error))
    return FALSE;
  plan->usual_length = seconds;
  return TRUE;
}

/* The night's own instants. What the promised fields leave open is what it was in most nights. */
static gboolean read_hours(const Fields *fields, Plan *plan, GError **error) {
  if (!reader_instant(fields, "bed", &plan->bed, &plan->offset, error) ||
      !require(fields, limit_is_within(plan->night, plan->bed), "bed", _("expected the bedtime of this night"),
               error) ||
      !reader_instant(fields, "wake", &plan->wake, NULL, error) ||
      !require(fields, plan->wake >= plan->bed && limit_is_within(plan->night, plan->wake), "wake",
               _("expected the wake time that ends this night"), error))
    return FALSE;
  plan->start = MIN(plan->bed, plan->wake - DAYTIME_DAY_SECONDS);
  plan->target_bed = plan->bed;
  return reader_instant(fields, "start", &plan->start, NULL, error) &&
         require(fields, plan->start <= plan->bed && limit_is_within(plan->night, plan->start), "start",
                 _("expected the wake time that begins this night"), error) &&
         reader_instant(fields, "judged_bed", &plan->target_bed, NULL, error) &&
         require(fields, limit_is_within(plan->night, plan->target_bed), "judged_bed",
                 _("expected the bedtime of this night"), error) &&
         reader_text(fields, "shift", LIMIT_SHIFT_CODE, &plan->shift, error) &&
         reader_text(fields, "zone", LIMIT_ZONE, &plan->zone, error) &&
         reader_boolean(fields, "clocks_change", &plan->clocks_change, error) && read_usual_length(fields, plan, error);
}

static gboolean read_morning(const Fields *fields_of_night, Night night, Morning *morning, GError **error) {
  Place place;
  Fields fields;
  if (!reader_object(fields_of_night, "morning", &place, &fields, error))
    return FALSE;
  if (!fields.object)
    return TRUE;
  return reader_int(&fields, "rested", 1, 5, &morning->rested, error) &&
         reader_int(&fields, "asleep_after", 0, LIMIT_MINUTES, &morning->asleep_after_minutes, error) &&
         reader_int(&fields, "wakings", 0, LIMIT_WAKINGS, &morning->wakings, error) &&
         reader_int(&fields, "awake", 0, LIMIT_MINUTES, &morning->awake_minutes, error) &&
         read_moment_at(&fields, night, "woke", &morning->woke, &morning->woke_offset, error) &&
         read_moment_at(&fields, night, "up", &morning->up, &morning->up_offset, error) &&
         reader_int(&fields, "quality", 1, 5, &morning->quality, error) &&
         reader_text(&fields, "note", LIMIT_NOTE, &morning->note, error) &&
         reader_instant(&fields, "answered_at", &morning->answered_at, &morning->answered_offset, error);
}

static gboolean read_record(const Fields *fields, Record *record, GError **error) {
  return read_moment_at(fields, record->night, "lights_out", &record->lights_out, &record->lights_out_offset, error) &&
         reader_boolean(fields, "good_night", &record->good_night, error) &&
         read_moment_at(fields, record->night, "moved_bed", &record->moved_bed, &record->moved_offset, error) &&
         reader_instant(fields, "moved_bed_at", &record->moved_bed_at, NULL, error) &&
         read_moment_at(fields, record->night, "moved_wake", &record->moved_wake, &record->moved_offset, error) &&
         read_morning(fields, record->night, &record->morning, error);
}

/* The rules that the store has too: what does not meet them would be blank there, or no night. */
static gboolean check_night(const Fields *fields, const ExportedNight *read, GError **error) {
  const char *field = NULL;
  return (plan_is_sound(read->plan, &field) && record_mend(read->record, read->plan->start, &field)) ||
         reader_refuse(fields, field, _("expected a value that a night can have"), error);
}

static gboolean read_night(const Fields *fields, gpointer data, GError **error) {
  Export *export = data;
  Night night = NIGHT_NONE;
  if (!reader_night(fields, "night", &night, error) ||
      !require(fields, night != NIGHT_NONE, "night", _("expected a date such as \"2026-11-24\""), error))
    return FALSE;
  g_autoptr(ExportedNight) read = exported_night_new(plan_new(night), record_new(night));
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  NightReading reading = { .night = read, .ids = ids };
  if (!read_hours(fields, read->plan, error) || !read_record(fields, read->record, error) ||
      !reader_array(fields, "steps", LIMIT_STEPS, read_step, &reading, error) ||
      !reader_array(fields, "bands", LIMIT_STEPS, read_band, read->plan, error))
    return FALSE;
  if (!check_night(fields, read, error))
    return FALSE;
  g_ptr_array_add(export->nights, g_steal_pointer(&read));
  return TRUE;
}

static gboolean read_pause(const Fields *fields, gpointer data, GError **error) {
  Export *export = data;
  Pause *pause = pause_new(NULL, NIGHT_NONE, NIGHT_NONE, 0);
  g_ptr_array_add(export->pauses, pause);
  return reader_text(fields, "step", LIMIT_ID, &pause->step, error) &&
         reader_night(fields, "from", &pause->from, error) &&
         require(fields, pause->from != NIGHT_NONE, "from", _("expected a date such as \"2026-11-24\""), error) &&
         reader_night(fields, "to", &pause->to, error) &&
         require(fields, pause->to == NIGHT_NONE || pause->to + 1 >= pause->from, "to",
                 _("expected a date that is not before \"from\", or the one before it"), error) &&
         reader_instant(fields, "changed_at", &pause->changed_at, NULL, error);
}

static gboolean read_block(const Fields *fields, gpointer data, GError **error) {
  Trial *trial = data;
  Night first = NIGHT_NONE;
  if (!reader_night(fields, "from", &first, error) ||
      !require(fields, first != NIGHT_NONE, "from", _("expected a date such as \"2026-11-24\""), error))
    return FALSE;
  trial->blocks[trial->n_blocks++] = first;
  return TRUE;
}

static gboolean read_seed(const Fields *fields, guint64 *seed, GError **error) {
  g_autofree char *text = NULL;
  return reader_text(fields, "trial", 16, &text, error) &&
         require(fields,
                 text && strspn(text, "0123456789abcdef") == 16 &&
                     g_ascii_string_to_unsigned(text, 16, 0, G_MAXUINT64, seed, NULL),
                 "trial", _("expected 16 hexadecimal digits"), error);
}

/* The lots of nights and the draws of blocks follow from the seed: they are written for others, and not read. */
static gboolean read_trial(const Fields *fields, gpointer data, GError **error) {
  Export *export = data;
  Trial *trial = trial_new(NULL, 0, 0, NIGHT_NONE, 0);
  g_ptr_array_add(export->trials, trial);
  return read_seed(fields, &trial->seed, error) && reader_text(fields, "step", LIMIT_ID, &trial->step, error) &&
         reader_int(fields, "nights", TRIAL_SHORT, TRIAL_LONG, &trial->nights, error) &&
         reader_night(fields, "start", &trial->start, error) &&
         reader_instant(fields, "agreed_at", &trial->agreed_at, NULL, error) &&
         reader_instant(fields, "changed_at", &trial->changed_at, NULL, error) &&
         reader_night(fields, "given_up", &trial->given_up, error) &&
         reader_array(fields, "blocks", TRIAL_MAX_BLOCKS, read_block, trial, error) &&
         (trial_is_sound(trial) || reader_refuse(fields, NULL, _("expected a trial whose nights can be"), error));
}

static int by_night(gconstpointer a, gconstpointer b) {
  const ExportedNight *first = *(ExportedNight *const *) a, *second = *(ExportedNight *const *) b;
  return (first->plan->night > second->plan->night) - (first->plan->night < second->plan->night);
}

/* Each night may have its own steps, and together they would be more than a history can number. */
static gboolean check_ids(const Fields *top, const Export *export, GError **error) {
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < export->nights->len; i++) {
    const ExportedNight *night = g_ptr_array_index(export->nights, i);
    for (guint s = 0; s < night->plan->steps->len; s++)
      g_hash_table_add(ids, ((PlanStep *) g_ptr_array_index(night->plan->steps, s))->id);
  }
  if (g_hash_table_size(ids) <= LIMIT_STEP_IDS)
    return TRUE;
  g_autofree char *expected = g_strdup_printf(_("expected at most %d different steps"), LIMIT_STEP_IDS);
  return reader_refuse(top, "nights", expected, error);
}

static gboolean check_nights(const Fields *top, Export *export, GError **error) {
  g_ptr_array_sort(export->nights, by_night);
  for (guint i = 1; i < export->nights->len; i++) {
    if (by_night(&export->nights->pdata[i - 1], &export->nights->pdata[i]) == 0)
      return reader_refuse(top, "nights", _("expected each night once"), error);
  }
  return check_ids(top, export, error);
}

static gboolean check_format(const Fields *top, GError **error) {
  g_autofree char *format = NULL;
  int version = 0;
  return reader_text(top, "format", LIMIT_TITLE, &format, error) &&
         require(top, g_strcmp0(format, "winddown") == 0, "format", _("expected \"winddown\": this is another format"),
                 error) &&
         reader_int(top, "version", 1, G_MAXINT, &version, error) &&
         require(top, version == 1, "version", _("expected 1: this was written by a newer winddown"), error);
}

/* Parses `text`, an object by json_text_is_plain; NULL with a refusal about `fields`. */
static JsonParser *parse(const Fields *fields, const char *text, gsize length, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(JsonParser) parser = json_parser_new_immutable();
  if (json_parser_load_from_data(parser, text, (gssize) length, &problem))
    return g_steal_pointer(&parser);
  g_autofree char *message = text_sanitise(problem->message, -1); /* it may quote what it could not read */
  g_autofree char *reason = g_strdup_printf(_("this is not JSON: %s"), message);
  reader_refuse(fields, NULL, reason, error);
  return NULL;
}

static gboolean read_slices(const Fields *top, const GArray *nights, Export *export, GError **error) {
  const Place list = { .within = top->place, .name = "nights" };
  if (!check_length(top, "nights", nights->len, LIMIT_NIGHTS, error))
    return FALSE;
  for (guint i = 0; i < nights->len; i++) {
    const JsonSlice *slice = &g_array_index(nights, JsonSlice, i);
    const Place place = { .within = &list, .index = i };
    Fields fields = { .place = &place };
    if (slice->length == 0 || *slice->text != '{' || !json_text_is_plain(slice->text, slice->length))
      return reader_refuse(&fields, NULL, _("expected an object"), error);
    g_autoptr(JsonParser) parser = parse(&fields, slice->text, slice->length, error);
    if (!parser)
      return FALSE;
    fields.object = object_of(json_parser_get_root(parser));
    if (!read_night(&fields, export, error))
      return FALSE;
  }
  return TRUE;
}

static Export *read_top(JsonNode *root, const GArray *nights, GError **error) {
  g_autoptr(Export) export = export_new();
  const Fields top = reader_top(root);
  if (!top.object) {
    reader_refuse(&top, NULL, _("this is not an export of winddown"), error);
    return NULL;
  }
  if (!check_format(&top, error) || !reader_array(&top, "nights", LIMIT_NIGHTS, read_night, export, error) ||
      !read_slices(&top, nights, export, error) ||
      !reader_array(&top, "pauses", LIMIT_PAUSES, read_pause, export, error) ||
      !reader_array(&top, "trials", LIMIT_TRIALS, read_trial, export, error) || !check_nights(&top, export, error))
    return NULL;
  return g_steal_pointer(&export);
}

static Export *import(const char *text, gssize length, GError **error) {
  const gsize size = length < 0 ? strlen(text) : (gsize) length;
  const Fields top = { 0 };
  if (size > MAX_BYTES || !json_text_is_plain(text, size)) {
    reader_refuse(&top, NULL, _("this is not an export of winddown"), error);
    return NULL;
  }
  g_auto(JsonCut) cut = { 0 };
  json_text_cut(&cut, text, size);
  g_autoptr(JsonParser) parser = parse(&top, cut.rest->str, cut.rest->len, error);
  return parser ? read_top(json_parser_get_root(parser), cut.nights, error) : NULL;
}

/* --- the interface --- */

gconstpointer winddown_module(void);

G_MODULE_EXPORT gconstpointer winddown_module(void) {
  static const ExchangeModule module = { .version = EXCHANGE_VERSION, .import = import };
  return &module;
}
