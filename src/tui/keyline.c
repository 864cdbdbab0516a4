/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keyline.h"

#include "base/text.h"
#include "tui/keys.h"
#include "tui/layout.h"

#include <glib/gi18n.h>

/* Arrows show as arrows; every other key by its name. */
static const char *shown_key(const Canvas *canvas, const Settings *settings, const KeyHint *hint) {
  const char *key = hint->key ? hint->key : keys_name(settings, hint->action);
  if (g_str_equal(key, "up"))
    return canvas_glyphs(canvas)->up;
  if (g_str_equal(key, "down"))
    return canvas_glyphs(canvas)->down;
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

/* Gives the column at which the right group begins. */
static int draw_right(Canvas *canvas, int row, const Keyline *keys, const Settings *settings) {
  /* In the narrow form every column counts: the last key ends at the edge. */
  const int gap = layout_gap(canvas), margin = layout_is_narrow(canvas) ? 0 : layout_margin(canvas);
  int width = -gap;
  for (int i = 0; i < keys->n_right; i++)
    width += gap + hint_width(canvas, settings, &keys->right[i]);
  if (keys->n_right == 0)
    return canvas_columns(canvas) - margin;
  const int begin = canvas_columns(canvas) - margin - width;
  int column = begin;
  for (int i = 0; i < keys->n_right; i++)
    column = draw_hint(canvas, row, column, settings, &keys->right[i]) + gap;
  return begin - gap;
}

void keyline_draw(Canvas *canvas, int row, const Keyline *keys, const Settings *settings) {
  const int end = draw_right(canvas, row, keys, settings);
  int column = layout_margin(canvas);
  for (int i = 0; i < keys->n_left; i++) {
    if (column + hint_width(canvas, settings, &keys->left[i]) > end)
      return;
    column = draw_hint(canvas, row, column, settings, &keys->left[i]) + layout_gap(canvas);
  }
}
