/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Warnings: what is sound but doubtful. The figures for magnesium are those of
 * the documents behind the routine and of public bodies; the hours of caffeine
 * and screens those of sleep research. A warning states; it never advises. */
#include "base/daytime.h"
#include "config/check.h"
#include "config/theme_file.h"
#include "model/source.h"

#include <glib/gi18n.h>

#define CAFFEINE "caffeine"
#define SCREENS "screens"

#define CAFFEINE_MINUTES (6 * 60)
#define SCREENS_MINUTES 30
#define SPREAD_MINUTES 60
#define NIGHT_MINUTES_MIN (4 * 60)
#define NIGHT_MINUTES_MAX (12 * 60)
#define COURSE_NIGHTS_LONGEST 56
#define DOSE_LOW 250
#define DOSE_HIGH 350
#define DOSE_MENTIONED 500
#define WEEKDAYS 7

static int around_the_clock(int minutes) {
  return ((minutes % DAYTIME_DAY_MINUTES) + DAYTIME_DAY_MINUTES) % DAYTIME_DAY_MINUTES;
}

static Hours over(Hours base, Hours own) {
  return (Hours){ own.bed == DAYTIME_NONE ? base.bed : own.bed, own.wake == DAYTIME_NONE ? base.wake : own.wake };
}

static Hours weekday_hours(const Schedule *schedule, guint weekday) {
  return over(schedule->base, schedule->weekday[weekday % WEEKDAYS]);
}

/* Every pair of bed and wake time that the schedule can give (owned, of Hours). */
static GArray *all_hours(const Schedule *schedule) {
  GArray *hours = g_array_new(FALSE, FALSE, sizeof(Hours));
  for (guint i = 0; i < WEEKDAYS; i++) {
    const Hours day = weekday_hours(schedule, i);
    g_array_append_val(hours, day);
  }
  for (guint i = 0; i < schedule->shifts->len; i++) {
    const Shift *const shift = g_ptr_array_index(schedule->shifts, i);
    Hours day = over(schedule->base, shift->hours);
    if (shift->wake_after != DAYTIME_NONE)
      day.wake = shift->wake_after;
    g_array_append_val(hours, day);
  }
  return hours;
}

/* How many minutes before bedtime `when` comes on a day with these hours. */
static int minutes_before_bed(When when, Hours hours) {
  switch (when.anchor) {
  case ANCHOR_BED: return -when.minutes;
  case ANCHOR_CLOCK: return around_the_clock(hours.bed - when.minutes);
  case ANCHOR_WAKE: return around_the_clock(hours.bed - hours.wake) - when.minutes;
  case ANCHOR_NEXT_WAKE: return -around_the_clock(hours.wake - hours.bed) - when.minutes;
  }
  g_assert_not_reached();
}

/* The fewest minutes that `step` comes before bedtime on any day. */
static int least_before_bed(const Step *step, const GArray *hours) {
  int least = G_MAXINT;
  for (guint i = 0; i < hours->len; i++)
    least = MIN(least, minutes_before_bed(step->at, g_array_index(hours, Hours, i)));
  return least;
}

/* What there is to say of `amount` mg a day; NULL: nothing. */
static const char *dose_doubt(double amount) {
  if (amount > DOSE_MENTIONED)
    return _("more than 500 mg a day: no source mentions this much, and source 004 names 350 mg as the "
             "upper figure for supplements; ask a pharmacist or doctor");
  if (amount > DOSE_HIGH)
    return _("more than 350 mg a day: the upper figure in source 004 and the limit in the US for supplements; "
             "source 003 tells of studies with 320 to 500 mg, so the sources disagree, and winddown cannot settle "
             "that; ask a pharmacist or doctor");
  if (amount > DOSE_LOW)
    return _(
        "more than 250 mg a day: the lower figure that source 004 gives for supplements, and the upper level of the "
        "EU's scientific committee");
  return NULL;
}

/* The limits hold for all products of a day together. */
static void doubt_magnesium(const Check *check) {
  const char *const *const cautions = source_supplement_cautions();
  double amount = 0;
  guint last_dose = 0;
  gboolean noted = FALSE;
  for (guint i = 0; i < check->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(check->routine->steps, i);
    if (!step->enabled || !step_is_supplement(step))
      continue;
    if (!noted)
      reader_warning(check->reader, check_step(check, i, NULL), "%s %s", _(cautions[0]), _(cautions[1]));
    noted = TRUE;
    last_dose = step->dose.amount > 0 ? i : last_dose;
    amount += step->dose.amount;
  }
  const char *const doubt = dose_doubt(amount);
  if (doubt)
    reader_warning(check->reader, check_step(check, last_dose, "dose"), "%s", doubt);
}

/* Nights by lot tell more than nights before and after, and so take the place of a course where both can be. */
static gboolean can_be_by_lot(const Step *step) {
  return !step_is_supplement(step) && !g_str_equal(step->id, STEP_LIGHTS_OUT) && step->weekdays == WEEKDAYS_ALL &&
         !step->shifts;
}

static void doubt_courses(const Check *check) {
  for (guint i = 0; i < check->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(check->routine->steps, i);
    if (step->enabled && step->course.nights > COURSE_NIGHTS_LONGEST)
      reader_warning(check->reader, check_step(check, i, "course"),
                     _("the sources mention courses of 21 and of 56 days, none longer"));
    if (step->enabled && step->course.nights > 0 && can_be_by_lot(step))
      reader_warning(check->reader, check_step(check, i, "course"),
                     _("nights by lot tell more than a course: winddown trial %s"), step->id);
  }
}

