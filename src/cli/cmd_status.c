/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * status and next: where the evening is, in one line, for a prompt or a bar.
 * What is to be done now comes first; it is due from its reminder on until it is
 * answered or the reminder is no longer useful. With --follow the line is
 * printed again whenever it changes; nothing is written, no reminder shown. */
#include "base/daytime.h"
#include "base/error.h"
#include "base/file_watch.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "clock/alarm.h"
#include "exchange/json.h"
#include "store/store.h"
#include "words/words.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A bar has no room for what is further away. */
#define NEAR_SECONDS DAYTIME_HOUR_SECONDS

/* --- what there is to say --- */

/* In the order in which they are asked for: the first that holds is the class. */
typedef enum { BAR_GOOD_NIGHT, BAR_BEDTIME, BAR_DUE, BAR_MORNING, BAR_WINDDOWN, BAR_EVENING, BAR_DAY } BarClass;

static const char *const class_names[] = {
  [BAR_GOOD_NIGHT] = "goodnight", [BAR_BEDTIME] = "bedtime", [BAR_DUE] = "due", [BAR_MORNING] = "morning",
  [BAR_WINDDOWN] = "winddown",    [BAR_EVENING] = "evening", [BAR_DAY] = "day",
};

typedef struct {
  const Evening *evening;
  BarClass class;
  GPtrArray *due;          /* of PlanStep (borrowed): to be done now, the newest first */
  GPtrArray *open;         /* of PlanStep (borrowed): whose time has come and which wait for an answer */
  const PlanStep *next;    /* the earliest still to come; NULL: none */
  const PlanStep *soon;    /* the earliest of those that a bar announces; NULL: none */
  gint64 next_at, soon_at; /* their times, or those of their snoozes */
  gint64 changes;          /* when any of this changes at the latest; 0: not known */
} Bar;

static void bar_clear(Bar *bar) {
  g_clear_pointer(&bar->due, g_ptr_array_unref);
  g_clear_pointer(&bar->open, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bar, bar_clear)

static void note_change(Bar *bar, gint64 instant) {
  if (instant > bar->evening->now)
    bar->changes = daytime_earlier(bar->changes, instant);
}

/* TRUE if a bar says when the time of `step` has come: of the evening's steps, and of those of the day that ask for a
 * reminder. A stretch that is kept free of something needs no answer while it runs. */
static gboolean is_announced(const Evening *evening, const PlanStep *step, const Step *routine) {
  const gboolean reminds = routine && routine->n_leads > 0;
  return reminds || (step->kind != STEP_AVOID && step->at >= evening->agenda->evening);
}

static void note_coming(Bar *bar, const PlanStep *step, gint64 at) {
  if (at <= bar->evening->now)
    return;
  if (!bar->next || at < bar->next_at) {
    bar->next = step;
    bar->next_at = at;
  }
  const Step *routine = routine_step(bar->evening->routine, step->id);
  if ((!bar->soon || at < bar->soon_at) && is_announced(bar->evening, step, routine)) {
    bar->soon = step;
    bar->soon_at = at;
  }
}

/* Until when `step`, whose time (or the end of whose snooze) came at `from`, is worth a word. One that repeats is until
 * it is answered. */
static gint64 useful_until(const Evening *evening, const PlanStep *step, const Step *routine, gint64 from) {
  const gboolean is_stretch = step->kind == STEP_AVOID;
  if (routine && routine->repeat_minutes > 0 && !is_stretch)
    return G_MAXINT64;
  const int usual = evening->settings->reminders.useful_minutes;
  const int minutes = routine && routine->useful_minutes > 0 ? routine->useful_minutes : usual;
  const gint64 useful = from + (gint64) minutes * DAYTIME_MINUTE_SECONDS;
  return is_stretch ? MIN(useful, step->until) : MAX(useful, step->until);
}

/* A step whose time has come: due, or only open. */
static void add_begun(Bar *bar, const PlanStep *step, const StepRecord *record) {
  const Evening *evening = bar->evening;
  const Step *routine = routine_step(evening->routine, step->id);
  const gint64 snoozed = record ? record->snoozed_until : 0, from = MAX(step->at, snoozed);
  const gint64 until = useful_until(evening, step, routine, from);
  g_ptr_array_add(bar->open, (gpointer) step);
  note_coming(bar, step, snoozed);
  note_change(bar, from);
  if (!is_announced(evening, step, routine))
    return;
  note_change(bar, until);
  if (from <= evening->now && evening->now < until)
    g_ptr_array_insert(bar->due, 0, (gpointer) step);
}

static void collect(Bar *bar) {
  const Evening *evening = bar->evening;
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    const AgendaRow *row = agenda_row(evening->agenda, i);
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, row->step);
    if (row->state == AGENDA_COMING)
      note_coming(bar, step, step->at);
    else if (row->state == AGENDA_DUE || row->state == AGENDA_RUNNING)
      add_begun(bar, step, record_step(evening->record, step->id));
    else if (row->state == AGENDA_OPEN)
      g_ptr_array_add(bar->open, (gpointer) step);
  }
}

