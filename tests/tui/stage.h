/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view on a real app, with a clock that stands where the test puts it and
 * data in a folder that is thrown away. */
#pragma once

#include "tui/view.h"

typedef struct {
  char *folder;
  App *app;
  View *view;
} StageFixture;

/* An app of which the first evening was long before `now` ("2026-11-24 21:50", Europe/Berlin), with the shipped
 * routine, and a view on it. */
StageFixture *stage_new(View *(*view_new)(App *), const char *now);
void stage_free(StageFixture *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageFixture, stage_free)

/* Another moment, and another view of the same app. */
void stage_go(StageFixture *stage, const char *now);
void stage_show(StageFixture *stage, View *(*view_new)(App *) );

/* Acts as another program does on the same record at the same time. */
void stage_act_elsewhere(StageFixture *stage, const char *now, const Action *action);

/* Gives the view a key action, characters one by one ("\n" is enter), or the mouse. */
ViewResult stage_press(StageFixture *stage, KeyAction action);
ViewResult stage_type(StageFixture *stage, const char *text);
ViewResult stage_click(StageFixture *stage, InputKind kind, int row, int column);

/* Clicks where `text` stands at 80 by 24, `right` of its first column. */
ViewResult stage_click_text(StageFixture *stage, InputKind kind, const char *text, int right);

/* What the view shows (owned). */
Canvas *stage_draw(StageFixture *stage, int columns, int rows);
char *stage_text(StageFixture *stage);

gint64 stage_instant(const char *local);

/* Compares it with the golden screens of that name, in every size. */
void stage_check(StageFixture *stage, const char *name);
