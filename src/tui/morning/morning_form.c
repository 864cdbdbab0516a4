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
};

typedef enum { VALUE_SCALE, VALUE_MINUTES, VALUE_COUNT, VALUE_CLOCK, VALUE_TEXT } ValueKind;

typedef struct {
  const char *label;
  ValueKind kind;
  gsize length; /* the most characters that can be typed */
} FieldInfo;

static const FieldInfo fields[] = {
  [FIELD_RESTED] = { N_("Rested"), VALUE_SCALE, 1 },
  [FIELD_LIGHTS_OUT] = { N_("Lights out"), VALUE_CLOCK, 5 },
  [FIELD_ASLEEP_AFTER] = { N_("Fell asleep after"), VALUE_MINUTES, 3 },
  [FIELD_WAKINGS] = { N_("Woke in the night"), VALUE_COUNT, 2 },
  [FIELD_AWAKE] = { N_("Awake in between"), VALUE_MINUTES, 3 },
  [FIELD_WOKE] = { N_("Woke for good"), VALUE_CLOCK, 5 },
  [FIELD_UP] = { N_("Got up"), VALUE_CLOCK, 5 },
  [FIELD_QUALITY] = { N_("Sleep quality"), VALUE_SCALE, 1 },
  [FIELD_NOTE] = { N_("Note"), VALUE_TEXT, NOTE_LENGTH },
};
G_STATIC_ASSERT(G_N_ELEMENTS(fields) == N_MORNING_FIELDS);

const char *morning_form_label(MorningField field) {
  return _(fields[field].label);
}

/* What counts towards a kept night and was not answered; lights out is told by its time. */
static void find_open(MorningForm *form) {
  for (guint i = 0; i < form->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(form->plan->steps, i);
    const gboolean is_due = step->counts && plan_step_is_listed(step);
    if (is_due && record_mark(form->record, step->id) == MARK_OPEN && !g_str_equal(step->id, STEP_LIGHTS_OUT))
      g_ptr_array_add(form->open, (gpointer) g_intern_string(step->id));
  }
}

MorningForm *morning_form_new(Plan *plan, Record *record) {
  MorningForm *form = g_new0(MorningForm, 1);
  form->plan = plan;
  form->record = record;
  form->typed = g_string_new(NULL);
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
  g_string_free(form->typed, TRUE);
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
  if (form->active >= N_MORNING_FIELDS)
    return g_ptr_array_index(form->open, form->active - N_MORNING_FIELDS);
  for (guint i = 0; i < form->open->len; i++) {
    if (record_mark(form->record, g_ptr_array_index(form->open, i)) == MARK_OPEN)
      return g_ptr_array_index(form->open, i);
  }
  return NULL;
}

