/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "review/streak.h"

#include <math.h>

static StreakRules closed_to(guint n_closed) {
  return (StreakRules){ .closed_to = FIRST_NIGHT + n_closed - 1, .keep_percent = 80 };
}

static StepReview review_of(const History *history, guint16 step, const StreakRules *rules) {
  g_autoptr(GArray) reviews = streak_steps(history, NIGHT_NONE, NIGHT_NONE, rules);
  return step < reviews->len ? g_array_index(reviews, StepReview, step) : (StepReview){ .strength = -1 };
}

static void step_run_by_hand(void) {
  const struct {
    const char *nights;
    guint n_open; /* the newest nights, not closed yet */
    int current, best;
  } cases[] = {
    { "xxx", 0, 3, 3 },    { "xxo", 0, 0, 2 }, { "xxo", 1, 2, 2 }, /* open tonight never hurts */
    { "xxx", 1, 3, 3 },                                            /* tonight adds as soon as it is done */
    { "xx~", 1, 2, 2 },                                            /* and never takes away */
    { "xxox", 2, 3, 3 },                                           /* last night's morning is still to come */
    { "xxox", 1, 1, 2 },                                           /* it came */
    { "xx-x", 0, 3, 3 },                                           /* skipped is neutral */
    { "----", 0, 0, 0 },                                           /* and lengthens nothing */
    { "xxppx", 0, 3, 3 },                                          /* so is a pause */
    { "xx  x", 0, 3, 3 },                                          /* a rest day, or a step that came and went */
    { "eeexx", 0, 2, 2 },                                          /* the first evening began late */
    { "x~xx", 0, 2, 2 },                                           /* slipped ends a run */
    { "xxxoxx", 0, 2, 3 },                                         /* the best run stays */
    { "ooo", 0, 0, 0 },    { "", 0, 0, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const DrawnStep step = { "tea", cases[i].nights };
    g_autoptr(History) history = nights_draw(&step, 1);
    const StreakRules rules = closed_to((guint) strlen(cases[i].nights) - cases[i].n_open);
    const Streak streak = review_of(history, 0, &rules).streak;
    g_test_message("%s", cases[i].nights);
    g_assert_cmpint(streak.current, ==, cases[i].current);
    g_assert_cmpint(streak.best, ==, cases[i].best);
  }
}

/* One night, one character for each of its steps. */
static NightVerdict judge(const char *marks, int keep_percent, gboolean is_closed) {
  static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
  g_autoptr(History) history = history_new();
  const HistoryNight night = nights_blank(FIRST_NIGHT);
  history_append(history, &night);
  for (gsize i = 0; i < strlen(marks); i++)
    nights_add_mark(history, &(DrawnStep){ .id = ids[i] }, marks[i]);
  const StreakRules rules = { .closed_to = is_closed ? FIRST_NIGHT : FIRST_NIGHT - 1, .keep_percent = keep_percent };
  return streak_judge(history, history_night(history, 0), &rules);
}

static void night_is_judged_by_the_kinder_rule(void) {
  const struct {
    const char *marks;
    int keep_percent;
    NightVerdict closed, running;
  } cases[] = {
    { "xxxxx", 80, NIGHT_KEPT, NIGHT_KEPT },
    { "xxxxo", 80, NIGHT_KEPT, NIGHT_KEPT },
    { "xxxoo", 80, NIGHT_NOT_KEPT, NIGHT_RUNNING },
    { "xxxxxxxxoo", 80, NIGHT_KEPT, NIGHT_KEPT }, /* exactly the share, two open */
    { "xxxxxxxo~o", 80, NIGHT_NOT_KEPT, NIGHT_RUNNING },
    { "xo", 80, NIGHT_KEPT, NIGHT_KEPT }, /* all but one */
    { "x~", 100, NIGHT_KEPT, NIGHT_KEPT },
    { "xxooo", 40, NIGHT_KEPT, NIGHT_KEPT },
    { "o", 80, NIGHT_NOT_KEPT, NIGHT_RUNNING }, /* all but one, but none is done */
    { "~", 80, NIGHT_NOT_KEPT, NIGHT_RUNNING },
    { "ooo", 0, NIGHT_NOT_KEPT, NIGHT_RUNNING },
    { "xx---", 80, NIGHT_KEPT, NIGHT_KEPT }, /* skipped is out of the share */
    { "xxpppee", 80, NIGHT_KEPT, NIGHT_KEPT },
    { "x-oo", 80, NIGHT_NOT_KEPT, NIGHT_RUNNING },
    { "----", 80, NIGHT_NEUTRAL, NIGHT_NEUTRAL },
    { "ppe-", 80, NIGHT_NEUTRAL, NIGHT_NEUTRAL },
    { "", 80, NIGHT_NEUTRAL, NIGHT_NEUTRAL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s at %d %%", cases[i].marks, cases[i].keep_percent);
    g_assert_cmpint(judge(cases[i].marks, cases[i].keep_percent, TRUE), ==, cases[i].closed);
    g_assert_cmpint(judge(cases[i].marks, cases[i].keep_percent, FALSE), ==, cases[i].running);
  }
}

static void step_that_does_not_count_keeps_no_night(void) {
  const DrawnStep steps[] = { { "tea", "xo" }, { "walk", "xx", TRUE }, { "read", "xx", TRUE } };
  g_autoptr(History) history = nights_draw(steps, 3);
  const StreakRules rules = closed_to(2);
  g_assert_cmpint(streak_judge(history, history_night(history, 0), &rules), ==, NIGHT_KEPT);
  g_assert_cmpint(streak_judge(history, history_night(history, 1), &rules), ==, NIGHT_NOT_KEPT);
  g_assert_cmpint(review_of(history, 1, &rules).streak.current, ==, 2); /* but has a run of its own */
}

static void routine_run_by_hand(void) {
  const struct {
    const char *tea, *dim, *bed;
    guint n_open;
    int current, best, kept, judged;
  } cases[] = {
    { "xxx", "xxx", "xxx", 0, 3, 3, 3, 3 },       { "xxx", "xox", "xox", 0, 1, 1, 2, 3 },
    { "xxx", "xxo", "xxo", 1, 2, 2, 2, 2 },       /* tonight is running */
    { "xxx", "xxx", "xxo", 1, 3, 3, 3, 3 },       /* and kept as soon as it is */
    { "x-x", "x-x", "x-x", 0, 2, 2, 2, 2 },       /* a night of skips is stepped over */
    { "xpppx", "xpppx", "xpppx", 0, 2, 2, 2, 2 }, /* a holiday */
    { "xoox", "xoox", "xoox", 0, 1, 1, 2, 4 },    /* nights never opened count as open */
    { "xx~xx", "xx~xx", "xxxxx", 0, 2, 2, 4, 5 }, { "xxo x", "xxo x", "xxo x", 3, 3, 3, 3, 3 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const DrawnStep steps[] = { { "tea", cases[i].tea }, { "dim", cases[i].dim }, { "bed", cases[i].bed } };
    g_autoptr(History) history = nights_draw(steps, 3);
    const StreakRules rules = closed_to((guint) strlen(cases[i].tea) - cases[i].n_open);
    const Streak streak = streak_routine(history, &rules);
    const NightCounts counts = streak_nights(history, FIRST_NIGHT, NIGHT_NONE, &rules);
    g_test_message("%s %s %s", cases[i].tea, cases[i].dim, cases[i].bed);
    g_assert_cmpint(streak.current, ==, cases[i].current);
    g_assert_cmpint(streak.best, ==, cases[i].best);
    g_assert_cmpint(counts.kept, ==, cases[i].kept);
    g_assert_cmpint(counts.judged, ==, cases[i].judged);
  }
}

static void lights_out_is_judged_by_its_time(void) {
  const DrawnStep steps[] = { { "bed", "xxxxo-" }, { "tea", "xxxxxx" } };
  g_autoptr(History) history = nights_draw(steps, 2);
  const gint64 minutes[] = { -90, 15, 16, 0, 0, 120 };
  for (guint i = 0; i < G_N_ELEMENTS(minutes); i++)
    nights_at(history, i)->lights_out = nights_at(history, i)->target_bed + minutes[i] * 60;
  nights_at(history, 3)->lights_out = 0; /* ticked off afterwards */
  nights_at(history, 1)->bed += 3600;    /* moved after it had passed */
  const Mark expected[] = { MARK_DONE, MARK_DONE, MARK_SLIPPED, MARK_DONE, MARK_OPEN, MARK_SKIPPED };
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
    const HistoryNight *night = history_night(history, i);
    g_assert_cmpint(streak_effective_mark(history, night, history_find(history, night, 0)), ==, expected[i]);
    g_assert_cmpint(streak_effective_mark(history, night, history_find(history, night, 1)), ==, MARK_DONE);
  }
}

static void run_does_not_depend_on_the_order_of_backfill(void) {
  const DrawnStep step = { "tea", "oxoxoxoxo" };
  g_autoptr(History) history = nights_draw(&step, 1);
  const StreakRules rules = closed_to(9);
  const guint order[] = { 4, 0, 8, 2, 6 };
  const int best[] = { 3, 3, 3, 6, 9 };
  for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
    g_array_index(history->marks, HistoryMark, order[i]).mark = MARK_DONE;
    g_assert_cmpint(review_of(history, 0, &rules).streak.best, ==, best[i]);
  }
  g_assert_cmpint(streak_routine(history, &rules).current, ==, 9);
}

static void counts_by_hand(void) {
  const DrawnStep step = { "tea", "xx-~opexo~o" };
  g_autoptr(History) history = nights_draw(&step, 1);
  const StreakRules rules = closed_to(9); /* the last two are not closed */
  const StepCount all = review_of(history, 0, &rules).count;
  g_assert_cmpint(all.due, ==, 7); /* x x ~ o x o ~ */
  g_assert_cmpint(all.done, ==, 3);
  g_assert_cmpint(all.skipped, ==, 1);
  g_assert_cmpint(all.slipped, ==, 2);
  g_autoptr(GArray) reviews = streak_steps(history, FIRST_NIGHT + 1, FIRST_NIGHT + 4, &rules);
  const StepCount some = g_array_index(reviews, StepReview, 0).count;
  g_assert_cmpint(some.due, ==, 3);
  g_assert_cmpint(some.done, ==, 1);
}

static void strength_by_hand(void) {
  const double fade = pow(0.5, 1.0 / 13);
  const struct {
    const char *nights;
    guint n_open;
    double strength;
  } cases[] = {
    { "xxxxxx", 0, -1 }, /* too few */
    { "xxxxxxx", 0, 1 },
    { "ooooooo", 0, 0 },
    { "xxxxxxxo", 1, 1 }, /* tonight is not over */
    { "xxxxxxxx", 1, 1 },
    { "xxxxxxx~", 1, 1 },
    { "xx-xxpxxx", 0, 1 }, /* skipped and paused are in neither sum */
    { "xxxxxx-", 0, -1 },
    /* the newest of seven, 1 / (1 + fade + … + fade⁶), is missing */
    { "xxxxxxo", 0, 1 - (1 - fade) / (1 - pow(fade, 7)) },
    /* thirteen nights ago weighs half */
    { "xxxxxxxxxxxxxo", 0, 1 - (1 - fade) / (1 - pow(fade, 14)) },
    { "oxxxxxxxxxxxxx", 0, 1 - 0.5 * (1 - fade) / (1 - pow(fade, 14)) },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const DrawnStep step = { "tea", cases[i].nights };
    g_autoptr(History) history = nights_draw(&step, 1);
    const StreakRules rules = closed_to((guint) strlen(cases[i].nights) - cases[i].n_open);
    g_test_message("%s", cases[i].nights);
    g_assert_cmpfloat_with_epsilon(review_of(history, 0, &rules).strength, cases[i].strength, 1e-12);
  }
}

static void ten_years_without_a_gap(void) {
  g_autofree char *all = g_strnfill(3653, 'x');
  const DrawnStep step = { "tea", all };
  g_autoptr(History) history = nights_draw(&step, 1);
  const StreakRules rules = closed_to(3653);
  g_assert_cmpint(review_of(history, 0, &rules).streak.current, ==, 3653);
  g_assert_cmpint(streak_routine(history, &rules).best, ==, 3653);
  g_assert_cmpfloat_with_epsilon(review_of(history, 0, &rules).strength, 1, 1e-12);
}

/* ---- A second implementation, as plain as the rules read: every answer starts over from the raw marks. ---- */

static const HistoryMark *plain_due(const History *history, guint index, guint16 step) {
  const HistoryMark *mark = history_find(history, history_night(history, index), step);
  return mark && !mark->paused && !mark->outside && !mark->assumed ? mark : NULL;
}

static gboolean plain_is_done(const History *history, guint index, const HistoryMark *mark) {
  const HistoryNight *night = history_night(history, index);
  const gboolean is_bed = g_str_equal(g_ptr_array_index(history->step_ids, mark->step), "bed");
  const gboolean is_late = is_bed && night->lights_out > night->target_bed + 900;
  return mark->mark == MARK_DONE && !is_late;
}

/* -1: ends a run, 0: is stepped over, 1: lengthens it. */
static int plain_step_night(const History *history, guint index, guint16 step, Night closed) {
  const HistoryMark *mark = plain_due(history, index, step);
  if (!mark || mark->mark == MARK_SKIPPED)
    return 0;
  if (plain_is_done(history, index, mark))
    return 1;
  return history_night(history, index)->night <= closed ? -1 : 0;
}

static int plain_routine_night(const History *history, guint index, const StreakRules *rules) {
  double done = 0, all = 0;
  const HistoryMark *bed = history_find(history, history_night(history, index), (guint16) history_step(history, "bed"));
  if (bed && bed->outside && bed->mark != MARK_DONE)
    return 0;
  for (guint16 step = 0; step < history->step_ids->len; step++) {
    const HistoryMark *mark = plain_due(history, index, step);
    if (!mark || !mark->counts || mark->mark == MARK_SKIPPED)
      continue;
    all += 1;
    done += plain_is_done(history, index, mark);
  }
  if (all == 0)
    return 0;
  if (done >= 1 && (done / all >= rules->keep_percent / 100.0 - 1e-9 || done >= all - 1))
    return 1;
  return history_night(history, index)->night <= rules->closed_to ? -1 : 0;
}

/* The run that ends at `end`: back until something ends it. `step` −1 is the routine. */
static int plain_run(const History *history, int step, guint end, const StreakRules *rules) {
  int run = 0;
  for (guint back = end + 1; back > 0; back--) {
    const int night = step < 0 ? plain_routine_night(history, back - 1, rules)
                               : plain_step_night(history, back - 1, (guint16) step, rules->closed_to);
    if (night < 0)
      break;
    run += night;
  }
  return run;
}

static Streak plain_streak(const History *history, int step, const StreakRules *rules) {
  Streak streak = { 0 };
  for (guint end = 0; end < history->nights->len; end++)
    streak.best = MAX(streak.best, plain_run(history, step, end, rules));
  if (history->nights->len > 0)
    streak.current = plain_run(history, step, history->nights->len - 1, rules);
  return streak;
}

static double plain_strength(const History *history, guint16 step, const StreakRules *rules) {
  double above = 0, below = 0;
  int age = 0;
  for (guint back = history->nights->len; back > 0; back--) {
    const HistoryMark *mark = plain_due(history, back - 1, step);
    if (!mark || mark->mark == MARK_SKIPPED || history_night(history, back - 1)->night > rules->closed_to)
      continue;
    const double weight = pow(0.5, age++ / 13.0);
    above += weight * plain_is_done(history, back - 1, mark);
    below += weight;
  }
  return age < 7 ? -1 : above / below;
}

static StepCount plain_count(const History *history, guint16 step, Night from, Night to, Night closed) {
  StepCount count = { 0 };
  for (guint i = 0; i < history->nights->len; i++) {
    const Night night = history_night(history, i)->night;
    const HistoryMark *mark = plain_due(history, i, step);
    if (!mark || night < from || night > to)
      continue;
    const gboolean is_done = plain_is_done(history, i, mark);
    const gboolean is_slipped = mark->mark == MARK_SLIPPED || (mark->mark == MARK_DONE && !is_done);
    count.done += is_done;
    count.slipped += is_slipped;
    count.skipped += mark->mark == MARK_SKIPPED;
    count.due += is_done || is_slipped || (mark->mark == MARK_OPEN && night <= closed);
  }
  return count;
}

/* Nights with gaps between them, steps that come and go and change places, lights out at all hours. */
static History *random_history(GRand *random) {
  static const char *const ids[] = { "bed", "tea", "dim", "screens", "caffeine" };
  static const char drawn[] = "xxxxxxxoo-~pea  ";
  History *history = history_new();
  Night night = FIRST_NIGHT;
  const int n_nights = g_rand_int_range(random, 0, 60);
  for (int i = 0; i < n_nights; i++) {
    HistoryNight blank = nights_blank(night);
    if (g_rand_boolean(random))
      blank.lights_out = blank.target_bed + g_rand_int_range(random, -3600, 2400);
    history_append(history, &blank);
    night += (Night) (g_rand_int_range(random, 0, 10) == 0 ? 3 : 1);
    const int turn = g_rand_int_range(random, 0, 20) == 0 ? 2 : 0;
    for (guint j = 0; j < G_N_ELEMENTS(ids); j++) {
      const guint which = (j + (guint) turn) % G_N_ELEMENTS(ids);
      const DrawnStep step = { .id = ids[which], .does_not_count = which == 4 };
      nights_add_mark(history, &step, drawn[g_rand_int_range(random, 0, sizeof drawn - 1)]);
    }
  }
  return history;
}

static void agrees_with_the_plain_reading(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(13);
  for (int i = 0; i < 600; i++) {
    g_autoptr(History) history = random_history(random);
    const StreakRules rules = { .closed_to = FIRST_NIGHT + (Night) g_rand_int_range(random, 0, 70),
                                .keep_percent = g_rand_int_range(random, 0, 11) * 10 };
    const Streak routine = streak_routine(history, &rules);
    const Streak plain = plain_streak(history, -1, &rules);
    g_assert_cmpint(routine.current, ==, plain.current);
    g_assert_cmpint(routine.best, ==, plain.best);
    g_autoptr(GArray) reviews = streak_steps(history, FIRST_NIGHT + 5, FIRST_NIGHT + 40, &rules);
    g_assert_cmpuint(reviews->len, ==, history->step_ids->len);
    for (guint16 step = 0; step < history->step_ids->len; step++) {
      const StepReview *review = &g_array_index(reviews, StepReview, step);
      const StepCount count = plain_count(history, step, FIRST_NIGHT + 5, FIRST_NIGHT + 40, rules.closed_to);
      g_assert_cmpmem(&review->count, sizeof count, &count, sizeof count);
      const Streak plain_step = plain_streak(history, step, &rules);
      g_assert_cmpint(review->streak.current, ==, plain_step.current);
      g_assert_cmpint(review->streak.best, ==, plain_step.best);
      g_assert_cmpfloat_with_epsilon(review->strength, plain_strength(history, step, &rules), 1e-12);
    }
  }
}

/* Nights without a row are neither kept nor broken, in the middle as at the end, and are counted. */
static void holes_in_a_run_are_counted(void) {
  const struct {
    const char *nights;
    int gap_after, gap; /* so many nights are cut out behind that one */
    Streak run;
    int unrecorded;
  } cases[] = {
    { "xxxxxx", 2, 7, { 6, 6, 7, 7 }, 7 }, { "xxxxxx", 2, 0, { 6, 6, 0, 0 }, 0 }, { "xxx~xx", 2, 7, { 2, 3, 0, 0 }, 7 },
    { "xxx-xx", 2, 7, { 5, 5, 7, 7 }, 7 }, { "xxx~xx", 4, 3, { 2, 3, 3, 0 }, 3 }, { "~~~xxx", 2, 7, { 3, 3, 0, 0 }, 7 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const DrawnStep step = { "tea", cases[i].nights };
    g_autoptr(History) history = nights_draw(&step, 1);
    const guint n = history->nights->len;
    for (guint night = (guint) cases[i].gap_after + 1; night < n; night++)
      nights_at(history, night)->night += (Night) cases[i].gap;
    const StreakRules rules = { .closed_to = FIRST_NIGHT + 100, .keep_percent = 80 };
    const Streak run = streak_routine(history, &rules);
    g_test_message("%s, %d cut out", cases[i].nights, cases[i].gap);
    g_assert_cmpint(run.current, ==, cases[i].run.current);
    g_assert_cmpint(run.best, ==, cases[i].run.best);
    g_assert_cmpint(run.current_holes, ==, cases[i].run.current_holes);
    g_assert_cmpint(run.best_holes, ==, cases[i].run.best_holes);
    const Night last = history_night(history, n - 1)->night;
    g_assert_cmpint(streak_nights(history, FIRST_NIGHT, last, &rules).unrecorded, ==, cases[i].unrecorded);
  }
}

/* Nobody said so: the night is judged as if that step had not been in it. */
static void assumed_marks_neither_lengthen_nor_break_a_run(void) {
  const DrawnStep steps[] = { { .id = "screens", .nights = "xaaxaaao" }, { .id = "tea", .nights = "xxxxxx~~" } };
  g_autoptr(History) history = nights_draw(steps, G_N_ELEMENTS(steps));
  const StreakRules before = closed_to(7), all = closed_to(8);
  g_assert_cmpint(review_of(history, 0, &before).streak.current, ==, 2);
  g_assert_cmpint(review_of(history, 0, &before).count.due, ==, 2);
  g_assert_cmpint(review_of(history, 0, &before).count.done, ==, 2);
  g_assert_cmpint(review_of(history, 0, &all).streak.current, ==, 0);
  g_assert_cmpint(streak_judge(history, history_night(history, 5), &all), ==, NIGHT_KEPT);
  g_assert_cmpint(streak_judge(history, history_night(history, 6), &all), ==, NIGHT_NOT_KEPT); /* of one: none */
}

static void every_night_of_a_range_has_one_place(void) {
  const DrawnStep step = { "tea", "xx~-po" };
  g_autoptr(History) history = nights_draw(&step, 1);
  const StreakRules rules = { .closed_to = FIRST_NIGHT + 4, .keep_percent = 80 };
  const NightCounts counts = streak_nights(history, FIRST_NIGHT - 3, FIRST_NIGHT + 5, &rules);
  g_assert_cmpint(counts.kept, ==, 2);
  g_assert_cmpint(counts.judged, ==, 3);
  g_assert_cmpint(counts.neutral, ==, 2);
  g_assert_cmpint(counts.running, ==, 1);
  g_assert_cmpint(counts.unrecorded, ==, 3);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/streak/step-run-by-hand", step_run_by_hand);
  g_test_add_func("/streak/night-is-judged-by-the-kinder-rule", night_is_judged_by_the_kinder_rule);
  g_test_add_func("/streak/step-that-does-not-count-keeps-no-night", step_that_does_not_count_keeps_no_night);
  g_test_add_func("/streak/routine-run-by-hand", routine_run_by_hand);
  g_test_add_func("/streak/lights-out-is-judged-by-its-time", lights_out_is_judged_by_its_time);
  g_test_add_func("/streak/backfill-in-any-order", run_does_not_depend_on_the_order_of_backfill);
  g_test_add_func("/streak/counts-by-hand", counts_by_hand);
  g_test_add_func("/streak/strength-by-hand", strength_by_hand);
  g_test_add_func("/streak/ten-years-without-a-gap", ten_years_without_a_gap);
  g_test_add_func("/streak/agrees-with-the-plain-reading", agrees_with_the_plain_reading);
  g_test_add_func("/streak/holes-in-a-run-are-counted", holes_in_a_run_are_counted);
  g_test_add_func("/streak/assumed-marks-neither-lengthen-nor-break-a-run",
                  assumed_marks_neither_lengthen_nor_break_a_run);
  g_test_add_func("/streak/every-night-of-a-range-has-one-place", every_night_of_a_range_has_one_place);
  return g_test_run();
}
