/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/keymap.h"

#include <glib/gi18n.h>

/* clang-format off */
static const KeyActionInfo table[] = {
  [KEY_ACTION_DONE]           = { "done", "space", NULL, N_("done"), N_("Tick the step; press again to untick it."), IN_TONIGHT | IN_MORNING | IN_REVIEW },
  [KEY_ACTION_BEGIN]          = { "begin", "enter", NULL, N_("begin"), N_("Begin a guided step, or open what is selected."), IN_TONIGHT | IN_MORNING | IN_REVIEW | IN_GUIDE },
  [KEY_ACTION_SKIP]           = { "skip", "x", NULL, N_("skip"), N_("Skip the step on purpose; it counts neither way."), IN_TONIGHT | IN_MORNING | IN_REVIEW },
  [KEY_ACTION_NOT_TONIGHT]    = { "not-tonight", "n", NULL, N_("not kept"), N_("Mark the step as not kept tonight."), IN_TONIGHT | IN_MORNING | IN_REVIEW },
  [KEY_ACTION_SNOOZE]         = { "snooze", "s", NULL, N_("snooze"), N_("Be reminded again a little later."), IN_TONIGHT },
  [KEY_ACTION_KEEP]           = { "keep-all", "a", NULL, N_("all kept"), N_("After lights out: mark all that you kept free of, and did not answer, as done."), IN_TONIGHT | IN_MORNING },
  [KEY_ACTION_UNDO]           = { "undo", "u", NULL, N_("undo"), N_("Undo the last change; press again to undo more."), IN_TONIGHT | IN_MORNING | IN_REVIEW },
  [KEY_ACTION_BEDTIME]        = { "bedtime", "b", NULL, N_("bedtime"), N_("Move tonight's bedtime, for tonight only."), IN_TONIGHT },
  [KEY_ACTION_LEAVE_OUT]      = { "leave-out", "X", NULL, N_("pause step"), N_("Pause the step until you resume it."), IN_TONIGHT | IN_REVIEW },
  [KEY_ACTION_GOOD_NIGHT]     = { "good-night", "g", NULL, N_("good night"), N_("Good night: the screen goes dark and silent."), IN_TONIGHT },
  [KEY_ACTION_MORNING]        = { "morning", "m", NULL, N_("morning"), N_("Answer the morning question."), IN_TONIGHT | IN_REVIEW },
  [KEY_ACTION_KEEP_REMINDING] = { "keep-reminding", "r", NULL, N_("keep reminders on"), N_("Keep reminders on when winddown is closed."), IN_TONIGHT },
  [KEY_ACTION_THEME]          = { "theme", "t", NULL, N_("theme"), N_("Next theme; your choice is remembered."), IN_ALL & ~IN_MORNING },
  [KEY_ACTION_PAUSE]          = { "pause", "p", NULL, N_("pause"), N_("Pause the step, or the guide."), IN_REVIEW | IN_GUIDE },
  [KEY_ACTION_EXTEND]         = { "extend", "+", "right", N_("a minute more"), N_("Give the guide a minute more."), IN_GUIDE },
  [KEY_ACTION_COMPARE]        = { "compare", "c", NULL, N_("compare"), N_("See which steps went with better mornings."), IN_REVIEW },
  [KEY_ACTION_TRIAL]          = { "trial", "L", NULL, N_("by lot"), N_("Try a step by lot, or see how the trial goes."), IN_REVIEW },
  [KEY_ACTION_WEEKS]          = { "weeks", "w", NULL, N_("weeks"), N_("Show more weeks, or fewer."), IN_REVIEW },
  [KEY_ACTION_UP]             = { "up", "up", "k", N_("up"), N_("Up."), IN_ALL },
  [KEY_ACTION_DOWN]           = { "down", "down", "j", N_("down"), N_("Down."), IN_ALL },
  [KEY_ACTION_LEFT]           = { "left", "left", "h", N_("left"), N_("Left, or earlier."), IN_MORNING | IN_REVIEW | IN_TONIGHT },
  [KEY_ACTION_RIGHT]          = { "right", "right", "l", N_("right"), N_("Right, or later."), IN_MORNING | IN_REVIEW | IN_TONIGHT },
  [KEY_ACTION_NOW]            = { "now", "home", NULL, N_("now"), N_("Select what is due or comes next."), IN_TONIGHT },
  [KEY_ACTION_NEXT_VIEW]      = { "next-view", "tab", NULL, N_("review"), N_("Go to the next view."), IN_TONIGHT | IN_REVIEW | IN_HELP },
  [KEY_ACTION_NEXT_FIELD]     = { "next-field", "tab", NULL, N_("next"), N_("Next line; before the answer: the evening."), IN_MORNING },
  [KEY_ACTION_PREVIOUS_FIELD] = { "previous-field", "backtab", NULL, N_("previous"), N_("Previous line."), IN_MORNING },
  [KEY_ACTION_BACK]           = { "back", "esc", NULL, N_("back"), N_("Back."), IN_ALL },
  [KEY_ACTION_HELP]           = { "help", "?", NULL, N_("help"), N_("Explain the keys and the numbers on the screen."), IN_ALL },
  [KEY_ACTION_QUIT]           = { "quit", "q", NULL, N_("quit"), N_("Quit."), IN_ALL },
};
/* clang-format on */
G_STATIC_ASSERT(G_N_ELEMENTS(table) == N_KEY_ACTIONS);