/* The morning's question is of the day: when the evening begins, that comes first. */
static gboolean asks_morning(const Evening *evening) {
  return evening->morning_due != NIGHT_NONE && evening->morning_due != evening->plan->night &&
         evening->agenda->phase == PHASE_DAY;
}

static BarClass class_of(const Bar *bar) {
  const Evening *evening = bar->evening;
  if (evening->agenda->phase == PHASE_ASLEEP)
    return morning_is_answered(&evening->record->morning) ? BAR_DAY : BAR_GOOD_NIGHT;
  if (evening->agenda->phase == PHASE_AFTER_BED)
    return BAR_BEDTIME;
  if (bar->due->len > 0)
    return BAR_DUE;
  if (asks_morning(evening))
    return BAR_MORNING;
  if (evening->agenda->phase == PHASE_DAY)
    return BAR_DAY;
  return evening->now >= evening->plan->bed - NEAR_SECONDS ? BAR_WINDDOWN : BAR_EVENING;
}

static Bar bar_of(const Evening *evening) {
  Bar bar = { .evening = evening, .due = g_ptr_array_new(), .open = g_ptr_array_new() };
  if (evening->agenda->phase != PHASE_ASLEEP) {
    collect(&bar);
    note_change(&bar, evening->plan->bed - NEAR_SECONDS);
  }
  if (bar.soon)
    note_change(&bar, bar.soon_at - NEAR_SECONDS);
  note_change(&bar, evening->agenda->next_change);
  note_change(&bar, evening->plan->wake);
  bar.class = class_of(&bar);
  return bar;
}

/* --- in words --- */

/* A countdown is rounded up to the minute: it changes as a whole one is left. */
static void note_countdown(Bar *bar, gint64 target) {
  const gint64 left = target - bar->evening->now;
  if (left > 0)
    note_change(bar, bar->evening->now + (left - 1) % DAYTIME_MINUTE_SECONDS + 1);
}

static char *coming_text(Bar *bar, const char *title, gint64 at) {
  g_autofree char *when = words_in(at - bar->evening->now);
  note_countdown(bar, at);
  return g_strdup_printf("%s %s", title, when);
}

static char *bed_text(Bar *bar) {
  note_countdown(bar, bar->evening->plan->bed);
  return words_bed_in(bar->evening->plan->bed - bar->evening->now);
}

/* "caffeine now" would say the opposite of what is meant. */
static const char *brief_title(const PlanStep *step) {
  return step->kind == STEP_AVOID ? step->title : step->short_title;
}

static char *due_text(const char *title) {
  return g_strdup_printf(_("%s now"), title);
}

static char *more_text(const Bar *bar) {
  return g_strdup_printf(_("+%u open"), bar->due->len - 1);
}

static char *progress_text(const Bar *bar) {
  return g_strdup_printf(_("%u of %u done"), bar->evening->agenda->done, bar->evening->agenda->of);
}

/* As short as a bar likes it; "" where there is nothing to say. */
static char *brief_text(Bar *bar) {
  switch (bar->class) {
  case BAR_GOOD_NIGHT: return g_strdup(_("good night"));
  case BAR_BEDTIME: return g_strdup(_("lights out"));
  case BAR_DUE: return due_text(brief_title(g_ptr_array_index(bar->due, 0)));
  case BAR_MORNING: return g_strdup(_("how rested? m"));
  case BAR_WINDDOWN:
  case BAR_EVENING:
  case BAR_DAY: break;
  }
  if (bar->soon && bar->soon_at - bar->evening->now <= NEAR_SECONDS)
    return coming_text(bar, brief_title(bar->soon), bar->soon_at);
  return bar->class == BAR_DAY ? g_strdup("") : bed_text(bar);
}

static char *bar_text(Bar *bar) {
  g_autofree char *brief = brief_text(bar);
  if (bar->class != BAR_DUE || bar->due->len < 2)
    return g_steal_pointer(&brief);
  g_autofree char *more = more_text(bar);
  return g_strdup_printf("%s, %s", brief, more);
}

