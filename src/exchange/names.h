/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that the shapes use for kinds of step, private to this room. */
#pragma once

#include "model/routine.h"

const char *kind_name(StepKind kind);
gboolean kind_parse(const char *name, StepKind *kind) G_GNUC_WARN_UNUSED_RESULT;
