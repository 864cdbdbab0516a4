/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How single values are read: each function is the `read` of a Key and fills
 * the field whose type stands beside it. */
#pragma once

#include "config/reader.h"

/* Reads `text` into `when`: "bed", "wake" or either with "+" or "-" and a duration, or a time of day. "wake + 1h"
 * counts from the wake time that begins the night, "wake - 30m" back from the one that ends it. FALSE (and `when`
 * untouched) for anything else. */
gboolean when_parse(const char *text, When *when) G_GNUC_WARN_UNUSED_RESULT;

/* Whether `setting` is text; a problem when not. What it says is then borrowed in `text`. */
gboolean value_is_text(Reader *reader, const config_setting_t *setting, const char **text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether `text` may stand as the id of a step, band, guide or theme: lower case letters, digits and "-". */
gboolean value_id_is_valid(const char *text);

void value_text(Reader *reader, const config_setting_t *setting, const Key *key, void *target);     /* char * */
void value_id(Reader *reader, const config_setting_t *setting, const Key *key, void *target);       /* char * */
void value_number(Reader *reader, const config_setting_t *setting, const Key *key, void *target);   /* int */
void value_fraction(Reader *reader, const config_setting_t *setting, const Key *key, void *target); /* double */
void value_truth(Reader *reader, const config_setting_t *setting, const Key *key, void *target);    /* gboolean */
void value_choice(Reader *reader, const config_setting_t *setting, const Key *key, void *target);   /* an enum */
void value_duration(Reader *reader, const config_setting_t *setting, const Key *key, void *target); /* int, minutes */
void value_daytime(Reader *reader, const config_setting_t *setting, const Key *key, void *target);  /* int, minutes */
void value_when(Reader *reader, const config_setting_t *setting, const Key *key, void *target);     /* When */
void value_day(Reader *reader, const config_setting_t *setting, const Key *key, void *target);      /* Night */
void value_texts(Reader *reader, const config_setting_t *setting, const Key *key, void *target);    /* GStrv */
void value_command(Reader *reader, const config_setting_t *setting, const Key *key, void *target);  /* GStrv, argv */
