/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/guide/guide.h"

#define FRAME_USEC (G_USEC_PER_SEC / 10)
#define SHORTEST_SECONDS 60

typedef struct {
  char *title; /* NULL: none */
  gint64 usec;
} Part;

/* The phases of one breath, in their order. */
#define N_PHASES 4

struct GuideRun {
  GArray *parts;               /* of Part, at least one */
  gint64 phase_usec[N_PHASES]; /* all 0: not a breathing pace */
  gint64 begun_usec;           /* moved on by every pause */
  gint64 paused_usec;          /* when it was paused; -1: it runs */
};

static gint64 total_usec(const GuideRun *run) {
  gint64 usec = 0;
  for (guint i = 0; i < run->parts->len; i++)
    usec += g_array_index(run->parts, Part, i).usec;
  return usec;
}

static int sequence_seconds(const Guide *guide) {
  int seconds = 0;
  for (guint i = 0; guide && guide->parts && i < guide->parts->len; i++)
    seconds += ((const GuidePart *) g_ptr_array_index(guide->parts, i))->seconds;
  return seconds;
}

static void clear_part(gpointer part) {
  g_free(((Part *) part)->title);
}

static void add_part(GuideRun *run, const char *title, gint64 usec) {
  const Part part = { g_strdup(title), usec };
  g_array_append_val(run->parts, part);
}

/* Everything is copied: the configuration may be read anew while it runs. */
GuideRun *guide_run_new(const Guide *guide, int seconds, gint64 now_usec) {
  GuideRun *run = g_new0(GuideRun, 1);
  const gint64 usec = (gint64) seconds * G_USEC_PER_SEC;
  const int sequence = sequence_seconds(guide);
  run->begun_usec = now_usec;
  run->paused_usec = -1;
  run->parts = g_array_new(FALSE, FALSE, sizeof(Part));
  g_array_set_clear_func(run->parts, clear_part);
  for (guint i = 0; sequence > 0 && i < guide->parts->len; i++) {
    const GuidePart *part = g_ptr_array_index(guide->parts, i);
    add_part(run, part->title, usec * part->seconds / sequence);
  }
  if (sequence <= 0)
    add_part(run, NULL, usec);
  if (guide && guide->in_seconds > 0) {
    const double phases[N_PHASES] = { guide->in_seconds, guide->hold_seconds, guide->out_seconds, guide->rest_seconds };
    for (gsize i = 0; i < N_PHASES; i++)
      run->phase_usec[i] = (gint64) (phases[i] * G_USEC_PER_SEC);
  }
  return run;
}

void guide_run_free(GuideRun *run) {
  if (!run)
    return;
  g_array_unref(run->parts);
  g_free(run);
}

gboolean guide_run_is_paused(const GuideRun *run) {
  return run->paused_usec >= 0;
}

void guide_run_pause(GuideRun *run, gint64 now_usec) {
  if (!guide_run_is_paused(run))
    run->paused_usec = now_usec;
}

void guide_run_resume(GuideRun *run, gint64 now_usec) {
  if (!guide_run_is_paused(run))
    return;
  run->begun_usec += now_usec - run->paused_usec;
  run->paused_usec = -1;
}

static gint64 elapsed_usec(const GuideRun *run, gint64 now_usec) {
  const gint64 until = guide_run_is_paused(run) ? run->paused_usec : now_usec;
  return CLAMP(until - run->begun_usec, 0, total_usec(run));
}

int guide_run_took(const GuideRun *run, gint64 now_usec) {
  return (int) ((elapsed_usec(run, now_usec) + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC);
}

/* The part that runs when `elapsed` of the whole is over, and how much of it is left; at the end the last one. */
static guint part_at(const GuideRun *run, gint64 elapsed, gint64 *left) {
  guint index = 0;
  while (index + 1 < run->parts->len && elapsed >= g_array_index(run->parts, Part, index).usec) {
    elapsed -= g_array_index(run->parts, Part, index).usec;
    index++;
  }
  *left = g_array_index(run->parts, Part, index).usec - elapsed;
  return index;
}

void guide_run_extend(GuideRun *run, int seconds, gint64 now_usec) {
  gint64 left = 0;
  const guint index = part_at(run, elapsed_usec(run, now_usec), &left);
  g_array_index(run->parts, Part, index).usec += (gint64) seconds * G_USEC_PER_SEC;
}

int guide_fit(int seconds, gint64 now, gint64 limit) {
  if (now + seconds <= limit || limit - now < SHORTEST_SECONDS)
    return seconds;
  return (int) (limit - now);
}

static void find_breath(const GuideRun *run, gint64 elapsed, GuideMoment *moment) {
  gint64 round = 0;
  for (gsize i = 0; i < N_PHASES; i++)
    round += run->phase_usec[i];
  gint64 into = round > 0 ? elapsed % round : 0;
  for (gsize i = 0; i < N_PHASES; i++) {
    const gint64 usec = run->phase_usec[i];
    if (into < usec) {
      moment->breath = (Breath) (BREATH_IN + i);
      moment->breath_share = (double) into / (double) usec;
      moment->breath_left_usec = usec - into;
      return;
    }
    into -= usec;
  }
}

GuideMoment guide_moment(const GuideRun *run, gint64 now_usec) {
  GuideMoment moment = { .length_usec = total_usec(run) };
  const gint64 elapsed = elapsed_usec(run, now_usec);
  const guint index = part_at(run, elapsed, &moment.part_left_usec);
  moment.left_usec = moment.length_usec - elapsed;
  moment.is_over = moment.left_usec <= 0;
  moment.part = g_array_index(run->parts, Part, index).title;
  if (index + 1 < run->parts->len)
    moment.next = g_array_index(run->parts, Part, index + 1).title;
  find_breath(run, elapsed, &moment);
  return moment;
}

/* The time until a countdown that is rounded up shows one second less. */
static gint64 to_next_second(gint64 left) {
  const gint64 rest = left % G_USEC_PER_SEC;
  return rest > 0 ? rest : G_USEC_PER_SEC;
}

gint64 guide_next_change(const GuideRun *run, gboolean moves, gint64 now_usec) {
  const GuideMoment moment = guide_moment(run, now_usec);
  if (moment.is_over || guide_run_is_paused(run))
    return 0;
  gint64 ahead = to_next_second(moment.part_left_usec);
  if (moment.breath != BREATH_NONE)
    ahead = MIN(ahead, to_next_second(moment.breath_left_usec));
  if (moves && (moment.breath == BREATH_IN || moment.breath == BREATH_OUT))
    ahead = MIN(ahead, FRAME_USEC);
  return now_usec + ahead;
}
