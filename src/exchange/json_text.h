/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON as text: what may be given to json-glib, and the nights of an export cut
 * out of it, so that each is parsed alone. As one tree, those of ten years take
 * ten times the room of their text. Linked into the module. */
#pragma once

#include <glib.h>

#define JSON_TEXT_MAX_DEPTH 16

/* TRUE if the text can be given to json-glib: one object and nothing behind it, since for a second value some versions
 * abort; brackets of a limited depth, since it follows them by recursion; and neither comments nor other quotes, which
 * could hide a bracket. */
gboolean json_text_is_plain(const char *text, gsize length);

typedef struct {
  const char *text; /* borrowed */
  gsize length;
} JsonSlice;

typedef struct {
  GString *rest;  /* the text without what is in the list "nights" at its top */
  GArray *nights; /* of JsonSlice: the elements of that list */
} JsonCut;

/* Cuts `text`, which is plain, into `cut` (owned; borrows from `text`). */
void json_text_cut(JsonCut *cut, const char *text, gsize size);
void json_cut_clear(JsonCut *cut);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JsonCut, json_cut_clear)
