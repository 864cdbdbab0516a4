/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values as JSON and back: the shapes that the command line promises. The only
 * room that knows json-glib. */
#pragma once

#include "model/pause.h"
#include "model/plan.h"
#include "model/record.h"
#include "planning/agenda.h"
#include "review/compare.h"

#include <glib.h>

/* A night as `export` holds it: both owned. */
typedef struct {
  Plan *plan;
  Record *record;
} ExportedNight;

typedef struct {
  GPtrArray *nights; /* of ExportedNight, ascending */
  GPtrArray *pauses; /* of Pause */
} Export;

Export *export_new(void);
void export_free(Export *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Export, export_free)

/* The shapes (owned, one line feed at the end). Instants carry the offset of `zone` unless they were stored with one.
 */
char *json_export(const Export *export);
char *csv_export(const Export *export);
char *json_plan(const Plan *plan, const Record *record, GTimeZone *zone);

/* Reads exactly what json_export writes (owned). NULL with WINDDOWN_ERROR_REFUSED that names the place and what was
 * expected. */
Export *json_import(const char *text, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
