/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps and bands. */
#include "base/daytime.h"
#include "base/text.h"
#include "base/timetext.h"
#include "config/part.h"
#include "config/value.h"
#include "model/night.h"
#include "model/routine.h"

#include <glib/gi18n.h>
#include <string.h>

#define REPEAT_MINUTES_MAX (6 * 60)
#define DOSE_MAX 10000
#define COURSE_NIGHTS_MAX 366
#define DOSE_UNIT "mg elemental"

static const char *const kinds[] = { [STEP_DO] = "do", [STEP_AVOID] = "avoid", [STEP_GUIDED] = "guided", NULL };
static const char *const urgencies[] = {
  [URGENCY_LOW] = "low", [URGENCY_NORMAL] = "normal", [URGENCY_CRITICAL] = "critical", NULL
};
static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekdays", "weekend", NULL };

static int compare_leads(gconstpointer a, gconstpointer b) {
  const int first = *(const int *) a;
  const int second = *(const int *) b;
  return (second > first) - (second < first);
}

static void read_leads(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const gboolean is_one = config_setting_type(setting) == CONFIG_TYPE_STRING;
  if (!is_one && !config_setting_is_array(setting) && !config_setting_is_list(setting)) {
    reader_problem(reader, setting, _("must be a list of lengths of time: [\"15m\", \"0m\"]"));
    return;
  }
  static const Key lead_key = { .highest = DAYTIME_DAY_MINUTES };
  g_autoptr(GArray) leads = g_array_new(FALSE, FALSE, sizeof(int));
  const int length = is_one ? 1 : config_setting_length(setting);
  for (int i = 0; i < length; i++) {
    int minutes = -1;
    value_duration(reader, is_one ? setting : config_setting_get_elem(setting, (unsigned int) i), &lead_key, &minutes);
    if (minutes >= 0)
      g_array_append_val(leads, minutes);
  }
  g_array_sort(leads, compare_leads);
  Step *const step = target;
  g_free(step->lead_minutes);
  step->lead_minutes = g_array_steal(leads, &step->n_leads);
}

static void read_until(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  Step *const step = target;
  step->has_until = TRUE;
  value_when(reader, setting, key, target);
}

static void read_weekdays(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  g_auto(GStrv) names = NULL;
  static const Key names_key = { .offset = 0 };
  value_texts(reader, setting, &names_key, &names);
  guint8 days = 0;
  for (gsize i = 0; names && names[i]; i++) {
    guint8 named = 0;
    if (timetext_days(names[i], &named))
      days |= named;
    else
      reader_problem_near(reader, setting, names[i], weekdays, _("\"%s\" is none of mon, tue, wed, thu, fri, sat, sun"),
                          names[i]);
  }
  if (config_setting_is_aggregate(setting) && config_setting_length(setting) == 0)
    reader_problem(reader, setting, _("names no day; leave a step out with enabled = false"));
  Step *const step = target;
  step->weekdays = days;
}

static void read_unit(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *unit = NULL;
  if (!value_is_text(reader, setting, &unit))
    return;
  if (g_str_equal(unit, DOSE_UNIT))
    value_text(reader, setting, key, target);
  else
    reader_problem(reader, setting,
                   _("\"%s\" is not clear: a label may give the compound or the magnesium in it; write the magnesium "
                     "in it, of all products of a day, as \"" DOSE_UNIT "\""),
                   unit);
}

static const Key dose_keys[] = {
  { "amount", value_fraction, offsetof(Dose, amount), 1, DOSE_MAX },
  { "unit", read_unit, offsetof(Dose, unit) },
};
const KeyTable part_dose = { "steps.dose", dose_keys, G_N_ELEMENTS(dose_keys) };

static const Key course_keys[] = {
  { "start", value_day, offsetof(Course, start) },
  { "nights", value_number, offsetof(Course, nights), 1, COURSE_NIGHTS_MAX },
};
const KeyTable part_course = { "steps.course", course_keys, G_N_ELEMENTS(course_keys) };

static void read_dose(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  reader_read_group(reader, setting, &part_dose, G_STRUCT_MEMBER_P(target, key->offset));
  reader_require(reader, setting, &part_dose, 2);
}

static void read_course(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  reader_read_group(reader, setting, &part_course, G_STRUCT_MEMBER_P(target, key->offset));
  reader_require(reader, setting, &part_course, 2);
}

/* A source in a group of its own: which, and what it says of the step. */
typedef struct {
  char *key, *says;
} Cited;

static const Key source_keys[] = {
  { "key", value_text, offsetof(Cited, key) },
  { "says", value_text, offsetof(Cited, says) },
};
const KeyTable part_source = { "steps.sources", source_keys, G_N_ELEMENTS(source_keys) };

static void read_source(Reader *reader, const config_setting_t *setting, Cited *cited) {
  static const Key alone = { .offset = offsetof(Cited, key) };
  if (!config_setting_is_group(setting)) {
    value_text(reader, setting, &alone, cited);
    return;
  }
  reader_read_group(reader, setting, &part_source, cited);
  reader_require(reader, setting, &part_source, 1);
}

