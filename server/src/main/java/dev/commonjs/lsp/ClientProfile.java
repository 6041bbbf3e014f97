package dev.commonjs.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.commonjs.text.ColumnUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeActionCapabilities;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.CompletionItemResolveSupportCapabilities;
import org.eclipse.lsp4j.DefinitionCapabilities;
import org.eclipse.lsp4j.DiagnosticCapabilities;
import org.eclipse.lsp4j.DiagnosticWorkspaceCapabilities;
import org.eclipse.lsp4j.DidChangeConfigurationCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.FileOperationsWorkspaceCapabilities;
import org.eclipse.lsp4j.GeneralClientCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.ImplementationCapabilities;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.RenameCapabilities;
import org.eclipse.lsp4j.ResourceOperationKind;
import org.eclipse.lsp4j.SignatureHelpCapabilities;
import org.eclipse.lsp4j.SignatureInformationCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TypeDefinitionCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceEditCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * What the client can do, read once. A client that says nothing gets what every client must
 * understand.
 *
 * @param unit what a position's {@code character} counts
 * @param pullsDiagnostics it asks for diagnostics, so that none are sent
 * @param refreshesDiagnostics it can be told to ask for them again
 * @param completesMore it asks for further changes that go with a completion when it is chosen
 * @param codeActions it takes code actions that carry an edit, not only commands
 * @param commands those that it runs itself, when the server names them
 * @param disabledActions it shows those that can't be done, with the reason
 * @param changesFiles it makes and renames files for an edit
 * @param changeAnnotations it can ask people about parts of an edit
 */
