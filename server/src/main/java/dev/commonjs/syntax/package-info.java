/**
 * JavaScript text in, our own abstract syntax out.
 *
 * <p>{@link dev.commonjs.syntax.JsParser#parse} is total: whatever the text, it returns a tree in
 * which what could not be read is a {@link dev.commonjs.syntax.Node.Bad}, with the errors and the
 * comments met on the way. Every offset is a UTF-16 offset into the text that was given, also where
 * the parser was shown a retouched copy of it ({@link dev.commonjs.syntax.Retouched}).
 *
 * <p>Invariants: no type of the parser library leaves this package; trees are immutable; a node's
 * span contains the spans of its children (a shorthand property shares one span between key and
 * value; a {@code Bad} may lie behind the end of what it should have been part of).
 *
 * <p>{@link dev.commonjs.syntax.Bindings} says which identifiers of a tree are one variable.
 *
 * <p>Deliberately not here: values, early errors that need more than one scope, and anything that
 * knows what a module is.
 */
@NullMarked
package dev.commonjs.syntax;

import org.jspecify.annotations.NullMarked;
