/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A notice of one's own: a Notice is borrowed for the length of a call, and a
 * way that shows it later has to keep a copy. */
#pragma once

#include "notify/notifier.h"

typedef struct {
  Notice notice;
  GStringChunk *texts; /* owns what `notice` points to */
} KeptNotice;

/* A deep copy (owned). */
KeptNotice *notice_keep(const Notice *notice);

void notice_drop(KeptNotice *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeptNotice, notice_drop)

/* The summary as one safe line of at most 200 columns (owned); the program's name where there is none. */
char *notice_summary(const char *text);

/* A body as one safe line of at most 250 columns (owned). */
char *notice_line(const char *text);

/* The body as safe lines, at most 20 of them and 1000 columns (owned); escaped where the server reads `markup`. */
char *notice_body(const char *text, gboolean markup);
