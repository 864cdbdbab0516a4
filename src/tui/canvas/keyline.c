/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/keyline.h"

#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/keys.h"

#include <glib/gi18n.h>

/* Arrows show as arrows; every other key by its name. */
static const char *shown_key(const Canvas *canvas, const Settings *settings, const KeyHint *hint) {
  static const char *const names[] = { "up", "down", "left", "right" };
  const char *const arrows[] = { canvas_glyphs(canvas)->up, canvas_glyphs(canvas)->down, "←", "→" };
  const char *key = hint->key ? hint->key : keys_name(settings, hint->action);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    if (g_str_equal(key, names[i]))
      return arrows[i];
  }
  return key;
}

char *keyline_key_at_start(const Settings *settings, KeyAction action) {
  const char *key = keys_name(settings, action);
  if (g_utf8_strlen(key, -1) == 1)
    return g_strdup(key);
  return g_strdup_printf("%c%s", g_ascii_toupper(key[0]), key + 1);
}

void keyline_add(Keyline *keys, KeyAction action, const char *label) {
  g_return_if_fail(keys->n_left < KEYLINE_MAX);
  keys->left[keys->n_left++] = (KeyHint){ .action = action, .label = label };
}

void keyline_add_key(Keyline *keys, const char *key, const char *label) {
  g_return_if_fail(keys->n_left < KEYLINE_MAX);
  keys->left[keys->n_left++] = (KeyHint){ .label = label, .key = key };
}

void keyline_add_right(Keyline *keys, KeyAction action, const char *label) {
  g_return_if_fail(keys->n_right < KEYLINE_MAX);
  keys->right[keys->n_right++] = (KeyHint){ .action = action, .label = label };
}

static const char *hint_label(const KeyHint *hint) {
  return hint->label ? hint->label : _(key_action_info(hint->action)->label);
}

static int hint_width(const Canvas *canvas, const Settings *settings, const KeyHint *hint) {
  return text_width(shown_key(canvas, settings, hint)) + 1 + text_width(hint_label(hint));
}

static int draw_hint(Canvas *canvas, int row, int column, const Settings *settings, const KeyHint *hint) {
  const int end = canvas_put(canvas, row, column, ROLE_KEY, shown_key(canvas, settings, hint), 0);
  return canvas_put(canvas, row, end + 1, ROLE_DIM, hint_label(hint), 0);
}

typedef struct {
  Canvas *canvas;
  const Settings *settings;
  int row, gap;
} KeyRow;

static int group_width(const KeyRow *row, const KeyHint *hints, int n) {
  int width = 0;
  for (int i = 0; i < n; i++)
    width += (i > 0 ? row->gap : 0) + hint_width(row->canvas, row->settings, &hints[i]);
  return width;
}

/* In the narrow form every column counts: the last key ends at the edge. */
static int right_end(const Canvas *canvas) {
  return canvas_columns(canvas) - (layout_is_narrow(canvas) ? 0 : layout_margin(canvas));
}

/* What is left between both groups with everything shown; negative: not everything can be. */
static int slack(const KeyRow *row, const Keyline *keys) {
  const int used = group_width(row, keys->left, keys->n_left) + group_width(row, keys->right, keys->n_right);
  return right_end(row->canvas) - layout_margin(row->canvas) - used - (keys->n_right > 0 ? row->gap : 0);
}

/* As many as fit before `end`. */
static void draw_left(const KeyRow *row, const Keyline *keys, int end) {
  int column = layout_margin(row->canvas);
  for (int i = 0; i < keys->n_left; i++) {
    if (column + hint_width(row->canvas, row->settings, &keys->left[i]) > end)
      return;
    column = draw_hint(row->canvas, row->row, column, row->settings, &keys->left[i]) + row->gap;
  }
}

void keyline_draw(Canvas *canvas, int row, const Keyline *keys, const Settings *settings) {
  const KeyRow usual = { canvas, settings, row, layout_gap(canvas) }, tight = { canvas, settings, row, 2 };
  /* Nearer together only where that shows them all. */
  const KeyRow *drawn = slack(&usual, keys) < 0 && slack(&tight, keys) >= 0 ? &tight : &usual;
  const int begin = right_end(canvas) - group_width(drawn, keys->right, keys->n_right);
  int column = begin;
  for (int i = 0; i < keys->n_right; i++)
    column = draw_hint(canvas, row, column, settings, &keys->right[i]) + drawn->gap;
  draw_left(drawn, keys, keys->n_right > 0 ? begin - drawn->gap : begin);
}
