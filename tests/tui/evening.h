/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evenings built by hand, for drawing without an app: a routine, a clock time,
 * and what was answered when. */
#pragma once

#include "app/app.h"

typedef struct {
  Evening evening; /* what a view gets */
  Config *config;
  Plan *plan;
  Record *record;
  Agenda *agenda;
  GPtrArray *pauses;
} EveningFixture;

/* The evening of `now` ("2026-11-24 21:50", Europe/Berlin) by `config` (taken; NULL: the shipped one). `born`: when the
 * program first ran; NULL: long ago. */
EveningFixture *evening_fixture_new(Config *config, const char *now, const char *born);
void evening_fixture_free(EveningFixture *fixture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EveningFixture, evening_fixture_free)

/* Marks a step at a clock time of that evening. */
void evening_fixture_mark(EveningFixture *fixture, const char *id, Mark mark, const char *at);

/* Goes on to another moment of the same night, and reckons plan and agenda anew. */
void evening_fixture_go(EveningFixture *fixture, const char *now);

gint64 evening_fixture_instant(const EveningFixture *fixture, const char *local);
