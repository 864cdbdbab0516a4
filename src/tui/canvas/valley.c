/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws the valley from back to front: sky and stars, the moon, the hill, the
 * house, the hours, then now, the lanterns and their labels. A label is always
 * over its own tick: where it has no room it is left out, never moved. */
#include "tui/canvas/valley.h"

#include "base/daytime.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <math.h>

enum {
  CLOCK_WIDTH = 5,
  LABEL_GAP = 1,
  HOUSE_HALF = 1,   /* columns beside the window */
  HOUSE_HEIGHT = 2, /* rows, the roof included */
  EIGHTHS = 8,
};

#define EVENING_SHARE 0.74 /* of the columns: the rest is the night */
#define NEW_MOON 947182440 /* 2000-01-06 18:14 UTC */
#define LUNATION_SECONDS (29.530588853 * 86400)

/* What a label has to keep clear of. */
typedef enum { USE_NONE, USE_NOW, USE_LABEL } Use;

typedef struct {
  Canvas *canvas;
  const Valley *valley;
  int sky_rows; /* without the row of the hours */
  guint8 *used; /* sky_rows × columns: Use */
} Scene;

double valley_moon(gint64 instant) {
  const double cycles = (double) (instant - NEW_MOON) / LUNATION_SECONDS;
  return cycles - floor(cycles);
}

static int evening_columns(const Valley *valley) {
  return (int) lround(valley->columns * EVENING_SHARE);
}

/* The column (from 0) of an instant; outside 0 to columns - 1 where it is outside the picture. */
static int column_of(const Valley *valley, gint64 instant) {
  const int evening = evening_columns(valley) - 1;
  if (instant <= valley->bed)
    return (int) lround((double) (instant - valley->from) / (double) MAX(valley->bed - valley->from, 1) * evening);
  const double share = (double) (instant - valley->bed) / (double) MAX(valley->wake - valley->bed, 1);
  return evening + (int) lround(share * (valley->columns - 1 - evening));
}

/* The height of the ground in rows: a slope down to the house, then level with a slow swell. */
static double ground_height(const Scene *scene, int column) {
  const double x = (double) column / MAX(scene->valley->columns - 1, 1);
  if (x >= EVENING_SHARE)
    return 1.15 + 0.22 * sin((x - EVENING_SHARE) * 15);
  const double up = 1 - x / EVENING_SHARE;
  return 1.15 + 0.37 * scene->sky_rows * pow(up, 1.6) + 0.3 * sin((1 - up) * 8) * up;
}

/* The row of a lantern: the first one above the ground. */
static int lantern_row(const Scene *scene, int column) {
  return scene->sky_rows - 1 - (int) ceil(ground_height(scene, column));
}

static void put(const Scene *scene, int row, int column, Role role, const char *glyph) {
  if (row >= 0 && row < scene->sky_rows && column >= 0 && column < scene->valley->columns)
    canvas_put(scene->canvas, scene->valley->row + row, scene->valley->column + column, role, glyph, 1);
}

static void ink(const Scene *scene, int row, int column, Paint paint) {
  if (row >= 0 && row < scene->sky_rows && column >= 0 && column < scene->valley->columns)
    canvas_ink(scene->canvas, scene->valley->row + row, scene->valley->column + column, paint);
}

static void ground(const Scene *scene, int row, int column, Paint paint) {
  if (row >= 0 && row < scene->sky_rows && column >= 0 && column < scene->valley->columns)
    canvas_ground(scene->canvas, scene->valley->row + row, scene->valley->column + column, paint);
}

/* A number from 0 to 1 that is always the same for one place (a finaliser of MurmurHash3): nothing twinkles. */
static double place_noise(int row, int column) {
  guint32 bits = (guint32) row * 0x9e3779b1u ^ (guint32) column * 0x85ebca6bu;
  bits = (bits ^ bits >> 16) * 0x7feb352du;
  bits = (bits ^ bits >> 15) * 0x846ca68bu;
  return (double) (bits ^ bits >> 16) / G_MAXUINT32;
}

