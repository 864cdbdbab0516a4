/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Title, body and buttons of a notice, and the line of the screen that replaces it. */
#include "words/notice_text.h"

#include "base/daytime.h"
#include "planning/agenda.h"

#include <glib/gi18n.h>

/* Later than this after its time, a reminder says from when it is. */
#define LATE_SECONDS (2 * DAYTIME_MINUTE_SECONDS)

static const NoticeButton do_buttons[] = {
  { "done", N_("Done") },
  { "snooze", N_("Snooze") },
  { "skip", N_("Skip") },
};
static const NoticeButton avoid_buttons[] = {
  { "ok", N_("OK") },
  { "not-tonight", N_("Not tonight") },
};
static const NoticeButton morning_buttons[] = {
  { "1", N_("1 not at all") }, { "2", "2" }, { "3", "3" }, { "4", "4" }, { "5", N_("5 fully") },
};

static void set_buttons(NoticeText *text, const NoticeButton *buttons, gsize n) {
  for (gsize i = 0; i < n; i++)
    text->buttons[i] = (NoticeButton){ buttons[i].id, _(buttons[i].label) };
  text->n_buttons = n;
}

static char *titles(const GPtrArray *steps) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add(names, ((const PlanStep *) g_ptr_array_index(steps, i))->title);
  g_ptr_array_add(names, NULL);
  return g_strjoinv(" · ", (char **) names->pdata);
}

static char *shorts(const GPtrArray *steps) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add(names, ((const PlanStep *) g_ptr_array_index(steps, i))->short_title);
  g_ptr_array_add(names, NULL);
  return g_strjoinv(", ", (char **) names->pdata);
}

/* What has begun, with its end where it has one. */
static char *begun_line(const NoticeTextInput *input, const PlanStep *step, const char *clock) {
  const gboolean is_late = input->now - step->at > LATE_SECONDS;
  const gboolean is_stretch = step->kind == STEP_AVOID && step->until > input->now;
  g_autofree char *until = is_stretch ? daytime_clock(step->until, input->zone) : NULL;
  if (is_late)
    return is_stretch ? g_strdup_printf(_("from %s until %s"), clock, until) : g_strdup_printf(_("from %s"), clock);
  return is_stretch ? g_strdup_printf(_("from now until %s"), until) : g_strdup(_("now"));
}

/* When one step is, as seen from now. */
static char *time_line(const NoticeTextInput *input, const PlanStep *step) {
  g_autofree char *clock = daytime_clock(step->at, input->zone);
  const gint64 ahead = step->at - input->now;
  if (ahead <= DAYTIME_MINUTE_SECONDS / 2)
    return begun_line(input, step, clock);
  const int minutes = (int) ((ahead + DAYTIME_MINUTE_SECONDS / 2) / DAYTIME_MINUTE_SECONDS);
  return g_strdup_printf(ngettext("in %d minute, at %s", "in %d minutes, at %s", (gulong) minutes), minutes, clock);
}

static gboolean is_among(const GPtrArray *steps, const PlanStep *step) {
  for (guint i = 0; i < steps->len; i++) {
    if (g_str_equal(((const PlanStep *) g_ptr_array_index(steps, i))->id, step->id))
      return TRUE;
  }
  return FALSE;
}

/* What else was due before now and is open; avoid stretches need no answer. */
static GPtrArray *still_open(const NoticeTextInput *input) {
  GPtrArray *open = g_ptr_array_new();
  for (guint i = 0; i < input->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(input->plan->steps, i);
    const gboolean counts = step->at < input->now && step->counts && step->kind != STEP_AVOID;
    if (counts && agenda_step_is_open(input->plan, input->record, input->pauses, step) &&
        !is_among(input->steps, step) && !is_among(input->digest, step))
      g_ptr_array_add(open, (gpointer) step);
  }
  return open;
}

static void append_line(GString *body, char *line) {
  if (body->len > 0)
    g_string_append_c(body, '\n');
  g_string_append(body, line);
  g_free(line);
}

static void append_digest(GString *body, const NoticeTextInput *input) {
  if (input->digest->len == 0)
    return;
  g_autofree char *names = shorts(input->digest);
  const PlanStep *first = g_ptr_array_index(input->digest, 0);
  g_autofree char *clock = daytime_clock(first->at, input->zone);
  append_line(body,
              g_strdup_printf(ngettext("While nothing could remind you, from %s: %u step, %s.",
                                       "While nothing could remind you, from %s: %u steps, %s.", input->digest->len),
                              clock, input->digest->len, names));
}

