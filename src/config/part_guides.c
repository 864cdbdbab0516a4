/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Guides: sequences of stretches and breathing paces. The shipped ones are
 * read first; one of the same name takes its place. */
#include "config/part.h"
#include "config/value.h"
#include "model/settings.h"

#include <glib/gi18n.h>

#define PART_SECONDS_MAX 3600
#define BREATH_SECONDS_MAX 60

static void read_stretch(Reader *reader, const config_setting_t *group, GPtrArray *stretches);

static void read_stretches(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (!part_is_list(reader, setting))
    return;
  Guide *const guide = target;
  const int length = config_setting_length(setting);
  guide->parts = g_ptr_array_new_with_free_func((GDestroyNotify) guide_part_free);
  for (int i = 0; i < length; i++)
    read_stretch(reader, config_setting_get_elem(setting, (unsigned int) i), guide->parts);
}

static const Key stretch_keys[] = {
  { "title", value_text, offsetof(GuidePart, title) },
  { "seconds", value_number, offsetof(GuidePart, seconds), 1, PART_SECONDS_MAX },
};
const KeyTable part_guide_stretch = { "guides.parts", stretch_keys, G_N_ELEMENTS(stretch_keys) };

static const Key guide_keys[] = {
  { "name", value_id, offsetof(Guide, name) },
  { "parts", read_stretches },
  { "in", value_fraction, offsetof(Guide, in_seconds), 1, BREATH_SECONDS_MAX },
  { "hold", value_fraction, offsetof(Guide, hold_seconds), 0, BREATH_SECONDS_MAX },
  { "out", value_fraction, offsetof(Guide, out_seconds), 1, BREATH_SECONDS_MAX },
  { "rest", value_fraction, offsetof(Guide, rest_seconds), 0, BREATH_SECONDS_MAX },
};
const KeyTable part_guide = { "guides", guide_keys, G_N_ELEMENTS(guide_keys) };

static void read_stretch(Reader *reader, const config_setting_t *group, GPtrArray *stretches) {
  GuidePart *const stretch = g_new0(GuidePart, 1);
  g_ptr_array_add(stretches, stretch);
  reader_read_group(reader, group, &part_guide_stretch, stretch);
  part_require(reader, group, &part_guide_stretch, 2);
}

static gboolean has_breath(const config_setting_t *group) {
  return config_setting_get_member(group, "in") && config_setting_get_member(group, "out");
}

static gboolean has_any_breath(const config_setting_t *group) {
  return config_setting_get_member(group, "in") || config_setting_get_member(group, "hold") ||
         config_setting_get_member(group, "out") || config_setting_get_member(group, "rest");
}

/* A guide is either a sequence or a pace. */
static void check_guide(Reader *reader, const config_setting_t *group, const Guide *guide) {
  if (!config_setting_is_group(group))
    return;
  const config_setting_t *const parts = config_setting_get_member(group, "parts");
  if (parts ? has_any_breath(group) : !has_breath(group))
    reader_problem(reader, group, _("needs either \"parts\", or \"in\" and \"out\" with their seconds"));
  else if (guide->parts && guide->parts->len == 0)
    reader_problem(reader, parts, _("must not be empty"));
}

static void put_guide(GPtrArray *guides, Guide *guide) {
  for (guint i = 0; i < guides->len; i++) {
    const Guide *const other = g_ptr_array_index(guides, i);
    if (g_str_equal(other->name, guide->name)) {
      g_ptr_array_remove_index(guides, i);
      g_ptr_array_insert(guides, (int) i, guide);
      return;
    }
  }
  g_ptr_array_add(guides, guide);
}

void part_read_guides(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const int length = part_is_list(reader, setting) ? config_setting_length(setting) : 0;
  for (int i = 0; i < length; i++) {
    const config_setting_t *const group = config_setting_get_elem(setting, (unsigned int) i);
    Guide *const guide = g_new0(Guide, 1);
    reader_read_group(reader, group, &part_guide, guide);
    part_require(reader, group, &part_guide, 1);
    check_guide(reader, group, guide);
    if (!guide->name)
      guide->name = g_strdup("");
    put_guide(G_STRUCT_MEMBER(GPtrArray *, target, key->offset), guide);
  }
}
