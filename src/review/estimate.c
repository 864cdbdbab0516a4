/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With X the columns and R the correlations phi^|days apart|: the variance of
 * the coefficients is s² (X'X)^-1 X'RX (X'X)^-1, and s² the squares of the
 * residuals by n - tr((X'X)^-1 X'RX). It knows nothing of nights or steps. */
#include "review/estimate.h"

#include <math.h>

#define PHI_MAX 0.8

/* A pivot less than this share of its column's squares is rounding: the column is a sum of other ones. */
#define TANGLED 1e-9

typedef struct {
  double at[ESTIMATE_MAX_COLUMNS][ESTIMATE_MAX_COLUMNS];
} Square;

typedef struct {
  const EstimateRow *rows;
  gsize n;
  int p; /* columns */
} Design;

static Square products(const Design *design) {
  Square sums = { 0 };
  for (gsize i = 0; i < design->n; i++) {
    const double *x = design->rows[i].columns;
    for (int j = 0; j < design->p; j++) {
      for (int k = 0; k < design->p; k++)
        sums.at[j][k] += x[j] * x[k];
    }
  }
  return sums;
}

/* X'RX. The correlations fall off by phi a day, so what came before each row is carried along instead of summed anew.
 */
static Square correlated_products(const Design *design, double phi) {
  Square sums = products(design);
  double before[ESTIMATE_MAX_COLUMNS] = { 0 };
  for (gsize i = 1; i < design->n; i++) {
    const double fade = pow(phi, design->rows[i].day - design->rows[i - 1].day);
    const double *x = design->rows[i].columns, *last = design->rows[i - 1].columns;
    for (int j = 0; j < design->p; j++)
      before[j] = fade * (before[j] + last[j]);
    for (int j = 0; j < design->p; j++) {
      for (int k = 0; k < design->p; k++)
        sums.at[j][k] += before[j] * x[k] + x[j] * before[k];
    }
  }
  return sums;
}

static Square multiply(const Square *one, const Square *other, int p) {
  Square result = { 0 };
  for (int i = 0; i < p; i++) {
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++)
        result.at[i][j] += one->at[i][k] * other->at[k][j];
    }
  }
  return result;
}

/* By Gauss and Jordan; what is inverted is symmetric and positive, so no row needs to be swapped. */
static gboolean invert(Square square, int p, Square *inverse) {
  *inverse = (Square){ 0 };
  const Square whole = square;
  for (int i = 0; i < p; i++)
    inverse->at[i][i] = 1;
  for (int pivot = 0; pivot < p; pivot++) {
    const double by = square.at[pivot][pivot];
    if (!(by > TANGLED * whole.at[pivot][pivot]))
      return FALSE;
    for (int k = 0; k < p; k++) {
      square.at[pivot][k] /= by;
      inverse->at[pivot][k] /= by;
    }
    for (int row = 0; row < p; row++) {
      const double times = square.at[row][pivot];
      for (int k = 0; row != pivot && k < p; k++) {
        square.at[row][k] -= times * square.at[pivot][k];
        inverse->at[row][k] -= times * inverse->at[pivot][k];
      }
    }
  }
  return TRUE;
}

static void find_coefficients(const Design *design, const Square *inverse, double *coefficients) {
  double sums[ESTIMATE_MAX_COLUMNS] = { 0 };
  for (gsize i = 0; i < design->n; i++) {
    for (int j = 0; j < design->p; j++)
      sums[j] += design->rows[i].columns[j] * design->rows[i].rating;
  }
  for (int j = 0; j < design->p; j++) {
    coefficients[j] = 0;
    for (int k = 0; k < design->p; k++)
      coefficients[j] += inverse->at[j][k] * sums[k];
  }
}

static double residual(const Design *design, const double *coefficients, gsize i) {
  double left = design->rows[i].rating;
  for (int j = 0; j < design->p; j++)
    left -= coefficients[j] * design->rows[i].columns[j];
  return left;
}

/* How much a morning resembles the one before: lag-one correlation of the residuals over mornings one day apart, made
 * good for what a short record and each column hide. */
static double night_memory(const Design *design, const double *coefficients, double squares) {
  double sum = 0;
  int pairs = 0;
  const double n = (double) design->n;
  for (gsize i = 0; i + 1 < design->n; i++) {
    if (design->rows[i + 1].day - design->rows[i].day != 1)
      continue;
    sum += residual(design, coefficients, i) * residual(design, coefficients, i + 1);
    pairs++;
  }
  const double raw = pairs > 0 && squares > 0 ? (sum / pairs) / (squares / n) : 0;
  return CLAMP(raw + design->p * (1 + 2 * MAX(raw, 0)) / n, 0, PHI_MAX);
}

static double trace(const Square *square, int p) {
  double sum = 0;
  for (int i = 0; i < p; i++)
    sum += square->at[i][i];
  return sum;
}

gboolean estimate_column(const EstimateRow *rows, gsize n, int n_columns, int wanted, EstimateWidth width,
                         Estimate *estimate) {
  const Design design = { rows, n, n_columns };
  double coefficients[ESTIMATE_MAX_COLUMNS], squares = 0;
  Square inverse;
  if (!width.t_quantile || n <= (gsize) n_columns || !invert(products(&design), n_columns, &inverse))
    return FALSE;
  find_coefficients(&design, &inverse, coefficients);
  for (gsize i = 0; i < n; i++)
    squares += residual(&design, coefficients, i) * residual(&design, coefficients, i);
  *estimate = (Estimate){ .value = coefficients[wanted], .phi = night_memory(&design, coefficients, squares) };
  const Square correlated = correlated_products(&design, estimate->phi);
  const Square spread = multiply(&inverse, &correlated, n_columns), sandwich = multiply(&spread, &inverse, n_columns);
  const double freedom = (double) n - trace(&spread, n_columns);
  if (!(freedom > 0))
    return FALSE;
  estimate->se = sqrt(MAX(squares / freedom, ESTIMATE_ROUNDING_VARIANCE) * sandwich.at[wanted][wanted]);
  estimate->df = MAX(2, (double) n * (1 - estimate->phi) / (1 + estimate->phi) - n_columns);
  const double half = width.t_quantile((1 + width.confidence) / 2, estimate->df) * estimate->se;
  estimate->low = estimate->value - half;
  estimate->high = estimate->value + half;
  return TRUE;
}
