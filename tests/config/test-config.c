/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "base/error.h"
#include "config/config.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *problem_lines(const Config *config) {
  GString *lines = g_string_new(NULL);
  for (guint i = 0; i < config->problems->len; i++) {
    g_autofree char *line = problem_to_string(g_ptr_array_index(config->problems, i));
    g_string_append_printf(lines, "%s\n", line);
  }
  return g_string_free(lines, FALSE);
}

static void assert_lines(const Config *config, const char *expected) {
  g_autofree char *lines = problem_lines(config);
  g_assert_cmpstr(lines, ==, expected);
}

/* A file and everything that is told about it. */
typedef struct {
  const char *text;
  const char *lines;
} Case;

static void assert_cases(const Case *cases, gsize n_cases) {
  for (gsize i = 0; i < n_cases; i++) {
    g_autoptr(Config) config = config_parse(cases[i].text, "f");
    assert_lines(config, cases[i].lines);
    g_assert_cmpint(config_has_problem(config), ==, config->routine == NULL);
    g_assert_cmpint(config->routine == NULL, ==, config->settings == NULL);
  }
}

static void test_defaults(void) {
  static const char *const empty[] = { "", "# nothing\n", "\xef\xbb\xbf" };
  for (gsize i = 0; i < G_N_ELEMENTS(empty); i++) {
    g_autoptr(Config) config = config_parse(empty[i], "f");
    assert_lines(config, "");
    g_assert_cmpint(config->routine->schedule.base.bed, ==, 23 * 60);
    g_assert_cmpint(config->routine->schedule.base.wake, ==, 7 * 60);
    g_assert_cmpint(config->routine->keep_percent, ==, 80);
    g_assert_cmpuint(config->routine->steps->len, ==, 0);
    g_assert_cmpint(config->settings->reminders.snooze_minutes, ==, 10);
    g_assert_cmpstr(config->settings->theme, ==, "dusk");
    g_assert_null(config->settings->zone);
    g_assert_nonnull(settings_guide(config->settings, "stretch"));
    g_assert_nonnull(settings_guide(config->settings, "breathe"));
  }
}

static void test_step_values(void) {
  g_autoptr(Config) config = config_parse(
      "shifts = { E = { }; };"
      "steps = ( { id = \"tea\"; title = \" Warm\\ttea  \"; at = \"bed - 1h30m\"; length = \"10m\";"
      " leads = [\"0m\", \"15m\", \"5m\"]; repeat = \"20m\"; until = \"wake - 8h\"; useful = \"1h\"; quiet = true;"
      " urgency = \"critical\"; counts = false; enabled = false; days = [\"mon\", \"sun\"]; shifts = [\"E\"];"
      " dose = { amount = 120.5; unit = \"mg elemental\"; }; course = { start = \"2026-11-01\"; nights = 21; };"
      " why = \"Warm.\"; sources = ({ key = \"M\"; says = \"asks for it\"; }, \"my aunt\"); basis = \"Ours.\"; on_due "
      "= \"sh -c 'echo \\\"a b\\\"'\"; on_done = [\"true\", "
      "\"x y\"]; } );",
      "f");
  assert_lines(config, "");
  const Step *const step = routine_step(config->routine, "tea");
  g_assert_cmpstr(step->title, ==, "Warm tea");
  g_assert_cmpstr(step->short_title, ==, "warm");
  g_assert_cmpint(step->kind, ==, STEP_DO);
  g_assert_cmpint(step->at.anchor, ==, ANCHOR_BED);
  g_assert_cmpint(step->at.minutes, ==, -90);
  g_assert_cmpint(step->length_minutes, ==, 10);
  g_assert_cmpuint(step->n_leads, ==, 3);
  g_assert_cmpint(step->lead_minutes[0], ==, 15);
  g_assert_cmpint(step->lead_minutes[1], ==, 5);
  g_assert_cmpint(step->lead_minutes[2], ==, 0);
  g_assert_cmpint(step->repeat_minutes, ==, 20);
  g_assert_true(step->has_until);
  g_assert_cmpint(step->until.anchor, ==, ANCHOR_NEXT_WAKE);
  g_assert_cmpint(step->useful_minutes, ==, 60);
  g_assert_true(step->quiet);
  g_assert_cmpint(step->urgency, ==, URGENCY_CRITICAL);
  g_assert_false(step->counts);
  g_assert_false(step->enabled);
  g_assert_cmpuint(step->weekdays, ==, 0x41);
  g_assert_cmpstr(step->shifts[0], ==, "E");
  g_assert_cmpfloat(step->dose.amount, ==, 120.5);
  g_autofree char *start = daytime_format_day(step->course.start);
  g_assert_cmpstr(start, ==, "2026-11-01");
  g_assert_cmpint(step->course.nights, ==, 21);
  g_assert_cmpstr(step->why, ==, "Warm.");
  g_assert_cmpstr(step->sources[1], ==, "my aunt");
  g_assert_cmpstr(step->says[0], ==, "asks for it");
  g_assert_cmpstr(step->says[1], ==, "");
  g_assert_cmpstr(step->basis, ==, "Ours.");
  g_assert_cmpuint(g_strv_length(step->on_due), ==, 3);
  g_assert_cmpstr(step->on_due[2], ==, "echo \"a b\"");
  g_assert_cmpstr(step->on_done[1], ==, "x y");
}

