/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is changed from elsewhere while the program is up, and followed: the
 * time, the machine's zone, the config file, the store. */
#pragma once

#include "app/app.h"

/* Follows all of it from here on; and does now what an edit asks for that was made before anybody watched. */
void watches_start(App *app);
void watches_stop(App *app);

/* The config file has changed: takes it up and plans tonight again. A turn has to follow. */
void watches_take_up_config(App *app, gint64 now);
