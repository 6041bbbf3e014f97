package dev.commonjs.lsp;

/**
 * Ends the server when the client's process is gone (LSP, {@code InitializeParams.processId}). A
 * process that can't be seen at all (another container) is not watched: the end of the input tells
 * then.
 */
record ParentWatch(Requests requests, Runnable gone) {
  void watch(int processId) {
    ProcessHandle.of(processId)
        .ifPresent(client -> requests.unawaited("parent watch", client.onExit().thenRun(gone)));
  }
}