static void test_schedule_values(void) {
  g_autoptr(Config) config = config_parse("bed = \"00:30\"; wake = \"8:05\";\n"
                                          "days = { fri = { bed = \"01:00\"; }; sun = { wake = \"09:00\"; }; };\n"
                                          "shifts = { N = { bed = \"08:45\"; wake = \"15:45\"; }; O = { }; };\n"
                                          "rota = { from = \"2026-11-02\"; order = \" N N  O\"; };\n"
                                          "zone = \"Europe/Berlin\"; keep = 100;",
                                          "f");
  assert_lines(config, "");
  const Schedule *const schedule = &config->routine->schedule;
  g_assert_cmpint(schedule->base.bed, ==, 30);
  g_assert_cmpint(schedule->base.wake, ==, 485);
  g_assert_cmpint(schedule->weekday[4].bed, ==, 60);
  g_assert_cmpint(schedule->weekday[4].wake, ==, DAYTIME_NONE);
  g_assert_cmpint(schedule->weekday[6].wake, ==, 540);
  g_assert_cmpint(schedule_shift(schedule, "N")->hours.bed, ==, 525);
  g_assert_cmpint(schedule_shift(schedule, "O")->hours.bed, ==, DAYTIME_NONE);
  g_autofree char *from = daytime_format_day(schedule->rota_from);
  g_assert_cmpstr(from, ==, "2026-11-02");
  g_autofree char *order = g_strjoinv(",", schedule->rota);
  g_assert_cmpstr(order, ==, "N,N,O");
  g_assert_cmpstr(config->settings->zone, ==, "Europe/Berlin");
}

