/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

void view_free(View *view) {
  if (view)
    view->class->free(view);
}