static void draw_star(const Scene *scene, int row, int column, double x) {
  static const char *const stars[] = { "·", ".", "·", "'" };
  const double noise = place_noise(row, column);
  const double height = 1 - (double) row / scene->sky_rows;
  if (noise > 0.03 * scene->valley->dark * (0.25 + x) * (0.3 + height))
    return;
  put(scene, row, column, ROLE_FAINT, stars[(guint) (noise * 1e6) % G_N_ELEMENTS(stars)]);
  ink(scene, row, column, PAINT_STAR);
}

static void draw_sky(const Scene *scene) {
  const Valley *valley = scene->valley;
  for (int row = 0; row < scene->sky_rows; row++) {
    for (int column = 0; column < valley->columns; column++) {
      const double x = (double) column / MAX(valley->columns - 1, 1);
      ground(scene, row, column, paint_sky(valley->in_daylight ? 0 : x, (double) row / MAX(scene->sky_rows - 1, 1)));
      if (!valley->in_daylight)
        draw_star(scene, row, column, x);
    }
  }
}

/* Whether the point (in half rows from the middle, y down) of a moon of that radius is lit. FALSE: it is in shadow or
 * beside the moon. */
static gboolean is_moonlit(double x, double y, double radius, double phase) {
  const double rim = radius + 0.25;
  if (x * x + y * y > rim * rim)
    return FALSE;
  const double terminator = cos(2 * G_PI * phase) * sqrt(rim * rim - y * y);
  return phase < 0.5 ? x > terminator : x < -terminator;
}

static Paint moon_paint(double x, double y) {
  const gboolean in_sea = (x - 1) * (x - 1) + (y + 1) * (y + 1) < 1.6 ||
                          (x + 1.5) * (x + 1.5) + (y - 1.2) * (y - 1.2) < 1.2;
  return in_sea ? PAINT_MOON_SEA : PAINT_MOON;
}

static void draw_moon(const Scene *scene) {
  const Valley *valley = scene->valley;
  const int radius = scene->sky_rows >= 11 ? 4 : 3;
  const int middle = valley->columns - 1 - 3 * radius;
  const double phase = valley_moon(valley->bed);
  if (valley->in_daylight || canvas_is_plain(scene->canvas) || middle < evening_columns(valley) + radius + 6)
    return;
  for (int half = 0; half <= 2 * radius; half += 2) {
    for (int x = -radius; x <= radius; x++) {
      const int row = 1 + half / 2, column = middle + x;
      const double y = half - radius;
      const gboolean upper = is_moonlit(x, y, radius, phase), lower = is_moonlit(x, y + 1, radius, phase);
      if (!upper && !lower)
        continue;
      put(scene, row, column, ROLE_TEXT, upper ? (lower && !canvas_is_painted(scene->canvas) ? "█" : "▀") : "▄");
      ink(scene, row, column, moon_paint(x, upper ? y : y + 1));
      if (upper && lower)
        ground(scene, row, column, moon_paint(x, y + 1));
    }
  }
}