static void test_settings_values(void) {
  g_autoptr(Config) config = config_parse(
      "reminders = { snooze = \"5m\"; until = \"bed\"; useful = \"1h\"; sound = false; ways = [\"bell\", \"desktop\"];"
      " morning = false; morning_at = \"wake + 45m\"; };\n"
      "theme = \"ember\"; motion = false; screen = { dim_to = 30; over = \"45m\"; };\n"
      "keys = { done = \"d\"; quit = \"j\"; };\n"
      "guides = ( { name = \"box\"; in = 5; hold = 5; out = 5; rest = 5; }, { name = \"mine\"; parts = ( { title = "
      "\"A\"; seconds = 30; } ); } );\n"
      "on_bedtime = \"true\"; on_morning = [\"false\"];",
      "f");
  assert_lines(config, "");
  const Settings *const settings = config->settings;
  const ReminderSettings *const reminders = &settings->reminders;
  g_assert_cmpint(reminders->snooze_minutes, ==, 5);
  g_assert_cmpint(reminders->until.anchor, ==, ANCHOR_BED);
  g_assert_cmpint(reminders->until.minutes, ==, 0);
  g_assert_cmpint(reminders->useful_minutes, ==, 60);
  g_assert_false(reminders->sound);
  g_assert_cmpuint(g_strv_length((GStrv) reminders->ways), ==, 2);
  g_assert_cmpstr(reminders->ways[0], ==, "bell");
  g_assert_false(reminders->morning);
  g_assert_cmpint(reminders->morning_at.anchor, ==, ANCHOR_NEXT_WAKE);
  g_assert_cmpint(reminders->morning_at.minutes, ==, 45);
  g_assert_cmpstr(settings->theme, ==, "ember");
  g_assert_false(settings->motion);
  g_assert_cmpint(settings->screen.dim_to_percent, ==, 30);
  g_assert_cmpint(settings->screen.over_minutes, ==, 45);
  g_assert_cmpstr(settings->keys[KEY_ACTION_DONE], ==, "d");
  g_assert_cmpstr(settings->keys[KEY_ACTION_QUIT], ==, "j");
  g_assert_cmpfloat(settings_guide(settings, "box")->in_seconds, ==, 5);
  const GuidePart *const part = g_ptr_array_index(settings_guide(settings, "mine")->parts, 0);
  g_assert_cmpint(part->seconds, ==, 30);
  g_assert_cmpstr(settings->on_bedtime[0], ==, "true");
  g_assert_cmpstr(settings->on_morning[0], ==, "false");
}

