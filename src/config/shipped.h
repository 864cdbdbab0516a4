/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that are built in, as embed.py writes them at build time. */
#pragma once

typedef struct {
  const char *name; /* as document_shipped takes it; NULL ends the table */
  const char *text;
} ShippedFile;

extern const ShippedFile shipped_files[];