record ClientProfile(
    ColumnUnit unit,
    boolean definitionLinks,
    boolean typeDefinitionLinks,
    boolean implementationLinks,
    boolean callHierarchy,
    boolean lenses,
    boolean refreshesLenses,
    boolean hints,
    boolean refreshesHints,
    Set<String> commands,
    boolean markdownHover,
    boolean symbolTree,
    boolean codeActions,
    boolean disabledActions,
    boolean preparesRename,
    boolean completionLabels,
    boolean completionTags,
    boolean completesMore,
    boolean markdownCompletion,
    boolean markdownSignatures,
    boolean versionedEdits,
    boolean changesFiles,
    boolean changeAnnotations,
    boolean relatedInformation,
    boolean diagnosticTags,
    boolean diagnosticPages,
    boolean diagnosticData,
    boolean pullsDiagnostics,
    boolean refreshesDiagnostics,
    boolean progress,
    boolean configuration,
    boolean registersConfiguration,
    boolean registersWatchers,
    boolean asksBeforeMoves,
    boolean tellsOfMoves) {

  static ClientProfile of(@Nullable ClientCapabilities capabilities) {
    ClientCapabilities all = capabilities == null ? new ClientCapabilities() : capabilities;
    Part<TextDocumentClientCapabilities> document = new Part<>(all.getTextDocument());
    Part<PublishDiagnosticsCapabilities> diagnostics =
        document.part(TextDocumentClientCapabilities::getPublishDiagnostics);
    Part<DiagnosticCapabilities> pulled =
        document.part(TextDocumentClientCapabilities::getDiagnostic);
    Part<CompletionItemCapabilities> item =
        document
            .part(TextDocumentClientCapabilities::getCompletion)
            .part(CompletionCapabilities::getCompletionItem);
    Part<WorkspaceClientCapabilities> workspace = new Part<>(all.getWorkspace());
    return new ClientProfile(
        unit(all.getGeneral()),
        document
            .part(TextDocumentClientCapabilities::getDefinition)
            .has(DefinitionCapabilities::getLinkSupport),
        document
            .part(TextDocumentClientCapabilities::getTypeDefinition)
            .has(TypeDefinitionCapabilities::getLinkSupport),
        document
            .part(TextDocumentClientCapabilities::getImplementation)
            .has(ImplementationCapabilities::getLinkSupport),
        document.has(capability -> capability.getCallHierarchy() != null),
        document.has(capability -> capability.getCodeLens() != null),
        workspace
            .part(WorkspaceClientCapabilities::getCodeLens)
            .has(CodeLensWorkspaceCapabilities::getRefreshSupport),
        document.has(capability -> capability.getInlayHint() != null),
        workspace
            .part(WorkspaceClientCapabilities::getInlayHint)
            .has(InlayHintWorkspaceCapabilities::getRefreshSupport),
        commands(all.getExperimental()),
        document
            .part(TextDocumentClientCapabilities::getHover)
            .part(HoverCapabilities::getContentFormat)
            .has(formats -> formats.contains(MarkupKind.MARKDOWN)),
        document
            .part(TextDocumentClientCapabilities::getDocumentSymbol)
            .has(DocumentSymbolCapabilities::getHierarchicalDocumentSymbolSupport),
        document
            .part(TextDocumentClientCapabilities::getCodeAction)
            .has(action -> action.getCodeActionLiteralSupport() != null),
        document
            .part(TextDocumentClientCapabilities::getCodeAction)
            .has(CodeActionCapabilities::getDisabledSupport),
        document
            .part(TextDocumentClientCapabilities::getRename)
            .has(RenameCapabilities::getPrepareSupport),
        item.has(CompletionItemCapabilities::getLabelDetailsSupport),
        item.part(CompletionItemCapabilities::getTagSupport).has(tags -> true),
        item.part(CompletionItemCapabilities::getResolveSupport)
            .part(CompletionItemResolveSupportCapabilities::getProperties)
            .has(properties -> properties.contains("additionalTextEdits")),
        item.part(CompletionItemCapabilities::getDocumentationFormat)
            .has(formats -> formats.contains(MarkupKind.MARKDOWN)),
        document
            .part(TextDocumentClientCapabilities::getSignatureHelp)
            .part(SignatureHelpCapabilities::getSignatureInformation)
            .part(SignatureInformationCapabilities::getDocumentationFormat)
            .has(formats -> formats.contains(MarkupKind.MARKDOWN)),
        workspace
            .part(WorkspaceClientCapabilities::getWorkspaceEdit)
            .has(WorkspaceEditCapabilities::getDocumentChanges),
        workspace
            .part(WorkspaceClientCapabilities::getWorkspaceEdit)
            .part(WorkspaceEditCapabilities::getResourceOperations)
            .has(
                operations ->
                    operations.contains(ResourceOperationKind.Create)
                        && operations.contains(ResourceOperationKind.Rename)),
        workspace
            .part(WorkspaceClientCapabilities::getWorkspaceEdit)
            .has(edit -> edit.getChangeAnnotationSupport() != null),
        diagnostics.has(PublishDiagnosticsCapabilities::getRelatedInformation)
            || pulled.has(DiagnosticCapabilities::getRelatedInformation),
        diagnostics.has(
                d ->
                    d.getTagSupport() != null
                        && (d.getTagSupport().isRight() || d.getTagSupport().getLeft()))
            || pulled.has(d -> d.getTagSupport() != null),
        diagnostics.has(PublishDiagnosticsCapabilities::getCodeDescriptionSupport)
            || pulled.has(DiagnosticCapabilities::getCodeDescriptionSupport),
        diagnostics.has(PublishDiagnosticsCapabilities::getDataSupport)
            || pulled.has(DiagnosticCapabilities::getDataSupport),
        pulled.has(d -> true),
        workspace
            .part(WorkspaceClientCapabilities::getDiagnostics)
            .has(DiagnosticWorkspaceCapabilities::getRefreshSupport),
        new Part<>(all.getWindow()).has(WindowClientCapabilities::getWorkDoneProgress),
        workspace.has(WorkspaceClientCapabilities::getConfiguration),
        workspace
            .part(WorkspaceClientCapabilities::getDidChangeConfiguration)
            .has(DidChangeConfigurationCapabilities::getDynamicRegistration),
        workspace
            .part(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
            .has(DidChangeWatchedFilesCapabilities::getDynamicRegistration),
        workspace
            .part(WorkspaceClientCapabilities::getFileOperations)
            .has(FileOperationsWorkspaceCapabilities::getWillRename),
        workspace
            .part(WorkspaceClientCapabilities::getFileOperations)
            .has(FileOperationsWorkspaceCapabilities::getDidRename));
  }

  /** {@code experimental: { commands: { commands: […] } }}, as clients of other servers have it. */
  private static Set<String> commands(@Nullable Object experimental) {
    return experimental instanceof JsonObject object
            && object.get("commands") instanceof JsonObject commands
            && commands.get("commands") instanceof JsonArray names
        ? names.asList().stream()
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /**
   * The client's first choice that we know; UTF-16 when it names none (LSP, {@code
   * general.positionEncodings}).
   */
  private static ColumnUnit unit(@Nullable GeneralClientCapabilities general) {
    List<String> offered = general == null ? null : general.getPositionEncodings();
    if (offered == null) {
      return ColumnUnit.UTF16;
    }
    return offered.stream()
        .flatMap(name -> unit(name).stream())
        .findFirst()
        .orElse(ColumnUnit.UTF16);
  }

  private static Optional<ColumnUnit> unit(@Nullable String name) {
    return switch (name) {
      case PositionEncodingKind.UTF8 -> Optional.of(ColumnUnit.UTF8);
      case PositionEncodingKind.UTF16 -> Optional.of(ColumnUnit.UTF16);
      case PositionEncodingKind.UTF32 -> Optional.of(ColumnUnit.UTF32);
      case null, default -> Optional.empty();
    };
  }

  /** The protocol's name of {@link #unit}. */
  String encoding() {
    return switch (unit) {
      case UTF8 -> PositionEncodingKind.UTF8;
      case UTF16 -> PositionEncodingKind.UTF16;
      case UTF32 -> PositionEncodingKind.UTF32;
    };
  }

  /** Any part of the capabilities may be left out. */
  private record Part<T>(@Nullable T value) {
    <U> Part<U> part(Function<T, @Nullable U> getter) {
      return new Part<>(value == null ? null : getter.apply(value));
    }

    boolean has(Function<T, @Nullable Boolean> getter) {
      return value != null && Boolean.TRUE.equals(getter.apply(value));
    }
  }
}
