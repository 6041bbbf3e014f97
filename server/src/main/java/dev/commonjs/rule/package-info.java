/**
 * The diagnostics: one file per rule, one page per rule in {@code resources/rules/ID.md}.
 *
 * <p>Invariants: a rule is a pure function of a {@link dev.commonjs.rule.ModuleView} and keeps no
 * state; it says only what the facts and closed shapes prove; its findings hold spans of its own
 * file, other files appear only as related places and in fixes. The ids are stable: they are the
 * LSP code, the page's name and the name in comments. The examples of every page are executed as
 * tests, by us and by Node.
 *
 * <p>Deliberately not here: syntax patterns (the interpreter in {@code module} says what code
 * does), positions in lines and columns, and when to publish.
 */
@NullMarked
package dev.commonjs.rule;

import org.jspecify.annotations.NullMarked;
