/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help: the keys of the view it was called from, out of the one key table, and
 * what the marks and lines on the screens mean. Scrolls. */
#include "base/text.h"
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/keys.h"
#include "tui/view.h"

#include <glib/gi18n.h>

/* A heading, or something and what it means. */
typedef struct {
  char *term; /* NULL: a heading */
  Role role;  /* of the term */
  char *text;
} HelpEntry;

/* An entry's text broken to the width of the screen. */
typedef struct {
  const char *term; /* borrowed; NULL: none on this line */
  Role role;
  char *text;
  gboolean heads;
} HelpLine;

typedef struct {
  View view;
  guint about; /* what `entries` explain */
  GPtrArray *entries;
  int top;  /* the first line shown */
  int page; /* how many lines were shown, and how many there are, when it was drawn last */
  int lines;
} HelpView;

static void entry_free(gpointer data) {
  HelpEntry *entry = data;
  g_free(entry->term);
  g_free(entry->text);
  g_free(entry);
}

static void line_free(gpointer data) {
  HelpLine *line = data;
  g_free(line->text);
  g_free(line);
}

static void add(GPtrArray *entries, const char *term, Role role, const char *text) {
  HelpEntry *entry = g_new0(HelpEntry, 1);
  entry->term = g_strdup(term);
  entry->role = role;
  entry->text = g_strdup(text);
  g_ptr_array_add(entries, entry);
}

static void add_heading(GPtrArray *entries, const char *text) {
  add(entries, NULL, ROLE_BRIGHT, text);
}

/* ---- What there is to explain. ---- */

static void add_keys(GPtrArray *entries, const Settings *settings, guint about) {
  add_heading(entries, _("Keys"));
  if (about & IN_MORNING)
    add(entries, "1-5", ROLE_KEY, _("How rested you feel; saved at once."));
  for (KeyAction action = 0; action < N_KEY_ACTIONS; action++) {
    const KeyActionInfo *info = key_action_info(action);
    if (!(info->views & about))
      continue;
    g_autofree char *both = info->other ? g_strdup_printf("%s %s", keys_name(settings, action), info->other) : NULL;
    add(entries, both ? both : keys_name(settings, action), ROLE_KEY, _(key_action_help(action, about)));
  }
  if (about & IN_TONIGHT)
    add(entries, _("mouse"), ROLE_KEY,
        _("A click selects; a double click, or a click on the mark, ticks; the wheel goes up and down."));
}

static void add_marks(GPtrArray *entries, const Glyphs *glyphs) {
  add_heading(entries, _("Marks"));
  add(entries, glyphs->open, ROLE_TEXT, _("Open. It can be ticked at any time, also the next day."));
  add(entries, glyphs->done, ROLE_TEXT, _("Done, or kept."));
  add(entries, glyphs->skipped, ROLE_TEXT, _("Skipped on purpose; it counts neither way."));
  add(entries, glyphs->slipped, ROLE_TEXT, _("Not kept."));
  add(entries, glyphs->running, ROLE_TEXT, _("In force now, such as no caffeine; nothing to tick."));
  add(entries, glyphs->selected, ROLE_ACCENT, _("The selected step."));
}

static void add_timeline(GPtrArray *entries, const Glyphs *glyphs) {
  add_heading(entries, _("The timeline"));
  add(entries, glyphs->bar_gone, ROLE_FAINT, _("Past."));
  add(entries, glyphs->now, ROLE_ACCENT, _("Now."));
  add(entries, glyphs->bar_coming, ROLE_TEXT, _("Still to come."));
  add(entries, glyphs->bar_guided, ROLE_TEXT, _("A guided step, for as long as it takes."));
  add(entries, glyphs->bar_avoid, ROLE_TEXT, _("Kept free, until bedtime."));
  add(entries, "···", ROLE_FAINT, _("A named part of the evening; nothing to tick."));
  add(entries, glyphs->bar_end, ROLE_TEXT, _("Bedtime."));
}

static void explain(HelpView *self, const Evening *evening, const Canvas *canvas) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const guint about = self->view.about ? self->view.about : IN_TONIGHT;
  g_ptr_array_set_size(self->entries, 0);
  add_keys(self->entries, evening->settings, about);
  if (about & (IN_TONIGHT | IN_MORNING | IN_REVIEW))
    add_marks(self->entries, glyphs);
  if (about & IN_TONIGHT)
    add_timeline(self->entries, glyphs);
  self->about = self->view.about;
}

/* ---- Drawing. ---- */

static int term_width(const GPtrArray *entries) {
  int width = 0;
  for (guint i = 0; i < entries->len; i++) {
    const HelpEntry *entry = g_ptr_array_index(entries, i);
    width = MAX(width, entry->term ? text_width(entry->term) : 0);
  }
  return width;
}

