/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/morning/morning_form.h"

#include "base/daytime.h"
#include "base/timetext.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

#include <stdlib.h>
#include <string.h>

enum {
  HALF_DAY_SECONDS = 12 * 3600,
  UP_OFFER_SECONDS = 3 * 3600, /* so long after the planned wake time "now" may be when one got up */
  ROUND_SECONDS = 5 * 60,
  NOTE_LENGTH = 200,
  TIME_LENGTH = 12, /* "11:30 p.m." */
  LENGTH_LENGTH = 8,
};

typedef enum { VALUE_SCALE, VALUE_MINUTES, VALUE_COUNT, VALUE_CLOCK, VALUE_TEXT } ValueKind;

typedef struct {
  const char *label;
  ValueKind kind;
  int most; /* characters that can be typed */
  const char *refusal;
} FieldInfo;

static const FieldInfo fields[] = {
  [FIELD_RESTED] = { N_("Rested"), VALUE_SCALE, 1, N_("How rested you feel is a number from 1 to 5.") },
  [FIELD_LIGHTS_OUT] = { N_("Lights out"), VALUE_CLOCK, TIME_LENGTH, N_("Please type a time, such as 23:15.") },
  [FIELD_ASLEEP_AFTER] = { N_("Fell asleep after"), VALUE_MINUTES, LENGTH_LENGTH,
                           N_("Please type minutes, such as 15.") },
  [FIELD_WAKINGS] = { N_("Woke in the night"), VALUE_COUNT, LENGTH_LENGTH,
                      N_("Please type how many times you woke, such as 2.") },
  [FIELD_AWAKE] = { N_("Time awake"), VALUE_MINUTES, LENGTH_LENGTH, N_("Please type minutes, such as 20.") },
  [FIELD_WOKE] = { N_("Final wake-up"), VALUE_CLOCK, TIME_LENGTH, N_("Please type a time, such as 6:45.") },
  [FIELD_UP] = { N_("Got up"), VALUE_CLOCK, TIME_LENGTH, N_("Please type a time, such as 7:10.") },
  [FIELD_QUALITY] = { N_("Sleep quality"), VALUE_SCALE, LENGTH_LENGTH, N_("Sleep quality is a number from 1 to 5.") },
  [FIELD_NOTE] = { N_("Note"), VALUE_TEXT, NOTE_LENGTH, "" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(fields) == N_MORNING_FIELDS);

const char *morning_form_label(MorningField field) {
  return _(fields[field].label);
}

const char *morning_form_refusal(const MorningForm *form) {
  return form->active < N_MORNING_FIELDS ? _(fields[form->active].refusal) : NULL;
}

/* What was not answered: what counts towards a kept night, and what was to be kept free of. Lights out is told by its
 * time. */
static void find_open(MorningForm *form) {
  for (guint i = 0; i < form->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(form->plan->steps, i);
    const gboolean is_due = (step->counts || step->kind == STEP_AVOID) && plan_step_is_listed(step);
    if (is_due && record_mark(form->record, step->id) == MARK_OPEN && !g_str_equal(step->id, STEP_LIGHTS_OUT))
      g_ptr_array_add(form->open, (gpointer) g_intern_string(step->id));
  }
}

MorningForm *morning_form_new(Plan *plan, Record *record) {
  MorningForm *form = g_new0(MorningForm, 1);
  form->plan = plan;
  form->record = record;
  text_field_init(&form->typed);
  form->open = g_ptr_array_new();
  form->is_last_night = TRUE;
  find_open(form);
  form->noted = morning_form_is_answered(form) ? 0 : record->lights_out;
  form->active = !morning_form_is_answered(form) ? FIELD_RESTED
                 : record->lights_out == 0       ? FIELD_LIGHTS_OUT
                                                 : FIELD_ASLEEP_AFTER;
  return form;
}

void morning_form_free(MorningForm *form) {
  if (!form)
    return;
  plan_free(form->plan);
  record_free(form->record);
  text_field_clear(&form->typed);
  g_ptr_array_unref(form->open);
  g_free(form->question);
  g_free(form->aside);
  g_free(form);
}

void morning_form_reload(MorningForm *form, Plan *plan, Record *record) {
  g_clear_pointer(&form->plan, plan_free);
  g_clear_pointer(&form->record, record_free);
  form->plan = plan;
  form->record = record;
}

gboolean morning_form_is_answered(const MorningForm *form) {
  return form->record->morning.rested != 0;
}

const char *morning_form_step(const MorningForm *form) {
  return form->active >= N_MORNING_FIELDS ? g_ptr_array_index(form->open, form->active - N_MORNING_FIELDS) : NULL;
}

void morning_form_drop(MorningForm *form) {
  form->is_typed = FALSE;
  g_clear_pointer(&form->question, g_free);
}

gboolean morning_form_go(MorningForm *form, guint place) {
  if (place >= N_MORNING_FIELDS + form->open->len || place == form->active)
    return FALSE;
  morning_form_drop(form);
  form->active = place;
  return TRUE;
}

gboolean morning_form_move(MorningForm *form, int direction) {
  return (direction > 0 || form->active > 0) && morning_form_go(form, form->active + (guint) direction);
}

static char *clock_text(const MorningForm *form, gint64 instant) {
  return instant == 0 ? g_strdup("") : daytime_clock(instant, form->zone);
}

static char *number_text(int number, int least) {
  return number < least ? g_strdup("") : g_strdup_printf("%d", number);
}

/* The stored value as it would be typed (owned). */
static char *stored_text(const MorningForm *form, MorningField field) {
  const Morning *morning = &form->record->morning;
  switch (field) {
  case FIELD_RESTED: return number_text(morning->rested, 1);
  case FIELD_LIGHTS_OUT: return clock_text(form, form->record->lights_out);
  case FIELD_ASLEEP_AFTER: return number_text(morning->asleep_after_minutes, 0);
  case FIELD_WAKINGS: return number_text(morning->wakings, 0);
  case FIELD_AWAKE: return number_text(morning->awake_minutes, 0);
  case FIELD_WOKE: return clock_text(form, morning->woke);
  case FIELD_UP: return clock_text(form, morning->up);
  case FIELD_QUALITY: return number_text(morning->quality, 1);
  case FIELD_NOTE: return g_strdup(morning->note ? morning->note : "");
  case N_MORNING_FIELDS: break;
  }
  g_assert_not_reached();
}

/* Typing replaces what is stored; a note is continued. */
gboolean morning_form_type(MorningForm *form, const Input *input) {
  if (form->active >= N_MORNING_FIELDS)
    return FALSE;
  if (!form->is_typed) {
    g_autofree char *text = stored_text(form, (MorningField) form->active);
    text_field_set(&form->typed, text, form->active != FIELD_NOTE);
  }
  if (!text_field_input(&form->typed, input, fields[form->active].most))
    return FALSE;
  form->is_typed = TRUE;
  g_clear_pointer(&form->question, g_free);
  return TRUE;
}

/* The planned moments, and "now" for getting up: 0 when nothing is offered. */
static gint64 offered(const MorningForm *form, MorningField field) {
  const Morning *morning = &form->record->morning;
  if (field == FIELD_LIGHTS_OUT && form->record->lights_out == 0)
    return form->plan->bed;
  if (field == FIELD_WOKE && morning->woke == 0)
    return form->plan->wake;
  const gboolean is_recent = form->now >= form->plan->wake && form->now - form->plan->wake < UP_OFFER_SECONDS;
  if (field == FIELD_UP && morning->up == 0 && is_recent)
    return form->now - form->now % ROUND_SECONDS;
  return 0;
}

gboolean morning_form_take_offer(MorningForm *form) {
  if (form->is_typed || form->active >= N_MORNING_FIELDS)
    return FALSE;
  const gint64 offer = offered(form, (MorningField) form->active);
  if (offer == 0)
    return FALSE;
  g_autofree char *clock = daytime_clock(offer, form->zone);
  text_field_set(&form->typed, clock, TRUE);
  form->is_typed = TRUE;
  return TRUE;
}

static gint64 night_began(const MorningForm *form) {
  return form->record->lights_out != 0 ? form->record->lights_out : form->plan->bed;
}

/* The time of day as an instant of this night: lights out is around bedtime, waking and getting up after it. Of a time
 * that does not name its half of the day, the half nearer to what was planned. */
static gint64 instant_of(const MorningForm *form, int minutes) {
  const gboolean is_bed = form->active == FIELD_LIGHTS_OUT;
  const gint64 from = is_bed ? form->plan->bed - HALF_DAY_SECONDS : night_began(form);
  const gint64 planned = is_bed ? form->plan->bed : form->plan->wake;
  const gint64 one = schedule_first_after(from - 1, minutes, form->zone);
  if (!timetext_is_half_open(form->typed.text->str))
    return one;
  const int other_minutes = (minutes + DAYTIME_DAY_MINUTES / 2) % DAYTIME_DAY_MINUTES;
  const gint64 other = schedule_first_after(from - 1, other_minutes, form->zone);
  return ABS(other - planned) < ABS(one - planned) ? other : one;
}

static TypedKind read_clock(const MorningForm *form, Morning *morning, gint64 *lights_out) {
  gint64 *const instant = form->active == FIELD_LIGHTS_OUT ? lights_out
                          : form->active == FIELD_WOKE     ? &morning->woke
                                                           : &morning->up;
  const char *text = form->typed.text->str;
  int minutes = 0;
  if (*text && !timetext_clock(text, &minutes))
    return TYPED_NONSENSE;
  if (!*text && form->active == FIELD_LIGHTS_OUT)
    return TYPED_NOTHING;
  *instant = *text ? instant_of(form, minutes) : 0;
  return form->active == FIELD_LIGHTS_OUT ? TYPED_LIGHTS_OUT : TYPED_MORNING;
}

/* The number behind a field that is one. */
static int *number_of(Morning *morning, guint field) {
  return field == FIELD_RESTED         ? &morning->rested
         : field == FIELD_ASLEEP_AFTER ? &morning->asleep_after_minutes
         : field == FIELD_WAKINGS      ? &morning->wakings
         : field == FIELD_AWAKE        ? &morning->awake_minutes
                                       : &morning->quality;
}

static gboolean read_whole(const char *text, int least, int most, int *number) {
  char *end = NULL;
  const long value = strtol(text, &end, 10);
  if (!g_ascii_isdigit(*text) || *end || value < least || value > most)
    return FALSE;
  *number = (int) value;
  return TRUE;
}

static TypedKind read_number(const MorningForm *form, const char *text, Morning *morning) {
  const ValueKind kind = fields[form->active].kind;
  int *const number = number_of(morning, form->active);
  if (*text == '\0' && form->active == FIELD_RESTED)
    return TYPED_NOTHING;
  if (*text == '\0') {
    *number = kind == VALUE_SCALE ? 0 : MORNING_UNKNOWN;
    return TYPED_MORNING;
  }
  const gboolean sound = kind == VALUE_SCALE   ? read_whole(text, 1, 5, number)
                         : kind == VALUE_COUNT ? read_whole(text, 0, LIMIT_WAKINGS, number)
                                               : timetext_minutes(text, number);
  return sound ? TYPED_MORNING : TYPED_NONSENSE;
}

TypedKind morning_form_read(const MorningForm *form, Morning *morning, gint64 *lights_out) {
  if (!form->is_typed || form->active >= N_MORNING_FIELDS)
    return TYPED_NOTHING;
  g_autofree char *text = g_strstrip(g_strdup(form->typed.text->str));
  switch (fields[form->active].kind) {
  case VALUE_CLOCK: return read_clock(form, morning, lights_out);
  case VALUE_TEXT:
    g_free(morning->note);
    morning->note = *text ? g_steal_pointer(&text) : NULL;
    return TYPED_MORNING;
  case VALUE_SCALE:
  case VALUE_COUNT:
  case VALUE_MINUTES: return read_number(form, text, morning);
  }
  g_assert_not_reached();
}

static char *clock_value(const MorningForm *form, gint64 instant) {
  return instant == 0 ? g_strdup("__:__") : daytime_clock(instant, form->zone);
}

static char *scale_value(int mark) {
  return mark == 0 ? g_strdup("_") : g_strdup_printf("%d", mark);
}

static char *stored_value(const MorningForm *form, MorningField field) {
  const Morning *morning = &form->record->morning;
  const int number = field == FIELD_ASLEEP_AFTER ? morning->asleep_after_minutes
                     : field == FIELD_WAKINGS    ? morning->wakings
                                                 : morning->awake_minutes;
  switch (field) {
  case FIELD_LIGHTS_OUT: return clock_value(form, form->record->lights_out);
  case FIELD_WOKE: return clock_value(form, morning->woke);
  case FIELD_UP: return clock_value(form, morning->up);
  case FIELD_ASLEEP_AFTER:
  case FIELD_WAKINGS:
  case FIELD_AWAKE: return number < 0 ? g_strdup("__") : g_strdup_printf("%2d", number);
  case FIELD_RESTED: return scale_value(morning->rested);
  case FIELD_QUALITY: return scale_value(morning->quality);
  case FIELD_NOTE: return g_strdup(morning->note ? morning->note : "_");
  case N_MORNING_FIELDS: return NULL;
  }
  g_assert_not_reached();
}

char *morning_form_value(const MorningForm *form, MorningField field) {
  const gulong times = form->record->morning.wakings == 1 ? 1 : 2;
  g_autofree char *value = stored_value(form, field);
  switch (fields[field].kind) {
  case VALUE_MINUTES: return g_strdup_printf(_("%s min"), value);
  case VALUE_COUNT: return g_strdup_printf(ngettext("%s time", "%s times", times), value);
  case VALUE_SCALE:
  case VALUE_CLOCK:
  case VALUE_TEXT: return g_steal_pointer(&value);
  }
  g_assert_not_reached();
}

char *morning_form_hint(const MorningForm *form, MorningField field) {
  const gint64 offer = offered(form, field);
  g_autofree char *clock = offer != 0 ? daytime_clock(offer, form->zone) : NULL;
  const gboolean active = form->active == (guint) field && !form->is_typed;
  switch (field) {
  case FIELD_LIGHTS_OUT:
    if (offer)
      return g_strdup_printf(_("planned %s; Enter to use it"), clock);
    if (form->noted != form->record->lights_out)
      return NULL;
    return g_strdup(form->is_last_night ? _("noted last night") : _("noted that night"));
  case FIELD_WOKE: return offer ? g_strdup_printf(_("planned %s; Enter to use it"), clock) : NULL;
  case FIELD_UP: return offer && active ? g_strdup_printf(_("now %s; Enter to use it"), clock) : NULL;
  case FIELD_ASLEEP_AFTER:
    return form->record->morning.asleep_after_minutes < 0 ? g_strdup(_("a guess is enough")) : NULL;
  case FIELD_QUALITY: return form->record->morning.quality == 0 ? g_strdup(_("1 to 5")) : NULL;
  case FIELD_RESTED:
  case FIELD_WAKINGS:
  case FIELD_AWAKE:
  case FIELD_NOTE:
  case N_MORNING_FIELDS: return NULL;
  }
  g_assert_not_reached();
}