static const Step *enabled_step(const Check *check, const char *id, guint *index) {
  for (guint i = 0; i < check->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(check->routine->steps, i);
    if (step->enabled && g_str_equal(step->id, id)) {
      *index = i;
      return step;
    }
  }
  return NULL;
}

static void doubt_distances(const Check *check, const GArray *hours) {
  guint index = 0;
  const Step *const caffeine = enabled_step(check, CAFFEINE, &index);
  if (caffeine && least_before_bed(caffeine, hours) < CAFFEINE_MINUTES)
    reader_warning(
        check->reader, check_step(check, index, "at"),
        _("less than 6 hours before bed: in a trial (Drake and others, 2013) 400 mg of caffeine taken 6 hours before "
          "bed still cost sleep"));
  const Step *const screens = enabled_step(check, SCREENS, &index);
  if (screens && least_before_bed(screens, hours) < SCREENS_MINUTES)
    reader_warning(
        check->reader, check_step(check, index, "at"),
        _("less than 30 minutes before bed: the American Academy of Sleep Medicine asks for at least that long"));
}

static gboolean starts_after(const Step *step, const Step *screens, const GArray *hours) {
  for (guint i = 0; i < hours->len; i++) {
    const Hours day = g_array_index(hours, Hours, i);
    if (minutes_before_bed(step->at, day) <= minutes_before_bed(screens->at, day))
      return TRUE;
  }
  return FALSE;
}

static void doubt_guided(const Check *check, const GArray *hours) {
  guint ignored = 0;
  const Step *const screens = enabled_step(check, SCREENS, &ignored);
  for (guint i = 0; screens && i < check->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(check->routine->steps, i);
    if (step->enabled && step->kind == STEP_GUIDED && starts_after(step, screens, hours))
      reader_warning(check->reader, check_step(check, i, "at"),
                     _("begins when screens are off already, and it is led on this screen"));
  }
}

/* The setting that a day's hours come from, or the one that all days share; NULL: the defaults. */
static const config_setting_t *hours_setting(const Check *check, const char *path) {
  static const char *const shared[] = { "wake", "bed" };
  const config_setting_t *setting = path ? config_lookup(check->root->config, path) : NULL;
  for (gsize i = 0; !setting && i < G_N_ELEMENTS(shared); i++)
    setting = config_setting_get_member(check->root, shared[i]);
  return setting;
}

gboolean config_is_odd_night(int bed, int wake) {
  const int length = around_the_clock(wake - bed);
  return length < NIGHT_MINUTES_MIN || length > NIGHT_MINUTES_MAX;
}

static void doubt_night(const Check *check, const char *path) {
  reader_warning(check->reader, hours_setting(check, path), _("the time in bed is not between 4 and 12 hours"));
}

/* A night has the bedtime of its own date and the wake time of the next one. */
static void doubt_nights(const Check *check) {
  static const char *const paths[WEEKDAYS] = { "days.mon", "days.tue", "days.wed", "days.thu",
                                               "days.fri", "days.sat", "days.sun" };
  const Schedule *const schedule = &check->routine->schedule;
  const gboolean base_is_odd = config_is_odd_night(schedule->base.bed, schedule->base.wake);
  if (base_is_odd)
    doubt_night(check, NULL);
  for (guint i = 0; i < WEEKDAYS && !base_is_odd; i++) {
    const gboolean own = config_lookup(check->root->config, paths[i]) != NULL;
    if (config_is_odd_night(weekday_hours(schedule, i).bed, weekday_hours(schedule, i + 1).wake))
      doubt_night(check, paths[own ? i : (i + 1) % WEEKDAYS]);
  }
  for (guint i = 0; i < schedule->shifts->len; i++) {
    const Shift *const shift = g_ptr_array_index(schedule->shifts, i);
    const Hours hours = shift->hours;
    /* One that has but one of the two is the day before or after another one. */
    if (hours.bed == DAYTIME_NONE || hours.wake == DAYTIME_NONE)
      continue;
    g_autofree char *path = g_strdup_printf("shifts.%s", shift->code);
    if (config_is_odd_night(hours.bed, hours.wake))
      doubt_night(check, path);
  }
}

static void doubt_spread(const Check *check) {
  const Schedule *const schedule = &check->routine->schedule;
  int earliest = G_MAXINT;
  int latest = G_MININT;
  for (guint i = 0; i < WEEKDAYS; i++) {
    const int half_day = DAYTIME_DAY_MINUTES / 2;
    const int shift = around_the_clock(weekday_hours(schedule, i).bed - schedule->base.bed + half_day) - half_day;
    earliest = MIN(earliest, shift);
    latest = MAX(latest, shift);
  }
  if (latest - earliest > SPREAD_MINUTES)
    reader_warning(check->reader, hours_setting(check, "days"),
                   _("the bedtimes of the week lie more than an hour apart; the documents ask for a regular one"));
}

/* Own themes lie in a folder beside the file. */
static void doubt_theme(const Check *check) {
  const char *const name = check->settings->theme;
  g_autofree char *beside = g_path_get_dirname(check->reader->path);
  g_autofree char *folder = g_build_filename(beside, "themes", NULL);
  if (theme_file_exists(name, folder))
    return;
  g_auto(GStrv) names = theme_file_names(folder);
  g_autofree char *all = g_strjoinv(", ", names);
  reader_warning(check->reader, config_setting_get_member(check->root, "theme"),
                 _("there is no theme \"%s\" yet, only %s"), name, all);
}

void check_doubts(const Check *check) {
  g_autoptr(GArray) hours = all_hours(&check->routine->schedule);
  doubt_magnesium(check);
  doubt_courses(check);
  doubt_distances(check, hours);
  doubt_guided(check, hours);
  doubt_nights(check);
  doubt_spread(check);
  doubt_theme(check);
}
