/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A least-squares estimate from ratings of successive days, with a range that
 * allows for what one morning remembers of the one before: AR(1) residuals, the
 * memory by Yule-Walker with a small-sample correction, in the manner of Tang &
 * Landes 2020. Pure. */
#pragma once

#include <glib.h>

#define ESTIMATE_MAX_COLUMNS 4

/* Ratings are whole numbers: rounding alone gives each this variance, and no range is narrower than that allows. */
#define ESTIMATE_ROUNDING_VARIANCE (1.0 / 12)

/* The value below which Student's t with `df` degrees of freedom lies with probability `p`. */
typedef double (*EstimateQuantile)(double p, double df);

/* How wide a range is. */
typedef struct {
  double confidence;
  EstimateQuantile t_quantile; /* NULL: it cannot be computed here, and no range is given */
} EstimateWidth;

typedef struct {
  int day; /* any day number, ascending; gaps matter */
  double rating;
  double columns[ESTIMATE_MAX_COLUMNS]; /* what the rating is explained by; one column is 1 in every row */
} EstimateRow;

typedef struct {
  double value, se, df;
  double phi; /* how much a morning resembles the one before, 0 to 0.8 */
  double low, high;
} Estimate;

/* Estimates how much the ratings differ by column `wanted` with the other ones of `n_columns` held equal, and the
 * likely range of `width`. FALSE if there is no quantile, the rows are too few, or the columns cannot be told from one
 * another. */
gboolean estimate_column(const EstimateRow *rows, gsize n, int n_columns, int wanted, EstimateWidth width,
                         Estimate *estimate) G_GNUC_WARN_UNUSED_RESULT;
