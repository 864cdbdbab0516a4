/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the fields of JSON objects into values, private to this room. Every
 * refusal names the place ("nights[3].steps[1].mark") and what was expected
 * there. A field that is null or not there leaves its value as it is. */
#pragma once

#include "exchange/json_glib.h"
#include "model/night.h"

#include <glib.h>

/* Where something stands: a chain up to the top of the document. */
typedef struct Place Place;
struct Place {
  const Place *within; /* NULL: the top */
  const char *name;    /* of a member; NULL: an element */
  guint index;
};

/* The object at `place`. */
typedef struct {
  const JsonGlib *json;
  const Place *place;
  JsonObject *object;
} Fields;

/* The top of a document; `object` is NULL when `root` (NULL: an empty document) is something else. */
Fields reader_top(const JsonGlib *json, JsonNode *root);

/* Sets a refusal about member `name` of `fields` (NULL: about the place itself). Returns FALSE. */
gboolean reader_refuse(const Fields *fields, const char *name, const char *expected, GError **error);

/* Text of at most `limit` characters (owned), which replaces what stood there. */
gboolean reader_text(const Fields *fields, const char *name, gint64 limit, char **text, GError **error);

/* A whole number from `low` to `high`. */
gboolean reader_int(const Fields *fields, const char *name, int low, int high, int *value, GError **error);
gboolean reader_boolean(const Fields *fields, const char *name, gboolean *value, GError **error);

/* An instant; `offset_seconds` may be NULL. */
gboolean reader_instant(const Fields *fields, const char *name, gint64 *instant, int *offset_seconds, GError **error);

/* A date from 1900 on. */
gboolean reader_night(const Fields *fields, const char *name, Night *night, GError **error);

/* Reads one element of an array into `data`. */
typedef gboolean (*ReaderElement)(const Fields *fields, gpointer data, GError **error);

/* Reads an array of at most `limit` objects, one after the other. */
gboolean reader_array(const Fields *fields, const char *name, guint limit, ReaderElement element, gpointer data,
                      GError **error);

/* The object that member `name` holds; `inner.object` is NULL when there is none. `place` has to outlive `inner`. */
gboolean reader_object(const Fields *fields, const char *name, Place *place, Fields *inner, GError **error);
