/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reader.h"

#include "base/daytime.h"
#include "base/error.h"

#include <glib/gi18n.h>

#define END_OF_TIME G_GINT64_CONSTANT(32503680000) /* 3000-01-01: a year has four digits, whatever the offset */

static void write_place(GString *text, const Place *place) {
  if (!place)
    return;
  write_place(text, place->within);
  if (!place->name)
    g_string_append_printf(text, "[%u]", place->index);
  else
    g_string_append_printf(text, "%s%s", text->len > 0 ? "." : "", place->name);
}

gboolean reader_refuse(const Fields *fields, const char *name, const char *expected, GError **error) {
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
  JsonNode *node = fields->json->object_get_member(fields->object, name);
  return node && fields->json->node_get_node_type(node) != JSON_NODE_NULL ? node : NULL;
}

static gboolean holds(const Fields *fields, JsonNode *node, GType type) {
  return fields->json->node_get_node_type(node) == JSON_NODE_VALUE && fields->json->node_get_value_type(node) == type;
}

/* The object, borrowed; NULL when the node holds something else. */
static JsonObject *object_of(const JsonGlib *json, JsonNode *node) {
  return json->node_get_node_type(node) == JSON_NODE_OBJECT ? json->node_get_object(node) : NULL;
}

Fields reader_top(const JsonGlib *json, JsonNode *root) {
  return (Fields){ .json = json, .object = root ? object_of(json, root) : NULL };
}

gboolean reader_text(const Fields *fields, const char *name, gint64 limit, char **text, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (!holds(fields, node, G_TYPE_STRING))
    return reader_refuse(fields, name, _("expected text"), error);
  /* json-glib makes half a surrogate pair into bytes that are no character. */
  g_autofree char *value = g_utf8_make_valid(fields->json->node_get_string(node), -1);
  if (g_utf8_strlen(value, -1) > limit) {
    g_autofree char *expected = g_strdup_printf(
        ngettext("expected at most %d character", "expected at most %d characters", (gulong) limit), (int) limit);
    return reader_refuse(fields, name, expected, error);
  }
  g_free(*text);
  *text = g_steal_pointer(&value);
  return TRUE;
}

gboolean reader_int(const Fields *fields, const char *name, int low, int high, int *value, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  const JsonGlib *json = fields->json;
  if (holds(fields, node, G_TYPE_INT64) && json->node_get_int(node) >= low && json->node_get_int(node) <= high) {
    *value = (int) json->node_get_int(node);
    return TRUE;
  }
  g_autofree char *expected = g_strdup_printf(_("expected a whole number from %d to %d"), low, high);
  return reader_refuse(fields, name, expected, error);
}

gboolean reader_boolean(const Fields *fields, const char *name, gboolean *value, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (!holds(fields, node, G_TYPE_BOOLEAN))
    return reader_refuse(fields, name, _("expected true or false"), error);
  *value = fields->json->node_get_boolean(node);
  return TRUE;
}

gboolean reader_instant(const Fields *fields, const char *name, gint64 *instant, int *offset_seconds, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  gint64 value = 0;
  int offset = 0;
  /* 0 means "unknown" to everybody else, and nobody kept a record before it. */
  if (!holds(fields, node, G_TYPE_STRING) ||
      !daytime_parse_rfc3339(fields->json->node_get_string(node), &value, &offset) || value <= 0 ||
      value >= END_OF_TIME)
    return reader_refuse(fields, name, _("expected a moment such as \"2026-11-24T22:04:00+01:00\""), error);
  *instant = value;
  if (offset_seconds)
    *offset_seconds = offset;
  return TRUE;
}

gboolean reader_night(const Fields *fields, const char *name, Night *night, GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  guint32 day = 0;
  if (!holds(fields, node, G_TYPE_STRING) || !daytime_parse_day(fields->json->node_get_string(node), &day))
    return reader_refuse(fields, name, _("expected a date such as \"2026-11-24\""), error);
  *night = day;
  return TRUE;
}

typedef struct {
  const JsonGlib *json;
  const Place *place;
  JsonArray *array;
} List;

static gboolean read_elements(const List *list, ReaderElement element, gpointer data, GError **error) {
  const JsonGlib *json = list->json;
  for (guint i = 0; i < json->array_get_length(list->array); i++) {
    const Place here = { .within = list->place, .index = i };
    JsonNode *node = json->array_get_element(list->array, i);
    const Fields fields = { .json = json, .place = &here, .object = object_of(json, node) };
    if (!fields.object)
      return reader_refuse(&fields, NULL, _("expected an object"), error);
    if (!element(&fields, data, error))
      return FALSE;
  }
  return TRUE;
}

gboolean reader_array(const Fields *fields, const char *name, guint limit, ReaderElement element, gpointer data,
                      GError **error) {
  JsonNode *node = member(fields, name);
  if (!node)
    return TRUE;
  if (fields->json->node_get_node_type(node) != JSON_NODE_ARRAY)
    return reader_refuse(fields, name, _("expected a list"), error);
  JsonArray *array = fields->json->node_get_array(node);
  if (fields->json->array_get_length(array) > limit) {
    g_autofree char *expected = g_strdup_printf(
        ngettext("expected at most %u entry", "expected at most %u entries", (gulong) limit), limit);
    return reader_refuse(fields, name, expected, error);
  }
  const Place place = { .within = fields->place, .name = name };
  const List list = { .json = fields->json, .array = array, .place = &place };
  return read_elements(&list, element, data, error);
}

gboolean reader_object(const Fields *fields, const char *name, Place *place, Fields *inner, GError **error) {
  JsonNode *node = member(fields, name);
  *place = (Place){ .within = fields->place, .name = name };
  *inner = (Fields){ .json = fields->json, .place = place };
  if (!node)
    return TRUE;
  inner->object = object_of(fields->json, node);
  return inner->object || reader_refuse(fields, name, _("expected an object"), error);
}
