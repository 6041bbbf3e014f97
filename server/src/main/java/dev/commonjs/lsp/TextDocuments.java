package dev.commonjs.lsp;

import dev.commonjs.feature.CallHierarchy;
import dev.commonjs.feature.Definitions;
import dev.commonjs.feature.Hovers;
import dev.commonjs.feature.Outline;
import dev.commonjs.feature.References;
import dev.commonjs.feature.Renames;
import dev.commonjs.feature.SignatureHelp;
import dev.commonjs.feature.SpecifierLinks;
import dev.commonjs.feature.TypeDefinitions;
import dev.commonjs.lsp.Documents.Open;
import dev.commonjs.lsp.Requests.Body;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyIncomingCallsParams;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.CallHierarchyOutgoingCallsParams;
import org.eclipse.lsp4j.CallHierarchyPrepareParams;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DeclarationParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.ImplementationParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TypeDefinitionParams;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/** The open documents, and the questions about them. */
final class TextDocuments implements TextDocumentService {
  private final Supplier<Session> session;
  private final Requests requests;
  private final Log log;

  TextDocuments(Supplier<Session> session, Requests requests, Log log) {
    this.session = session;
    this.requests = requests;
    this.log = log;
  }

  // ---------------------------------------------------------------- synchronisation

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Session to = session.get();
    to.documents()
        .file(item.getUri(), to.state().snapshot().view())
        .map(
            file ->
                new Open(
                    item.getUri(),
                    file,
                    item.getLanguageId(),
                    item.getVersion(),
                    new SourceText(item.getText()),
                    new LastReadable()))
        .ifPresent(to::opened);
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    VersionedTextDocumentIdentifier document = params.getTextDocument();
    session
        .get()
        .documents()
        .open(document.getUri())
        .ifPresentOrElse(
            open -> change(open, document.getVersion(), params.getContentChanges()),
            () -> unknown("changed", document.getUri()));
  }

  private void change(
      Open open, @Nullable Integer version, List<TextDocumentContentChangeEvent> changes) {
    int next = version == null ? open.version() + 1 : version;
    if (next <= open.version()) {
      log.warn("version " + next + " of " + open.uri() + " after version " + open.version());
    }
    Positions positions = session.get().state().positions();
    // Of `open` as it was, whatever was done before memory ran out.
    requests.withMemory(
        "for an edit of " + open.file().getFileName() + "; it should be opened again",
        () -> {
          session.get().edited(open.edited(next, Edits.applied(positions, open.text(), changes)));
          return true;
        });
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    session
        .get()
        .documents()
        .open(uri)
        .ifPresentOrElse(session.get()::closed, () -> unknown("closed", uri));
  }

  /** Clients that do not watch files at least say when they write one. */
  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    session
        .get()
        .documents()
        .open(params.getTextDocument().getUri())
        .map(Open::file)
        .map(Set::<Path>of)
        .ifPresent(session.get()::filesChanged);
  }

  private void unknown(String what, String uri) {
    if (Uris.toPath(uri).isPresent()) {
      log.warn(what + " but not open: " + uri);
    }
  }

  // ---------------------------------------------------------------- questions

  private <T> CompletableFuture<@Nullable T> read(
      String method, TextDocumentIdentifier document, @Nullable T empty, Body<T> body) {
    return requests.read(method, session.get().state(), document, empty, body);
  }

  @Override
  public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
    return read(
        "hover",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            Hovers.hover(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    FindingConverter.remarks(document, cancel),
                    cancel)
                .map(card -> Answers.hover(document, card))
                .orElse(null));
  }

  @Override
  public CompletableFuture<@Nullable Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return places("definition", params, Definitions::definition, ClientProfile::definitionLinks);
  }

  @Override
  public CompletableFuture<@Nullable Either<List<? extends Location>, List<? extends LocationLink>>>
      declaration(DeclarationParams params) {
    return places("declaration", params, Definitions::declaration, ClientProfile::definitionLinks);
  }

  @Override
  public CompletableFuture<@Nullable Either<List<? extends Location>, List<? extends LocationLink>>>
      typeDefinition(TypeDefinitionParams params) {
    return places(
        "typeDefinition", params, TypeDefinitions::type, ClientProfile::typeDefinitionLinks);
  }

  @Override
  public CompletableFuture<@Nullable Either<List<? extends Location>, List<? extends LocationLink>>>
      implementation(ImplementationParams params) {
    return places(
        "implementation",
        params,
        TypeDefinitions::implementation,
        ClientProfile::implementationLinks);
  }

  /** A feature that finds places from a place. */
  private interface Finder {
    Optional<Definitions.Found> at(Snapshot snapshot, Path file, int offset, Cancel cancel);
  }

  private CompletableFuture<
          @Nullable Either<List<? extends Location>, List<? extends LocationLink>>>
      places(
          String method,
          TextDocumentPositionParams params,
          Finder finder,
          Predicate<ClientProfile> links) {
    return read(
        method,
        params.getTextDocument(),
        null,
        (document, cancel) ->
            finder
                .at(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    cancel)
                .map(
                    found ->
                        Answers.locations(document, found, links.test(document.state().client())))
                .orElse(null));
  }

  /** Null where nothing that we know is called: others may be asked then. */
  @Override
  public CompletableFuture<@Nullable List<CallHierarchyItem>> prepareCallHierarchy(
      CallHierarchyPrepareParams params) {
    return read(
        "prepareCallHierarchy",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            Answers.callHierarchy(
                document,
                CallHierarchy.at(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    cancel)));
  }

  @Override
  public CompletableFuture<List<CallHierarchyIncomingCall>> callHierarchyIncomingCalls(
      CallHierarchyIncomingCallsParams params) {
    CallHierarchyItem item = params.getItem();
    return read(
        "callHierarchy/incomingCalls",
        new TextDocumentIdentifier(item.getUri()),
        List.of(),
        (document, cancel) ->
            Answers.incoming(
                document,
                CallHierarchy.incoming(
                    document.snapshot(),
                    document.file(),
                    document.span(item.getSelectionRange()),
                    cancel)));
  }

  @Override
  public CompletableFuture<List<CallHierarchyOutgoingCall>> callHierarchyOutgoingCalls(
      CallHierarchyOutgoingCallsParams params) {
    CallHierarchyItem item = params.getItem();
    return read(
        "callHierarchy/outgoingCalls",
        new TextDocumentIdentifier(item.getUri()),
        List.of(),
        (document, cancel) ->
            Answers.outgoing(
                document,
                CallHierarchy.outgoing(
                    document.snapshot(),
                    document.file(),
                    document.span(item.getSelectionRange()),
                    cancel)));
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    return read(
        "documentSymbol",
        params.getTextDocument(),
        List.of(),
        (document, cancel) ->
            Answers.symbols(
                document, Outline.symbols(document.snapshot(), document.file(), cancel)));
  }

  @Override
  public CompletableFuture<List<DocumentLink>> documentLink(DocumentLinkParams params) {
    return read(
        "documentLink",
        params.getTextDocument(),
        List.of(),
        (document, cancel) ->
            Answers.links(
                document, SpecifierLinks.links(document.snapshot(), document.file(), cancel)));
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return read(
        "codeAction",
        params.getTextDocument(),
        List.of(),
        (document, cancel) ->
            CodeActions.of(document, params.getRange(), params.getContext(), cancel));
  }

  @Override
  public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
    String uri = params.getTextDocument().getUri();
    String previous = params.getPreviousResultId();
    Diagnostics diagnostics = session.get().diagnostics();
    return read(
        "diagnostic",
        params.getTextDocument(),
        Reports.ofDocument(Checked.NOTHING, previous),
        (document, cancel) ->
            Reports.ofDocument(diagnostics.pulled(document, uri, cancel), previous));
  }

  /** LSP: whoever does not want the declarations leaves {@code includeDeclaration} out. */
  @Override
  public CompletableFuture<@Nullable List<? extends Location>> references(ReferenceParams params) {
    return read(
        "references",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            Answers.references(
                document,
                References.of(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    cancel),
                params.getContext() != null && params.getContext().isIncludeDeclaration()));
  }

  /** Null where nothing is shared: other providers are asked then, which an empty list prevents. */
  @Override
  public CompletableFuture<@Nullable List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return read(
        "documentHighlight",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            Answers.highlights(
                document,
                References.in(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    cancel)));
  }

  @Override
  public CompletableFuture<
          @Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return read(
        "prepareRename",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            Renames.prepare(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    cancel)
                .map(answer -> Answers.prepared(document, answer))
                .orElse(null));
  }

  @Override
  public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams params) {
    return read(
        "rename",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            Renames.rename(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    params.getNewName(),
                    cancel)
                .map(answer -> Answers.renamed(document, answer))
                .orElse(null));
  }

  /** Null where nothing of ours can be written: others may know what can. */
  @Override
  public CompletableFuture<@Nullable Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return read(
        "completion",
        params.getTextDocument(),
        null,
        (document, cancel) -> {
          CompletionList list =
              CompletionItems.at(document, document.offset(params.getPosition()), cancel);
          return list == null ? null : Either.forRight(list);
        });
  }

  @Override
  public CompletableFuture<@Nullable CompletionItem> resolveCompletionItem(CompletionItem item) {
    return CompletionItems.uri(item)
        .map(
            uri ->
                read(
                    "completionItem/resolve",
                    new TextDocumentIdentifier(uri),
                    item,
                    (document, cancel) -> CompletionItems.resolved(document, item)))
        .orElseGet(() -> CompletableFuture.completedFuture(item));
  }

  @Override
  public CompletableFuture<@Nullable List<? extends CodeLens>> codeLens(CodeLensParams params) {
    boolean wanted = session.get().isOn(ClientSettings.CODE_LENS);
    return read(
        "codeLens",
        params.getTextDocument(),
        List.of(),
        (document, cancel) -> wanted ? Looks.lenses(document) : List.of());
  }

  @Override
  public CompletableFuture<CodeLens> resolveCodeLens(CodeLens lens) {
    return Looks.uri(lens)
        .map(
            uri ->
                read(
                    "codeLens/resolve",
                    new TextDocumentIdentifier(uri),
                    lens,
                    (document, cancel) -> Looks.told(document, lens, cancel)))
        .orElseGet(() -> CompletableFuture.completedFuture(lens));
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    boolean wanted = session.get().isOn(ClientSettings.INLAY_HINTS);
    return read(
        "inlayHint",
        params.getTextDocument(),
        List.of(),
        (document, cancel) ->
            wanted ? Looks.hints(document, params.getRange(), cancel) : List.of());
  }

  /** Null where nothing of ours is called: an empty answer would keep others from being asked. */
  @Override
  public CompletableFuture<org.eclipse.lsp4j.@Nullable SignatureHelp> signatureHelp(
      SignatureHelpParams params) {
    return read(
        "signatureHelp",
        params.getTextDocument(),
        null,
        (document, cancel) ->
            SignatureHelp.at(
                    document.snapshot(),
                    document.file(),
                    document.offset(params.getPosition()),
                    cancel)
                .map(found -> Answers.signatures(document, found))
                .orElse(null));
  }
}
