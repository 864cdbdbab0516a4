/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/palette.h"

#include "tui/canvas/paint.h"
#include "tui/terminal/colour.h"
#include "words/words.h"

#include <math.h>
#include <string.h>

/* With few colours or none a role that the theme gives no attribute still has to differ. */
static const Look mono_looks[] = {
  [ROLE_TEXT] = { .foreground = COLOUR_DEFAULT },
  [ROLE_BRIGHT] = { .foreground = COLOUR_DEFAULT, .bold = TRUE },
  [ROLE_DIM] = { .foreground = COLOUR_DEFAULT },
  [ROLE_FAINT] = { .foreground = COLOUR_DEFAULT, .dim = TRUE },
  [ROLE_KEY] = { .foreground = COLOUR_DEFAULT, .bold = TRUE },
  [ROLE_ACCENT] = { .foreground = COLOUR_DEFAULT, .bold = TRUE },
  [ROLE_SELECTED] = { .foreground = COLOUR_DEFAULT, .bold = TRUE },
  [ROLE_NOTICE] = { .foreground = COLOUR_DEFAULT, .underline = TRUE },
};
G_STATIC_ASSERT(G_N_ELEMENTS(mono_looks) == N_ROLES);

static gint64 step_seconds(ColourDepth depth) {
  return depth == COLOURS_DIRECT ? 60 : 5 * 60;
}

static gboolean bed_is_in_daylight(const Sky *sky) {
  return words_is_daylight(sky->plan->bed, sky->zone);
}

static gboolean light_moves(const Sky *sky) {
  return sky->agenda->phase != PHASE_ASLEEP && sky->now < sky->plan->bed && !bed_is_in_daylight(sky);
}

Light light_at(const Sky *sky, ColourDepth depth) {
  const gint64 from = sky->agenda->evening, to = sky->plan->bed;
  if (sky->agenda->phase == PHASE_ASLEEP)
    return (Light){ .stage = STAGE_NIGHT };
  if (bed_is_in_daylight(sky))
    return (Light){ .stage = STAGE_DAY };
  if (sky->now >= to)
    return (Light){ .stage = STAGE_BED };
  if (sky->now < from)
    return (Light){ .stage = STAGE_DAY };
  const gint64 stepped = sky->now - sky->now % step_seconds(depth);
  return (Light){ .stage = STAGE_DUSK,
                  .towards_bed = stepped > from ? (double) (stepped - from) / (double) (to - from) : 0 };
}

/* The colour between two entries of the cube, none of which the terminal may be asked to redefine. It never stands out
 * less than the weaker of the two. */
static int mix_cube(const Theme *theme, int from, int to, double share) {
  if (share <= 0 || from == to)
    return from;
  if (share >= 1)
    return to;
  const int one = colour_of_cube(from), other = colour_of_cube(to), background = theme->assumed_background;
  const double least = MIN(colour_contrast(one, background), colour_contrast(other, background));
  return colour_nearest_cube(colour_mix(one, other, share), background, least);
}

static int cube_of(const RoleLook *look, const Theme *theme) {
  if (look->cube != COLOUR_DEFAULT || look->rgb == COLOUR_DEFAULT)
    return look->cube;
  return colour_nearest_cube(look->rgb, theme->assumed_background, 0);
}

static int foreground_between(const Theme *theme, const RoleLook *from, const RoleLook *to, double share,
                              ColourDepth depth) {
  const RoleLook *nearer = share < 0.5 ? from : to;
  switch (depth) {
  case COLOURS_NONE: return COLOUR_DEFAULT;
  case COLOURS_8: return nearer->basic;
  case COLOURS_256: {
    const int one = cube_of(from, theme), other = cube_of(to, theme);
    const gboolean both = one >= COLOUR_CUBE_FIRST && other >= COLOUR_CUBE_FIRST;
    return both ? mix_cube(theme, one, other, share) : cube_of(nearer, theme);
  }
  case COLOURS_DIRECT:
    return from->rgb != COLOUR_DEFAULT && to->rgb != COLOUR_DEFAULT ? colour_mix(from->rgb, to->rgb, share)
                                                                    : nearer->rgb;
  }
  return COLOUR_DEFAULT;
}

