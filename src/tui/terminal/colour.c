/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/colour.h"

#include <math.h>

typedef struct {
  double lightness, a, b;
} Oklab;

typedef struct {
  double red, green, blue; /* linear light, 0..1 */
} Linear;

static double to_linear(int channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static int from_linear(double value) {
  const double inside = CLAMP(value, 0.0, 1.0);
  const double encoded = inside <= 0.0031308 ? inside * 12.92 : 1.055 * pow(inside, 1 / 2.4) - 0.055;
  return (int) lround(encoded * 255);
}

static Linear linear_of(int rgb) {
  return (Linear){ to_linear((rgb >> 16) & 0xff), to_linear((rgb >> 8) & 0xff), to_linear(rgb & 0xff) };
}

static Oklab oklab_of(int rgb) {
  const Linear light = linear_of(rgb);
  const double l = cbrt(0.4122214708 * light.red + 0.5363325363 * light.green + 0.0514459929 * light.blue);
  const double m = cbrt(0.2119034982 * light.red + 0.6806995451 * light.green + 0.1073969566 * light.blue);
  const double s = cbrt(0.0883024619 * light.red + 0.2817188376 * light.green + 0.6299787005 * light.blue);
  return (Oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                  1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                  0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static int oklab_to_rgb(Oklab colour) {
  const double l = pow(colour.lightness + 0.3963377774 * colour.a + 0.2158037573 * colour.b, 3);
  const double m = pow(colour.lightness - 0.1055613458 * colour.a - 0.0638541728 * colour.b, 3);
  const double s = pow(colour.lightness - 0.0894841775 * colour.a - 1.2914855480 * colour.b, 3);
  const int red = from_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const int green = from_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const int blue = from_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  return red << 16 | green << 8 | blue;
}

static double distance(Oklab one, Oklab other) {
  const double lightness = one.lightness - other.lightness, a = one.a - other.a, b = one.b - other.b;
  return lightness * lightness + a * a + b * b;
}

int colour_mix(int from, int to, double share) {
  /* The way there and back loses a rounding step; the ends are exactly what was asked for. */
  if (share <= 0 || from == to)
    return from;
  if (share >= 1)
    return to;
  const Oklab one = oklab_of(from), other = oklab_of(to);
  return oklab_to_rgb((Oklab){ one.lightness + share * (other.lightness - one.lightness),
                               one.a + share * (other.a - one.a), one.b + share * (other.b - one.b) });
}

static double luminance(int rgb) {
  const Linear light = linear_of(rgb);
  return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue;
}

double colour_contrast(int one, int other) {
  const double first = luminance(one) + 0.05, second = luminance(other) + 0.05;
  return MAX(first, second) / MIN(first, second);
}

int colour_of_cube(int entry) {
  static const int levels[] = { 0, 95, 135, 175, 215, 255 };
  if (entry >= 232) {
    const int grey = 8 + 10 * (entry - 232);
    return grey << 16 | grey << 8 | grey;
  }
  const int index = MAX(entry - COLOUR_CUBE_FIRST, 0);
  return levels[index / 36] << 16 | levels[index / 6 % 6] << 8 | levels[index % 6];
}

static gboolean is_within(int one, int other, int reach) {
  for (int shift = 0; shift <= 16; shift += 8) {
    if (ABS(((one >> shift) & 0xff) - ((other >> shift) & 0xff)) > reach)
      return FALSE;
  }
  return TRUE;
}

static int nearest_cube(int rgb, int reach, int background, double least_contrast) {
  const Oklab wanted = oklab_of(rgb);
  int nearest = -1;
  double least = G_MAXDOUBLE;
  for (int entry = COLOUR_CUBE_FIRST; entry < 256; entry++) {
    const int candidate = colour_of_cube(entry);
    if (!is_within(rgb, candidate, reach))
      continue;
    const double far = distance(wanted, oklab_of(candidate));
    if (far < least && colour_contrast(candidate, background) >= least_contrast) {
      least = far;
      nearest = entry;
    }
  }
  return nearest;
}

int colour_nearest_cube(int rgb, int background, double least_contrast) {
  /* Half the usual gap between two levels of the cube, half the widest one, everywhere: most often the first look is
   * enough, and spares the arithmetic of all the rest. */
  static const int reaches[] = { 24, 48, 255 };
  for (gsize i = 0; i < G_N_ELEMENTS(reaches); i++) {
    const int nearest = nearest_cube(rgb, reaches[i], background, least_contrast);
    if (nearest >= 0)
      return nearest;
  }
  return nearest_cube(rgb, 255, background, 0);
}

int colour_nearest_basic(int rgb) {
  /* As xterm draws them; other terminals differ, but keep the order. */
  static const int basics[] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5 };
  const Oklab wanted = oklab_of(rgb);
  int nearest = 0;
  for (int i = 1; i < (int) G_N_ELEMENTS(basics); i++) {
    if (distance(wanted, oklab_of(basics[i])) < distance(wanted, oklab_of(basics[nearest])))
      nearest = i;
  }
  return nearest;
}
