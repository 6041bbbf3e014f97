package dev.commonjs.lsp;

import com.google.gson.JsonObject;
import dev.commonjs.feature.ModuleNames;
import dev.commonjs.lsp.Documents.Open;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.observe.Observer;
import dev.commonjs.resolve.FileView;
import dev.commonjs.store.SummaryStore;
import dev.commonjs.workspace.Change;
import dev.commonjs.workspace.Indexer;
import dev.commonjs.workspace.MemoryGuard;
import dev.commonjs.workspace.ObservationRunner;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * What the server keeps for its client from {@code initialize} on: the workspace, the open
 * documents, the background work. Changed by the reader thread only; other threads read {@link
 * #state}.
 */
final class Session implements AutoCloseable {
  private final ClientProfile profile;
  private final LanguageClient client;
  private final Requests requests;
  private final Workspace workspace;
  private final Indexer indexer;
  private final Diagnostics diagnostics;
  private final WorkspaceDiagnostics workspaceDiagnostics;
  private final ObservationRunner observations;
  private final IndexingProgress progress;
  private volatile Documents documents;
  private @Nullable Object clientSettings;

  /**
   * @param settings what the client sent with {@code initialize}
   * @param store as of {@link Workspace#open}
   */
  Session(
      ClientProfile profile,
      Roots roots,
      @Nullable Object settings,
      FileView disk,
      @Nullable SummaryStore store,
      LanguageClient client,
      Requests requests) {
    this.profile = profile;
    this.client = client;
    this.requests = requests;
    this.documents = Documents.NONE.with(roots);
    this.clientSettings = settings;
    MemoryGuard memory = requests.memory();
    this.workspace =
        Workspace.open(roots.real(), ClientSettings.of(settings, roots, disk), disk, memory, store);
    memory.onGivenUp(file -> requests.tooMuchMemory(ModuleNames.of(workspace.current(), file)));
    boolean pulls = profile.pullsDiagnostics();
    Audience audience =
        pulls
            ? new PulledFindings(client, requests, profile.refreshesDiagnostics())
            : new PushedFindings(client, this::documents);
    SharedFindings shared = new SharedFindings(client);
    this.diagnostics = new Diagnostics(requests, this::state, audience, shared);
    this.workspaceDiagnostics =
        new WorkspaceDiagnostics(
            client,
            requests,
            this::state,
            audience,
            shared,
            !pulls,
            ClientSettings.scope(settings));
    this.progress = new IndexingProgress(client, requests, profile.progress(), this::changed);
    this.indexer = new Indexer(workspace, progress, requests.foreground()::awaitIdle);
    progress.onCancel(indexer::cancel);
    RunProgress runs = new RunProgress(client, requests, profile.progress(), this::state);
    this.observations =
        new ObservationRunner(workspace, Observer::new, runs, requests.foreground()::awaitIdle);
    observations.start();
  }

  /**
   * The documents are read first: a text that is newer than its document shows in {@link
   * Diagnostics}' comparison.
   */
  State state() {
    Documents then = documents;
    return new State(workspace.current(), then, profile);
  }

  ClientProfile profile() {
    return profile;
  }

  IndexingProgress progress() {
    return progress;
  }

  Documents documents() {
    return documents;
  }

  void opened(Open document) {
    documents = documents.with(document);
    workspace.apply(new Change.Opened(document.file(), document.text()));
    diagnostics.changed(document.file());
    workspaceDiagnostics.changed();
  }

  void edited(Open document) {
    documents = documents.with(document);
    workspace.apply(new Change.Edited(document.file(), document.text()));
    diagnostics.changed(document.file());
    workspaceDiagnostics.changed();
  }

  void closed(Open document) {
    documents = documents.without(document.uri());
    workspace.apply(new Change.Closed(document.file()));
    diagnostics.closed(document);
    workspaceDiagnostics.changed();
  }

  void filesChanged(Set<Path> files) {
    workspace.apply(new Change.FilesChanged(files));
    if (files.stream().anyMatch(ClientSettings::mayBeIn)) {
      readSettings();
    }
    index();
  }

  void rootsChanged(Roots roots) {
    documents = documents.with(roots);
    workspace.apply(new Change.RootsChanged(roots.real()));
    readSettings();
    startIndexing();
  }

  /**
   * @param sent as the client sent them; a client that has none to send says null, and means those
   *     of {@code initialize}
   */
  void settingsChanged(@Nullable Object sent) {
    boolean lenses = isOn(ClientSettings.CODE_LENS);
    boolean hints = isOn(ClientSettings.INLAY_HINTS);
    if (sent instanceof JsonObject) {
      clientSettings = sent;
    }
    if (lenses != isOn(ClientSettings.CODE_LENS) && profile.refreshesLenses()) {
      requests.unawaited("code lenses", client.refreshCodeLenses());
    }
    if (hints != isOn(ClientSettings.INLAY_HINTS) && profile.refreshesHints()) {
      requests.unawaited("inlay hints", client.refreshInlayHints());
    }
    workspaceDiagnostics.scope(ClientSettings.scope(clientSettings));
    readSettings();
    changed();
  }

  /** A setting of {@link ClientSettings} that is off unless the client says otherwise. */
  boolean isOn(String setting) {
    return ClientSettings.isOn(clientSettings, setting);
  }

  /** Something that may concern every file. */
  private void changed() {
    diagnostics.everything();
    workspaceDiagnostics.changed();
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  WorkspaceDiagnostics workspaceDiagnostics() {
    return workspaceDiagnostics;
  }

  private void readSettings() {
    Snapshot now = workspace.current();
    Settings settings = ClientSettings.of(clientSettings, documents.roots(), now.view());
    if (!settings.equals(now.settings())) {
      workspace.apply(new Change.SettingsChanged(settings));
    }
  }

  void startIndexing() {
    progress.announce();
    index();
  }

  private void index() {
    workspaceDiagnostics.indexing();
    requests.unawaited(
        "indexing",
        indexer.start().whenComplete((done, failure) -> workspaceDiagnostics.indexed()));
    changed();
  }

  @Override
  public void close() {
    diagnostics.close();
    workspaceDiagnostics.close();
    indexer.close();
    observations.close();
  }
}
