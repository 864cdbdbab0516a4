/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Themes by name: shipped ones and those of the own folder, which win. Reads
 * roles, stages and colours; which theme is chosen is decided elsewhere. */
#include "config/theme_file.h"

#include "config/document.h"
#include "config/value.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX ".cfg"
#define CUBE_FIRST 16
#define CUBE_LAST 255

static const char *const shipped[] = { "dusk", "ember", "moon", "forest", "paper", "contrast", "mono", NULL };

static const char *const basic_names[] = {
  "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", NULL
};

/* Reads "#rrggbb" into an int. */
static void read_rgb(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  gboolean is_rgb = text[0] == '#' && strlen(text) == 7;
  for (gsize i = 1; is_rgb && text[i]; i++)
    is_rgb = g_ascii_isxdigit(text[i]);
  if (is_rgb)
    G_STRUCT_MEMBER(int, target, key->offset) = (int) g_ascii_strtoull(text + 1, NULL, 16);
  else
    reader_problem(reader, setting, _("\"%s\" is no colour: write \"#d8a060\""), text);
}

static const Key look_keys[] = {
  { "rgb", read_rgb, offsetof(RoleLook, rgb) },
  { "cube", value_number, offsetof(RoleLook, cube), CUBE_FIRST, CUBE_LAST },
  { "basic", value_choice, offsetof(RoleLook, basic), .choices = basic_names },
  { "bold", value_truth, offsetof(RoleLook, bold) },
  { "dim", value_truth, offsetof(RoleLook, dim) },
  { "reverse", value_truth, offsetof(RoleLook, reverse) },
};
static const KeyTable look_table = { "look", look_keys, G_N_ELEMENTS(look_keys) };

static void report_unknown_role(Reader *reader, const config_setting_t *setting) {
  const char *names[N_ROLES + 1] = { NULL };
  for (guint role = 0; role < N_ROLES; role++)
    names[role] = role_name((Role) role);
  reader_problem_near(reader, setting, config_setting_name(setting), names, _("there is no such role"));
}

static void read_stage(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (!config_setting_is_group(setting)) {
    reader_problem(reader, setting, _("must be a group in braces: { … }"));
    return;
  }
  RoleLook *const looks = G_STRUCT_MEMBER_P(target, key->offset);
  const int length = config_setting_length(setting);
  for (int i = 0; i < length; i++) {
    const config_setting_t *const look = config_setting_get_elem(setting, (unsigned int) i);
    Role role;
    if (role_parse(config_setting_name(look), &role))
      reader_read_group(reader, look, &look_table, &looks[role]);
    else
      report_unknown_role(reader, look);
  }
}

static const Key scenery_keys[] = {
  { "west", read_rgb, offsetof(Scenery, west) }, { "east", read_rgb, offsetof(Scenery, east) },
  { "hill", read_rgb, offsetof(Scenery, hill) }, { "lamp", read_rgb, offsetof(Scenery, lamp) },
  { "moon", read_rgb, offsetof(Scenery, moon) }, { "sleep", read_rgb, offsetof(Scenery, sleep) },
};
static const KeyTable scenery_table = { "scenery", scenery_keys, G_N_ELEMENTS(scenery_keys) };

/* What a theme with colours does not name of its scenery; one without any colour paints no pictures. */
static const Scenery usual_scenery = {
  .west = 0x6b3f4a,
  .east = 0x14152c,
  .hill = 0x0b0910,
  .lamp = 0xffb45f,
  .moon = 0xefe3c8,
  .sleep = 0x7a67a6,
};

static void read_scenery(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  Scenery *const scenery = G_STRUCT_MEMBER_P(target, key->offset);
  *scenery = usual_scenery;
  if (config_setting_is_group(setting))
    reader_read_group(reader, setting, &scenery_table, scenery);
  else
    reader_problem(reader, setting, _("must be a group in braces: { … }"));
}

static const Key theme_keys[] = {
  { "title", value_text, offsetof(Theme, title) },
  { "background", read_rgb, offsetof(Theme, background) },
  { "assumed_background", read_rgb, offsetof(Theme, assumed_background) },
  { "scenery", read_scenery, offsetof(Theme, scenery) },
  { "day", read_stage, offsetof(Theme, looks[STAGE_DAY]) },
  { "dusk", read_stage, offsetof(Theme, looks[STAGE_DUSK]) },
  { "bed", read_stage, offsetof(Theme, looks[STAGE_BED]) },
  { "night", read_stage, offsetof(Theme, looks[STAGE_NIGHT]) },
};
static const KeyTable theme_table = { "theme", theme_keys, G_N_ELEMENTS(theme_keys) };

