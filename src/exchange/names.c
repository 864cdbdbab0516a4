/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/names.h"

static const char *const kinds[] = { [STEP_DO] = "do", [STEP_AVOID] = "avoid", [STEP_GUIDED] = "guided" };
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == STEP_GUIDED + 1);

const char *kind_name(StepKind kind) {
  return kinds[kind];
}

gboolean kind_parse(const char *name, StepKind *kind) {
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (g_str_equal(kinds[i], name)) {
      *kind = (StepKind) i;
      return TRUE;
    }
  }
  return FALSE;
}