/* Texts, or groups of a key and what it says, or some of both. */
static void read_sources(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  Step *const step = target;
  if (!config_setting_is_list(setting)) {
    value_texts(reader, setting, key, target);
    return;
  }
  g_autoptr(GStrvBuilder) sources = g_strv_builder_new();
  g_autoptr(GStrvBuilder) says = g_strv_builder_new();
  const int length = config_setting_length(setting);
  for (int i = 0; i < length; i++) {
    Cited cited = { 0 };
    read_source(reader, config_setting_get_elem(setting, (unsigned int) i), &cited);
    g_strv_builder_add(sources, cited.key ? cited.key : "");
    g_strv_builder_add(says, cited.says ? cited.says : "");
    g_free(cited.key);
    g_free(cited.says);
  }
  g_clear_pointer(&step->sources, g_strfreev);
  g_clear_pointer(&step->says, g_strfreev);
  if (length > 0) {
    step->sources = g_strv_builder_end(sources);
    step->says = g_strv_builder_end(says);
  }
}

static const Key step_keys[] = {
  { "id", value_id, offsetof(Step, id) },
  { "at", value_when, offsetof(Step, at) },
  { "title", value_text, offsetof(Step, title), 0, LIMIT_TITLE },
  { "short", value_text, offsetof(Step, short_title), 0, LIMIT_TITLE },
  { "kind", value_choice, offsetof(Step, kind), .choices = kinds },
  { "length", value_duration, offsetof(Step, length_minutes), 0, DAYTIME_DAY_MINUTES },
  { "leads", read_leads },
  { "repeat", value_duration, offsetof(Step, repeat_minutes), 1, REPEAT_MINUTES_MAX },
  { "until", read_until, offsetof(Step, until) },
  { "useful", value_duration, offsetof(Step, useful_minutes), 1, DAYTIME_DAY_MINUTES },
  { "quiet", value_truth, offsetof(Step, quiet) },
  { "urgency", value_choice, offsetof(Step, urgency), .choices = urgencies },
  { "counts", value_truth, offsetof(Step, counts) },
  { "enabled", value_truth, offsetof(Step, enabled) },
  { "days", read_weekdays },
  { "shifts", value_texts, offsetof(Step, shifts) },
  { "guide", value_text, offsetof(Step, guide) },
  { "dose", read_dose, offsetof(Step, dose) },
  { "course", read_course, offsetof(Step, course) },
  { "why", value_text, offsetof(Step, why) },
  { "sources", read_sources, offsetof(Step, sources) },
  { "basis", value_text, offsetof(Step, basis) },
  { "on_due", value_command, offsetof(Step, on_due) },
  { "on_done", value_command, offsetof(Step, on_done) },
};
const KeyTable part_step = { "steps", step_keys, G_N_ELEMENTS(step_keys) };

static const Key band_keys[] = {
  { "id", value_id, offsetof(Band, id) },
  { "at", value_when, offsetof(Band, at) },
  { "length", value_duration, offsetof(Band, length_minutes), 1, DAYTIME_DAY_MINUTES },
  { "title", value_text, offsetof(Band, title), 0, LIMIT_TITLE },
};
const KeyTable part_band = { "bands", band_keys, G_N_ELEMENTS(band_keys) };

/* Gives the first word of `title` in lower case (owned). */
static char *first_word(const char *title) {
  const gsize length = strcspn(title, " ");
  return g_utf8_strdown(title, (gssize) length);
}

static void read_step(Reader *reader, const config_setting_t *group, GPtrArray *steps) {
  Step *const step = step_new();
  g_ptr_array_add(steps, step);
  reader_read_group(reader, group, &part_step, step);
  reader_require(reader, group, &part_step, 2);
  /* A file with problems is thrown away, but the steps are looked at until then: none may lack its names. */
  if (!step->id)
    step->id = g_strdup("");
  if (!step->title)
    step->title = g_strdup(step->id);
  if (!step->short_title)
    step->short_title = first_word(step->title);
}

static void read_band(Reader *reader, const config_setting_t *group, GPtrArray *bands) {
  Band *const band = g_new0(Band, 1);
  g_ptr_array_add(bands, band);
  reader_read_group(reader, group, &part_band, band);
  reader_require(reader, group, &part_band, 3);
  if (!band->id)
    band->id = g_strdup("");
  if (!band->title)
    band->title = g_strdup(band->id);
}

static int count_within_limit(Reader *reader, const config_setting_t *setting) {
  const int length = reader_is_list(reader, setting) ? config_setting_length(setting) : 0;
  if (length > LIMIT_STEPS)
    reader_problem(reader, setting, _("must have at most %d entries"), LIMIT_STEPS);
  return MIN(length, LIMIT_STEPS);
}

void part_read_steps(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const int length = count_within_limit(reader, setting);
  for (int i = 0; i < length; i++)
    read_step(reader, config_setting_get_elem(setting, (unsigned int) i),
              G_STRUCT_MEMBER(GPtrArray *, target, key->offset));
}

void part_read_bands(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const int length = count_within_limit(reader, setting);
  for (int i = 0; i < length; i++)
    read_band(reader, config_setting_get_elem(setting, (unsigned int) i),
              G_STRUCT_MEMBER(GPtrArray *, target, key->offset));
}
