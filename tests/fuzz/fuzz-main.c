/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <glib.h>
#include <string.h>

#define MUTATIONS 2000
#define CHANGES_MAX 4
#define SEED 20261124

static int compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *corpus_names(const char *folder) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) files = g_dir_open(folder, 0, &error);
  g_assert_no_error(error);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(files); name; name = g_dir_read_name(files))
    g_ptr_array_add(names, g_strdup(name));
  /* A folder has no order of its own, and the mutations are to be the same on every machine. */
  g_ptr_array_sort(names, compare_names);
  return names;
}

/* The files of the corpus (owned, of GBytes). */
static GPtrArray *load_corpus(void) {
  g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "fuzz", FUZZ_CORPUS, NULL);
  g_autoptr(GPtrArray) names = corpus_names(folder);
  GPtrArray *corpus = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
    char *bytes = NULL;
    gsize length = 0;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    g_ptr_array_add(corpus, g_bytes_new_take(bytes, length));
  }
  g_assert_cmpuint(corpus->len, >, 0);
  return corpus;
}

static guint below(GRand *dice, guint end) {
  return end ? (guint) g_rand_int_range(dice, 0, (gint32) end) : 0;
}

static void change_byte(GByteArray *bytes, GRand *dice) {
  if (bytes->len)
    bytes->data[below(dice, bytes->len)] = (guint8) below(dice, 256);
}

static void remove_range(GByteArray *bytes, GRand *dice) {
  const guint at = below(dice, bytes->len);
  if (bytes->len)
    g_byte_array_remove_range(bytes, at, below(dice, MIN(bytes->len - at, 40)) + 1);
}

static void insert(GByteArray *bytes, guint at, const guint8 *what, guint length) {
  const guint tail = bytes->len - at;
  g_byte_array_set_size(bytes, bytes->len + length);
  memmove(bytes->data + at + length, bytes->data + at, tail);
  memcpy(bytes->data + at, what, length);
}

static void double_range(GByteArray *bytes, GRand *dice) {
  const guint at = below(dice, bytes->len);
  const guint length = below(dice, MIN(bytes->len - at, 60));
  g_autofree guint8 *copy = g_memdup2(bytes->data + at, length);
  if (length)
    insert(bytes, below(dice, bytes->len), copy, length);
}

static void insert_word(GByteArray *bytes, GRand *dice) {
  static const char *const words[] = { "{",  "}",    "(",           ")",    "[",   "]",    "\"",   ";",
                                       "=",  ",",    "99999999999", "-1",   "0x0", "1e99", "true", "#",
                                       "/*", "\\",   "\n@include",  "\xff", "\n",  "bed",  "id",   "steps",
                                       "L",  "\xc3", "wake - ",     "48h",  "*",   "0.5" };
  const char *const word = words[below(dice, G_N_ELEMENTS(words))];
  insert(bytes, below(dice, bytes->len), (const guint8 *) word, (guint) strlen(word));
}

static GByteArray *mutate(const GPtrArray *corpus, GRand *dice) {
  static void (*const changes[])(GByteArray *, GRand *) = { change_byte, remove_range, double_range, insert_word };
  gsize size = 0;
  const void *const seed = g_bytes_get_data(g_ptr_array_index(corpus, below(dice, corpus->len)), &size);
  GByteArray *bytes = g_byte_array_sized_new((guint) size);
  g_byte_array_append(bytes, seed, (guint) size);
  const guint count = 1 + below(dice, CHANGES_MAX);
  for (guint i = 0; i < count; i++)
    changes[below(dice, G_N_ELEMENTS(changes))](bytes, dice);
  return bytes;
}

static void test_corpus(void) {
  g_autoptr(GPtrArray) corpus = load_corpus();
  for (guint i = 0; i < corpus->len; i++) {
    gsize size = 0;
    const guint8 *const bytes = g_bytes_get_data(g_ptr_array_index(corpus, i), &size);
    g_assert_cmpint(LLVMFuzzerTestOneInput(bytes, size), ==, 0);
  }
}

/* How long to go on; 0: for MUTATIONS, the same every time. */
static gint64 time_given(void) {
  const char *seconds = g_getenv("WINDDOWN_FUZZ_SECONDS");
  return seconds ? g_ascii_strtoll(seconds, NULL, 10) * G_USEC_PER_SEC : 0;
}

static void test_mutations(void) {
  g_autoptr(GPtrArray) corpus = load_corpus();
  const gint64 given = time_given(), end = g_get_monotonic_time() + given;
  const guint32 seed = given ? g_random_int() : SEED;
  GRand *dice = g_rand_new_with_seed(seed);
  guint i = 0;
  g_test_message("seed %u", seed);
  for (; given ? g_get_monotonic_time() < end : i < MUTATIONS; i++) {
    g_autoptr(GByteArray) bytes = mutate(corpus, dice);
    g_assert_cmpint(LLVMFuzzerTestOneInput(bytes->data, bytes->len), ==, 0);
  }
  g_rand_free(dice);
  g_test_message("%u mutations", i);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fuzz/corpus-is-taken", test_corpus);
  g_test_add_func("/fuzz/mutations-are-taken", test_mutations);
  return g_test_run();
}
