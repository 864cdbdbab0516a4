/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sleep diary of some nights as a page for a clinician: one row a night with what was told in the morning and what
 * follows from it, means at the foot, the notes, and the hours of each night for a bar. The fields are those
 * of the Consensus Sleep Diary (Carney et al. 2012). What was not told is blank, never nought. As text, CSV and HTML
 * here; src/paper draws it. Clock times are as clocks showed them that night. Pure; every text is translated but CSV.
 */
#pragma once

#include "model/plan.h"
#include "model/record.h"

#include <glib.h>

typedef enum {
  DIARY_MORNING, /* the date of the morning */
  DIARY_LIGHTS_OUT,
  DIARY_LATENCY,
  DIARY_WAKINGS,
  DIARY_AWAKE,
  DIARY_WOKE,
  DIARY_UP,
  DIARY_IN_BED,
  DIARY_ASLEEP,
  DIARY_EFFICIENCY,
  DIARY_QUALITY,
  DIARY_RESTED,
  DIARY_NAPS,     /* the record has none: to be filled in by hand */
  DIARY_CAFFEINE, /* whether the step was kept, as ticked */
  DIARY_ALCOHOL,
  DIARY_MEDICINE, /* by hand, too */
  N_DIARY_COLUMNS,
} DiaryColumn;

/* The bar of a night begins at this time of its evening and has 24 hours. */
#define DIARY_BAR_MINUTES (18 * 60)

typedef enum { DIARY_BAR_AWAKE, DIARY_BAR_SLEEP } DiaryBarState;

/* A stretch in bed, in minutes from the bar's beginning. */
typedef struct {
  int from, to;
  DiaryBarState state;
} DiaryBar;

#define DIARY_MAX_BARS 5

typedef struct {
  Night night;
  char *cells[N_DIARY_COLUMNS];   /* NULL: blank */
  double values[N_DIARY_COLUMNS]; /* what means are made of; NAN: none. Times of day are minutes from the bar's
                                     beginning */
  DiaryBar bars[DIARY_MAX_BARS];
  int n_bars;
  char *note;     /* NULL: none */
  gboolean told;  /* the morning was answered */
  gboolean fresh; /* within an hour of getting up */
} DiaryRow;

typedef struct {
  Night from, to; /* nights; the mornings are the days after */
  char *title;
  char *dates;                           /* "24 November to 7 December, Europe/Berlin" */
  char *how;                             /* how it was filled in */
  const char *headings[N_DIARY_COLUMNS]; /* may have a line feed */
  GPtrArray *rows;                       /* of DiaryRow */
  char *means[N_DIARY_COLUMNS];
  char *lows[N_DIARY_COLUMNS]; /* the least and the most that was told */
  char *highs[N_DIARY_COLUMNS];
  GPtrArray *notes;   /* of char *, with their dates */
  GPtrArray *legends; /* of char *: how the figures are calculated */
} DiaryPage;

/* Returns an empty page (owned) for the nights `from` to `to`; `zone_name` may be NULL. Add the nights in order, then
 * finish it. */
DiaryPage *diary_page_new(Night from, Night to, const char *zone_name);
void diary_page_add(DiaryPage *page, const Plan *plan, const Record *record);
void diary_page_finish(DiaryPage *page);
void diary_page_free(DiaryPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DiaryPage, diary_page_free)

const DiaryRow *diary_page_row(const DiaryPage *page, guint index);

/* The page (owned): for a terminal of 120 columns, in ASCII where `ascii`; as rows for a spreadsheet; as a file for a
 * browser, which prints it on one page. */
char *diary_page_text(const DiaryPage *page, gboolean ascii);
char *diary_page_csv(const DiaryPage *page);
char *diary_page_html(const DiaryPage *page);
