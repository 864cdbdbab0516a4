/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A theme: what each role looks like at each stage of the evening. Views name
 * roles; only the screen turns them into attributes. */
#pragma once

#include <glib.h>

typedef enum {
  ROLE_TEXT,
  ROLE_BRIGHT, /* the one thing that matters */
  ROLE_DIM,    /* other times and labels */
  ROLE_FAINT,  /* what is over, hours, sources */
  ROLE_KEY,    /* key names in the bottom line */
  ROLE_ACCENT, /* now */
  ROLE_SELECTED,
  ROLE_NOTICE, /* a line that wants to be read: a problem in the config */
  N_ROLES,
} Role;

/* Stages of the evening; between the first evening step and bedtime colours move from the first to the last. */
typedef enum {
  STAGE_DAY,   /* neutral: before the evening, in the morning, in Review by day */
  STAGE_DUSK,  /* the first evening step */
  STAGE_BED,   /* bedtime and after */
  STAGE_NIGHT, /* after good night */
  N_STAGES,
} Stage;

#define COLOUR_DEFAULT (-1) /* the terminal's own */

typedef struct {
  int rgb;   /* 0xRRGGBB, or COLOUR_DEFAULT */
  int cube;  /* the entry of the 256-colour cube; COLOUR_DEFAULT: the nearest to rgb */
  int basic; /* 0..7 for 8 colours; COLOUR_DEFAULT */
  gboolean bold;
  gboolean dim;
  gboolean reverse;
} RoleLook;

/* What pictures are painted with, at the evening's begin; it darkens towards bedtime. 0xRRGGBB each; `hill` is
 * COLOUR_DEFAULT where a theme paints no pictures. */
typedef struct {
  int west;  /* the sky at sunset */
  int east;  /* the sky where night comes from */
  int hill;  /* the land */
  int lamp;  /* a lit window, a lantern, the fill of a bar */
  int moon;  /* moon and stars */
  int sleep; /* the night end of a night's line */
} Scenery;

typedef struct {
  char *name;
  char *title;
  int background;         /* 0xRRGGBB that it sets; COLOUR_DEFAULT: the terminal's own is kept */
  int assumed_background; /* 0xRRGGBB against which contrast is reckoned */
  RoleLook looks[N_STAGES][N_ROLES];
  Scenery scenery;
} Theme;

Theme *theme_new(const char *name); /* every look the terminal's own (owned) */
void theme_free(Theme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Theme, theme_free)

/* "text", "bright", …: the names in theme files. */
const char *role_name(Role role);
gboolean role_parse(const char *name, Role *role) G_GNUC_WARN_UNUSED_RESULT;
const char *stage_name(Stage stage); /* "day", "dusk", "bed", "night" */
