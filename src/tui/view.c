/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

void view_free(View *view) {
  if (view)
    view->class->free(view);
}

gint64 view_earlier(gint64 one, gint64 other) {
  return one == 0 || other == 0 ? one + other : MIN(one, other);
}
