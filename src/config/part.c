/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/part.h"

#include <glib/gi18n.h>

gboolean part_is_list(Reader *reader, const config_setting_t *setting) {
  const gboolean empty = config_setting_is_array(setting) && config_setting_length(setting) == 0;
  if (config_setting_is_list(setting) || empty)
    return TRUE;
  reader_problem(reader, setting, _("must be a list of groups: ( { … }, { … } )"));
  return FALSE;
}

void part_require(Reader *reader, const config_setting_t *group, const KeyTable *table, gsize n_keys) {
  for (gsize i = 0; config_setting_is_group(group) && i < n_keys; i++) {
    if (!config_setting_get_member(group, table->keys[i].name))
      reader_problem(reader, group, _("the key \"%s\" is missing here"), table->keys[i].name);
  }
}