/* The parts of the whole line before bedtime; each owned by the array. */
static GPtrArray *parts_of(Bar *bar) {
  GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
  const Evening *evening = bar->evening;
  if (bar->due->len > 0)
    g_ptr_array_add(parts, due_text(((const PlanStep *) g_ptr_array_index(bar->due, 0))->title));
  if (bar->due->len > 1)
    g_ptr_array_add(parts, more_text(bar));
  if (asks_morning(evening))
    g_ptr_array_add(parts, g_strdup(_("how rested? winddown morning --rested 1-5")));
  if (bar->next)
    g_ptr_array_add(parts, coming_text(bar, bar->next->title, bar->next_at));
  if (evening->now < evening->plan->bed)
    g_ptr_array_add(parts, bed_text(bar));
  else if (!bar->next && bar->due->len == 0)
    g_ptr_array_add(parts, g_strdup(_("nothing left to do tonight")));
  return parts;
}

static char *whole_line(Bar *bar) {
  const Agenda *agenda = bar->evening->agenda;
  if (bar->class == BAR_GOOD_NIGHT)
    return g_strdup(_("good night"));
  g_autoptr(GPtrArray) parts = bar->class == BAR_BEDTIME ? g_ptr_array_new_with_free_func(g_free) : parts_of(bar);
  if (bar->class == BAR_BEDTIME)
    g_ptr_array_add(parts, g_strdup(_("lights out")));
  /* After bedtime, what was not done is no news. */
  if (agenda->of > 0 && (agenda->done > 0 || bar->class != BAR_BEDTIME))
    g_ptr_array_add(parts, progress_text(bar));
  g_ptr_array_add(parts, NULL);
  return g_strjoinv(", ", (char **) parts->pdata);
}

static void append_step(GString *text, const Bar *bar, const PlanStep *step) {
  g_autofree char *clock = daytime_clock(step->at, bar->evening->zone);
  g_autofree char *until = daytime_clock(step->until, bar->evening->zone);
  g_string_append_printf(text, "\n%s  %s", clock, step->title);
  if (g_ptr_array_find(bar->due, step, NULL))
    g_string_append_printf(text, ", %s", _("now"));
  else if (step->kind == STEP_AVOID && step->at <= bar->evening->now && step->until > bar->evening->now)
    g_string_append_printf(text, _(", until %s"), until);
}

/* A line for each step that is open, by the clock: a countdown would change it every minute. */
static char *tooltip_of(const Bar *bar) {
  const Evening *evening = bar->evening;
  g_autofree char *bed = daytime_clock(evening->plan->bed, evening->zone);
  g_autofree char *progress = progress_text(bar);
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, _("bed %s, %s"), bed, progress);
  for (guint i = 0; bar->class != BAR_GOOD_NIGHT && i < evening->agenda->rows->len; i++) {
    const AgendaRow *row = agenda_row(evening->agenda, i);
    if (row->state != AGENDA_HIDDEN && row->state != AGENDA_ANSWERED)
      append_step(text, bar, g_ptr_array_index(evening->plan->steps, row->step));
  }
  return g_string_free(text, FALSE);
}

/* --- for each program --- */

static char *line_text(Bar *bar) {
  g_autofree char *line = whole_line(bar);
  return g_strconcat(line, "\n", NULL);
}

/* A "#" begins a style there. */
static char *tmux_text(Bar *bar) {
  GString *line = g_string_new(NULL);
  g_autofree char *text = bar_text(bar);
  g_string_append(line, text);
  g_string_replace(line, "#", "##", 0);
  g_string_append_c(line, '\n');
  return g_string_free(line, FALSE);
}

/* "%{" begins a tag there, and nothing else can be written for it. */
static char *polybar_text(Bar *bar) {
  GString *line = g_string_new(NULL);
  g_autofree char *text = bar_text(bar);
  g_string_append(line, text);
  g_string_replace(line, "%{", "% {", 0);
  g_string_append_c(line, '\n');
  return g_string_free(line, FALSE);
}

static char *json_bar(Bar *bar, char *(*shape)(const JsonBar *bar)) {
  const Agenda *agenda = bar->evening->agenda;
  g_autofree char *text = bar_text(bar);
  g_autofree char *brief = brief_text(bar);
  g_autofree char *tooltip = tooltip_of(bar);
  const JsonBar shown = {
    .text = text,
    .brief = brief,
    .tooltip = tooltip,
    .style = class_names[bar->class],
    .percentage = agenda->of > 0 ? (int) (100 * agenda->done / agenda->of) : 0,
    .is_urgent = bar->class == BAR_DUE || bar->class == BAR_BEDTIME,
  };
  return shape(&shown);
}

