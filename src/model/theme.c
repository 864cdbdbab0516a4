/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/theme.h"

static const char *const role_names[] = {
  [ROLE_TEXT] = "text", [ROLE_BRIGHT] = "bright", [ROLE_DIM] = "dim",           [ROLE_FAINT] = "faint",
  [ROLE_KEY] = "key",   [ROLE_ACCENT] = "accent", [ROLE_SELECTED] = "selected", [ROLE_NOTICE] = "notice",
};
G_STATIC_ASSERT(G_N_ELEMENTS(role_names) == N_ROLES);

static const char *const stage_names[] = {
  [STAGE_DAY] = "day",
  [STAGE_DUSK] = "dusk",
  [STAGE_BED] = "bed",
  [STAGE_NIGHT] = "night",
};
G_STATIC_ASSERT(G_N_ELEMENTS(stage_names) == N_STAGES);

Theme *theme_new(const char *name) {
  Theme *theme = g_new0(Theme, 1);
  theme->name = g_strdup(name);
  theme->title = g_strdup(name);
  theme->background = COLOUR_DEFAULT;
  theme->scenery = (Scenery){ COLOUR_DEFAULT, COLOUR_DEFAULT, COLOUR_DEFAULT,
                              COLOUR_DEFAULT, COLOUR_DEFAULT, COLOUR_DEFAULT };
  for (guint stage = 0; stage < N_STAGES; stage++) {
    for (guint role = 0; role < N_ROLES; role++)
      theme->looks[stage][role] = (RoleLook){ COLOUR_DEFAULT, COLOUR_DEFAULT, COLOUR_DEFAULT, FALSE, FALSE, FALSE };
  }
  return theme;
}

void theme_free(Theme *theme) {
  if (!theme)
    return;
  g_free(theme->name);
  g_free(theme->title);
  g_free(theme);
}

const char *role_name(Role role) {
  return role_names[role];
}

gboolean role_parse(const char *name, Role *role) {
  for (guint i = 0; i < N_ROLES; i++) {
    if (g_str_equal(role_names[i], name)) {
      *role = (Role) i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *stage_name(Stage stage) {
  return stage_names[stage];
}