/* The edge of the hill in one cell, by the eighths of it that the ground fills. */
static const char *edge_glyph(const Scene *scene, int eighths) {
  static const char *const blocks[] = { "▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
  static const char *const letters[] = { "_", "_", "_", ".", ".", "-", "-", "'", "'" };
  return canvas_is_plain(scene->canvas) ? letters[eighths] : blocks[eighths];
}

/* Fills one column up to `height`, its edge in eighths of a cell. */
static void draw_land(const Scene *scene, int column, double height, Paint paint) {
  const int full = (int) height, edge = scene->sky_rows - 1 - full;
  const int eighths = (int) ((height - full) * EIGHTHS);
  for (int row = scene->sky_rows - 1; row > edge; row--) {
    put(scene, row, column, ROLE_FAINT, " ");
    ground(scene, row, column, paint);
  }
  if (eighths == 0 && canvas_is_painted(scene->canvas))
    return;
  put(scene, edge, column, ROLE_FAINT, edge_glyph(scene, eighths));
  ink(scene, edge, column, paint);
}

/* A ridge in the distance; where there is no paint the one line of the hill says enough. */
static void draw_far_hill(const Scene *scene) {
  for (int column = 0; column < scene->valley->columns; column++) {
    const double x = (double) column / MAX(scene->valley->columns - 1, 1);
    const double height = scene->sky_rows * (0.27 + 0.09 * sin(x * 4.6 + 0.4) + 0.03 * sin(x * 14 + 2));
    draw_land(scene, column, height, PAINT_FAR_HILL);
  }
}

static void draw_hill(const Scene *scene) {
  for (int column = 0; column < scene->valley->columns; column++)
    draw_land(scene, column, ground_height(scene, column), PAINT_HILL);
}

/* Whether a label may be written there: nothing that it has to keep clear of `from` on is in its cells or beside them.
 */
static gboolean is_free(const Scene *scene, int row, int column, int columns, Use from) {
  if (row < 1 || row >= scene->sky_rows || column < 0 || column + columns > scene->valley->columns)
    return FALSE;
  for (int i = MAX(column - LABEL_GAP, 0); i < MIN(column + columns + LABEL_GAP, scene->valley->columns); i++) {
    if (scene->used[row * scene->valley->columns + i] >= from)
      return FALSE;
  }
  return TRUE;
}

static void use(const Scene *scene, int row, int column, int columns, Use as) {
  for (int i = MAX(column, 0); i < MIN(column + columns, scene->valley->columns); i++) {
    if (row >= 0 && row < scene->sky_rows)
      scene->used[row * scene->valley->columns + i] = (guint8) as;
  }
}

static void put_text(const Scene *scene, int row, int column, Role role, Paint paint, const char *text) {
  const int columns = text_width(text);
  canvas_put(scene->canvas, scene->valley->row + row, scene->valley->column + column, role, text, 0);
  for (int i = 0; i < columns; i++)
    ink(scene, row, column + i, paint);
  use(scene, row, column, columns, USE_LABEL);
}

static void draw_house(const Scene *scene) {
  const Valley *valley = scene->valley;
  const int column = column_of(valley, valley->bed), base = scene->sky_rows - 2;
  const gboolean ascii = canvas_is_plain(scene->canvas);
  const gboolean painted = canvas_is_painted(scene->canvas);
  for (int x = -HOUSE_HALF; x <= HOUSE_HALF; x++) {
    put(scene, base - 1, column + x, ROLE_FAINT, ascii ? (x < 0 ? "/" : x > 0 ? "\\" : "^") : "▄");
    ink(scene, base - 1, column + x, PAINT_HILL);
    put(scene, base, column + x, ROLE_FAINT, x == 0 || painted ? " " : ascii ? "|" : x < 0 ? "▐" : "▌");
    ground(scene, base, column + x, PAINT_HILL);
  }
  if (valley->window_lit) {
    put(scene, base, column, ROLE_ACCENT, ascii ? "#" : "▄");
    ink(scene, base, column, PAINT_LAMP);
  }
  const int width = text_width(valley->house), at = CLAMP(column - width / 2, 0, valley->columns - width);
  use(scene, base - 1, column - HOUSE_HALF - 1, 2 * HOUSE_HALF + 3, USE_LABEL);
  put_text(scene, base - HOUSE_HEIGHT, at, valley->house_is_next ? ROLE_BRIGHT : ROLE_TEXT, PAINT_NONE, valley->house);
}

static void draw_now(const Scene *scene) {
  const Valley *valley = scene->valley;
  const int column = column_of(valley, valley->now);
  if (column < 0 || column >= valley->columns)
    return;
  const int foot = lantern_row(scene, column);
  g_autofree char *clock = daytime_clock(valley->now, valley->zone);
  for (int row = 1; row < foot; row++)
    put(scene, row, column, ROLE_FAINT, canvas_glyphs(scene->canvas)->running);
  for (int row = 1; row < foot; row++) {
    ink(scene, row, column, PAINT_NOW);
    use(scene, row, column, 1, USE_NOW);
  }
  put(scene, foot, column, ROLE_ACCENT, canvas_glyphs(scene->canvas)->now);
  put_text(scene, 0, CLAMP(column - CLOCK_WIDTH / 2, 0, valley->columns - CLOCK_WIDTH), ROLE_ACCENT, PAINT_NONE, clock);
}

static Role label_role(const Lantern *lantern) {
  return lantern->is_next ? ROLE_BRIGHT : lantern->state == LANTERN_LIT ? ROLE_ACCENT : ROLE_TEXT;
}

/* Where a label is written: its row, and its first column. */
typedef struct {
  int row, column;
} LabelPlace;

static gboolean stem_is_clear(const Scene *scene, int column, int row, int foot) {
  for (int stem = row + 1; stem < foot; stem++) {
    if (scene->used[stem * scene->valley->columns + column] == USE_LABEL)
      return FALSE;
  }
  return TRUE;
}

/* What a label may do to find room: the next wish is tried where the one before found none. */
typedef struct {
  gboolean stem_crosses; /* its stem passes behind another label */
  Use keeps_clear_of;    /* USE_LABEL: it may be written over the line of now */
} LabelWish;

/* Finds the lowest row over the tick at `column` where a label of `width` columns covers its tick: centred, else
 * beginning or ending there. */
static gboolean find_place(const Scene *scene, int column, int width, const LabelWish *wish, LabelPlace *place) {
  const int foot = lantern_row(scene, column);
  const int begins[] = { column - width / 2, column, column - width + 1 };
  for (int row = MAX(foot - 2, 1); row < foot && row >= 1; row--) {
    if (!wish->stem_crosses && !stem_is_clear(scene, column, row, foot))
      return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(begins); i++) {
      if (!is_free(scene, row, begins[i], width, wish->keeps_clear_of))
        continue;
      *place = (LabelPlace){ row, begins[i] };
      return TRUE;
    }
  }
  return FALSE;
}

