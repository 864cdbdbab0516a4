/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line: finds the subcommand, runs it, and turns its error into a
 * line on standard error and an exit status. */
#pragma once

/* Gives the exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 the data could not be read or written. */
int cli_main(int argc, char **argv);
