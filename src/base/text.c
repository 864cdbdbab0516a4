/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Widths are those of terminal columns; nothing here splits a character. */
#include "base/text.h"

#include <string.h>

enum { SLIPS_MAX = 2 };

static gboolean is_variation_selector(gunichar character) {
  return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF) ||
         (character >= 0x180B && character <= 0x180F);
}

static void append_sanitised(GString *line, gunichar character) {
  const GUnicodeType type = g_unichar_type(character);

  if (type == G_UNICODE_FORMAT || is_variation_selector(character))
    return;
  if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
    g_string_append_c(line, ' ');
  else
    g_string_append_unichar(line, character);
}

/* How many bytes from `text` on are ASCII that shows as it stands: nearly all that is ever drawn. */
static gsize plain_length(const char *text) {
  gsize length = 0;

  while (text[length] >= ' ' && text[length] <= '~')
    length++;
  return length;
}

char *text_sanitise(const char *bytes, gssize length) {
  g_autofree char *valid = g_utf8_make_valid(bytes, length);
  GString *line = g_string_sized_new(strlen(valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
    const gsize plain = plain_length(at);

    g_string_append_len(line, at, (gssize) plain);
    at += plain;
    if (*at == '\0')
      break;
    append_sanitised(line, g_utf8_get_char(at));
  }
  return g_string_free(line, FALSE);
}

char *text_sanitise_lines(const char *bytes) {
  GString *clean = g_string_new(NULL);
  for (;;) {
    const gsize length = strcspn(bytes, "\n\t");
    g_autofree char *piece = text_sanitise(bytes, (gssize) length);
    g_string_append(clean, piece);
    if (bytes[length] == '\0')
      return g_string_free(clean, FALSE);
    g_string_append_c(clean, bytes[length]);
    bytes += length + 1;
  }
}

int text_character_width(gunichar character) {
  if (g_unichar_iszerowidth(character))
    return 0;
  return g_unichar_iswide(character) ? 2 : 1;
}

int text_width(const char *text) {
  int columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char(text))
    columns += text_character_width(g_utf8_get_char(text));
  return columns;
}

/* Gives the end of the longest start of `text` that takes at most `columns`, its marks included. */
static const char *fitting_end(const char *text, int columns) {
  int used = 0;

  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    used += text_character_width(g_utf8_get_char(text));
    if (used > columns)
      break;
  }
  return text;
}

char *text_clip(const char *text, int columns, const char *ellipsis) {
  const char *end = fitting_end(text, columns);

  if (*end == '\0')
    return g_strdup(text);

  const int ellipsis_columns = text_width(ellipsis);
  if (ellipsis_columns > columns)
    return g_strndup(text, (gsize) (end - text));
  end = fitting_end(text, columns - ellipsis_columns);
  g_autofree char *kept = g_strndup(text, (gsize) (end - text));
  return g_strconcat(kept, ellipsis, NULL);
}

char *text_clip_start(const char *text, int columns, const char *ellipsis) {
  int over = text_width(text) - columns;
  if (over <= 0)
    return g_strdup(text);

  const int ellipsis_columns = text_width(ellipsis);
  const gboolean tells = ellipsis_columns <= columns;
  over += tells ? ellipsis_columns : 0;
  /* The marks of what was cut off go with it. */
  while (*text != '\0' && (over > 0 || text_character_width(g_utf8_get_char(text)) == 0)) {
    over -= text_character_width(g_utf8_get_char(text));
    text = g_utf8_next_char(text);
  }
  return g_strconcat(tells ? ellipsis : "", text, NULL);
}

char *text_pad(const char *text, int columns) {
  g_autofree char *clipped = text_clip(text, columns, "…");

  return g_strdup_printf("%s%*s", clipped, MAX(columns - text_width(clipped), 0), "");
}

char *text_pad_left(const char *text, int columns) {
  g_autofree char *clipped = text_clip(text, columns, "…");

  return g_strdup_printf("%*s%s", MAX(columns - text_width(clipped), 0), "", clipped);
}

static void flush_line(GStrvBuilder *lines, GString *line) {
  g_strv_builder_add(lines, line->str);
  g_string_truncate(line, 0);
}

