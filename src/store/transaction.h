/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes that happen whole or not at all, private to this room. */
#pragma once

#include "store/store.h"

/* A write of several statements that happens whole or not at all: a transaction of its own, or a savepoint within the
 * open one. */
gboolean transaction_enter(Store *store, gboolean *own, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean transaction_leave(Store *store, gboolean own, gboolean done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
