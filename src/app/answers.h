/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an answer to a reminder does to the steps that it was about: its button
 * and the command without a step do the same. */
#pragma once

#include "app/app.h"

/* Does `action` (a mark or a snooze; its step is not read) to those of `steps` (NULL-terminated) that are open, to all
 * when none is. Whether a stretch held shows at its end: beside others, "done" leaves it open. TRUE when one of them
 * was answered; `message` (owned, may be NULL) names them all. */
gboolean answers_give(App *app, const Action *action, const char *const *steps, char **message,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
