/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen's backlight: read where the kernel shows it, set through logind,
 * which lets the person at the screen do so without further rights. */
#pragma once

#include <glib.h>

#define BACKLIGHT_CLASS_FOLDER "/sys/class/backlight"

typedef struct Backlight Backlight;

/* Opens the backlight `name` of those in `class_folder` (owned); for NULL the one that the kernel's documents prefer.
 * NULL where there is none. */
Backlight *backlight_open(const char *class_folder, const char *name);
void backlight_free(Backlight *backlight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Backlight, backlight_free)

const char *backlight_name(const Backlight *backlight);

/* What it is set to; -1 when that cannot be read. */
gint64 backlight_read(const Backlight *backlight);

/* Told once for each backlight_set, unless the backlight was freed; `error` is NULL when it was set. */
typedef void (*BacklightFunc)(const GError *error, gpointer data);

/* Has it set to `value` and returns at once. */
void backlight_set(Backlight *backlight, guint32 value, BacklightFunc func, gpointer data);

/* The same for a program that ends: waits at most `patience_milliseconds`. FALSE when it was not set by then. */
gboolean backlight_set_now(const Backlight *backlight, guint32 value,
                           int patience_milliseconds) G_GNUC_WARN_UNUSED_RESULT;