static Look look_between(const Theme *theme, Role role, Light light, ColourDepth depth) {
  const Stage to_stage = light.stage == STAGE_DUSK ? STAGE_BED : light.stage;
  const RoleLook *from = &theme->looks[light.stage][role], *to = &theme->looks[to_stage][role];
  const RoleLook *nearer = light.towards_bed < 0.5 ? from : to;
  const int foreground = foreground_between(theme, from, to, light.towards_bed, depth);
  if (depth < COLOURS_256 && !nearer->bold && !nearer->dim && !nearer->reverse) {
    Look look = mono_looks[role];
    look.foreground = foreground;
    return look;
  }
  /* Where the theme's own shade can be shown, dimming it once more would take its contrast away. */
  const gboolean shaded = depth >= COLOURS_256 && foreground != COLOUR_DEFAULT;
  return (Look){
    .foreground = foreground, .bold = nearer->bold, .dim = nearer->dim && !shaded, .reverse = nearer->reverse
  };
}

static int background_of(const Theme *theme, ColourDepth depth) {
  if (theme->background == COLOUR_DEFAULT)
    return COLOUR_DEFAULT;
  switch (depth) {
  case COLOURS_NONE: return COLOUR_DEFAULT;
  case COLOURS_8: return colour_nearest_basic(theme->background);
  case COLOURS_256: return colour_nearest_cube(theme->background, theme->background, 0);
  case COLOURS_DIRECT: return theme->background;
  }
  return COLOUR_DEFAULT;
}

/* Every cell of a picture is written anew when its scenery changes: a few times an evening is often enough. */
#define SCENERY_STEPS 8

static Scenery scenery_at(const Theme *theme, Light light, ColourDepth depth) {
  static const Scenery none = { .hill = COLOUR_DEFAULT };
  if (depth < COLOURS_256 || theme->scenery.hill == COLOUR_DEFAULT)
    return none;
  const double share = light.stage == STAGE_DAY ? 0 : light.stage == STAGE_DUSK ? light.towards_bed : 1;
  return paint_darken(&theme->scenery, floor(share * SCENERY_STEPS) / SCENERY_STEPS);
}

Palette palette_at(const Theme *theme, Light light, ColourDepth depth) {
  Palette palette = { .depth = depth,
                      .background = background_of(theme, depth),
                      .scenery = scenery_at(theme, light, depth),
                      .ground = theme->assumed_background };
  for (Role role = 0; role < N_ROLES; role++)
    palette.looks[role] = look_between(theme, role, light, depth);
  return palette;
}

static gboolean look_equal(const Look *one, const Look *other) {
  return one->foreground == other->foreground && one->bold == other->bold && one->dim == other->dim &&
         one->reverse == other->reverse && one->underline == other->underline;
}

gboolean palette_equal(const Palette *one, const Palette *other) {
  if (one->depth != other->depth || one->background != other->background || one->ground != other->ground ||
      memcmp(&one->scenery, &other->scenery, sizeof one->scenery) != 0)
    return FALSE;
  for (guint role = 0; role < N_ROLES; role++) {
    if (!look_equal(&one->looks[role], &other->looks[role]))
      return FALSE;
  }
  return TRUE;
}

/* The next instant at which the light may move: the evening's begin, then every step, at last bedtime. */
static gint64 next_step(const Sky *sky, gint64 after, ColourDepth depth) {
  if (after < sky->agenda->evening)
    return sky->agenda->evening;
  const gint64 step = step_seconds(depth);
  return MIN(after - after % step + step, sky->plan->bed);
}

gint64 palette_next_change(const Theme *theme, const Sky *sky, ColourDepth depth) {
  if (!light_moves(sky))
    return 0;
  const Palette current = palette_at(theme, light_at(sky, depth), depth);
  Sky later = *sky;
  while (later.now < sky->plan->bed) {
    later.now = next_step(sky, later.now, depth);
    const Palette palette = palette_at(theme, light_at(&later, depth), depth);
    if (!palette_equal(&palette, &current))
      return later.now;
  }
  return 0;
}
