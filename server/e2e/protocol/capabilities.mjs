// What a capable client announces.
const dynamic = { dynamicRegistration: true };
const upTo = (last) => ({ valueSet: Array.from({ length: last }, (_, index) => index + 1) });

export const capabilities = {
  general: { positionEncodings: ['utf-16'], staleRequestSupport: { cancel: true, retryOnContentModified: [] } },
  window: { workDoneProgress: true, showMessage: { messageActionItem: { additionalPropertiesSupport: true } } },
  workspace: {
    configuration: true,
    symbol: { ...dynamic, symbolKind: upTo(26) },
    workspaceFolders: true,
    didChangeConfiguration: dynamic,
    didChangeWatchedFiles: { ...dynamic, relativePatternSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], failureHandling: 'abort' },
    fileOperations: { ...dynamic, willRename: true, didRename: true },
  },
  textDocument: {
    synchronization: { ...dynamic, didSave: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: upTo(2), codeDescriptionSupport: true, dataSupport: true },
    hover: { ...dynamic, contentFormat: ['markdown', 'plaintext'] },
    definition: { ...dynamic, linkSupport: true },
    declaration: { ...dynamic, linkSupport: true },
    typeDefinition: { ...dynamic, linkSupport: true },
    implementation: { ...dynamic, linkSupport: true },
    callHierarchy: dynamic,
    completion: {
      ...dynamic, contextSupport: true,
      completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'], deprecatedSupport: true, tagSupport: upTo(1), labelDetailsSupport: true, resolveSupport: { properties: ['documentation', 'additionalTextEdits'] } },
    },
    signatureHelp: { ...dynamic, signatureInformation: { documentationFormat: ['markdown', 'plaintext'], parameterInformation: { labelOffsetSupport: true } } },
    references: dynamic,
    documentHighlight: dynamic,
    rename: { ...dynamic, prepareSupport: true },
    codeLens: dynamic,
    inlayHint: dynamic,
    documentSymbol: { ...dynamic, hierarchicalDocumentSymbolSupport: true, symbolKind: upTo(26) },
    documentLink: { ...dynamic, tooltipSupport: true },
    codeAction: {
      ...dynamic, isPreferredSupport: true, disabledSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'refactor.rewrite', 'source', 'source.fixAll'] } },
    },
  },
};

// A client that asks for findings, where the other is sent them.
export const pulling = {
  ...capabilities,
  workspace: { ...capabilities.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...capabilities.textDocument, diagnostic: { ...dynamic, relatedDocumentSupport: true } },
};
