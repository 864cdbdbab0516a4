/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe.h"

#include <fcntl.h>
#include <glib.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE_BYTES 4096

static gboolean can_use_the_network(void) {
  return socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static gboolean can_talk_to_its_session(void) {
  return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean can_make_name_spaces(void) {
  return unshare(CLONE_NEWUSER) == 0;
}

static gboolean can_write_code(void) {
  return mmap(NULL, PAGE_BYTES, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean can_change_personality(void) {
  return personality(ADDR_NO_RANDOMIZE) >= 0;
}

static gboolean can_be_traced(void) {
  return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static gboolean can_gain_privileges(void) {
  return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0;
}

/* In the home, where the record, the log and the routine are. */
static gboolean can_write_files(void) {
  const int file = open("probed", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  return file >= 0 && write(file, "x", 1) == 1;
}

static gboolean can_let_others_read_them(void) {
  struct stat status;
  return stat("probed", &status) == 0 && (status.st_mode & S_IROTH) != 0;
}

static gboolean can_make_them_setuid(void) {
  return chmod("probed", S_IRWXU | S_ISUID) == 0;
}

/* In a child, since some of it cannot be undone. */
static void try_one(const char *name, gboolean (*can)(void)) {
  int status = 0;
  const pid_t child = fork();
  if (child == 0)
    _exit(can() ? 0 : 1);
  (void) waitpid(child, &status, 0);
  printf("%s: %s\n", name, WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "yes" : "no");
}

int probe_main(void) {
  try_one("talk-to-its-session", can_talk_to_its_session);
  try_one("write-files", can_write_files);
  try_one("let-others-read-them", can_let_others_read_them);
  try_one("make-them-setuid", can_make_them_setuid);
  try_one("gain-privileges", can_gain_privileges);
  try_one("use-the-network", can_use_the_network);
  try_one("make-name-spaces", can_make_name_spaces);
  try_one("write-code", can_write_code);
  try_one("change-personality", can_change_personality);
  try_one("be-traced", can_be_traced);
  return 0;
}
