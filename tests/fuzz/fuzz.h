/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape that libFuzzer asks for. Each fuzz-NAME.c has one; fuzz-main.c runs
 * it over its corpus and over mutations of it, the same ones every time, so
 * that it is a test like any other. */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size);