static void test_unknown_keys(void) {
  static const Case cases[] = {
    { "bad = 1;", "f:1: bad: there is no such key; did you mean \"bed\"?\n" },
    { "\n\nxyzzy = 1;", "f:3: xyzzy: there is no such key\n" },
    { "steps = ( { id = \"a\"; at = \"bed\"; },\n { id = \"b\"; at = \"bed\"; titel = \"B\"; } );",
      "f:2: steps[1].titel: there is no such key; did you mean \"title\"?\n" },
    { "days = { fry = { }; };",
      "f:1: days.fry: is none of mon, tue, wed, thu, fri, sat, sun; did you mean \"fri\"?\n" },
    { "days = { mon = { bad = \"23:00\"; }; };", "f:1: days.mon.bad: there is no such key; did you mean \"bed\"?\n" },
    { "keys = { snoze = \"z\"; };", "f:1: keys.snoze: there is no such action; did you mean \"snooze\"?\n" },
    { "reminders = { snoose = \"10m\"; };", "f:1: reminders.snoose: there is no such key; did you mean \"snooze\"?\n" },
  };
  assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_types(void) {
  static const Case cases[] = {
    { "bed = 23;", "f:1: bed: must be text in double quotes\n" },
    { "keep = \"80\";", "f:1: keep: must be a whole number without quotes\n" },
    { "keep = 80.5;", "f:1: keep: must be a whole number without quotes\n" },
    { "motion = 1;", "f:1: motion: must be true or false, without quotes\n" },
    { "steps = { };", "f:1: steps: must be a list of groups: ( { … }, { … } )\n" },
    { "steps = [1, 2];", "f:1: steps: must be a list of groups: ( { … }, { … } )\n" },
    { "steps = ( 3 );", "f:1: steps[0]: must be a group in braces: { … }\n" },
    { "reminders = true;", "f:1: reminders: must be a group in braces: { … }\n" },
    { "days = [];", "f:1: days: must be a group in braces: { … }\n" },
    { "keys = 1;", "f:1: keys: must be a group in braces: { … }\n" },
    { "rota = 1;", "f:1: rota: must be a group in braces: { … }\n" },
    { "on_bedtime = 3;", "f:1: on_bedtime: must be a command, as text or as a list of its words\n" },
    { "on_bedtime = \"\";", "f:1: on_bedtime: must not be empty\n" },
    { "on_bedtime = [];", "f:1: on_bedtime: must not be empty\n" },
    { "on_bedtime = \"''\";", "f:1: on_bedtime: must not be empty\n" },
    { "reminders = { ways = 5; };", "f:1: reminders.ways: must be a list of texts: [\"one\", \"two\"]\n" },
    { "reminders = { ways = [1]; };", "f:1: reminders.ways[0]: must be text in double quotes\n" },
  };
  assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_times_are_read_as_people_write_them(void) {
  static const Case cases[] = {
    { "bed = \"11pm\"; wake = \"6\";", "" },
    { "bed = \"22.30\u00a0\"; reminders = { snooze = 10; until = \"bed \u2212 30 minutes\"; };", "" },
    { "days = { Friday = { bed = \"midnight\"; }; weekend = { wake = \"8h30\"; }; };", "" },
    { "reminders = { ways = \"bell\"; };", "" },
    { "reminders = { snooze = 500; };", "f:1: reminders.snooze: must be from 1 to 240 minutes\n" },
  };
  assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_ranges(void) {
  static const Case cases[] = {
    { "keep = 0;", "f:1: keep: must be a number from 1 to 100\n" },
    { "keep = 101;", "f:1: keep: must be a number from 1 to 100\n" },
    /* Both of these read as sound numbers where whole numbers are wrapped. */
    { "keep = 4294967376;", "f:1: keep: must be a number from 1 to 100\n" },
    { "keep = 0x100000050;", "f:1: keep: must be a number from 1 to 100\n" },
    { "keep = 99999999999999999999999;", "f:1: keep: must be a number from 1 to 100\n" },
    { "keep = -4294967216;", "f:1: keep: must be a number from 1 to 100\n" },
    { "keep = 4294967376L;", "f:1: keep: must be a number from 1 to 100\n" },
    { "keep = 00000000000080; # 99999999999\nbed = \"99999999999\";",
      "f:2: bed: \"99999999999\" is no time of day: write one such as \"23:00\"; midnight is \"00:00\"\n" },
    { "bed = \"24:00\";",
      "f:1: bed: \"24:00\" is no time of day: write one such as \"23:00\"; midnight is \"00:00\"\n" },
    { "reminders = { snooze = \"0m\"; };", "f:1: reminders.snooze: must be from 1 to 240 minutes\n" },
    { "reminders = { snooze = \"ten\"; };",
      "f:1: reminders.snooze: \"ten\" is no length of time: write one such as \"10m\", \"2h\" or \"1h30m\"\n" },
    { "screen = { dim_to = 0; over = \"1m\"; };", "f:1: screen.dim_to: must be a number from 1 to 100\n" },
    { "rota = { from = \"2026-02-30\"; order = \"\"; };", "f:1: rota.from: \"2026-02-30\" is no date: write one such "
                                                          "as \"2026-11-02\"\nf:1: rota.order: must not be empty\n" },
    { "zone = \"UTC+2\";", "f:1: zone: \"UTC+2\" can be read as ahead of UTC or as behind it: write \"+02:00\" for two "
                           "hours ahead, or a place such as \"Europe/Berlin\"\n" },
    { "zone = \"gmt-01:00\";", "f:1: zone: \"gmt-01:00\" can be read as ahead of UTC or as behind it: write "
                               "\"+02:00\" for two hours ahead, or a place such as \"Europe/Berlin\"\n" },
    { "shifts = { N = { sleep = \"08:30\"; }; };",
      "f:1: shifts.N.sleep: \"08:30\" is not two times: write them like \"08:30-16:00\"\n" },
    { "shifts = { N = { bed = \"08:00\"; sleep = \"08:30-16:00\"; }; };",
      "f:1: shifts.N: \"sleep\" stands for \"bed\" and \"after\": leave those out\n" },
    { "zone = \"Europe/Berlln\";",
      "f:1: zone: this machine knows no time zone \"Europe/Berlln\": write one such as \"Europe/Berlin\"\n" },
    { "reminders = { ways = [\"bell\", \"bell\"]; };", "f:1: reminders.ways: \"bell\" stands here twice\n" },
    { "reminders = { ways = [\"desk\"]; };", "f:1: reminders.ways: \"desk\" is none of desktop, terminal, bell\n" },
    { "keys = { done = \"ctrl-d\"; };",
      "f:1: keys.done: \"ctrl-d\" is no key: write one character, or a word such as \"space\" or \"enter\"\n" },
  };
  assert_cases(cases, G_N_ELEMENTS(cases));
}

#define STEP(members) "steps = ( { id = \"a\"; at = \"bed\"; " members " } );"

static void test_step_problems(void) {
  static const Case cases[] = {
    { "steps = ( { } );",
      "f:1: steps[0]: the key \"id\" is missing here\nf:1: steps[0]: the key \"at\" is missing here\n" },
    { "steps = ( { id = \"No good\"; at = \"bed\"; } );",
      "f:1: steps[0].id: \"No good\" is no id: use lower case letters, digits and \"-\"\n" },
    { "steps = ( { id = \"a\"; at = \"bde - 90m\"; } );",
      "f:1: steps[0].at: \"bde - 90m\" is no time: write one such as \"bed - 90m\", \"wake + 1h\" or \"14:00\"\n" },
    { "steps = ( { id = \"a\"; at = \"bed\"; },\n { id = \"b\"; at = \"bed\"; },\n { id = \"a\"; at = \"bed\"; } );",
      "f:3: steps[2].id: \"a\" is the id of the one in line 1 already\n" },
    { STEP("kind = \"avoids\";"),
      "f:1: steps[0].kind: \"avoids\" is none of do, avoid, guided; did you mean \"avoid\"?\n" },
    { STEP("title = \" \";"), "f:1: steps[0].title: must not be empty\n" },
    { STEP("days = [\"mon\", \"tus\"];"),
      "f:1: steps[0].days: \"tus\" is none of mon, tue, wed, thu, fri, sat, sun; did you mean \"tue\"?\n" },
    { STEP("days = [];"), "f:1: steps[0].days: names no day; leave a step out with enabled = false\n" },
    { STEP("shifts = [\"N\"];"), "f:1: steps[0].shifts: \"N\" is none of the shifts\n" },
    { STEP("leads = true;"), "f:1: steps[0].leads: must be a list of lengths of time: [\"15m\", \"0m\"]\n" },
    { STEP("leads = [\"0m\", \"x\"];"),
      "f:1: steps[0].leads[1]: \"x\" is no length of time: write one such as \"10m\", \"2h\" or \"1h30m\"\n" },
    { STEP("kind = \"guided\"; length = \"5m\"; guide = \"strech\";"),
      "f:1: steps[0].guide: there is no guide \"strech\"; did you mean \"stretch\"?\n" },
    { STEP("guide = \"box\";"), "f:1: steps[0].guide: only a step of kind \"guided\" has a guide\n" },
    { STEP("kind = \"guided\";"), "f:1: steps[0]: a guided step needs a length\n" },
    { STEP("dose = { amount = 200; unit = \"mg\"; };"),
      "f:1: steps[0].dose.unit: \"mg\" is not clear: a label may give the compound or the magnesium in it; write the "
      "magnesium in it, of all products of a day, as \"mg elemental\"\n" },
    { STEP("dose = { amount = 200; };"), "f:1: steps[0].dose: the key \"unit\" is missing here\n" },
    { STEP("dose = { amount = 0; unit = \"mg elemental\"; };"),
      "f:1: steps[0].dose.amount: must be a number from 1 to 10000\n" },
    { STEP("course = { start = \"soon\"; nights = 400; };"),
      "f:1: steps[0].course.start: \"soon\" is no date: write one such as \"2026-11-02\"\n"
      "f:1: steps[0].course.nights: must be a number from 1 to 366\n" },
    { STEP("on_due = \"sh -c 'oops\";"), "f:1: steps[0].on_due: the quotes in this command do not match\n" },
    { "steps = ( { id = \"bed\"; at = \"bed\"; kind = \"avoid\"; } );",
      "f:1: steps[0].kind: \"bed\" is lights out, of kind \"do\"\n" },
    { "bands = ( { id = \"b\"; at = \"bed\"; } );", "f:1: bands[0]: the key \"length\" is missing here\n" },
    { "steps = ( { id = \"b\"; at = \"bed\"; } );\nbands = ( { id = \"b\"; at = \"bed\"; length = \"1m\"; } );",
      "f:2: bands[0].id: \"b\" is the id of the one in line 1 already\n" },
    { "shifts = { N = { }; };\nrota = { from = \"2026-11-02\"; order = \"N M\"; };",
      "f:2: rota.order: \"M\" is none of the shifts\n" },
    { "guides = ( { name = \"g\"; } );",
      "f:1: guides[0]: needs either \"parts\", or \"in\" and \"out\" with their seconds\n" },
    { "guides = ( { name = \"g\"; in = 4; out = 4; parts = ( ); } );",
      "f:1: guides[0]: needs either \"parts\", or \"in\" and \"out\" with their seconds\n" },
    { "guides = ( { name = \"g\"; parts = ( ); } );", "f:1: guides[0].parts: must not be empty\n" },
    { "guides = ( { name = \"g\"; in = 0.5; out = 1e999; } );",
      "f:1: guides[0].in: must be a number from 1 to 60\nf:1: guides[0].out: must be a number from 1 to 60\n" },
    { "guides = ( { name = \"g\"; parts = ( { title = \"A\"; } ); } );",
      "f:1: guides[0].parts[0]: the key \"seconds\" is missing here\n" },
  };
  assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_keys(void) {
  static const Case cases[] = {
    { "keys = {\n undo = \"x\";\n};", "f:2: keys.undo: \"x\" is the key of \"skip\" already: give that another one\n" },
    { "keys = { undo = \"x\"; skip = \"u\"; };", "" },
    { "keys = {\n skip = \"z\";\n undo = \"z\";\n};",
      "f:3: keys.undo: \"z\" is the key of \"skip\" already: give that another one\n" },
    /* The arrows' second keys give way, and views that never meet may share a key. */
    { "keys = { good-night = \"k\"; pause = \"s\"; };", "" },
    { "keys = { undo = \"4\"; };", "f:1: keys.undo: digits answer the morning's question: use another key\n" },
    { "keys = { snooze = \"4\"; };", "" },
    { "keys = { done = \"ö\"; };", "" },
  };
  assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_all_at_once(void) {
  g_autoptr(Config)
      config = config_parse("keep = 0;\nsteps = (\n { id = \"a\"; at = \"x\"; },\n { id = \"a\"; } );\nbad = 1;", "f");
  assert_lines(config,
               "f:1: keep: must be a number from 1 to 100\n"
               "f:3: steps[0].at: \"x\" is no time: write one such as \"bed - 90m\", \"wake + 1h\" or \"14:00\"\n"
               "f:4: steps[1]: the key \"at\" is missing here\n"
               "f:4: steps[1].id: \"a\" is the id of the one in line 3 already\n"
               "f:5: bad: there is no such key; did you mean \"bed\"?\n");
}

static void test_syntax(void) {
#define UNREADABLE                                                                                                     \
  "this cannot be read; look here and just above for a bracket, a quote or a \";\" too few or a comma too many\n"
  static const Case cases[] = {
    { "bed = ;", "f:1: " UNREADABLE },
    { "bed = \"23:00\";\nsteps = (\n { id = \"a\"; ,\n);", "f:3: " UNREADABLE },
    { "bed = \"23:00", "f:1: " UNREADABLE },
    { "steps = (", "f:1: " UNREADABLE },
    { "keep = 80;\nkeep = 90;", "f:2: this key stands here for the second time\n" },
    { "steps = ( { id = \"a\"; at = \"bed\"; leads = [\"0m\", 5]; } );",
      "f:1: the values in [ ] must all be of one kind\n" },
    { "\n@include \"/etc/passwd\"\nkeep = 0;", "f:2: other files cannot be included: the routine is one file\n"
                                               "f:3: keep: must be a number from 1 to 100\n" },
    { "# @include \"x\"\nsteps = ();\r\nkeep = 80;\r\n", "" },
    { "/* one \"\n two */ keep = 0; // \" three\n# \" four\nbad = 5;",
      "f:2: keep: must be a number from 1 to 100\nf:4: bad: there is no such key; did you mean \"bed\"?\n" },
    { "keep = 8/* a comment parts words */0;", "f:1: " UNREADABLE },
    { "keep = 80; /* without an end", "" },
    { "keep = 80;\n\xff\xfe", "f:2: this is not UTF-8 text\n" },
  };
#undef UNREADABLE
  assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_long_values(void) {
  g_autofree char *title = g_strnfill(10000, 'x');
  g_autofree char *text = g_strdup_printf("bed = \"%s\\n\";", title);
  g_autoptr(Config) config = config_parse(text, "f");
  const Problem *const problem = g_ptr_array_index(config->problems, 0);
  g_assert_cmpuint(strlen(problem->reason), <, 500);
  g_assert_null(strchr(problem->reason, '\n'));
}

/* A folder for one test's files. */
static char *write_file(const char *folder, const char *bytes, gsize length) {
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename(folder, "winddown.cfg", NULL);
  g_file_set_contents(path, bytes, (gssize) length, &error);
  g_assert_no_error(error);
  return path;
}

static void assert_loads_with(const char *bytes, gsize length, const char *ending) {
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("winddown-config-XXXXXX", NULL);
  g_autofree char *path = write_file(folder, bytes, length);
  g_autoptr(Config) config = config_load(path, &error);
  g_assert_no_error(error);
  g_autofree char *lines = problem_lines(config);
  g_autofree char *expected = *ending ? g_strconcat(path, ending, NULL) : g_strdup("");
  g_assert_cmpstr(lines, ==, expected);
  g_remove(path);
  g_rmdir(folder);
}

static void test_load(void) {
  const gsize large = 1024 * 1024 + 1;
  g_autofree char *spaces = g_strnfill(large, ' ');
  assert_loads_with("keep = 90;", 10, "");
  assert_loads_with("keep = 0;", 9, ":1: keep: must be a number from 1 to 100\n");
  assert_loads_with("keep = 90;\n\0\n", 13, ":2: there is a NUL byte in this line: is this a text file?\n");
  assert_loads_with(spaces, large - 1, "");
  assert_loads_with(spaces, large, ": the file is larger than 1 MiB\n");
}

static void assert_unreadable(const char *path, const char *message) {
  g_autoptr(GError) error = NULL;
  g_assert_null(config_load(path, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_autofree char *expected = g_strdup_printf("%s: \"%s\"", message, path);
  g_assert_cmpstr(error->message, ==, expected);
}

static void test_unreadable(void) {
  assert_unreadable("/nonexistent/winddown.cfg", "No such file or directory");
  assert_unreadable("/", "Is a directory");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/config/times-are-read-as-people-write-them", test_times_are_read_as_people_write_them);
  g_test_add_func("/config/every-key-has-a-default", test_defaults);
  g_test_add_func("/config/every-key-of-a-step-arrives", test_step_values);
  g_test_add_func("/config/schedule-arrives", test_schedule_values);
  g_test_add_func("/config/settings-arrive", test_settings_values);
  g_test_add_func("/config/unknown-key-names-the-one-that-was-meant", test_unknown_keys);
  g_test_add_func("/config/wrong-type-says-what-is-wanted", test_types);
  g_test_add_func("/config/out-of-range-is-a-problem-however-large", test_ranges);
  g_test_add_func("/config/step-problems-name-line-and-key", test_step_problems);
  g_test_add_func("/config/two-acts-of-a-view-need-two-keys", test_keys);
  g_test_add_func("/config/problems-come-all-at-once", test_all_at_once);
  g_test_add_func("/config/syntax-error-names-its-line", test_syntax);
  g_test_add_func("/config/long-values-do-not-drown-their-problem", test_long_values);
  g_test_add_func("/config/odd-files-are-told-never-trusted", test_load);
  g_test_add_func("/config/unreadable-file-is-an-error", test_unreadable);
  return g_test_run();
}
