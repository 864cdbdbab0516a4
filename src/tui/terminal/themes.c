/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/themes.h"

#include "config/theme_file.h"

#include <glib/gi18n.h>

/* What a palette follows from, the time aside. */
typedef struct {
  const Theme *theme;
  gint64 evening, bed;
  AgendaPhase phase;
  int fixed; /* a Stage; -1: none */
  ColourDepth depth;
} Basis;

struct Themes {
  char *folder;
  Theme *current;
  Palette palette;
  Basis basis; /* of `palette`; without a theme there is none yet */
  gint64 from; /* `palette` holds from then to before `until` */
  gint64 until;
  gboolean is_until_known;
};

Themes *themes_new(const char *folder) {
  Themes *themes = g_new0(Themes, 1);
  themes->folder = g_strdup(folder);
  themes->current = theme_new("plain");
  return themes;
}

void themes_free(Themes *themes) {
  if (!themes)
    return;
  g_free(themes->folder);
  theme_free(themes->current);
  g_free(themes);
}

const Theme *themes_current(const Themes *themes) {
  return themes->current;
}

gboolean themes_choose(Themes *themes, const char *name, char **reason) {
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free);
  Theme *theme = theme_file_load(name, themes->folder, problems);
  if (!theme) {
    if (reason)
      *reason = problems->len > 0 ? problem_to_string(g_ptr_array_index(problems, 0))
                                  : g_strdup_printf(_("there is no theme called \"%s\""), name);
    return FALSE;
  }
  theme_free(themes->current);
  themes->current = theme;
  themes->basis.theme = NULL;
  return TRUE;
}

void themes_choose_next(Themes *themes) {
  g_auto(GStrv) names = theme_file_names(themes->folder);
  const guint count = g_strv_length(names);
  guint at = 0;
  while (at < count && !g_str_equal(names[at], themes->current->name))
    at++;
  for (guint i = 1; i <= count; i++) {
    if (themes_choose(themes, names[(at + i) % count], NULL))
      return;
  }
}

static gboolean basis_equal(const Basis *one, const Basis *other) {
  return one->theme == other->theme && one->evening == other->evening && one->bed == other->bed &&
         one->phase == other->phase && one->fixed == other->fixed && one->depth == other->depth;
}

static gboolean holds(const Themes *themes, const Basis *basis, gint64 now) {
  return basis_equal(basis, &themes->basis) && themes->is_until_known && now >= themes->from &&
         (themes->until == 0 || now < themes->until);
}

const Palette *themes_palette(Themes *themes, const Evening *evening, const Stage *fixed, ColourDepth depth) {
  const Basis basis = { .theme = themes->current,
                        .evening = evening->agenda->evening,
                        .bed = evening->plan->bed,
                        .phase = evening->agenda->phase,
                        .fixed = fixed ? (int) *fixed : -1,
                        .depth = depth };
  if (holds(themes, &basis, evening->now))
    return &themes->palette;
  const Sky sky = { evening->plan, evening->agenda, evening->zone, evening->now };
  themes->basis = basis;
  themes->from = evening->now;
  themes->palette = palette_at(themes->current, fixed ? (Light){ .stage = *fixed } : light_at(&sky, depth), depth);
  themes->until = 0;
  themes->is_until_known = fixed != NULL;
  return &themes->palette;
}

gint64 themes_next_change(Themes *themes, const Evening *evening) {
  if (themes->is_until_known)
    return themes->until;
  const Sky sky = { evening->plan, evening->agenda, evening->zone, evening->now };
  themes->until = palette_next_change(themes->current, &sky, themes->basis.depth);
  themes->is_until_known = TRUE;
  return themes->until;
}
