/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view: one screen of the dashboard. Each view has a file X_view.c that
 * exports one function which makes a View whose class is a const table. Drawing
 * is pure: an Evening in, cells out. A view acts through the app, and what came
 * of it goes on the status line. */
#pragma once

#include "app/app.h"
#include "model/keymap.h"
#include "tui/canvas/canvas.h"

#include <glib.h>

typedef struct View View;

/* What the person did, as a view gets it: a key action, a plain character, or the mouse. */
typedef enum { INPUT_ACTION, INPUT_CHARACTER, INPUT_CLICK, INPUT_DOUBLE_CLICK, INPUT_SCROLL } InputKind;

/* What a key means in a text that is being typed, whatever else it does. */
typedef enum {
  EDIT_NONE,
  EDIT_LEFT,
  EDIT_RIGHT,
  EDIT_HOME,
  EDIT_END,
  EDIT_BACKSPACE, /* as the character, too */
  EDIT_DELETE,
  EDIT_CUT_BEFORE, /* all before the cursor */
  EDIT_CUT_WORD,   /* the word before it */
  EDIT_CUT_BEHIND, /* all behind it */
} EditKey;

typedef struct {
  InputKind kind;
  KeyAction action; /* INPUT_ACTION */
  EditKey edit;     /* beside INPUT_ACTION and INPUT_CHARACTER, while a text is typed */
  gunichar
      character; /* the character typed, also beside INPUT_ACTION; 0: none. '\b' is backspace, '\n' enter, 27 escape */
  int row, column; /* the mouse */
  int lines;       /* INPUT_SCROLL: down is positive */
} Input;

/* In this order: esc leads from a view to one before it. */
typedef enum {
  VIEW_TONIGHT,
  VIEW_REVIEW,
  VIEW_MORNING,
  VIEW_COMPARE,
  VIEW_TRIAL,
  VIEW_GUIDE,
  VIEW_HELP,
  N_VIEWS
} ViewName;

/* What a view answers to what happened. The dashboard switches views and redraws; the view never does. */
typedef enum {
  VIEW_IGNORED,
  VIEW_REDRAW,
  VIEW_GO,   /* to another one: view_go */
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
  /* A text is being typed: every key that types something but esc, enter and tab is a character. NULL: never. */
  gboolean (*types)(const View *view);
  Stage (*stage)(const View *view, const Evening *evening); /* NULL: by the evening */
  void (*free)(View *view);
} ViewClass;

/* The first member of each view's own struct. */
struct View {
  const ViewClass *class;
  App *app;         /* for acting; NULL in tests that only draw */
  ViewName target;  /* where VIEW_GO leads */
  const char *step; /* interned: what the guide or the comparison it leads to is about */
  Night night;      /* what the morning it leads to is about; NIGHT_NONE: the one that asks */
  guint about;      /* the IN_… bit of the view from which this one was entered */
};

View *tonight_view_new(App *app);
View *morning_view_new(App *app);
View *review_view_new(App *app);
View *compare_view_new(App *app);
View *trial_view_new(App *app);
View *guide_view_new(App *app);
View *help_view_new(App *app);
void view_free(View *view);

/* The answer that leads from `view` to the one called `name`. */
ViewResult view_go(View *view, ViewName name);

/* Does it, and says what happened or why it cannot be. */
void view_perform(const View *view, const Action *action);

/* Takes the last act back, and says which, or why it cannot be. */
void view_undo(const View *view);

/* Says why something cannot be, as a sentence. */
void view_refuse(const View *view, const GError *error);
