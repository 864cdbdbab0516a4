/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory file has what was changed, and is written before the light changes; a
 * lock beside it makes one process the dimmer. Setting the light is backlight's. */
#include "session/dimmer.h"

#include "backlight/backlight.h"
#include "base/daytime.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>

#define MEMORY_NAME "backlight"
#define LOCK_NAME "backlight.lock"
#define GROUP "backlight"
#define FULL_PERCENT 100
#define STEP_SECONDS DAYTIME_MINUTE_SECONDS
#define LEAST 1 /* a screen that is off is no longer dimmed */
#define LEAVING_MILLISECONDS 500

/* What was changed. It is on disk before the light changes, so that the next start can give it back. */
typedef struct {
  char *name;        /* of the backlight; NULL: nothing was changed */
  gint64 had;        /* the person's own brightness */
  gint64 from, to;   /* the newest step: either of them is the dimmer's doing */
  Night gave_way_in; /* the night in which the person changed it by hand; NIGHT_NONE: not */
} Memory;

struct Dimmer {
  char *class_folder;
  char *state_folder;
  char *memory_path;
  DimmerFunc said;
  gpointer data;
  int lock; /* -1: not this process's turn */
  Memory memory;
  Backlight *backlight;
  gboolean is_under_way; /* logind has been asked */
  gboolean is_restoring; /* for the person's own brightness */
  Night night;           /* of the newest turn */
  Night refused_in;      /* the night in which logind refused: it is not asked every minute */
};

static void memory_clear(Memory *memory) {
  g_free(memory->name);
  *memory = (Memory){ 0 };
}

Dimmer *dimmer_new(const char *class_folder, const char *state_folder, DimmerFunc said, gpointer data) {
  Dimmer *dimmer = g_new0(Dimmer, 1);
  dimmer->class_folder = g_strdup(class_folder);
  dimmer->state_folder = g_strdup(state_folder);
  dimmer->memory_path = g_build_filename(state_folder, MEMORY_NAME, NULL);
  dimmer->said = said;
  dimmer->data = data;
  dimmer->lock = -1;
  return dimmer;
}

/* --- how far it dims --- */

static gboolean dims(const ScreenSettings *screen) {
  return screen->dim_to_percent > 0 && screen->dim_to_percent < FULL_PERCENT && screen->over_minutes > 0;
}

static gint64 start_of(const Plan *plan, const ScreenSettings *screen) {
  return plan->bed - (gint64) screen->over_minutes * STEP_SECONDS;
}

int dimmer_percent(const Plan *plan, const ScreenSettings *screen, gint64 now) {
  if (!dims(screen) || now < start_of(plan, screen) || now >= plan->wake)
    return FULL_PERCENT;
  if (now >= plan->bed)
    return screen->dim_to_percent;
  const int steps = (int) ((now - start_of(plan, screen)) / STEP_SECONDS);
  return FULL_PERCENT - (FULL_PERCENT - screen->dim_to_percent) * steps / screen->over_minutes;
}

gint64 dimmer_next(const Plan *plan, const ScreenSettings *screen, gint64 now) {
  const gint64 start = start_of(plan, screen);
  if (!dims(screen) || now >= plan->wake)
    return 0;
  if (now >= plan->bed)
    return plan->wake;
  return now < start ? start : now + STEP_SECONDS - (now - start) % STEP_SECONDS;
}

/* --- what is remembered --- */

static void load_memory(Dimmer *dimmer) {
  g_autoptr(GKeyFile) file = g_key_file_new();
  Memory *memory = &dimmer->memory;
  memory_clear(memory);
  if (!g_key_file_load_from_file(file, dimmer->memory_path, G_KEY_FILE_NONE, NULL))
    return;
  memory->had = g_key_file_get_int64(file, GROUP, "had", NULL);
  memory->from = g_key_file_get_int64(file, GROUP, "from", NULL);
  memory->to = g_key_file_get_int64(file, GROUP, "to", NULL);
  g_autofree char *night = g_key_file_get_string(file, GROUP, "gave_way_in", NULL);
  if (night && !daytime_parse_day(night, &memory->gave_way_in))
    memory->gave_way_in = NIGHT_NONE;
  if (memory->had > 0)
    memory->name = g_key_file_get_string(file, GROUP, "name", NULL);
}

static gboolean save_memory(const Dimmer *dimmer) {
  g_autoptr(GKeyFile) file = g_key_file_new();
  const Memory *memory = &dimmer->memory;
  g_key_file_set_string(file, GROUP, "name", memory->name);
  g_key_file_set_int64(file, GROUP, "had", memory->had);
  g_key_file_set_int64(file, GROUP, "from", memory->from);
  g_key_file_set_int64(file, GROUP, "to", memory->to);
  if (memory->gave_way_in != NIGHT_NONE) {
    g_autofree char *night = daytime_format_day(memory->gave_way_in);
    g_key_file_set_string(file, GROUP, "gave_way_in", night);
  }
  return g_key_file_save_to_file(file, dimmer->memory_path, NULL);
}

static void forget(Dimmer *dimmer) {
  memory_clear(&dimmer->memory);
  g_remove(dimmer->memory_path);
}

/* --- whose turn it is --- */