static void draw_stem(const Scene *scene, int column, int row, int foot) {
  for (int stem = row + 1; stem < foot; stem++) {
    if (scene->used[stem * scene->valley->columns + column] == USE_LABEL)
      continue;
    put(scene, stem, column, ROLE_FAINT, canvas_is_plain(scene->canvas) ? "|" : "│");
    ink(scene, stem, column, PAINT_STEM);
  }
}

static gboolean label(const Scene *scene, const Lantern *lantern, const char *text) {
  const int column = column_of(scene->valley, lantern->at), width = text_width(text);
  static const LabelWish wishes[] = { { FALSE, USE_NOW }, { TRUE, USE_NOW }, { TRUE, USE_LABEL } };
  LabelPlace place;
  gboolean found = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(wishes) && !found; i++)
    found = find_place(scene, column, width, &wishes[i], &place);
  if (!found)
    return FALSE;
  draw_stem(scene, column, place.row, lantern_row(scene, column));
  put_text(scene, place.row, place.column, label_role(lantern), lantern->state == LANTERN_LIT ? PAINT_LAMP : PAINT_NONE,
           text);
  return TRUE;
}

static void draw_label(const Scene *scene, const Lantern *lantern) {
  if (lantern->state == LANTERN_NONE || lantern->at < scene->valley->from || lantern->at >= scene->valley->bed)
    return;
  const gboolean roomy = lantern->title && scene->sky_rows >= 11;
  if (!roomy || !label(scene, lantern, lantern->title))
    (void) label(scene, lantern, lantern->brief);
}