static char *waybar_text(Bar *bar) {
  return json_bar(bar, json_waybar);
}

static char *i3blocks_text(Bar *bar) {
  return json_bar(bar, json_i3blocks);
}

static const struct {
  const char *name;
  char *(*write)(Bar *bar); /* NULL: JSON of everything, which needs history */
} formats[] = {
  { "text", line_text },       { "json", NULL },      { "waybar", waybar_text }, { "i3blocks", i3blocks_text },
  { "polybar", polybar_text }, { "tmux", tmux_text },
};

/* The earliest step that is still to come; NULL: none. */
static const PlanStep *coming_step(const Evening *evening) {
  const int row = evening->agenda->next;
  return row >= 0 ? g_ptr_array_index(evening->plan->steps, agenda_row(evening->agenda, (guint) row)->step) : NULL;
}

static char *json_text(App *app, Bar *bar, GError **error) {
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return NULL;
  const Evening *evening = app_evening(app);
  const StreakRules rules = app_streak_rules(app);
  g_autofree char *text = bar_text(bar);
  const JsonStatus status = {
    .night = evening->plan->night,
    .now = evening->now,
    .bed = evening->plan->bed,
    .wake = evening->plan->wake,
    .lights_out = evening->record->lights_out,
    .morning_due = evening->morning_due,
    .text = text,
    .style = class_names[bar->class],
    .next = coming_step(evening),
    .due = bar->due,
    .open = bar->open,
    .done = (int) evening->agenda->done,
    .of = (int) evening->agenda->of,
    .streak = streak_routine(history, &rules).current,
  };
  return json_status(&status, evening->zone);
}

/* Returns the index of the format; -1 with an error. */
static int find_format(const char *name, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
    if (g_str_equal(formats[i].name, name ? name : "text"))
      return (int) i;
  }
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("\"%s\" is not one of text, json, waybar, i3blocks, polybar and tmux"), name);
  return -1;
}

static char *format_bar(App *app, Bar *bar, int format, GError **error) {
  return formats[format].write ? formats[format].write(bar) : json_text(app, bar, error);
}

/* JSON is UTF-8 in every locale. */
static gboolean print_bar(const char *text, GError **error) {
  if (*text == '{')
    return console_data(text, error);
  g_print("%s", text);
  return fflush(stdout) == 0;
}

/* --- following --- */

/* What of the record's files changes with every act of any program. Reading makes and removes an empty log. */
typedef struct {
  ino_t file;
  gint64 file_changed, file_size;
  gint64 log_changed, log_size;
} Fingerprint;

typedef struct {
  CliContext *context;
  GMainLoop *loop;
  Clock *clock; /* runs on, while each look has a clock of its own */
  Alarm *alarm;
  FileWatch *routine_watch, *file_watch, *folder_watch;
  Fingerprint seen; /* by the newest look */
  int format;
  char *shown; /* the newest line; NULL: none yet */
  GError *error;
} Follower;

