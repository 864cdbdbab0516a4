/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/source.h"

#include <glib/gi18n.h>

static const Source table[] = {
  {
      .key = "M",
      .shown = N_("\"Magnesium and sleep\", Riley Forbes, the site of a maker of magnesium L-threonate"),
      .languages = N_("one article, in Arabic, Swedish and Turkish"),
      .brief = N_("One article, from a magnesium maker."),
      .maker = TRUE,
  },
  {
      .key = "001b",
      .shown = N_("\"What is sleep quality?\", Riley Forbes, the site of the same maker"),
      .languages = N_("in Swedish"),
      .brief = N_("One article on sleep quality, from a magnesium maker."),
      .maker = TRUE,
  },
  {
      .key = "003",
      .shown = N_("an unsigned overview of magnesium as a sleep aid"),
      .languages = N_("in Dutch"),
      .brief = N_("One overview, unsigned."),
  },
  {
      .key = "004",
      .shown = N_("\"Improving sleep quality with magnesium\", Targeted-Medicine.com, 16 July 2025, a guest post"),
      .languages = N_("in Dutch"),
      .brief = N_("One guest post."),
  },
};

const Source *source_find(const char *key) {
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    if (g_str_equal(table[i].key, key))
      return &table[i];
  }
  return NULL;
}

/* By how many documents there are, and how many of them are a maker's. */
static const char *const summaries[][3] = {
  [2] = { N_("Two documents."), N_("Two documents, one from a magnesium maker."),
          N_("Two articles, both from a magnesium maker.") },
  [3] = { NULL, N_("Three documents, one from a magnesium maker."),
          N_("Three documents, two from a magnesium maker.") },
  [4] = { NULL, NULL, N_("Four documents, two from a magnesium maker.") },
};
G_STATIC_ASSERT(G_N_ELEMENTS(summaries) == G_N_ELEMENTS(table) + 1);

static gboolean names(const char *const *keys, const char *key) {
  return keys && g_strv_contains(keys, key);
}

char *source_summary(const char *const *keys) {
  const Source *only = NULL;
  guint count = 0, makers = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    if (!names(keys, table[i].key))
      continue;
    only = &table[i];
    count++;
    makers += table[i].maker;
  }
  if (count == 0)
    return keys && *keys ? g_strjoinv("; ", (GStrv) keys) : NULL;
  return g_strdup(_(count == 1 ? only->brief : summaries[count][makers]));
}

gboolean source_only_maker(const char *const *keys) {
  for (gsize i = 0; keys && keys[i]; i++) {
    const Source *const source = source_find(keys[i]);
    if (!source || !source->maker)
      return FALSE;
  }
  return keys && *keys;
}

static const char *const cautions[] = {
  N_("Ask a doctor or pharmacist first if you have kidney disease, are pregnant or take other medicines, and for a "
     "child: the sources say nothing of these."),
  N_("Magnesium can lower the uptake of some antibiotics, bisphosphonates and gabapentin."),
  N_("One source puts the limit from supplements at about 250 to 350 mg a day; diarrhoea is a sign of too much."),
  NULL,
};

const char *const *source_supplement_cautions(void) {
  return cautions;
}
