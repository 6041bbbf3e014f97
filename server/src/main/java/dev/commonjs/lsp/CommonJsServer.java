package dev.commonjs.lsp;

import dev.commonjs.resolve.FileView;
import dev.commonjs.store.SummaryStore;
import dev.commonjs.workspace.DiskFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** The life of the server: what it can do, when it begins to work and when it stops. */
final class CommonJsServer implements LanguageServer, AutoCloseable {
  /** The kind of "fix everything that can surely be fixed". */
  static final String FIX_ALL = CodeActionKind.SourceFixAll + ".commonjs";

  /** Clients ask at these by themselves, and in words; what starts a string or goes on in it. */
  private static final List<String> COMPLETION_TRIGGERS =
      List.of(".", "{", ",", "'", "\"", "`", "/", "#", ":", "@");

  private final String version;
  private final @Nullable Path cache;
  private final Requests requests;
  private final Log log;
  private final ParentWatch parent;
  private final FileView disk = new DiskFiles();
  private final TextDocuments documents;
  private final WorkspaceEvents events;
  private @Nullable LanguageClient client;
  private @Nullable Session session;

  CommonJsServer(
      String version, @Nullable Path cache, Requests requests, Log log, ParentWatch parent) {
    this.version = version;
    this.cache = cache;
    this.requests = requests;
    this.log = log;
    this.parent = parent;
    this.documents = new TextDocuments(this::session, requests, log);
    this.events = new WorkspaceEvents(this::session, this::client, requests, log, disk);
  }

  void connect(LanguageClient to) {
    client = to;
  }

  /** Whether {@code initialize} came first is the gate's business. */
  private Session session() {
    if (session == null) {
      throw new IllegalStateException("used before initialize");
    }
    return session;
  }

  private LanguageClient client() {
    if (client == null) {
      throw new IllegalStateException("used before connect");
    }
    return client;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    Optional.ofNullable(params.getProcessId()).ifPresent(parent::watch);
    log.trace(params.getTrace());
    ClientProfile profile = ClientProfile.of(params.getCapabilities());
    Roots roots = Roots.of(rootUris(params), disk);
    session =
        new Session(
            profile,
            roots,
            params.getInitializationOptions(),
            disk,
            cache == null ? null : SummaryStore.soonIn(cache),
            client(),
            requests);
    InitializeResult result =
        new InitializeResult(capabilities(profile), new ServerInfo("commonjs-ls", version));
    return CompletableFuture.completedFuture(result);
  }

  @SuppressWarnings("deprecation") // rootUri and rootPath are what older clients send
  private static List<String> rootUris(InitializeParams params) {
    List<WorkspaceFolder> folders = params.getWorkspaceFolders();
    if (folders != null) {
      return folders.stream().map(WorkspaceFolder::getUri).toList();
    }
    String path = params.getRootPath();
    Stream<String> uri = Stream.ofNullable(params.getRootUri());
    Stream<String> older =
        Stream.ofNullable(path).map(p -> "file://" + (p.startsWith("/") ? "" : "/") + p);
    return Stream.concat(uri, older).limit(1).toList();
  }

  private static ServerCapabilities capabilities(ClientProfile profile) {
    ServerCapabilities capabilities = new ServerCapabilities();
    capabilities.setPositionEncoding(profile.encoding());
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    capabilities.setTextDocumentSync(sync);
    capabilities.setHoverProvider(true);
    capabilities.setDefinitionProvider(true);
    capabilities.setDeclarationProvider(true);
    capabilities.setTypeDefinitionProvider(true);
    capabilities.setImplementationProvider(true);
    // A client that asks one server only says so by leaving it out of what it can do.
    if (profile.callHierarchy()) {
      capabilities.setCallHierarchyProvider(true);
    }
    if (profile.lenses()) {
      capabilities.setCodeLensProvider(new CodeLensOptions(true));
    }
    if (profile.hints()) {
      capabilities.setInlayHintProvider(true);
    }
    capabilities.setCompletionProvider(new CompletionOptions(true, COMPLETION_TRIGGERS));
    capabilities.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
    capabilities.setReferencesProvider(true);
    capabilities.setDocumentHighlightProvider(true);
    if (profile.preparesRename()) {
      capabilities.setRenameProvider(new RenameOptions(true));
    } else {
      capabilities.setRenameProvider(true);
    }
    capabilities.setDocumentSymbolProvider(true);
    capabilities.setWorkspaceSymbolProvider(true);
    capabilities.setDocumentLinkProvider(new DocumentLinkOptions(false));
    capabilities.setCodeActionProvider(new CodeActionOptions(CodeActions.OFFERED));
    if (profile.pullsDiagnostics()) {
      DiagnosticRegistrationOptions diagnostics = new DiagnosticRegistrationOptions(true, true);
      diagnostics.setIdentifier(FindingConverter.SOURCE);
      capabilities.setDiagnosticProvider(diagnostics);
    }
    capabilities.setExecuteCommandProvider(new ExecuteCommandOptions(Commands.ALL));
    WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    WorkspaceServerCapabilities workspace = new WorkspaceServerCapabilities(folders);
    WorkspaceEvents.fileOperations(profile).ifPresent(workspace::setFileOperations);
    capabilities.setWorkspace(workspace);
    return capabilities;
  }

  /** From here on the server may speak first. */
  @Override
  public void initialized(InitializedParams params) {
    log.open(client());
    log.info(
        "commonjs-ls "
            + version
            + ", Java "
            + Runtime.version()
            + ", "
            + session().documents().roots().real());
    events.register();
    events.pullSettings();
    session().startIndexing();
  }

  /** Background work stops; requests that are under way are still answered. */
  @Override
  public CompletableFuture<@Nullable Object> shutdown() {
    session().close();
    return CompletableFuture.completedFuture(null);
  }

  /** The gate has seen it and ends the process. */
  @Override
  public void exit() {}

  @Override
  public void setTrace(SetTraceParams params) {
    log.trace(params.getValue());
  }

  @Override
  public void cancelProgress(WorkDoneProgressCancelParams params) {
    var token = params.getToken();
    session().progress().cancelled(token != null && token.isLeft() ? token.getLeft() : null);
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return documents;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return events;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    requests.close();
  }
}
