package dev.commonjs.lsp;

import com.google.gson.JsonObject;
import dev.commonjs.feature.FileMoves;
import dev.commonjs.feature.WorkspaceSymbols;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.resolve.FileView;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileOperationFilter;
import org.eclipse.lsp4j.FileOperationOptions;
import org.eclipse.lsp4j.FileOperationPattern;
import org.eclipse.lsp4j.FileOperationsServerCapabilities;
import org.eclipse.lsp4j.FileRename;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.RenameFilesParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.WatchKind;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersChangeEvent;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** What is about no single document: files on disk, folders, settings, commands, symbols. */
final class WorkspaceEvents implements WorkspaceService {
  private static final String MODULES = "**/*.{js,cjs,mjs,jsx,json,node}";
  private static final String IGNORE_FILES = "**/.gitignore";

  private final Supplier<Session> session;
  private final Supplier<LanguageClient> client;
  private final Requests requests;
  private final Log log;
  private final FileView disk;

  WorkspaceEvents(
      Supplier<Session> session,
      Supplier<LanguageClient> client,
      Requests requests,
      Log log,
      FileView disk) {
    this.session = session;
    this.client = client;
    this.requests = requests;
    this.log = log;
    this.disk = disk;
  }

  /** Asks for the events that a client sends on demand only. */
  void register() {
    ClientProfile profile = session.get().profile();
    List<Registration> registrations = new ArrayList<>();
    if (profile.registersWatchers()) {
      registrations.add(
          new Registration("commonjs-files", "workspace/didChangeWatchedFiles", watchers()));
    }
    if (profile.registersConfiguration()) {
      JsonObject section = new JsonObject();
      section.addProperty("section", ClientSettings.SECTION);
      registrations.add(
          new Registration("commonjs-settings", "workspace/didChangeConfiguration", section));
    }
    if (!registrations.isEmpty()) {
      requests.unawaited(
          "registration", client.get().registerCapability(new RegistrationParams(registrations)));
    }
  }

  /**
   * Modules, and whatever is deleted: a folder that goes is one event without one for each file in
   * it.
   */
  private static DidChangeWatchedFilesRegistrationOptions watchers() {
    FileSystemWatcher modules = new FileSystemWatcher(Either.forLeft(MODULES));
    FileSystemWatcher deleted = new FileSystemWatcher(Either.forLeft("**/*"), WatchKind.Delete);
    FileSystemWatcher ignoreFiles = new FileSystemWatcher(Either.forLeft(IGNORE_FILES));
    return new DidChangeWatchedFilesRegistrationOptions(List.of(modules, ignoreFiles, deleted));
  }

  /** Asks the client for its settings, where it lets itself be asked. */
  void pullSettings() {
    if (!session.get().profile().configuration()) {
      return;
    }
    ConfigurationItem item = new ConfigurationItem();
    item.setSection(ClientSettings.SECTION);
    requests.unawaited(
        "settings",
        client
            .get()
            .configuration(new ConfigurationParams(List.of(item)))
            .thenAccept(this::settings));
  }

  private void settings(@Nullable List<Object> answer) {
    if (answer != null && !answer.isEmpty()) {
      session.get().settingsChanged(answer.getFirst());
    }
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    if (session.get().profile().configuration()) {
      pullSettings();
    } else {
      session.get().settingsChanged(params.getSettings());
    }
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    changed(params.getChanges().stream().map(FileEvent::getUri));
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    WorkspaceFoldersChangeEvent event = params.getEvent();
    Roots removed = roots(event.getRemoved());
    List<Roots.Root> roots = new ArrayList<>(session.get().documents().roots().roots());
    roots.removeAll(removed.roots());
    roots(event.getAdded()).roots().stream()
        .filter(root -> !roots.contains(root))
        .forEach(roots::add);
    log.info("folders: " + roots.stream().map(Roots.Root::spelled).toList());
    session.get().rootsChanged(new Roots(roots));
  }

  @Override
  public CompletableFuture<@Nullable Object> executeCommand(ExecuteCommandParams params) {
    return Commands.execute(params, requests, session.get().state());
  }

  @Override
  public CompletableFuture<WorkspaceDiagnosticReport> diagnostic(WorkspaceDiagnosticParams params) {
    return session.get().workspaceDiagnostics().pull(params);
  }

  /** Any file can be required, and folders move with what is in them. */
  static Optional<FileOperationsServerCapabilities> fileOperations(ClientProfile profile) {
    if (!profile.asksBeforeMoves() && !profile.tellsOfMoves()) {
      return Optional.empty();
    }
    FileOperationPattern anything = new FileOperationPattern("**/*");
    FileOperationOptions options =
        new FileOperationOptions(List.of(new FileOperationFilter(anything, "file")));
    FileOperationsServerCapabilities operations = new FileOperationsServerCapabilities();
    operations.setWillRename(profile.asksBeforeMoves() ? options : null);
    operations.setDidRename(profile.tellsOfMoves() ? options : null);
    return Optional.of(operations);
  }

  /** Null where nothing changes: clients ask people before they apply an edit of such a kind. */
  @Override
  public CompletableFuture<@Nullable WorkspaceEdit> willRenameFiles(RenameFilesParams params) {
    State state = session.get().state();
    return requests.computed(
        "willRenameFiles",
        params.getFiles().stream().map(FileRename::getOldUri).toList().toString(),
        cancel ->
            requests.withMemory(
                "to see what moved files change", () -> edit(state, params, cancel)));
  }

  private @Nullable WorkspaceEdit edit(State state, RenameFilesParams params, Cancel cancel) {
    FileView view = state.snapshot().view();
    Map<Path, Path> moves = new LinkedHashMap<>();
    for (FileRename rename : params.getFiles()) {
      Optional<Path> from = state.documents().place(rename.getOldUri(), view);
      Optional<Path> to = state.documents().place(rename.getNewUri(), view);
      if (from.isPresent() && to.isPresent()) {
        moves.put(from.get(), to.get());
      }
    }
    FileMoves.Answer answer = FileMoves.of(state.snapshot(), moves, cancel);
    Answers.left(state.snapshot(), answer.left()).ifPresent(log::show);
    return answer.changes().isEmpty() ? null : Edits.of(state, answer.changes());
  }

  @Override
  public void didRenameFiles(RenameFilesParams params) {
    changed(
        params.getFiles().stream()
            .flatMap(rename -> Stream.of(rename.getOldUri(), rename.getNewUri())));
  }

  private void changed(Stream<String> uris) {
    Roots roots = session.get().documents().roots();
    Set<Path> files = new LinkedHashSet<>();
    uris.forEach(uri -> Uris.toPath(uri).map(roots::toReal).ifPresent(files::add));
    if (!files.isEmpty()) {
      session.get().filesChanged(files);
    }
  }

  /** LSP: an empty query asks for everything. */
  @Override
  public CompletableFuture<
          @Nullable Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>>
      symbol(WorkspaceSymbolParams params) {
    String query = params.getQuery() == null ? "" : params.getQuery();
    State state = session.get().state();
    return requests.readAll(
        "workspace/symbol",
        "to search the workspace",
        cancel ->
            Either.forRight(
                Answers.symbols(
                    state, WorkspaceSymbols.matching(state.snapshot(), query, cancel))));
  }

  private Roots roots(@Nullable List<WorkspaceFolder> folders) {
    List<WorkspaceFolder> named = folders == null ? List.of() : folders;
    return Roots.of(named.stream().map(WorkspaceFolder::getUri).toList(), disk);
  }
}
