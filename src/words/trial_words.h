/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said of a trial by lot: what is agreed to, which side tonight is on,
 * how it goes and what came of it. It says what was found about this person,
 * these weeks and this step, and nothing of a result before the last morning.
 * Pure; every text is translated and owned. */
#pragma once

#include "model/routine.h"
#include "review/trial_result.h"

#include <glib.h>

/* Returns the title of the trial's step: the routine's, or its id where the routine has it no longer (borrowed). */
const char *trial_words_title(const Trial *trial, const Routine *routine);

/* What a trial of that many nights is, can show and costs (a line feed between paragraphs). */
char *trial_words_offer(const char *title, int nights);

/* "By lot tonight: with “Gentle stretching” (night 12 of 42)"; NULL if `tonight` is no night of the trial. */
char *trial_words_tonight(const Trial *trial, const char *title, Night tonight);

/* "The 2nd trial of “Gentle stretching”": which of that step's trials in `trials` it is. */
char *trial_words_heading(const Trial *trial, const GPtrArray *trials, const char *title);

/* How it goes, or the finding in plain words (a line feed between paragraphs). */
char *trial_words_state(const Trial *trial, const TrialResult *result, const char *title);

/* The rated mornings of one side by how rested they were, "1 -   2 ●●   3 ●●●●   4 ●   5 -", with that dot; where there
 * is no room for dots (NULL), "1: 0  2: 2  3: 4  4: 1  5: 0". */
char *trial_words_dots(const TrialResult *result, Lot lot, const char *dot);

/* The figures, for those who want them (a line feed between paragraphs); NULL if there is no finding. */
char *trial_words_figures(const TrialResult *result);
