/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/module.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <gmodule.h>

#define SYMBOL "winddown_module"
#define IN_BUILD_TREE "modules"

/* The file at `folder`, counted from the program's own folder (owned); NULL: it is not there. */
static char *file_in(const char *program_folder, const char *folder, const char *file) {
  g_autofree char *path = g_path_is_absolute(folder) ? g_build_filename(folder, file, NULL)
                                                     : g_build_filename(program_folder, folder, file, NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path) : NULL;
}

/* Counted from the program, so that an installation can be moved, and a build tree needs none. */
static char *find_file(const char *name) {
  const char *folder = g_getenv("WINDDOWN_MODULES");
  g_autofree char *file = g_strconcat(name, ".so", NULL);
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *program_folder = g_path_get_dirname(program ? program : "");
  if (folder)
    return file_in(program_folder, folder, file);
  char *found = file_in(program_folder, IN_BUILD_TREE, file);
  return found ? found : file_in(program_folder, MODULES_FROM_PROGRAM, file);
}

/* Returns NULL, and the cause in `cause` (owned). */
static gconstpointer open_file(const char *path, guint version, char **cause) {
  GModule *module = g_module_open(path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;
  if (!module || !g_module_symbol(module, SYMBOL, &symbol)) {
    *cause = g_strdup(g_module_error());
    return NULL;
  }
  g_module_make_resident(module); /* it registers types, which cannot be removed */
  gconstpointer (*interface_of)(void) = NULL;
  *(gpointer *) &interface_of = symbol;
  const guint *interface = interface_of();
  if (*interface == version)
    return interface;
  *cause = g_strdup_printf(_("%s belongs to another version of winddown"), path);
  return NULL;
}

gconstpointer module_load(const ModuleInfo *info, GError **error) {
  g_autofree char *path = find_file(info->name);
  g_autofree char *cause = NULL;
  gconstpointer interface = path ? open_file(path, info->version, &cause) : NULL;
  if (interface)
    return interface;
  if (path)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("%s: %s; the package %s brings what is missing"),
                _(info->without), cause, info->package);
  else
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA,
                _("%s: the module %s.so is missing, which the package winddown brings"), _(info->without), info->name);
  return NULL;
}