static void add_line(GPtrArray *lines, const HelpEntry *entry, const char *text, gboolean first) {
  HelpLine *line = g_new0(HelpLine, 1);
  line->heads = entry && !entry->term;
  line->term = entry && first ? entry->term : NULL;
  line->role = entry ? entry->role : ROLE_TEXT;
  line->text = g_strdup(text);
  g_ptr_array_add(lines, line);
}

static GPtrArray *break_lines(const GPtrArray *entries, int columns) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(line_free);
  for (guint i = 0; i < entries->len; i++) {
    const HelpEntry *entry = g_ptr_array_index(entries, i);
    if (!entry->term && i > 0)
      add_line(lines, NULL, "", FALSE);
    g_auto(GStrv) texts = text_wrap(entry->text, columns);
    for (guint j = 0; texts[j]; j++)
      add_line(lines, entry, texts[j], j == 0);
  }
  return lines;
}

static void draw_line(Canvas *canvas, int row, const HelpLine *line, int width) {
  const int from = layout_margin(canvas), column = from + width + layout_gap(canvas);
  if (line->heads) {
    canvas_put(canvas, row, from, ROLE_BRIGHT, line->text, layout_end(canvas) - from);
    return;
  }
  if (line->term)
    canvas_put_right(canvas, row, from + width, line->role, line->term);
  canvas_put(canvas, row, column, ROLE_TEXT, line->text, 0);
}

static void draw_help_keys(Canvas *canvas, const Evening *evening, gboolean scrolls) {
  Keyline keys = { .n_left = 0 };
  if (scrolls) {
    keyline_add(&keys, KEY_ACTION_UP, NULL);
    keyline_add(&keys, KEY_ACTION_DOWN, NULL);
  }
  keyline_add(&keys, KEY_ACTION_BACK, _("back"));
  keyline_add_right(&keys, KEY_ACTION_QUIT, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, evening->settings);
}

static void help_draw(View *view, const Evening *evening, Canvas *canvas) {
  HelpView *self = (HelpView *) view;
  if (layout_is_tiny(canvas)) {
    layout_draw_tiny(canvas, _("Help"), NULL);
    return;
  }
  if (self->entries->len == 0 || self->about != view->about)
    explain(self, evening, canvas);
  const int first = layout_is_low(canvas) ? 0 : 1, end = canvas_rows(canvas) - 2;
  const int width = term_width(self->entries);
  const int columns = layout_end(canvas) - layout_margin(canvas) - width - layout_gap(canvas);
  g_autoptr(GPtrArray) lines = break_lines(self->entries, columns);
  self->page = end - first;
  self->lines = (int) lines->len;
  self->top = CLAMP(self->top, 0, MAX(self->lines - self->page, 0));
  for (int i = 0; i < self->page && self->top + i < self->lines; i++)
    draw_line(canvas, first + i, g_ptr_array_index(lines, self->top + i), width);
  if (self->top + self->page < self->lines)
    canvas_put_right(canvas, end, layout_end(canvas), ROLE_FAINT, _("more below"));
  draw_help_keys(canvas, evening, self->lines > self->page);
}

/* ---- Keys. ---- */

static ViewResult scroll(HelpView *self, int lines) {
  self->top = CLAMP(self->top + lines, 0, MAX(self->lines - self->page, 0));
  return VIEW_REDRAW;
}

static ViewResult help_input(View *view, const Evening *evening, const Input *input) {
  HelpView *self = (HelpView *) view;
  if (input->kind == INPUT_SCROLL)
    return scroll(self, input->lines);
  if (input->kind == INPUT_CHARACTER)
    return input->character == ' ' ? scroll(self, self->page - 1) : VIEW_IGNORED;
  if (input->kind != INPUT_ACTION)
    return VIEW_IGNORED;
  switch ((int) input->action) {
  case KEY_ACTION_UP: return scroll(self, -1);
  case KEY_ACTION_DOWN: return scroll(self, 1);
  case KEY_ACTION_HELP:
  case KEY_ACTION_BACK: return VIEW_BACK;
  default: return VIEW_IGNORED;
  }
}

/* Anew each time: keys and figures may be others. */
static void help_enter(View *view, const Evening *evening) {
  HelpView *self = (HelpView *) view;
  self->top = 0;
  g_ptr_array_set_size(self->entries, 0);
}

static void help_free(View *view) {
  g_ptr_array_unref(((HelpView *) view)->entries);
  g_free(view);
}

static const ViewClass help_class = {
  .name = "help",
  .set = IN_HELP,
  .draw = help_draw,
  .input = help_input,
  .enter = help_enter,
  .free = help_free,
};

View *help_view_new(App *app) {
  HelpView *self = g_new0(HelpView, 1);
  self->view.class = &help_class;
  self->view.app = app;
  self->entries = g_ptr_array_new_with_free_func(entry_free);
  return &self->view;
}
