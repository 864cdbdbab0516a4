/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The routine in force. A changed file is put in force as a whole, and only if
 * it has no problem; otherwise the routine stays and a notice says what is
 * wrong where. A start with an unsound file runs the last sound routine, of
 * which a copy is kept. */
#include "app/state.h"
#include "store/claims.h"

#include <sys/stat.h>

#define LAST_SOUND "sound.cfg"

static char *first_problem(const Config *config) {
  for (guint i = 0; i < config->problems->len; i++) {
    const Problem *problem = g_ptr_array_index(config->problems, i);
    if (!problem->warns)
      return problem_to_string(problem);
  }
  return NULL;
}

static char *last_sound_path(const App *app) {
  return g_build_filename(app->state_folder, LAST_SOUND, NULL);
}

/* Puts a sound `config` in force, and what was in force there, unless its zone is not known here. */
static gboolean swap_in(App *app, Config **config) {
  GTimeZone *zone = clock_zone((*config)->settings->zone);
  if (!zone)
    return FALSE;
  g_clear_pointer(&app->zone, g_time_zone_unref);
  app->zone = zone;
  Config *before = app->config;
  app->config = *config;
  *config = before;
  return TRUE;
}

/* A start with an unsound file. The shipped routine names no zone: nothing keeps it from being in force. */
static void fall_back(App *app) {
  g_autofree char *path = last_sound_path(app);
  g_autoptr(Config) config = config_load(path, NULL);
  if (config && !config_has_problem(config) && swap_in(app, &config))
    return;
  g_clear_pointer(&config, config_free);
  config = config_load_shipped();
  (void) swap_in(app, &config);
}

/* Who never had a file has the shipped routine. One that goes while the program runs takes nothing with it: some
 * editors put the new file in the place of the old only after that is gone. */
static Config *read_file(const App *app, GError **error) {
  if (!app->config && !g_file_test(app->config_path, G_FILE_TEST_EXISTS))
    return config_load_shipped();
  return config_load(app->config_path, error);
}

static gint64 usec_of(struct timespec time) {
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* By the machine's clock (microseconds). Moving another file into its place changes only the inode. */
static gint64 last_edit(const App *app) {
  struct stat status;
  return stat(app->config_path, &status) == 0 ? MAX(usec_of(status.st_mtim), usec_of(status.st_ctim)) : 0;
}

Config *configuration_load(App *app) {
  g_autoptr(GError) unreadable = NULL;
  app->config_edited = last_edit(app);
  g_autoptr(Config) config = read_file(app, &unreadable);
  g_clear_pointer(&app->notice, g_free);
  if (config && !config_has_problem(config) && swap_in(app, &config))
    return g_steal_pointer(&config);
  app->notice = config ? first_problem(config) : g_strdup(unreadable->message);
  if (!app->config)
    fall_back(app);
  return NULL;
}

/* Call only after the file was parsed: reading /dev/zero would never end. */
static GBytes *contents_of(const char *path) {
  char *text = NULL;
  gsize length = 0;
  return g_file_get_contents(path, &text, &length, NULL) ? g_bytes_new_take(text, length) : NULL;
}

static gboolean is_same(GBytes *text, GBytes *other) {
  return text && other && g_bytes_equal(text, other);
}

/* Keeps a copy of a sound file, to fall back upon. */
static void remember(const App *app) {
  if (app->notice || !app->writes || app->rehearses)
    return;
  g_autofree char *path = last_sound_path(app);
  g_autoptr(GBytes) text = contents_of(app->config_path);
  g_autoptr(GBytes) sound = contents_of(path);
  if (!text || is_same(text, sound))
    return;
  g_mkdir_with_parents(app->state_folder, S_IRWXU);
  (void) g_file_set_contents_full(path, g_bytes_get_data(text, NULL), (gssize) g_bytes_get_size(text),
                                  G_FILE_SET_CONTENTS_CONSISTENT, S_IRUSR | S_IWUSR, NULL);
}

/* Arms the reminders of the steps again that `before` had at another time and that are still to come. */
static void rearm(App *app, const Routine *before, gint64 now) {
  for (guint i = 0; i < before->steps->len; i++) {
    const Step *old = g_ptr_array_index(before->steps, i);
    const Step *step = routine_step(app->config->routine, old->id);
    const PlanStep *planned = plan_step(app->plan, old->id);
    const gboolean is_edited = step && (step->at.anchor != old->at.anchor || step->at.minutes != old->at.minutes);
    if (!is_edited || !planned || planned->at <= now || record_mark(app->record, old->id) != MARK_OPEN)
      continue;
    g_autofree char *time = g_strdup_printf("%d %d", (int) step->at.anchor, step->at.minutes);
    (void) !claim_rearm(app->store, app->plan->night, old->id, time, now, NULL);
  }
}

/* The same for an edit that was made while no program ran. */
static void catch_up(App *app, gint64 now) {
  g_autofree char *path = last_sound_path(app);
  g_autoptr(GBytes) text = app->notice ? NULL : contents_of(app->config_path);
  g_autoptr(GBytes) sound = contents_of(path);
  if (is_same(text, sound))
    return;
  g_autoptr(Config) last = config_load(path, NULL);
  if (last && last->routine)
    rearm(app, last->routine, now);
}

void configuration_take_up(App *app, gint64 now) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Config) before = configuration_load(app);
  if (!night_replan(app, now, &error))
    app_set_status(app, error->message);
  if (before) {
    rearm(app, before->routine, now);
    delivery_follow(app, &before->settings->reminders);
  }
  remember(app);
}

static void on_changed(gpointer data) {
  App *app = data;
  configuration_take_up(app, clock_now(app->clock));
  turn_now(app);
}

void configuration_follow(App *app) {
  catch_up(app, clock_now(app->clock));
  app->config_watch = file_watch_new(app->config_path, on_changed, app);
  if (last_edit(app) != app->config_edited)
    configuration_take_up(app, clock_now(app->clock));
  remember(app);
}