static gboolean all_avoid(const GPtrArray *steps) {
  for (guint i = 0; i < steps->len; i++) {
    if (((const PlanStep *) g_ptr_array_index(steps, i))->kind != STEP_AVOID)
      return FALSE;
  }
  return TRUE;
}

/* `hint` (may be NULL) comes before the last line, which names what else is open. */
static char *body_of(const NoticeTextInput *input, const char *hint) {
  GString *body = g_string_new(NULL);
  for (guint i = 0; i < input->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(input->steps, i);
    g_autofree char *when = time_line(input, step);
    append_line(body, input->steps->len == 1 ? g_steal_pointer(&when) : g_strdup_printf("%s: %s", step->title, when));
  }
  append_digest(body, input);
  if (hint)
    append_line(body, g_strdup(hint));
  g_autoptr(GPtrArray) open = still_open(input);
  if (open->len > 0) {
    g_autofree char *names = shorts(open);
    append_line(body, g_strdup_printf(_("Still open: %s."), names));
  }
  return g_string_free(body, FALSE);
}

static const char *key_of(const NoticeTextInput *input, KeyAction action) {
  const char *own = input->settings->keys[action];
  return own ? own : key_action_info(action)->key;
}

/* What to press or to type where no buttons are drawn (owned); NULL where nothing is asked. */
static char *without_buttons(const NoticeTextInput *input) {
  if (input->steps->len == 0)
    return NULL;
  if (all_avoid(input->steps))
    return g_strdup_printf(_("No answer needed. If not tonight: %s in winddown, or the command \"winddown slip\"."),
                           key_of(input, KEY_ACTION_NOT_TONIGHT));
  return g_strdup_printf(
      _("In winddown: %s done, %s snooze, %s skip. Or the command \"winddown done\", \"snooze\" or \"skip\"."),
      key_of(input, KEY_ACTION_DONE), key_of(input, KEY_ACTION_SNOOZE), key_of(input, KEY_ACTION_SKIP));
}

static char *digest_line(const NoticeTextInput *input) {
  g_autofree char *names = shorts(input->digest);
  const PlanStep *first = g_ptr_array_index(input->digest, 0);
  g_autofree char *clock = daytime_clock(first->at, input->zone);
  return g_strdup_printf(_("Since %s, still open: %s."), clock, names);
}

/* On the screen the list beside it says the rest. It is shown until answered, so it says nothing that time would make
 * untrue. */
static char *line_of(const NoticeTextInput *input, const NoticeText *text) {
  if (input->steps->len == 0)
    return digest_line(input);
  if (input->steps->len > 1)
    return g_strdup(text->summary);
  const PlanStep *step = g_ptr_array_index(input->steps, 0);
  g_autofree char *clock = daytime_clock(step->at, input->zone);
  if (step->kind != STEP_AVOID)
    return g_strdup_printf(_("%s at %s"), step->title, clock);
  g_autofree char *until = daytime_clock(step->until, input->zone);
  return g_strdup_printf(_("%s from %s until %s"), step->title, clock, until);
}

NoticeText *notice_text_new(const NoticeTextInput *input) {
  NoticeText *text = g_new0(NoticeText, 1);
  text->summary = input->steps->len > 0 ? titles(input->steps) : g_strdup(_("While nothing could remind you"));
  text->body = body_of(input, NULL);
  g_autofree char *hint = without_buttons(input);
  text->body_no_buttons = body_of(input, hint);
  text->line = line_of(input, text);
  if (input->steps->len == 0)
    return text;
  if (all_avoid(input->steps))
    set_buttons(text, avoid_buttons, G_N_ELEMENTS(avoid_buttons));
  else
    set_buttons(text, do_buttons, G_N_ELEMENTS(do_buttons));
  return text;
}

NoticeText *notice_text_new_morning(void) {
  NoticeText *text = g_new0(NoticeText, 1);
  text->summary = g_strdup(_("How rested do you feel?"));
  text->body = g_strdup(_("1 is not at all, 5 is fully."));
  text->body_no_buttons = g_strdup(
      _("1 is not at all, 5 is fully. Answer in winddown, or with \"winddown morning --rested 4\"."));
  set_buttons(text, morning_buttons, G_N_ELEMENTS(morning_buttons));
  text->is_scale = TRUE; /* fewer than five would be a biased record */
  return text;
}

void notice_text_free(NoticeText *text) {
  if (!text)
    return;
  g_free(text->summary);
  g_free(text->body);
  g_free(text->body_no_buttons);
  g_free(text->line);
  g_free(text);
}
