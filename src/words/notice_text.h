/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reminder says. Pure. */
#pragma once

#include "model/plan.h"
#include "model/record.h"
#include "model/settings.h"
#include "notify/notifier.h"

#include <glib.h>

typedef struct {
  const Plan *plan;
  const Record *record;
  const GPtrArray *pauses;  /* of Pause; NULL: none */
  const GPtrArray *steps;   /* of const PlanStep *: what it is about, by time */
  const GPtrArray *digest;  /* of const PlanStep *: what was due while nothing could remind */
  const Settings *settings; /* for the keys that it names */
  GTimeZone *zone;
  gint64 now;
} NoticeTextInput;

/* Owned by the caller of notice_text_new. */
typedef struct {
  char *summary;
  char *body;
  char *body_no_buttons;
  char *line; /* the same in one line, for the screen; NULL: that has a place of its own for it */
  NoticeButton buttons[NOTICE_MAX_BUTTONS];
  gsize n_buttons;
  gboolean is_scale; /* the buttons are worth something together only */
} NoticeText;

NoticeText *notice_text_new(const NoticeTextInput *input);

/* The question of the morning, with a button for each answer. */
NoticeText *notice_text_new_morning(void);

void notice_text_free(NoticeText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NoticeText, notice_text_free)
