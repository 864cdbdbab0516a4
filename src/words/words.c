/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths, dates and names in words. */
#include "words/words.h"

#include "base/daytime.h"
#include "base/timetext.h"
#include "model/source.h"
#include "planning/schedule.h"
#include "tracking/tracking.h"

#include <glib/gi18n.h>

static const char *const weekdays[] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};
static const char *const short_weekdays[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                              N_("Fri"), N_("Sat"), N_("Sun") };
static const char *const months[] = {
  N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
  N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
};
static const char *const short_months[] = {
  N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), NC_("short month", "May"), N_("Jun"), N_("Jul"), N_("Aug"),
  N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};
G_STATIC_ASSERT(G_N_ELEMENTS(weekdays) == 7 && G_N_ELEMENTS(short_weekdays) == 7);
G_STATIC_ASSERT(G_N_ELEMENTS(months) == 12 && G_N_ELEMENTS(short_months) == 12);

const char *words_moon(double share) {
  static const char *const phases[] = { N_("new moon"),     N_("waxing crescent"), N_("first quarter"),
                                        N_("waxing moon"),  N_("full moon"),       N_("waning moon"),
                                        N_("last quarter"), N_("waning crescent") };
  return _(phases[(int) (share * G_N_ELEMENTS(phases) + 0.5) % (int) G_N_ELEMENTS(phases)]);
}

const char *words_weekday(int weekday) {
  return _(weekdays[weekday]);
}

const char *words_weekday_short(int weekday) {
  return _(short_weekdays[weekday]);
}

const char *words_month_short(int month) {
  return month == 5 ? C_("short month", "May") : _(short_months[month - 1]);
}

char *words_length(int minutes) {
  const int hours = minutes / 60, rest = minutes % 60;
  if (hours == 0)
    return g_strdup_printf(_("%d min"), rest);
  if (rest == 0)
    return g_strdup_printf(_("%d h"), hours);
  return g_strdup_printf(_("%d h %d min"), hours, rest);
}

static int minutes_up(gint64 seconds) {
  return (int) ((seconds + 59) / 60);
}

/* A half goes down: when it has come, less is left from then on. */
static int hours_near(gint64 seconds) {
  return (int) ((seconds + 1799) / 3600);
}

char *words_in(gint64 seconds) {
  if (seconds <= 0)
    return g_strdup(_("now"));
  if (seconds >= WORDS_FAR_SECONDS)
    return g_strdup_printf(_("in about %d h"), hours_near(seconds));
  g_autofree char *length = words_length(minutes_up(seconds));
  return g_strdup_printf(_("in %s"), length);
}

char *words_ago(gint64 seconds) {
  g_autofree char *length = words_length((int) (seconds / 60));
  return g_strdup_printf(_("%s ago"), length);
}

char *words_bed_in(gint64 seconds) {
  if (seconds <= 0)
    return g_strdup(_("bed now"));
  if (seconds >= WORDS_FAR_SECONDS)
    return g_strdup_printf(_("bed in about %d h"), hours_near(seconds));
  g_autofree char *length = words_length(minutes_up(seconds));
  return g_strdup_printf(_("bed in %s"), length);
}

char *words_about_hours(gint64 seconds) {
  const int hours = hours_near(seconds);
  if (hours < 1)
    return g_strdup(_("less than an hour"));
  return g_strdup_printf(ngettext("about %d hour", "about %d hours", (gulong) hours), hours);
}

char *words_date(guint32 day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, day);
  /* Translators: day and month, "24 November". */
  return g_strdup_printf(_("%d %s"), (int) g_date_get_day(&date), _(months[g_date_get_month(&date) - 1]));
}

char *words_weekday_date(guint32 day) {
  g_autofree char *date = words_date(day);
  /* Translators: weekday and date, "Tuesday, 24 November". */
  return g_strdup_printf(_("%s, %s"), words_weekday(daytime_weekday(day)), date);
}

static int year_of(guint32 day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, day);
  return (int) g_date_get_year(&date);
}

char *words_dates(guint32 from, guint32 to) {
  g_autofree char *first = words_date(from);
  g_autofree char *last = words_date(to);
  if (from == to)
    return g_steal_pointer(&first);
  if (year_of(from) != year_of(to))
    return g_strdup_printf(_("%s %d to %s %d"), first, year_of(from), last, year_of(to));
  /* Translators: two dates or two clock times. */
  return g_strdup_printf(_("%s to %s"), first, last);
}

char *words_weekday_phase(guint32 day, int minutes) {
  const char *weekday = words_weekday(daytime_weekday(day));
  if (minutes < 12 * 60)
    return g_strdup_printf(_("%s morning"), weekday);
  if (minutes < 18 * 60)
    return g_strdup_printf(_("%s afternoon"), weekday);
  return g_strdup_printf(_("%s evening"), weekday);
}

char *words_understood(const char *typed) {
  int minutes = 0;
  if (!timetext_clock(typed, &minutes))
    return NULL;
  g_autofree char *clock = daytime_format(minutes);
  g_autofree char *bare = g_strstrip(g_strdup(typed));
  return g_str_equal(bare, clock) ? NULL : g_strdup_printf(_("%s is %s."), bare, clock);
}

