/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json_glib.h"

#include "base/library.h"

#define FILE_NAME "libjson-glib-1.0.so.0"

#define FUNCTION(name)                                                                                                 \
  { "json_" #name, G_STRUCT_OFFSET(JsonGlib, name) }

static const LibraryFunction functions[] = {
  FUNCTION(parser_new_immutable), FUNCTION(parser_load_from_data), FUNCTION(parser_get_root),
  FUNCTION(node_get_node_type),   FUNCTION(node_get_value_type),   FUNCTION(node_get_string),
  FUNCTION(node_get_int),         FUNCTION(node_get_boolean),      FUNCTION(node_get_object),
  FUNCTION(node_get_array),       FUNCTION(object_get_member),     FUNCTION(array_get_length),
  FUNCTION(array_get_element),
};
G_STATIC_ASSERT(sizeof(JsonGlib) == G_N_ELEMENTS(functions) * sizeof(gpointer));

gboolean json_glib_load(JsonGlib *library, GError **error) {
  return library_load(FILE_NAME, functions, G_N_ELEMENTS(functions), library, error);
}
