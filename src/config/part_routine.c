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

/* Reads "08:30-16:00". */
static gboolean read_span(Reader *reader, const config_setting_t *setting, int *from, int *until) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return FALSE;
  g_autofree char *folded = timetext_fold(text);
  g_auto(GStrv) ends = g_strsplit(folded, "-", -1);
  if (g_strv_length(ends) == 2 && timetext_clock(ends[0], from) && timetext_clock(ends[1], until))
    return TRUE;
  reader_problem(reader, setting, _("\"%s\" is not two times: write them like \"08:30-16:00\""), text);
  return FALSE;
}

/* The shift's own sleep: bedtime, and the wake time that holds whatever shift comes after it. */
static void read_sleep(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  Shift *const shift = target;
  int bed = DAYTIME_NONE, wake = DAYTIME_NONE;
  if (!read_span(reader, setting, &bed, &wake))
    return;
  shift->hours.bed = bed;
  shift->wake_after = wake;
}

static void read_nap(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  Shift *const shift = target;
  int from = DAYTIME_NONE, until = DAYTIME_NONE;
  if (!read_span(reader, setting, &from, &until))
    return;
  shift->nap_from = from;
  shift->nap_until = until;
}

static const Key after_keys[] = {
  { "wake", value_daytime, offsetof(Shift, wake_after) },
};
const KeyTable part_shift_after = { "shifts.N.after", after_keys, G_N_ELEMENTS(after_keys) };

static void read_after(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  reader_read_group(reader, setting, &part_shift_after, target);
}

static const Key shift_keys[] = {
  { "bed", value_daytime, offsetof(Shift, hours.bed) },
  { "wake", value_daytime, offsetof(Shift, hours.wake) },
  { "sleep", read_sleep },
  { "after", read_after },
  { "nap", read_nap },
};
const KeyTable part_shift = { "shifts.N", shift_keys, G_N_ELEMENTS(shift_keys) };

static void read_shift(Reader *reader, const config_setting_t *setting, Schedule *schedule) {
  Shift *const shift = shift_new(config_setting_name(setting));
  g_ptr_array_add(schedule->shifts, shift);
  if (strlen(shift->code) > LIMIT_SHIFT_CODE)
    reader_problem(reader, setting, _("must be at most %d characters long"), LIMIT_SHIFT_CODE);
  reader_read_group(reader, setting, &part_shift, shift);
  if (config_setting_is_group(setting) && config_setting_get_member(setting, "sleep") &&
      (config_setting_get_member(setting, "bed") || config_setting_get_member(setting, "after")))
    reader_problem(reader, setting, _("\"sleep\" stands for \"bed\" and \"after\": leave those out"));
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
