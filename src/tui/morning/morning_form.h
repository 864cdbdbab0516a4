/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The morning's form: restedness, the diary fields behind it, and the steps
 * that the night left open; what is typed, offered and taken. Pure. */
#pragma once

#include "model/plan.h"
#include "model/record.h"
#include "tui/text_field.h"

#include <glib.h>

typedef enum {
  FIELD_RESTED,
  FIELD_LIGHTS_OUT,
  FIELD_ASLEEP_AFTER,
  FIELD_WAKINGS,
  FIELD_AWAKE,
  FIELD_WOKE,
  FIELD_UP,
  FIELD_QUALITY,
  FIELD_NOTE,
  N_MORNING_FIELDS,
} MorningField;

typedef struct {
  Plan *plan;     /* of the night that it closes */
  Record *record; /* as it is stored */
  GTimeZone *zone;
  gint64 now;
  gboolean is_last_night;
  gint64 noted;      /* lights out as it stood before the morning was answered; 0: not at all */
  guint active;      /* a MorningField, or N_MORNING_FIELDS + the index of an open step */
  TextField typed;   /* what is being typed into the active field */
  gboolean is_typed; /* something is: `typed` is shown in place of the stored value */
  GPtrArray *open;   /* of char * (interned): the steps that the night left open */
  char *question;    /* what wants to be cleared up before it is stored; NULL: nothing */
  char *aside;       /* one more line: what the answers have brought about; NULL: nothing */
} MorningForm;

/* A form on `plan` and `record` (both taken). Zone and now are set by the caller. */
MorningForm *morning_form_new(Plan *plan, Record *record);
void morning_form_free(MorningForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MorningForm, morning_form_free)

/* What is stored has changed: takes both, keeps the place. */
void morning_form_reload(MorningForm *form, Plan *plan, Record *record);

gboolean morning_form_is_answered(const MorningForm *form);

/* The selected step; NULL: a field is selected. */
const char *morning_form_step(const MorningForm *form);

/* Goes to the field or step before (-1) or behind (1). FALSE at either end. */
gboolean morning_form_move(MorningForm *form, int direction);

/* Goes to a field or step, as in `active`. FALSE when there is none, or it is there already. */
gboolean morning_form_go(MorningForm *form, guint place);

/* Does what the key means in the active field. FALSE if it means nothing there. */
gboolean morning_form_type(MorningForm *form, const Input *input);

/* Takes what is offered for the active field as if it had been typed. FALSE when nothing is offered. */
gboolean morning_form_take_offer(MorningForm *form);

/* What typing has come to. */
typedef enum { TYPED_NOTHING, TYPED_MORNING, TYPED_LIGHTS_OUT, TYPED_NONSENSE } TypedKind;

/* Reads what was typed: into `morning` (a copy of the stored one, to be stored) or `lights_out`. */
TypedKind morning_form_read(const MorningForm *form, Morning *morning, gint64 *lights_out);

/* Why what was typed cannot be the active field's value, and what can (for ever). */
const char *morning_form_refusal(const MorningForm *form);

/* Forgets what was typed. */
void morning_form_drop(MorningForm *form);

/* Texts of a field (owned; NULL: none): its stored value or blanks, and the hint right of it. */
const char *morning_form_label(MorningField field);
char *morning_form_value(const MorningForm *form, MorningField field);
char *morning_form_hint(const MorningForm *form, MorningField field);
