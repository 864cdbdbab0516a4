/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a view acts: through the app, and what came of it goes on the status
 * line. */
#pragma once

#include "tui/view.h"

/* Does it, and says what happened or why it cannot be. */
void acting_perform(const View *view, const Action *action);

/* Takes the last act back, and says which, or why it cannot be. */
void acting_undo(const View *view);

/* Says why something cannot be, as a sentence. */
void acting_refuse(const View *view, const GError *error);
