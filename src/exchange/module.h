/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interface of the module that reads an export; it brings json-glib. */
#pragma once

#include "base/module.h"
#include "exchange/json.h"

#define EXCHANGE_VERSION 1

typedef struct {
  guint version;
  Export *(*import)(const char *text, gssize length, GError **error); /* as json_import */
} ExchangeModule;

extern const ModuleInfo exchange_module;
