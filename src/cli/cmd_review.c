/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * review: runs, shares and regularity. */
#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"
#include "review/summary.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

#define DEFAULT_NIGHTS 35

/* Titles take what they need, as far as a row of 80 columns has room. */
enum { LEAST_TITLE_COLUMNS = 28, MOST_TITLE_COLUMNS = 43 };

enum { COLUMN_SHARE, COLUMN_RUN, COLUMN_BEST, COLUMN_STRENGTH, N_COLUMNS };
static const int widths[] = { 12, 5, 5, 9 };
G_STATIC_ASSERT(G_N_ELEMENTS(widths) == N_COLUMNS);

/* By the columns that the text takes on a screen: a translated heading may hold any letter. */
static void print_row(const char *title, int title_columns, const char *const *cells) {
  g_autofree char *padded = text_pad(title, title_columns);
  g_autoptr(GString) line = g_string_new("  ");
  g_string_append(line, padded);
  for (gsize i = 0; i < N_COLUMNS; i++) {
    g_autofree char *cell = text_pad_left(cells[i], widths[i]);
    g_string_append_printf(line, " %s", cell);
  }
  g_print("%s\n", g_strchomp(line->str));
}

static char *run_text(int run) {
  return run >= STREAK_SHOWN_FROM ? g_strdup_printf("%d", run) : g_strdup("");
}

static void print_step(const char *title, int title_columns, const StepReview *review) {
  const int of = review->count.due;
  if (of == 0)
    return;
  g_autofree char *share = g_strdup_printf(_("%d of %d"), review->count.done, of);
  g_autofree char *current = run_text(review->streak.current);
  g_autofree char *best = run_text(review->streak.best);
  g_autofree char *strength = review->strength > 0 ? g_strdup_printf("%.0f %%", review->strength * 100) : g_strdup("");
  print_row(title, title_columns, (const char *const[]){ share, current, best, strength });
}

static void print_steps(const History *history, const ReviewSummary *summary) {
  int columns = LEAST_TITLE_COLUMNS;
  for (guint i = 0; i < summary->steps->len; i++)
    columns = MAX(columns, text_width(g_ptr_array_index(history->titles, i)));
  columns = MIN(columns, MOST_TITLE_COLUMNS);
  print_row("", columns, (const char *const[]){ _("done"), _("run"), _("best"), _("strength") });
  for (guint i = 0; i < summary->steps->len; i++)
    print_step(g_ptr_array_index(history->titles, i), columns, &g_array_index(summary->steps, StepReview, i));
}

static void print_bedtime(const ReviewSummary *summary) {
  const BedtimeSpread *spread = &summary->bedtime;
  if (spread->sd < 0)
    return;
  if (summary->shift)
    g_print(_("Within shift %s: "), summary->shift);
  g_autofree char *mean = daytime_format((int) (spread->mean + 0.5) % DAYTIME_DAY_MINUTES);
  if (spread->rough)
    g_print(_("Lights out near %s, give or take %.0f min (rough: fewer than %d nights).\n"), mean, spread->sd,
            REGULARITY_ROUGH_NIGHTS);
  else
    g_print(_("Lights out near %s, give or take %.0f min.\n"), mean, spread->sd);
}

static void print_rested(const ReviewSummary *summary) {
  const gulong rated = (gulong) summary->rated;
  if (rated == 1)
    g_print(_("Rested %.0f of 5, on one morning.\n"), summary->rested_mean);
  else if (rated > 1)
    g_print(ngettext("Rested %.1f of 5 on average, over %lu morning.\n",
                     "Rested %.1f of 5 on average, over %lu mornings.\n", rated),
            summary->rested_mean, rated);
}

static void print_holes(int run, int holes) {
  if (run < STREAK_SHOWN_FROM || holes == 0)
    return;
  g_autofree char *text = words_holes(holes);
  g_print("%s\n", text);
}

/* Why fewer nights are judged than were asked for. */
static void print_not_judged(const NightCounts *nights) {
  if (nights->running > 0)
    g_print(ngettext("%d night is not over yet: its morning is not answered.\n",
                     "%d nights are not over yet: their morning is not answered.\n", (gulong) nights->running),
            nights->running);
  if (nights->neutral > 0)
    g_print(ngettext("%d night had nothing to count.\n", "%d nights had nothing to count.\n", (gulong) nights->neutral),
            nights->neutral);
  if (nights->unrecorded > 0)
    g_print(ngettext("%d night has no record.\n", "%d nights have no record.\n", (gulong) nights->unrecorded),
            nights->unrecorded);
}

static void print_review(const History *history, const ReviewSummary *summary) {
  if (history->nights->len == 0 || (summary->nights.judged == 0 && summary->streak.best == 0)) {
    g_print("%s\n", _("Nothing to review yet: runs and shares appear once a night is over."));
    return;
  }
  g_autofree char *from = daytime_format_day(summary->from);
  g_autofree char *to = daytime_format_day(summary->to);
  const gulong judged = (gulong) summary->nights.judged;
  const gulong current = (gulong) summary->streak.current, best = (gulong) summary->streak.best;
  g_print(ngettext("%s to %s: %d of %lu night kept\n", "%s to %s: %d of %lu nights kept\n", judged), from, to,
          summary->nights.kept, judged);
  print_not_judged(&summary->nights);
  if (current >= STREAK_SHOWN_FROM)
    g_print(ngettext("Current run: %lu night.\n", "Current run: %lu nights.\n", current), current);
  print_holes(summary->streak.current, summary->streak.current_holes);
  if (best >= STREAK_SHOWN_FROM && best > current) {
    g_print(ngettext("Longest run: %lu night.\n", "Longest run: %lu nights.\n", best), best);
    print_holes(summary->streak.best, summary->streak.best_holes);
  }
  print_rested(summary);
  print_bedtime(summary);
  if (summary->nights.judged > 0)
    print_steps(history, summary);
}

static gboolean print_json(const History *history, const ReviewSummary *summary, GError **error) {
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(JsonReviewStep));
  for (guint i = 0; i < summary->steps->len; i++) {
    const JsonReviewStep step = {
      .id = g_ptr_array_index(history->step_ids, i),
      .title = g_ptr_array_index(history->titles, i),
      .review = g_array_index(summary->steps, StepReview, i),
    };
    g_array_append_val(steps, step);
  }
  const JsonReview review = {
    .from = summary->from,
    .to = summary->to,
    .counts = summary->nights,
    .streak = summary->streak,
    .steps = steps,
    .rated = summary->rated,
    .mean_rested = summary->rested_mean,
    .bedtime_sd_minutes = summary->bedtime.sd,
    .regularity = summary->has_sri ? summary->sri : NAN,
  };
  g_autofree char *text = json_review(&review);
  return console_data(text, error);
}

/* The first of that many nights up to `to` that the record knows. */
static Night first_night(const History *history, Night to, Night nights) {
  const Night asked = nights < to ? to - nights + 1 : 1;
  return history->nights->len > 0 ? MAX(asked, history_night(history, 0)->night) : asked;
}

DEFINE_COMMAND(review) {
  int nights = DEFAULT_NIGHTS;
  if (!argument_number(cli_option(context, "nights"), "nights", 1, LIMIT_NIGHTS, &nights, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return FALSE;
  const StreakRules rules = app_streak_rules(app);
  const Night to = app_evening(app)->plan->night;
  const Night from = first_night(history, to, (Night) nights);
  g_autoptr(ReviewSummary) summary = review_summary_new(history, from, to, &rules);
  if (cli_option(context, "json"))
    return print_json(history, summary, error);
  print_review(history, summary);
  return TRUE;
}