char *words_hours(gint64 from, gint64 to, GTimeZone *zone) {
  g_autofree char *first = daytime_clock(from, zone);
  g_autofree char *last = daytime_clock(to, zone);
  return g_strdup_printf(_("%s to %s"), first, last);
}

char *words_decimal(double value) {
  return g_strdup_printf("%.1f", value);
}

gboolean words_is_daylight(gint64 bed, GTimeZone *zone) {
  const int minutes = daytime_minutes_of(bed, zone);
  return minutes >= WORDS_DAYLIGHT_FROM && minutes < WORDS_DAYLIGHT_TO;
}

static gboolean has_document(const Step *step) {
  for (gsize i = 0; step->sources[i]; i++) {
    if (source_find(step->sources[i]))
      return TRUE;
  }
  return FALSE;
}

char *words_titles(const GPtrArray *steps) {
  g_autoptr(GPtrArray) titles = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add(titles, ((const PlanStep *) g_ptr_array_index(steps, i))->title);
  g_ptr_array_add(titles, NULL);
  return steps->len > 0 ? g_strjoinv(", ", (char **) titles->pdata) : NULL;
}

char *words_unanswered(const Plan *plan, const Record *record, const GPtrArray *pauses, gint64 now) {
  g_autoptr(GPtrArray) steps = tracking_unanswered(plan, record, pauses, now);
  return words_titles(steps);
}

char *words_source(const Step *step) {
  g_autofree char *summary = source_summary((const char *const *) step->sources);
  if (!summary || !has_document(step))
    return g_steal_pointer(&summary);
  const char *ours = step->kind == STEP_GUIDED ? _("We chose the length.") : _("We chose the time.");
  return g_strdup_printf("%s %s", summary, ours);
}

static int percent_of(double share) {
  return (int) (share * 100 + 0.5);
}

char *words_strength(const StepReview *review, const char *title) {
  return g_strdup_printf(
      _("Strength is the share of due nights on which a step was done, with newer nights weighing more: one from 13 "
        "due "
        "nights ago weighs half as much as the newest. “%s” was done on %d of its %d due nights so far; weighed so, "
        "that is %d %%. One more night off would make it %d %%."),
      title, review->weighed_done, review->weighed, percent_of(review->strength),
      percent_of(review->strength_if_missed));
}

char *words_middle_of_sleep(int minutes) {
  g_autofree char *length = words_length(ABS(minutes));
  if (minutes == 0)
    return g_strdup(_("The middle of your sleep is at the same hour on Friday and Saturday nights as on the others."));
  return g_strdup_printf(minutes > 0
                             ? _("The middle of your sleep is %s later on Friday and Saturday nights than on the "
                                 "others (social jetlag).")
                             : _("The middle of your sleep is %s earlier on Friday and Saturday nights than on the "
                                 "others (social jetlag)."),
                         length);
}

/* The hours of the routine on a date of that shift. */
static int hours_of(const Routine *routine, Night night, const char *shift, gboolean is_wake) {
  g_autoptr(GHashTable) choices = shift_choices_new();
  if (shift)
    g_hash_table_insert(choices, GUINT_TO_POINTER(night), g_strdup(shift));
  const Hours hours = schedule_day(&routine->schedule, choices, night).hours;
  return is_wake ? hours.wake : hours.bed;
}

/* TRUE if clocks jump to what they show at `instant`, over `minutes`. */
static gboolean is_skipped(gint64 instant, int minutes, GTimeZone *zone) {
  const int shown = daytime_minutes_of(instant, zone);
  const int jump = (daytime_offset_of(instant, zone) - daytime_offset_of(instant - 1, zone)) / DAYTIME_MINUTE_SECONDS;
  const int over = (shown - minutes + DAYTIME_DAY_MINUTES) % DAYTIME_DAY_MINUTES;
  return over > 0 && over <= jump;
}

char *words_skipped_time(const Plan *plan, const Routine *routine, GTimeZone *zone) {
  const Night after = night_after(plan->night, zone);
  const int bed = hours_of(routine, plan->night, plan->shift, FALSE), wake = hours_of(routine, after, NULL, TRUE);
  const gboolean is_bed = is_skipped(plan->bed, bed, zone);
  if (plan->bed >= plan->wake || (!is_bed && !is_skipped(plan->wake, wake, zone)))
    return NULL;
  g_autofree char *skipped = daytime_format(is_bed ? bed : wake);
  g_autofree char *shown = daytime_clock(is_bed ? plan->bed : plan->wake, zone);
  g_autofree char *length = words_length((int) ((plan->wake - plan->bed) / DAYTIME_MINUTE_SECONDS));
  return g_strdup_printf(_("Clocks change: %s does not exist that night, so %s; %s in bed."), skipped, shown, length);
}

char *words_holes(int nights) {
  return g_strdup_printf(
      ngettext("%d night between has no record.", "%d nights between have no record.", (gulong) nights), nights);
}

const char *words_supplement_note(void) {
  return _("winddown repeats what five web documents say. It is not medical advice. The supplement statements have not "
           "been evaluated by the US Food and Drug Administration; nothing here is meant to diagnose, treat, cure or "
           "prevent disease.");
}