static gint64 changed_at(const struct stat *status) {
  return (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
}

static Fingerprint fingerprint_of(const char *folder) {
  g_autofree char *file = g_build_filename(folder, STORE_FILE, NULL);
  g_autofree char *log = g_strconcat(file, "-wal", NULL);
  Fingerprint print = { 0 };
  struct stat status;
  if (stat(file, &status) == 0) {
    print.file = status.st_ino;
    print.file_changed = changed_at(&status);
    print.file_size = status.st_size;
  }
  if (stat(log, &status) == 0 && status.st_size > 0) {
    print.log_changed = changed_at(&status);
    print.log_size = status.st_size;
  }
  return print;
}

static gboolean is_same_print(const Fingerprint *a, const Fingerprint *b) {
  return a->file == b->file && a->file_changed == b->file_changed && a->file_size == b->file_size &&
         a->log_changed == b->log_changed && a->log_size == b->log_size;
}

/* The reader has gone away, or asks for an end: neither is an error. */
static gboolean on_end(gpointer data) {
  g_main_loop_quit(data);
  return G_SOURCE_CONTINUE;
}

static gboolean on_reader_gone(int descriptor, GIOCondition condition, gpointer data) {
  return on_end(data);
}

static void show(Follower *follower, App *app) {
  g_auto(Bar) bar = bar_of(app_evening(app));
  g_autofree char *text = format_bar(app, &bar, follower->format, &follower->error);
  if (text && g_strcmp0(text, follower->shown) != 0) {
    if (!print_bar(text, NULL))
      g_main_loop_quit(follower->loop);
    g_free(follower->shown);
    follower->shown = g_steal_pointer(&text);
  }
  alarm_arm(follower->alarm, bar.changes);
}

/* Opens everything anew: what is open for long would hold back the record's log, and see one moment only. */
static void look(Follower *follower) {
  CliContext *context = follower->context;
  if (cli_context_is_rehearsal(context)) {
    g_free(context->now);
    context->now = daytime_rfc3339(clock_now(follower->clock), 0);
  }
  follower->seen = fingerprint_of(cli_context_paths(context, NULL)->data_folder);
  g_autoptr(App) app = cli_context_open(context, FALSE, &follower->error);
  if (app)
    show(follower, app);
  if (follower->error)
    g_main_loop_quit(follower->loop);
}

static void on_alarm(AlarmReason reason, gpointer data) {
  look(data);
}

static void on_routine_changed(gpointer data) {
  look(data);
}

static void on_record_changed(gpointer data);

/* A folder that is not there yet cannot be watched. */
static void watch_folder(Follower *follower) {
  const char *folder = cli_context_paths(follower->context, NULL)->data_folder;
  if (!follower->folder_watch && g_file_test(folder, G_FILE_TEST_IS_DIR))
    follower->folder_watch = file_watch_new_folder(folder, on_record_changed, follower);
}

static void on_record_changed(gpointer data) {
  Follower *follower = data;
  const Fingerprint now = fingerprint_of(cli_context_paths(follower->context, NULL)->data_folder);
  watch_folder(follower);
  if (!is_same_print(&now, &follower->seen))
    look(follower);
}

static void start_watching(Follower *follower, const Paths *paths) {
  g_autofree char *file = g_build_filename(paths->data_folder, STORE_FILE, NULL);
  follower->alarm = alarm_new(follower->clock, on_alarm, follower);
  follower->routine_watch = file_watch_new(paths->config_file, on_routine_changed, follower);
  follower->file_watch = file_watch_new(file, on_record_changed, follower);
  watch_folder(follower);
}

static void follower_end(Follower *follower) {
  file_watch_free(follower->routine_watch);
  file_watch_free(follower->file_watch);
  file_watch_free(follower->folder_watch);
  alarm_free(follower->alarm);
  clock_free(follower->clock);
  g_main_loop_unref(follower->loop);
  g_free(follower->shown);
}

static gboolean follow(CliContext *context, int format, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  Clock *clock = paths ? cli_context_clock(context, error) : NULL;
  if (!clock)
    return FALSE;
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  Follower follower = { .context = context, .loop = loop, .clock = clock, .format = format };
  const guint sources[] = {
    g_unix_signal_add(SIGTERM, on_end, loop),
    g_unix_signal_add(SIGINT, on_end, loop),
    g_unix_signal_add(SIGHUP, on_end, loop),
    g_unix_fd_add(STDOUT_FILENO, G_IO_ERR | G_IO_HUP, on_reader_gone, loop),
  };
  (void) signal(SIGPIPE, SIG_IGN);
  start_watching(&follower, paths);
  look(&follower);
  if (!follower.error)
    g_main_loop_run(loop);
  for (gsize i = 0; i < G_N_ELEMENTS(sources); i++)
    g_source_remove(sources[i]);
  follower_end(&follower);
  if (follower.error)
    g_propagate_error(error, follower.error);
  return !follower.error;
}

DEFINE_COMMAND(status) {
  const int format = find_format(cli_option(context, "format"), error);
  if (format < 0)
    return FALSE;
  if (cli_option(context, "follow"))
    return follow(context, format, error);
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  if (!app)
    return FALSE;
  g_auto(Bar) bar = bar_of(app_evening(app));
  g_autofree char *text = format_bar(app, &bar, format, error);
  return text && print_bar(text, error);
}

DEFINE_COMMAND(next) {
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  if (!app)
    return FALSE;
  const Evening *evening = app_evening(app);
  const PlanStep *next = coming_step(evening);
  if (cli_option(context, "json")) {
    g_autofree char *text = json_next(next, evening->now, evening->zone);
    return console_data(text, error);
  }
  if (!next)
    return error_refuse(error, _("no more steps tonight"));
  g_autofree char *when = words_in(next->at - evening->now);
  g_print("%s %s\n", next->title, when);
  return TRUE;
}
