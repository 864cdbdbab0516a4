/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dashboard: the views of one app on one screen, from the first frame to
 * the last key. */
#pragma once

#include "app/app.h"

typedef struct {
  const char *themes_folder; /* own themes; NULL: none */
  const char *state_folder;  /* where the theme chosen by key is remembered; NULL: it is not */
} TuiOptions;

/* Shows the dashboard until the person quits or the terminal is gone; starts `app` when the first frame stands, and
 * stops it at the end. FALSE with WINDDOWN_ERROR_REFUSED when there is no terminal to show it on. */
gboolean tui_run(App *app, const TuiOptions *options, GError **error);
