/**
 * The language server: everything that speaks the Language Server Protocol, and nothing that knows
 * JavaScript.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>This is the only package that imports LSP4J.
 *   <li>Messages are read by one thread, which does nothing slow: it applies edits and captures the
 *       snapshot that a request will be answered from. {@link dev.commonjs.lsp.Requests} does this,
 *       the pool, cancelling, catching and logging once for all.
 *   <li>Nothing but protocol messages reaches the output stream, and one thread writes them, so
 *       that a client that does not read never blocks the reader.
 *   <li>{@code null} as an answer exists only here, because the protocol wants it.
 *   <li>Line and character pairs exist only in {@link dev.commonjs.lsp.Positions}; everything else
 *       is UTF-16 offsets.
 * </ul>
 *
 * <p>Deliberately not here: any decision about modules, exports or findings; reading files.
 */
@NullMarked
package dev.commonjs.lsp;

import org.jspecify.annotations.NullMarked;
