/**
 * The command line: {@code check}, {@code shape}, {@code resolve}, and the formats that they print.
 *
 * <p>Invariants: a command asks a {@link dev.commonjs.workspace.Snapshot} and prints what it says;
 * output has one order, whatever the number of threads; one bad file never stops the others; what
 * comes out of files can't steer a terminal.
 *
 * <p>Exit status: 0 nothing to report, 1 something was reported, 2 could not run.
 *
 * <p>Not here: anything about JavaScript, the protocol, standard streams (those come in through
 * {@link dev.commonjs.cli.Terminal}).
 */
@NullMarked
package dev.commonjs.cli;

import org.jspecify.annotations.NullMarked;
