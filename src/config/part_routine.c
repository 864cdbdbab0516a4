/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schedule, and the keys at the top of the file that make a routine. */
#include "base/daytime.h"
#include "base/text.h"
#include "base/timetext.h"
#include "config/part.h"
#include "config/value.h"
#include "model/night.h"
#include "model/routine.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekdays", "weekend", NULL };

static const Key hours_keys[] = {
  { "bed", value_daytime, offsetof(Hours, bed) },
  { "wake", value_daytime, offsetof(Hours, wake) },
};
const KeyTable part_hours = { "days.mon", hours_keys, G_N_ELEMENTS(hours_keys) };

static void read_day(Reader *reader, const config_setting_t *setting, Schedule *schedule) {
  const char *const name = config_setting_name(setting);
  guint8 days = 0;
  if (timetext_days(name, &days)) {
    for (gsize i = 0; i < G_N_ELEMENTS(schedule->weekday); i++) {
      if (days & (1 << i))
        reader_read_group(reader, setting, &part_hours, &schedule->weekday[i]);
    }
    return;
  }
  reader_problem_near(reader, setting, name, weekdays, _("is none of mon, tue, wed, thu, fri, sat, sun"));
}

static void read_shift(Reader *reader, const config_setting_t *setting, Schedule *schedule) {
  Shift *const shift = g_new0(Shift, 1);
  shift->code = g_strdup(config_setting_name(setting));
  shift->hours = (Hours){ DAYTIME_NONE, DAYTIME_NONE };
  g_ptr_array_add(schedule->shifts, shift);
  if (strlen(shift->code) > LIMIT_SHIFT_CODE)
    reader_problem(reader, setting, _("must be at most %d characters long"), LIMIT_SHIFT_CODE);
  reader_read_group(reader, setting, &part_hours, &shift->hours);
}

/* Reads the groups within a group whose names are not keys but weekdays or shift codes. */
static void read_named_hours(Reader *reader, const config_setting_t *setting, Schedule *schedule,
                             void (*read)(Reader *, const config_setting_t *, Schedule *)) {
  if (!config_setting_is_group(setting)) {
    reader_problem(reader, setting, _("must be a group in braces: { … }"));
    return;
  }
  const int length = config_setting_length(setting);
  for (int i = 0; i < length; i++)
    read(reader, config_setting_get_elem(setting, (unsigned int) i), schedule);
}

static void read_days(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  read_named_hours(reader, setting, G_STRUCT_MEMBER_P(target, key->offset), read_day);
}

static void read_shifts(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  read_named_hours(reader, setting, G_STRUCT_MEMBER_P(target, key->offset), read_shift);
}

static void read_order(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  g_autofree char *clean = text_sanitise(text, -1);
  g_auto(GStrv) words = g_strsplit(clean, " ", -1);
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new();
  for (gsize i = 0; words[i]; i++) {
    if (*words[i])
      g_strv_builder_add(codes, words[i]);
  }
  Schedule *const schedule = target;
  g_strfreev(schedule->rota);
  schedule->rota = g_strv_builder_end(codes);
  if (!*schedule->rota)
    reader_problem(reader, setting, _("must not be empty"));
}

static const Key rota_keys[] = {
  { "from", value_day, offsetof(Schedule, rota_from) },
  { "order", read_order },
};
const KeyTable part_rota = { "rota", rota_keys, G_N_ELEMENTS(rota_keys) };

static void read_rota(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  reader_read_group(reader, setting, &part_rota, G_STRUCT_MEMBER_P(target, key->offset));
  reader_require(reader, setting, &part_rota, 2);
}

static const Key routine_keys[] = {
  { "bed", value_daytime, offsetof(Routine, schedule.base.bed) },
  { "wake", value_daytime, offsetof(Routine, schedule.base.wake) },
  { "days", read_days, offsetof(Routine, schedule) },
  { "shifts", read_shifts, offsetof(Routine, schedule) },
  { "rota", read_rota, offsetof(Routine, schedule) },
  { "keep", value_number, offsetof(Routine, keep_percent), 1, 100 },
  { "steps", part_read_steps, offsetof(Routine, steps) },
  { "bands", part_read_bands, offsetof(Routine, bands) },
};
const KeyTable part_routine = { "", routine_keys, G_N_ELEMENTS(routine_keys) };