/* A wide character never fits into one column; it gets a line of its own, or there would be no end. */
static const char *breaking_end(const char *word, int columns) {
  const char *end = fitting_end(word, columns);

  return end == word ? fitting_end(word, 2) : end;
}

static void wrap_word(GStrvBuilder *lines, GString *line, const char *word, int columns) {
  const int gap = line->len > 0 ? 1 : 0;

  if (text_width(line->str) + gap + text_width(word) <= columns) {
    g_string_append_printf(line, "%*s%s", gap, "", word);
    return;
  }
  if (gap)
    flush_line(lines, line);
  while (text_width(word) > columns) {
    const char *end = breaking_end(word, columns);

    g_string_append_len(line, word, end - word);
    word = end;
    if (*word != '\0')
      flush_line(lines, line);
  }
  g_string_append(line, word);
}

GStrv text_wrap(const char *text, int columns) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
  g_autoptr(GString) line = g_string_new(NULL);

  for (gsize i = 0; words[i]; i++)
    if (*words[i] != '\0')
      wrap_word(lines, line, words[i], columns);
  g_strv_builder_add(lines, line->str);
  return g_strv_builder_end(lines);
}

typedef struct {
  gunichar *letters;
  int length;
} Word;

static Word word_new(const char *text) {
  /* What people typed is compared: it may hold anything. */
  g_autofree char *valid = text_sanitise(text, -1);
  g_autofree char *lower = g_utf8_strdown(valid, -1);
  glong length = 0;
  gunichar *letters = g_utf8_to_ucs4_fast(lower, -1, &length);

  return (Word){ .letters = letters, .length = (int) length };
}

static void word_clear(Word *word) {
  g_free(word->letters);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Word, word_clear)

/* The restricted Damerau-Levenshtein distance: the fewest slips that make one word of the other, no
 * letter being touched twice. `slips` holds, row by row, the distances between the starts of both. */
static int word_distance(const Word *one, const Word *other) {
  const int stride = other->length + 1;
  g_autofree int *slips = g_new(int, (gsize) (one->length + 1) * (gsize) stride);

  for (int j = 0; j <= other->length; j++)
    slips[j] = j;
  for (int i = 1; i <= one->length; i++) {
    int *row = slips + (gsize) i * (gsize) stride;
    const int *above = row - stride;

    row[0] = i;
    for (int j = 1; j <= other->length; j++) {
      const gboolean equal = one->letters[i - 1] == other->letters[j - 1];
      const int replaced = above[j - 1] + (equal ? 0 : 1);
      const int added = MIN(above[j], row[j - 1]) + 1;

      row[j] = MIN(replaced, added);
      if (i > 1 && j > 1 && one->letters[i - 1] == other->letters[j - 2] &&
          one->letters[i - 2] == other->letters[j - 1])
        row[j] = MIN(row[j], (above - stride)[j - 2] + 1);
    }
  }
  return slips[(gsize) one->length * (gsize) stride + (gsize) other->length];
}

const char *text_nearest(const char *word, const char *const *candidates) {
  g_auto(Word) meant = word_new(word);
  const char *nearest = NULL;
  int fewest = SLIPS_MAX + 1;

  for (gsize i = 0; candidates[i]; i++) {
    g_auto(Word) candidate = word_new(candidates[i]);

    if (ABS(candidate.length - meant.length) >= fewest)
      continue;
    const int slips = word_distance(&meant, &candidate);
    if (slips < fewest && 2 * slips <= MIN(meant.length, candidate.length)) {
      fewest = slips;
      nearest = candidates[i];
    }
  }
  return nearest;
}

char *text_capitalise(const char *text) {
  const char *rest = *text != '\0' ? g_utf8_next_char(text) : text;
  g_autofree char *first = g_utf8_strup(text, rest - text);

  return g_strconcat(first, rest, NULL);
}

char *text_sentence(const char *text) {
  g_autofree char *sentence = text_capitalise(text);
  const gsize length = strlen(sentence);
  const gboolean ends = length == 0 || strchr(".?!", sentence[length - 1]);

  return g_strconcat(sentence, ends ? NULL : ".", NULL);
}
