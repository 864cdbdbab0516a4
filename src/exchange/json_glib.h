/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-glib, private to this room and loaded when a file is read in: few ever
 * do that, and linked it was a twentieth of the start of every command. */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

/* The functions in use, by their names without "json_". */
typedef struct {
  __typeof__(json_parser_new_immutable) *parser_new_immutable;
  __typeof__(json_parser_load_from_data) *parser_load_from_data;
  __typeof__(json_parser_get_root) *parser_get_root;
  __typeof__(json_node_get_node_type) *node_get_node_type;
  __typeof__(json_node_get_value_type) *node_get_value_type;
  __typeof__(json_node_get_string) *node_get_string;
  __typeof__(json_node_get_int) *node_get_int;
  __typeof__(json_node_get_boolean) *node_get_boolean;
  __typeof__(json_node_get_object) *node_get_object;
  __typeof__(json_node_get_array) *node_get_array;
  __typeof__(json_object_get_member) *object_get_member;
  __typeof__(json_array_get_length) *array_get_length;
  __typeof__(json_array_get_element) *array_get_element;
} JsonGlib;

/* Fills in `library`. FALSE when json-glib is not there, or lacks a function. */
gboolean json_glib_load(JsonGlib *library, GError **error) G_GNUC_WARN_UNUSED_RESULT;
