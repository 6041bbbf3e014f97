package dev.commonjs.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.commonjs.feature.Explanations;
import dev.commonjs.feature.GraphPage;
import dev.commonjs.feature.ModuleGraphView;
import dev.commonjs.feature.ModuleNeighbours;
import dev.commonjs.feature.ModuleNeighbours.Neighbour;
import dev.commonjs.lsp.Requests.Document;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The questions that LSP has no request for, as {@code workspace/executeCommand}. Each takes one
 * argument of the form {@code TextDocumentPositionParams} and is answered by Markdown, or null
 * where there is nothing to say; but for the graph, which needs no document and is a page of HTML,
 * and for a module's neighbours, which are data.
 */
final class Commands {
  /** What {@code require()} of the document returns; the position is left out. */
  private static final String SHAPE = "commonjs.shape";

  /** How Node resolves the specifier at the position. */
  private static final String RESOLVE = "commonjs.resolve";

  /** The module graph of the workspace, with the document, if one is named, selected. */
  private static final String GRAPH = "commonjs.graph";

  /** What requires the document, and what it requires; the position is left out. */
  private static final String MODULES = "commonjs.modules";

  static final List<String> ALL = List.of(SHAPE, RESOLVE, GRAPH, MODULES);

  private static final Gson GSON = new Gson();

  private Commands() {}

  /** A page that is a file of its own; addresses of files in it are the client's URIs. */
  record Page(String html) {}

  /** One step of the tree of modules. */
  record Modules(List<Module> requiredBy, List<Module> requires) {}

  /**
   * @param kind {@code module}, {@code package}, {@code builtin} or {@code unresolved}
   * @param uri null where it has no file
   * @param place the first specifier, in the file that requires
   * @param leaf nothing is known to be one step further
   */
  record Module(String kind, String name, @Nullable String uri, Location place, boolean leaf) {}

  static CompletableFuture<@Nullable Object> execute(
      ExecuteCommandParams params, Requests requests, Requests.State state) {
    String command = params.getCommand();
    if (command.equals(GRAPH)) {
      return graph(params, requests, state);
    }
    TextDocumentPositionParams place = place(params);
    return switch (command) {
      case SHAPE ->
          requests.read(
              command,
              state,
              place.getTextDocument(),
              null,
              (document, cancel) ->
                  Answers.markup(Explanations.shape(document.snapshot(), document.file())));
      case RESOLVE ->
          requests.read(
              command,
              state,
              place.getTextDocument(),
              null,
              (document, cancel) ->
                  Explanations.resolution(
                          document.snapshot(),
                          document.file(),
                          document.offset(place.getPosition()),
                          cancel)
                      .map(Answers::markup)
                      .orElse(null));
      case MODULES ->
          requests.read(command, state, place.getTextDocument(), null, Commands::modules);
      default -> throw refused("there is no command " + command);
    };
  }

  private static Modules modules(Document document, Cancel cancel) {
    return new Modules(
        modules(
            document.state(),
            ModuleNeighbours.requiring(document.snapshot(), document.file(), cancel)),
        modules(
            document.state(),
            ModuleNeighbours.required(document.snapshot(), document.file(), cancel)));
  }

  private static List<Module> modules(Requests.State state, List<Neighbour> neighbours) {
    return neighbours.stream()
        .map(
            one ->
                new Module(
                    one.kind().name().toLowerCase(Locale.ROOT),
                    one.name(),
                    one.file() == null ? null : state.documents().uri(one.file()),
                    Answers.location(state, one.place()),
                    one.leaf()))
        .toList();
  }

  private static CompletableFuture<@Nullable Object> graph(
      ExecuteCommandParams params, Requests requests, Requests.State state) {
    List<Object> arguments = params.getArguments();
    boolean whole = arguments == null || arguments.isEmpty();
    String uri = whole ? null : place(params).getTextDocument().getUri();
    Snapshot snapshot = state.snapshot();
    Documents documents = state.documents();
    return requests.readAll(
        GRAPH,
        "to draw the module graph",
        cancel ->
            new Page(
                GraphPage.of(
                    ModuleGraphView.of(snapshot, true),
                    documents::uri,
                    uri == null ? null : documents.file(uri, snapshot.view()).orElse(null))));
  }

  /** The library leaves a command's arguments as JSON and checks nothing in it. */
  private static TextDocumentPositionParams place(ExecuteCommandParams params) {
    List<Object> arguments = params.getArguments();
    if (arguments != null
        && arguments.size() == 1
        && arguments.getFirst() instanceof JsonObject o) {
      try {
        TextDocumentPositionParams place = GSON.fromJson(o, TextDocumentPositionParams.class);
        TextDocumentIdentifier document = place.getTextDocument();
        if (document != null && document.getUri() != null) {
          Position position = place.getPosition();
          return new TextDocumentPositionParams(
              document, position == null ? new Position(0, 0) : position);
        }
      } catch (JsonParseException e) {
        // Said below.
      }
    }
    throw refused(params.getCommand() + " takes one argument: { textDocument, position }");
  }

  private static RuntimeException refused(String message) {
    return Requests.error(ResponseErrorCode.InvalidParams, message);
  }
}
