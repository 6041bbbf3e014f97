package dev.commonjs.lsp;

import com.google.gson.JsonObject;
import dev.commonjs.feature.Lenses;
import dev.commonjs.feature.RequireHints;
import dev.commonjs.lsp.Requests.Document;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** What editors show between the lines and in them: code lenses and inlay hints. */
final class Looks {
  /** Commands of clients that can show places: a URI, a position and a list of locations. */
  private static final String REFERENCES = "commonjs.references";

  private static final String IMPORTERS = "commonjs.importers";

  /** LSP has no lens without a command; clients show the title of one that has no name. */
  private static final String NO_COMMAND = "";

  private Looks() {}

  /** Without what they say. */
  static List<CodeLens> lenses(Document document) {
    String uri = document.state().documents().uri(document.file());
    return Lenses.of(document.snapshot(), document.file()).stream()
        .map(
            lens -> {
              JsonObject data = new JsonObject();
              data.addProperty("uri", uri);
              data.addProperty("kind", lens.kind().name());
              CodeLens made = new CodeLens(document.range(lens.place()));
              made.setData(data);
              return made;
            })
        .toList();
  }

  /** The file that {@code lens} is in; empty where it says none. */
  static Optional<String> uri(CodeLens lens) {
    return text(lens, "uri");
  }

  private static Optional<String> text(CodeLens lens, String name) {
    return lens.getData() instanceof JsonObject data
            && data.has(name)
            && data.get(name).isJsonPrimitive()
        ? Optional.of(data.get(name).getAsString())
        : Optional.empty();
  }

  /** With what it says, and the command that shows the places. */
  static CodeLens told(Document document, CodeLens lens, Cancel cancel) {
    Span place = document.span(lens.getRange());
    text(lens, "kind")
        .flatMap(Lenses::kind)
        .map(kind -> new Lenses.Lens(kind, place))
        .ifPresent(one -> lens.setCommand(command(document, one, cancel)));
    return lens;
  }

  private static Command command(Document document, Lenses.Lens lens, Cancel cancel) {
    Lenses.Told told = Lenses.told(document.snapshot(), document.file(), lens, cancel);
    String command = lens.kind() == Lenses.Kind.REFERENCES ? REFERENCES : IMPORTERS;
    boolean shown =
        !told.places().isEmpty() && document.state().client().commands().contains(command);
    if (!shown) {
      return new Command(told.title(), NO_COMMAND);
    }
    Range here = document.range(lens.place());
    List<Location> places =
        told.places().stream().map(place -> Answers.location(document.state(), place)).toList();
    String uri = document.state().documents().uri(document.file());
    return new Command(told.title(), command, List.of(uri, here.getStart(), places));
  }

  static List<InlayHint> hints(Document document, Range range, Cancel cancel) {
    return RequireHints.in(document.snapshot(), document.file(), document.span(range), cancel)
        .stream()
        .map(
            hint -> {
              Span at = new Span(hint.offset(), hint.offset());
              InlayHint made =
                  new InlayHint(document.range(at).getStart(), Either.forLeft(": " + hint.text()));
              made.setKind(InlayHintKind.Type);
              return made;
            })
        .toList();
  }
}
