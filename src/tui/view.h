/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view: one screen of the dashboard. Each view is one file that exports one
 * function giving a View whose class is a const table. Drawing is pure: an
 * Evening in, cells out. */
#pragma once

#include "app/app.h"
#include "model/keymap.h"
#include "tui/canvas.h"

#include <glib.h>

typedef struct View View;

/* What the person did, as a view gets it: a key action, a plain character, or the mouse. */
typedef enum { INPUT_ACTION, INPUT_CHARACTER, INPUT_CLICK, INPUT_DOUBLE_CLICK, INPUT_SCROLL } InputKind;

typedef struct {
  InputKind kind;
  KeyAction action; /* INPUT_ACTION */
  gunichar
      character; /* the character typed, also beside INPUT_ACTION; 0: none. '\b' is backspace, '\n' enter, 27 escape */
  int row, column; /* the mouse */
  int lines;       /* INPUT_SCROLL: down is positive */
} Input;

/* What a view says to what happened. The tui switches views and redraws; the view never does. */
typedef enum {
  VIEW_IGNORED,
  VIEW_REDRAW,
  VIEW_TO_TONIGHT,
  VIEW_TO_MORNING,
  VIEW_TO_REVIEW,
  VIEW_TO_GUIDE,
  VIEW_TO_COMPARE,
  VIEW_TO_HELP,
  VIEW_BACK, /* to the one before */
  VIEW_QUIT,
} ViewResult;

typedef struct {
  const char *name;
  guint set; /* its IN_… bit */
  void (*draw)(View *view, const Evening *evening, Canvas *canvas);
  ViewResult (*input)(View *view, const Evening *evening, const Input *input);
  /* The view now shows, with nothing to say it was away. NULL: nothing to do. */
  void (*enter)(View *view, const Evening *evening);
  /* Before it is left: what it holds is saved, its timers end. NULL: nothing to do. */
  void (*leave)(View *view);
  /* When what it shows next changes without an event, in unix microseconds; 0: never. NULL: never. */
  gint64 (*next_change)(const View *view, const Evening *evening);
  /* The time of next_change has come: what the view then does by itself. NULL: nothing but being drawn anew. */
  ViewResult (*wake)(View *view, const Evening *evening);
  /* A text is being typed: every key but esc and enter is a character. NULL: never. */
  gboolean (*types)(const View *view);
  Stage (*stage)(const View *view, const Evening *evening); /* NULL: by the evening */
  void (*free)(View *view);
} ViewClass;

/* The first member of each view's own struct. */
struct View {
  const ViewClass *class;
  App *app;         /* for acting; NULL in tests that only draw */
  const char *step; /* interned: what VIEW_TO_GUIDE or VIEW_TO_COMPARE is about */
  Night night;      /* what VIEW_TO_MORNING is about; NIGHT_NONE: the one that asks */
  guint about;      /* the IN_… bit of the view from which this one was entered */
};

View *view_tonight_new(App *app);
View *view_morning_new(App *app);
View *view_review_new(App *app);
View *view_compare_new(App *app);
View *view_guide_new(App *app);
View *view_help_new(App *app);
void view_free(View *view);