void morning_form_drop(MorningForm *form) {
  g_string_truncate(form->typed, 0);
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

static gboolean accepts(const FieldInfo *field, gunichar character) {
  switch (field->kind) {
  case VALUE_SCALE: return character >= '1' && character <= '5';
  case VALUE_MINUTES:
  case VALUE_COUNT: return character < 128 && g_ascii_isdigit((char) character);
  case VALUE_CLOCK: return character == ':' || (character < 128 && g_ascii_isdigit((char) character));
  case VALUE_TEXT: return g_unichar_isprint(character);
  }
  g_assert_not_reached();
}

static void erase(MorningForm *form) {
  if (form->typed->len == 0)
    return;
  const char *last = g_utf8_find_prev_char(form->typed->str, form->typed->str + form->typed->len);
  g_string_truncate(form->typed, (gsize) (last - form->typed->str));
}

/* Typing replaces what stands there; only a note is continued. */
static void begin_typing(MorningForm *form) {
  if (form->is_typed)
    return;
  const Morning *morning = &form->record->morning;
  g_string_assign(form->typed, form->active == FIELD_NOTE && morning->note ? morning->note : "");
  form->is_typed = TRUE;
}

/* Two digits that can only be the hour: the colon comes by itself. */
static gboolean is_hour(const char *text) {
  return strlen(text) == 2 && !strchr(text, ':') && atoi(text) < 24;
}

gboolean morning_form_type(MorningForm *form, gunichar character) {
  if (form->active >= N_MORNING_FIELDS)
    return FALSE;
  const FieldInfo *field = &fields[form->active];
  if (character != '\b' && !accepts(field, character))
    return FALSE;
  begin_typing(form);
  g_clear_pointer(&form->question, g_free);
  if (character == '\b') {
    erase(form);
    return TRUE;
  }
  if (field->kind == VALUE_SCALE)
    g_string_truncate(form->typed, 0);
  if ((gsize) g_utf8_strlen(form->typed->str, -1) >= field->length)
    return TRUE;
  if (field->kind == VALUE_CLOCK && character != ':' && is_hour(form->typed->str))
    g_string_append_c(form->typed, ':');
  g_string_append_unichar(form->typed, character);
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
  g_string_assign(form->typed, clock);
  form->is_typed = TRUE;
  return TRUE;
}

static gint64 night_began(const MorningForm *form) {
  return form->record->lights_out != 0 ? form->record->lights_out : form->plan->bed;
}

static TypedKind read_clock(const MorningForm *form, Morning *morning, gint64 *lights_out) {
  gint64 *const instant = form->active == FIELD_LIGHTS_OUT ? lights_out
                          : form->active == FIELD_WOKE     ? &morning->woke
                                                           : &morning->up;
  int minutes;
  *instant = 0;
  if (form->typed->len > 0) {
    if (!timetext_clock(form->typed->str, &minutes))
      return TYPED_NONSENSE;
    /* Lights out lies around bedtime; waking and getting up behind it. */
    const gint64 from = form->active == FIELD_LIGHTS_OUT ? form->plan->bed - HALF_DAY_SECONDS : night_began(form);
    *instant = schedule_first_after(from - 1, minutes, form->zone);
  }
  return form->active == FIELD_LIGHTS_OUT ? TYPED_LIGHTS_OUT : TYPED_MORNING;
}

TypedKind morning_form_read(const MorningForm *form, Morning *morning, gint64 *lights_out) {
  const char *text = form->typed->str;
  const int number = *text ? atoi(text) : MORNING_UNKNOWN;
  if (!form->is_typed || form->active >= N_MORNING_FIELDS)
    return TYPED_NOTHING;
  switch ((MorningField) form->active) {
  case FIELD_RESTED:
    if (number < 1)
      return TYPED_NOTHING;
    morning->rested = number;
    return TYPED_MORNING;
  case FIELD_LIGHTS_OUT: return form->typed->len == 0 ? TYPED_NOTHING : read_clock(form, morning, lights_out);
  case FIELD_WOKE:
  case FIELD_UP: return read_clock(form, morning, lights_out);
  case FIELD_ASLEEP_AFTER: morning->asleep_after_minutes = number; return TYPED_MORNING;
  case FIELD_WAKINGS: morning->wakings = number; return TYPED_MORNING;
  case FIELD_AWAKE: morning->awake_minutes = number; return TYPED_MORNING;
  case FIELD_QUALITY: morning->quality = MAX(number, 0); return TYPED_MORNING;
  case FIELD_NOTE:
    g_free(morning->note);
    morning->note = *text ? g_strdup(text) : NULL;
    return TYPED_MORNING;
  case N_MORNING_FIELDS: return TYPED_NOTHING;
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
  const gboolean is_typed = form->is_typed && form->active == (guint) field;
  g_autofree char *value = is_typed
                               ? g_strconcat(form->typed->str,
                                             fields[field].kind == VALUE_SCALE && form->typed->len > 0 ? "" : "_", NULL)
                               : stored_value(form, field);
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
      return g_strdup_printf(_("%s was planned; enter takes it"), clock);
    if (form->noted != form->record->lights_out)
      return NULL;
    return g_strdup(form->is_last_night ? _("noted last night") : _("noted that night"));
  case FIELD_WOKE: return offer ? g_strdup_printf(_("%s was planned; enter takes it"), clock) : NULL;
  case FIELD_UP: return offer && active ? g_strdup_printf(_("%s, just now; enter takes it"), clock) : NULL;
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
