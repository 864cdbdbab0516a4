/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/asking.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

char *asking_line(void) {
  char *line = NULL;
  size_t size = 0;
  fflush(stdout); /* the question stands on a line that has not ended */
  char *text = getline(&line, &size, stdin) >= 0 ? g_strdup(g_strstrip(line)) : NULL;
  free(line);
  return text;
}