static gboolean take_lock(Dimmer *dimmer) {
  if (dimmer->lock >= 0)
    return TRUE;
  g_autofree char *path = g_build_filename(dimmer->state_folder, LOCK_NAME, NULL);
  g_mkdir_with_parents(dimmer->state_folder, S_IRWXU);
  const int lock = g_open(path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (lock < 0)
    return FALSE;
  if (flock(lock, LOCK_EX | LOCK_NB) < 0) {
    g_close(lock, NULL);
    return FALSE;
  }
  dimmer->lock = lock;
  load_memory(dimmer);
  return TRUE;
}

static void drop_lock(Dimmer *dimmer) {
  if (dimmer->lock >= 0)
    g_close(dimmer->lock, NULL);
  dimmer->lock = -1;
  g_clear_pointer(&dimmer->backlight, backlight_free);
}

/* --- a step --- */

/* The brightness that holds; -1 when there is no backlight, or none that can be read. */
static gint64 read_light(Dimmer *dimmer) {
  if (!dimmer->backlight)
    dimmer->backlight = backlight_open(dimmer->class_folder, dimmer->memory.name);
  return dimmer->backlight ? backlight_read(dimmer->backlight) : -1;
}

static gboolean is_ours(const Memory *memory, gint64 light) {
  return light == memory->from || light == memory->to;
}

static void on_set(const GError *error, gpointer data) {
  Dimmer *dimmer = data;
  dimmer->is_under_way = FALSE;
  if (error) {
    g_autofree char *text = g_strdup_printf(_("The backlight stays as it is: %s"), error->message);
    dimmer->said(text, dimmer->data);
    dimmer->refused_in = dimmer->is_restoring ? NIGHT_NONE : dimmer->night;
  } else if (dimmer->is_restoring) {
    forget(dimmer);
    drop_lock(dimmer);
  }
}

static void set_light(Dimmer *dimmer, gint64 light, gint64 wanted) {
  dimmer->memory.from = light;
  dimmer->memory.to = wanted;
  if (!save_memory(dimmer)) /* nothing is changed that could not be given back */
    return;
  dimmer->is_under_way = TRUE;
  dimmer->is_restoring = wanted == dimmer->memory.had;
  backlight_set(dimmer->backlight, (guint32) wanted, on_set, dimmer);
}

static gint64 wanted_light(const Memory *memory, int percent) {
  return percent >= FULL_PERCENT ? memory->had : MAX(LEAST, memory->had * percent / FULL_PERCENT);
}

static void give_way(Dimmer *dimmer) {
  dimmer->memory.gave_way_in = dimmer->night;
  (void) !save_memory(dimmer);
}

/* Goes from what was changed before, in this run or by one that was killed. */
static void go_on(Dimmer *dimmer, int percent, gint64 light) {
  const Memory *memory = &dimmer->memory;
  const gint64 wanted = wanted_light(memory, percent);
  const gboolean is_over = percent >= FULL_PERCENT;
  if (is_over && (light < 0 || light == memory->had || !is_ours(memory, light)))
    forget(dimmer);
  else if (!is_ours(memory, light))
    give_way(dimmer);
  else if (light != wanted)
    set_light(dimmer, light, wanted);
}

static void begin(Dimmer *dimmer, int percent, gint64 light) {
  Memory *memory = &dimmer->memory;
  if (light <= LEAST)
    return;
  *memory = (Memory){ .name = g_strdup(backlight_name(dimmer->backlight)), .had = light };
  const gint64 wanted = wanted_light(memory, percent);
  if (wanted < light)
    set_light(dimmer, light, wanted);
  else
    memory_clear(memory);
}

static void step(Dimmer *dimmer, int percent) {
  Memory *memory = &dimmer->memory;
  if (memory->name && memory->gave_way_in == dimmer->night)
    return;
  if (memory->gave_way_in != NIGHT_NONE)
    forget(dimmer);
  if (!memory->name && percent >= FULL_PERCENT)
    return;
  const gint64 light = read_light(dimmer);
  if (memory->name)
    go_on(dimmer, percent, light);
  else
    begin(dimmer, percent, light);
}

gint64 dimmer_turn(Dimmer *dimmer, const Plan *plan, const ScreenSettings *screen, gint64 now) {
  const int percent = dimmer_percent(plan, screen, now);
  const gint64 next = dimmer_next(plan, screen, now);
  const gboolean wants = percent < FULL_PERCENT || g_file_test(dimmer->memory_path, G_FILE_TEST_EXISTS);
  const gboolean is_refused = percent < FULL_PERCENT && dimmer->refused_in == plan->night;
  dimmer->night = plan->night;
  if (dimmer->is_under_way || !wants || is_refused || !take_lock(dimmer))
    return next;
  step(dimmer, percent);
  if (!dimmer->is_under_way && !dimmer->memory.name)
    drop_lock(dimmer);
  return next;
}

gboolean dimmer_is_busy(const Dimmer *dimmer) {
  return dimmer->is_under_way;
}

static void restore(Dimmer *dimmer) {
  const Memory *memory = &dimmer->memory;
  if (dimmer->lock < 0 || !memory->name || memory->gave_way_in != NIGHT_NONE)
    return;
  if (is_ours(memory, read_light(dimmer)) &&
      !backlight_set_now(dimmer->backlight, (guint32) memory->had, LEAVING_MILLISECONDS))
    return; /* the next start tries again */
  forget(dimmer);
}

void dimmer_free(Dimmer *dimmer, gboolean restores) {
  if (!dimmer)
    return;
  if (restores)
    restore(dimmer);
  drop_lock(dimmer);
  memory_clear(&dimmer->memory);
  g_free(dimmer->class_folder);
  g_free(dimmer->state_folder);
  g_free(dimmer->memory_path);
  g_free(dimmer);
}