static void draw_lantern(const Scene *scene, const Lantern *lantern) {
  const int column = column_of(scene->valley, lantern->at);
  if (lantern->state == LANTERN_NONE || lantern->at < scene->valley->from || lantern->at > scene->valley->bed)
    return;
  const Glyphs *glyphs = canvas_glyphs(scene->canvas);
  const gboolean lit = lantern->state == LANTERN_LIT;
  put(scene, lantern_row(scene, column), column, lit ? ROLE_ACCENT : label_role(lantern),
      lit ? glyphs->now : glyphs->open);
  if (lit)
    ink(scene, lantern_row(scene, column), column, PAINT_LAMP);
}

/* The next step's label comes first; the others in the order of time take what room is left. */
static void draw_lanterns(const Scene *scene) {
  const Valley *valley = scene->valley;
  for (guint i = 0; i < valley->n_lanterns; i++) {
    if (valley->lanterns[i].is_next)
      draw_label(scene, &valley->lanterns[i]);
  }
  for (guint i = 0; i < valley->n_lanterns; i++) {
    if (!valley->lanterns[i].is_next)
      draw_label(scene, &valley->lanterns[i]);
  }
  for (guint i = 0; i < valley->n_lanterns; i++)
    draw_lantern(scene, &valley->lanterns[i]);
}

/* The smallest usual distance between two hours that leaves room between their figures. */
static int hour_distance(const Valley *valley) {
  static const int minutes[] = { 30, 60, 120, 240, 480 };
  const double whole = (double) (valley->bed - valley->from) / 60;
  for (gsize i = 0; i < G_N_ELEMENTS(minutes); i++) {
    if (minutes[i] / whole * evening_columns(valley) >= 2 * CLOCK_WIDTH)
      return minutes[i];
  }
  return minutes[G_N_ELEMENTS(minutes) - 1];
}

static void put_hour(const Scene *scene, gint64 instant) {
  const Valley *valley = scene->valley;
  g_autofree char *clock = daytime_clock(instant, valley->zone);
  const int at = CLAMP(column_of(valley, instant) - CLOCK_WIDTH / 2, 0, valley->columns - CLOCK_WIDTH);
  canvas_put(scene->canvas, valley->row + scene->sky_rows, valley->column + at, ROLE_FAINT, clock, 0);
}

static void draw_hours(const Scene *scene) {
  const Valley *valley = scene->valley;
  const int distance = hour_distance(valley);
  const int past = daytime_minutes_of(valley->from, valley->zone) % distance;
  const int bed = column_of(valley, valley->bed);
  for (gint64 at = valley->from + (past ? distance - past : 0) * 60; at < valley->bed; at += distance * 60) {
    if (column_of(valley, at) + 2 * CLOCK_WIDTH <= bed)
      put_hour(scene, at);
  }
  put_hour(scene, valley->bed);
  put_hour(scene, valley->wake);
  const int from = bed + CLOCK_WIDTH, to = valley->columns - CLOCK_WIDTH - 1;
  const int minutes = (int) ((valley->wake - valley->bed) / 60);
  g_autofree char *hours = minutes % 60 ? g_strdup_printf(_("%d h %d min in bed"), minutes / 60, minutes % 60)
                                        : g_strdup_printf(_("%d h in bed"), minutes / 60);
  if (text_width(hours) + 2 <= to - from)
    canvas_put_centred(scene->canvas, valley->row + scene->sky_rows, valley->column + from, valley->column + to,
                       ROLE_FAINT, hours);
}

void valley_draw(Canvas *canvas, const Valley *valley) {
  const int sky_rows = valley->rows - 1;
  if (sky_rows < 5 || valley->columns < 40)
    return;
  g_autofree guint8 *used = g_new0(guint8, (gsize) sky_rows * (gsize) valley->columns);
  const Scene scene = { .canvas = canvas, .valley = valley, .sky_rows = sky_rows, .used = used };
  draw_sky(&scene);
  draw_moon(&scene);
  if (canvas_is_painted(canvas) && !valley->in_daylight)
    draw_far_hill(&scene);
  draw_hill(&scene);
  draw_house(&scene);
  draw_hours(&scene);
  draw_now(&scene);
  draw_lanterns(&scene);
}