/* What a stage does not name looks as it did in the stage before. */
static void inherit_looks(const config_setting_t *root, Theme *theme) {
  for (guint stage = STAGE_DUSK; stage < N_STAGES; stage++) {
    const config_setting_t *const group = config_setting_get_member(root, stage_name((Stage) stage));
    for (guint role = 0; role < N_ROLES; role++) {
      if (!group || !config_setting_get_member(group, role_name((Role) role)))
        theme->looks[stage][role] = theme->looks[stage - 1][role];
    }
  }
}

/* A background that a theme sets is the one its colours stand on. */
static Theme *read_theme(Reader *reader, const char *name, const char *text, gsize length) {
  g_auto(config_t) document;
  config_init(&document);
  const guint before = reader->problems->len;
  g_autoptr(Theme) theme = theme_new(name);
  if (!document_parse(reader, text, length, &document))
    return NULL;
  reader_read_group(reader, config_root_setting(&document), &theme_table, theme);
  if (reader->problems->len > before)
    return NULL;
  inherit_looks(config_root_setting(&document), theme);
  if (theme->scenery.hill == COLOUR_DEFAULT && theme->looks[STAGE_DAY][ROLE_ACCENT].rgb != COLOUR_DEFAULT)
    theme->scenery = usual_scenery;
  if (theme->background != COLOUR_DEFAULT)
    theme->assumed_background = theme->background;
  return g_steal_pointer(&theme);
}

static gboolean is_name(const char *name) {
  return *name && value_id_is_valid(name);
}

/* Gives the path of the own theme of that name (owned); NULL when there is none. */
static char *own_path(const char *name, const char *folder) {
  g_autofree char *file_name = g_strconcat(name, SUFFIX, NULL);
  g_autofree char *path = folder ? g_build_filename(folder, file_name, NULL) : NULL;
  return path && g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path) : NULL;
}

gboolean theme_file_exists(const char *name, const char *folder) {
  if (g_strv_contains(shipped, name))
    return TRUE;
  g_autofree char *own = is_name(name) ? own_path(name, folder) : NULL;
  return own != NULL;
}

static void report_missing(const char *name, const char *folder, GPtrArray *problems) {
  g_auto(GStrv) names = theme_file_names(folder);
  Reader reader = { .path = name, .problems = problems };
  reader_problem_near(&reader, NULL, name, (const char *const *) names, _("there is no such theme"));
}

Theme *theme_file_load(const char *name, const char *folder, GPtrArray *problems) {
  g_autofree char *own = is_name(name) ? own_path(name, folder) : NULL;
  g_autofree char *resource = g_strconcat("themes/", name, SUFFIX, NULL);
  Reader reader = { .path = own ? own : resource, .problems = problems };
  g_autofree char *own_text = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  if (own && !document_load(own, &own_text, &length, &error)) {
    reader_problem_at(&reader, 0, "%s", error->message);
    return NULL;
  }
  const char *const text = own ? own_text : document_shipped(resource);
  if (!text) {
    report_missing(name, folder, problems);
    return NULL;
  }
  return read_theme(&reader, name, text, own ? length : strlen(text));
}

static int compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The names of the themes in `folder` that are not shipped under the same name (owned, sorted). */
static GPtrArray *own_names(const char *folder) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) files = folder ? g_dir_open(folder, 0, NULL) : NULL;
  for (const char *file = files ? g_dir_read_name(files) : NULL; file; file = g_dir_read_name(files)) {
    if (!g_str_has_suffix(file, SUFFIX))
      continue;
    g_autofree char *name = g_strndup(file, strlen(file) - strlen(SUFFIX));
    if (is_name(name) && !g_strv_contains(shipped, name))
      g_ptr_array_add(names, g_steal_pointer(&name));
  }
  g_ptr_array_sort(names, compare_names);
  return names;
}

GStrv theme_file_names(const char *folder) {
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  g_autoptr(GPtrArray) own = own_names(folder);
  g_strv_builder_addv(names, (const char **) shipped);
  for (guint i = 0; i < own->len; i++)
    g_strv_builder_add(names, g_ptr_array_index(own, i));
  return g_strv_builder_end(names);
}
