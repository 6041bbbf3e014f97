package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Origin;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.observe.Observation;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run of a module shows where reading it leaves its shape open. For people: it says what was
 * so once, and takes nothing away from what reading says.
 */
final class Observed {
  private final Snapshot snapshot;
  private final Path module;
  private final Observation seen;

  private Observed(Snapshot snapshot, Path module, Observation seen) {
    this.snapshot = snapshot;
    this.module = module;
    this.seen = seen;
  }

  /**
   * Empty where nothing is open, or nothing has been run yet.
   *
   * @param read the names that reading {@code module} gives
   */
  static Optional<Observed> of(Snapshot snapshot, Path module, Names read) {
    return read.closed()
        ? Optional.empty()
        : snapshot.observation(module).map(seen -> new Observed(snapshot, module, seen));
  }

  /** The members that reading does not give, as seen from the module. */
  List<ShapeText.Member> members(Names read) {
    Set<String> known =
        read.names().stream().map(Names.Name::name).collect(Collectors.toUnmodifiableSet());
    return seen.names().stream()
        .filter(name -> !known.contains(name.name()))
        .map(this::member)
        .toList();
  }

  /** {@code read}: what reading says of a value of that kind, in a line above its members. */
  String head(Kind kind, String read) {
    return switch (kind) {
      case UNKNOWN -> seen.kind().name().toLowerCase(Locale.ROOT);
      case OBJECT -> seen.names().isEmpty() ? read : "object";
      case FUNCTION, CLASS, ARRAY, PRIMITIVE -> read;
    };
  }

  Optional<ShapeText.Member> member(String name) {
    return named(name).map(this::member);
  }

  private Optional<Observation.Name> named(String name) {
    return seen.names().stream().filter(n -> n.name().equals(name)).findFirst();
  }

  private ShapeText.Member member(Observation.Name name) {
    Optional<Observation.Place> place = Optional.ofNullable(name.place());
    Optional<Linked> value = place.flatMap(this::made);
    String text =
        value
            .map(v -> new ShapeText(snapshot).line(List.of(v)))
            .orElse(name.callable() ? "function" : "value");
    String from =
        place
            .map(Observation.Place::file)
            .filter(file -> !file.equals(module))
            .map(file -> ModuleNames.seenFrom(snapshot, module, file))
            .orElse("");
    String label = (name.accessor() ? "get ." : ".") + ShapeText.shortName(name.name());
    return new ShapeText.Member(label, text, from, true);
  }

  /** Where the run saw {@code name} being defined. */
  Optional<Origin> origin(String name) {
    return named(name)
        .flatMap(n -> Optional.ofNullable(n.place()))
        .flatMap(
            place ->
                snapshot.text(place.file()).map(text -> new Origin(place.file(), nameAt(place))));
  }

  /** The object that reading knows to be made at {@code place}. */
  private Optional<Linked> made(Observation.Place place) {
    Optional<ModuleSummary> summary = snapshot.summary(place.file());
    if (summary.isEmpty()) {
      return Optional.empty();
    }
    Span name = nameAt(place);
    List<Span> definitions = summary.get().locations().definitions();
    for (int i = 0; i < definitions.size(); i++) {
      boolean here = definitions.get(i).start() == name.start();
      if (here && summary.get().shape().objects().get(i).signature() != null) {
        return Optional.of(new Linked.Local(place.file(), new Shape.Ref(i)));
      }
    }
    return Optional.empty();
  }

  /** The name of the function or class that starts there; else the place itself. */
  private Span nameAt(Observation.Place place) {
    Span start = new Span(place.offset(), place.offset());
    List<Span> found = new ArrayList<>();
    snapshot
        .parsed(place.file())
        .ifPresent(
            parsed ->
                Nodes.walkWhile(
                    parsed.program(),
                    node -> {
                      if (node.start() == place.offset()) {
                        switch (node) {
                          case Node.Func f when f.name() != null -> found.add(f.name().span());
                          case Node.ClassNode c when c.name() != null -> found.add(c.name().span());
                          default -> {}
                        }
                      }
                      return node.start() <= place.offset() && place.offset() <= node.end();
                    }));
    return found.isEmpty() ? start : found.getFirst();
  }

  /** What a reader should know of the run. */
  List<Markdown> notes() {
    List<Markdown> notes = new ArrayList<>();
    if (!seen.names().isEmpty()) {
      notes.add(
          Markdown.sentence(
              "`observed`: seen by running the module in a sandbox, not by reading it."));
    }
    if (!seen.complete()) {
      String doubts =
          seen.doubts().stream().map(Visible::sentence).collect(Collectors.joining("; "));
      notes.add(Markdown.sentence("When it was run: " + doubts + "."));
    }
    return notes;
  }
}
