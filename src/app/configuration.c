/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The routine in force. A changed file is swapped in as a whole and only when
 * it has no problem; otherwise the routine stays and a notice says what is
 * wrong where. A start with an unsound file runs the last sound routine. */
#include "app/app_private.h"
#include "store/claims.h"

#include <sys/stat.h>

#define RELOAD_RATE_MS 200
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

/* Puts a sound `config` in force (taken) unless its zone is not known here. */
static gboolean put_in_force(App *app, Config **config, Config **before) {
  GTimeZone *zone = clock_zone((*config)->settings->zone);
  if (!zone)
    return FALSE;
  g_clear_pointer(&app->zone, g_time_zone_unref);
  app->zone = zone;
  if (before)
    *before = g_steal_pointer(&app->config);
  g_clear_pointer(&app->config, config_free);
  app->config = g_steal_pointer(config);
  return TRUE;
}

/* A start with an unsound file. The shipped routine names no zone: nothing keeps it from being in force. */
static void fall_back(App *app) {
  g_autofree char *path = last_sound_path(app);
  g_autoptr(Config) config = config_load(path, NULL);
  if (config && !config_has_problem(config) && put_in_force(app, &config, NULL))
    return;
  g_clear_pointer(&config, config_free);
  config = config_load_shipped();
  (void) put_in_force(app, &config, NULL);
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

void configuration_load(App *app, Config **before) {
  g_autoptr(GError) unreadable = NULL;
  app->config_edited = last_edit(app);
  g_autoptr(Config) config = read_file(app, &unreadable);
  g_clear_pointer(&app->notice, g_free);
  if (config && !config_has_problem(config) && put_in_force(app, &config, before))
    return;
  app->notice = config ? first_problem(config) : g_strdup(unreadable->message);
  if (!app->config)
    fall_back(app);
}

void configuration_remember(const App *app) {
  if (app->notice || !app->writes)
    return;
  g_autofree char *path = last_sound_path(app);
  g_autofree char *sound = NULL, *text = NULL;
  gsize sound_length = 0, length = 0;
  if (!g_file_get_contents(app->config_path, &text, &length, NULL))
    return;
  if (g_file_get_contents(path, &sound, &sound_length, NULL) && sound_length == length && !memcmp(sound, text, length))
    return;
  g_mkdir_with_parents(app->state_folder, S_IRWXU);
  (void) g_file_set_contents_full(path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, S_IRUSR | S_IWUSR, NULL);
}

/* Editing the time of a step that is still to come arms its reminders again. */
static void rearm_edited(App *app, const Routine *before, gint64 now) {
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

void configuration_catch_up(App *app, gint64 now) {
  g_autofree char *path = last_sound_path(app);
  g_autoptr(Config) last = config_load(path, NULL);
  if (last && last->routine)
    rearm_edited(app, last->routine, now);
}

void configuration_reload(App *app, gint64 now) {
  g_autoptr(Config) before = NULL;
  g_autoptr(GError) error = NULL;
  configuration_load(app, &before);
  if (!nights_replan(app, now, &error))
    app_note(app, error->message);
  if (before) {
    rearm_edited(app, before->routine, now);
    running_follow_ways(app, &before->settings->reminders);
  }
  configuration_remember(app);
}

static void on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data) {
  App *app = data;
  if (event == G_FILE_MONITOR_EVENT_CHANGED)
    return; /* a write is under way: its end comes as CHANGES_DONE_HINT */
  configuration_reload(app, clock_now(app->clock));
  app_turn(app);
}

void configuration_watch(App *app) {
  g_autoptr(GFile) file = g_file_new_for_path(app->config_path);
  app->config_monitor = g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (!app->config_monitor)
    return;
  g_file_monitor_set_rate_limit(app->config_monitor, RELOAD_RATE_MS);
  g_signal_connect(app->config_monitor, "changed", G_CALLBACK(on_changed), app);
  if (last_edit(app) != app->config_edited)
    configuration_reload(app, clock_now(app->clock));
}
