package dev.commonjs.lsp;

import dev.commonjs.lsp.Documents.Open;
import java.util.Set;

/**
 * Who is told what is said about files: a client that is sent the findings, or one that asks for
 * them. Never both, or each finding would be shown twice. Thread-safe.
 */
interface Audience {
  /** The client has asked about the document as it is here, and gets this answer. */
  void answered(Open document, Checked checked);

  /** {@code checked} is what is said of the document now. */
  void checked(Open document, Checked checked);

  /** All open documents have been checked since the last change. */
  void allChecked();

  /** The document is not open any more. */
  void closed(Open document);

  /** {@code checked} is what is said of a file of the workspace that need not be open. */
  void unopened(String uri, Checked checked);

  /** Of files that are not open, nothing holds any more but what was said of these. */
  void unopened(Set<String> uris);

  /** From now on nothing is said. */
  void close();
}