/* Where a view has its own word for what a key does. */
static const struct {
  KeyAction action;
  guint view;
  const char *help;
} view_helps[] = {
  { KEY_ACTION_BEGIN, IN_TONIGHT, N_("Begin a guided step; tick any other.") },
  { KEY_ACTION_BEGIN, IN_MORNING, N_("Save the line and go to the next; take what is offered.") },
  { KEY_ACTION_BEGIN, IN_REVIEW, N_("Open the selected night; there: tick the step.") },
  { KEY_ACTION_BEGIN, IN_GUIDE, N_("Finish, and tick the step; afterwards: begin the next.") },
  { KEY_ACTION_BACK, IN_TONIGHT, N_("Close what was opened, and select what comes next.") },
  { KEY_ACTION_BACK, IN_MORNING, N_("Answer later; afterwards: finish.") },
  { KEY_ACTION_BACK, IN_GUIDE, N_("Stop; the step stays open.") },
  { KEY_ACTION_UP, IN_TONIGHT, N_("Up; at the top it shows earlier steps.") },
  { KEY_ACTION_LEFT, IN_TONIGHT, N_("While bedtime is being moved: earlier.") },
  { KEY_ACTION_RIGHT, IN_TONIGHT, N_("While bedtime is being moved: later.") },
  { KEY_ACTION_LEFT, IN_REVIEW, N_("A week earlier; in a night: the night before.") },
  { KEY_ACTION_RIGHT, IN_REVIEW, N_("A week later; in a night: the next one.") },
  { KEY_ACTION_PAUSE, IN_GUIDE, N_("Pause; press again to go on.") },
  { KEY_ACTION_QUIT, IN_MORNING, N_("Quit; once answered it asks first.") },
};

static const char *const key_words[] = {
  "space", "enter", "esc", "tab",    "backtab",  "up",        "down",   "left",
  "right", "home",  "end", "pageup", "pagedown", "backspace", "delete",
};

const KeyActionInfo *key_action_info(KeyAction action) {
  return &table[action];
}

const char *key_action_help(KeyAction action, guint view) {
  for (gsize i = 0; i < G_N_ELEMENTS(view_helps); i++) {
    if (view_helps[i].action == action && (view_helps[i].view & view))
      return view_helps[i].help;
  }
  return table[action].help;
}

gboolean key_action_parse(const char *name, KeyAction *action) {
  for (guint i = 0; i < N_KEY_ACTIONS; i++) {
    if (g_str_equal(table[i].name, name)) {
      *action = (KeyAction) i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean key_name_is_valid(const char *key) {
  for (gsize i = 0; i < G_N_ELEMENTS(key_words); i++) {
    if (g_str_equal(key_words[i], key))
      return TRUE;
  }
  return g_utf8_validate(key, -1, NULL) && g_utf8_strlen(key, -1) == 1 && g_unichar_isgraph(g_utf8_get_char(key));
}
