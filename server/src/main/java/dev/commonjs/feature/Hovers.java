package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Origin;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary.Alias;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module, a member of it, or an export is, as one would declare it by hand. */
public final class Hovers {
  private static final int MOST_MEMBERS = 20;
  private static final int MOST_REASONS = 3;
  private static final int MOST_STEPS = 20;
  private static final String NOT_EXPORTED = "not exported";

  private final Snapshot snapshot;
  private final Path file;
  private final Linker linker;
  private final ShapeText text;

  /** Something is reported of the place: what else would say so is left out. */
  private final boolean reported;

  private Hovers(Snapshot snapshot, Path file, boolean reported) {
    this.snapshot = snapshot;
    this.file = file;
    this.reported = reported;
    this.linker = snapshot.linker();
    this.text = new ShapeText(snapshot);
  }

  /**
   * What is reported of a place of the file.
   *
   * @param message sentences; names in them stand between backticks
   */
  public record Remark(Span span, String message) {}

  /**
   * How many files require a module is said once the workspace has been read; nothing waits for
   * that.
   *
   * @param remarks what else is said about the file: those at the place come first
   */
  public static Optional<Card> hover(
      Snapshot snapshot, Path file, int offset, List<Remark> remarks, Cancel cancel) {
    Optional<Card> behind = hover(snapshot, file, new Span(offset, offset + 1), remarks, cancel);
    return behind.isPresent() || offset == 0
        ? behind
        : hover(snapshot, file, new Span(offset - 1, offset), remarks, cancel);
  }

  private static Optional<Card> hover(
      Snapshot snapshot, Path file, Span character, List<Remark> remarks, Cancel cancel) {
    List<Remark> here =
        remarks.stream().filter(remark -> remark.span().contains(character)).toList();
    Hovers hovers = new Hovers(snapshot, file, !here.isEmpty());
    Optional<Card> card =
        snapshot
            .summary(file)
            .flatMap(summary -> Targets.candidates(summary, character))
            .flatMap(
                target -> {
                  cancel.check();
                  return hovers.card(target);
                });
    if (here.isEmpty()) {
      return card;
    }
    Card known =
        card.orElseGet(
            () -> new Card(here.getFirst().span(), Markdown.EMPTY, List.of(), List.of()));
    return Optional.of(
        with(here.stream().map(remark -> Markdown.sentence(remark.message())).toList(), known));
  }

  private Optional<Card> card(Target target) {
    return switch (target) {
      case Target.Specifier(RequireSite site) -> specifier(site);
      case Target.Imported imported ->
          Optional.of(imported(imported, imported.values().getFirst()));
      case Target.Own(ExportUse use) -> Optional.of(own(use));
    };
  }

  // ---------------------------------------------------------------- specifiers

  private Optional<Card> specifier(RequireSite site) {
    List<Card> cards =
        site.specifiers().stream().map(specifier -> specifier(site, specifier)).toList();
    if (cards.isEmpty()) {
      return Optional.empty();
    }
    Card first = cards.getFirst();
    Stream<Markdown> others =
        cards.stream()
            .skip(1)
            .limit(MOST_REASONS)
            .map(card -> Markdown.text("or ").and(card.title()));
    return Optional.of(
        new Card(
            first.span(),
            first.title(),
            first.code(),
            Stream.concat(first.notes().stream(), others).toList()));
  }

  private Card specifier(RequireSite site, String specifier) {
    return switch (snapshot.resolve(file, specifier, site.kind())) {
      case Resolution.Found found ->
          with(unfinished(site.phase(), found.file()), module(site.span(), found.file()));
      case Resolution.Builtin builtin ->
          new Card(site.span(), builtin(builtin), List.of(), List.of());
      case Resolution.NotFound missing -> missing(site.span(), specifier, missing);
    };
  }

  private static Markdown builtin(Resolution.Builtin builtin) {
    return title("node:" + builtin.name(), "built into Node");
  }

  private static Markdown title(String name, String what) {
    return Markdown.strong(name).and(Markdown.text(" · " + what));
  }

  private static Markdown notFound(String specifier) {
    return title(specifier, "not found");
  }

  private Card missing(Span span, String specifier, Resolution.NotFound missing) {
    List<String> trail = missing.trail().stream().limit(MOST_STEPS).toList();
    List<Markdown> why = reported ? List.of() : List.of(Markdown.sentence(missing.message()));
    return new Card(span, notFound(specifier), trail, why);
  }

  private Card module(Span span, Path module) {
    return value(
        span,
        title(module),
        "module.exports",
        linker.exportsOf(module),
        module,
        modulePlaces(module),
        Observed.of(snapshot, module, text.members(linker.exportsOf(module))));
  }

  private Markdown title(Path module) {
    int importers = snapshot.graphIfKnown().map(graph -> graph.importers(module).size()).orElse(0);
    String required =
        importers == 0 ? "" : " · required by " + importers + (importers == 1 ? " file" : " files");
    return title(
        ModuleNames.of(snapshot, module), ModuleNames.kind(snapshot.kind(module)) + required);
  }

  private List<Origin> modulePlaces(Path module) {
    List<Origin> places = new ArrayList<>(origins(linker.exportsOf(module)));
    snapshot
        .summary(module)
        .ifPresent(
            summary ->
                summary
                    .locations()
                    .exports()
                    .forEach(span -> places.add(new Origin(module, span))));
    return places;
  }

  // ---------------------------------------------------------------- what other modules export

  private Card imported(Target.Imported place, Shape.Required value) {
    Span span = place.span();
    Resolution resolution = snapshot.resolve(file, value.specifier());
    Optional<Path> module =
        resolution instanceof Resolution.Found found ? Optional.of(found.file()) : Optional.empty();
    if (value.path().isEmpty()) {
      return switch (resolution) {
        case Resolution.Found found -> with(unfinished(place, value), module(span, found.file()));
        case Resolution.Builtin builtin -> new Card(span, builtin(builtin), List.of(), List.of());
        case Resolution.NotFound missing -> missing(span, value.specifier(), missing);
      };
    }
    Markdown title =
        switch (resolution) {
          case Resolution.Found found -> title(found.file());
          case Resolution.Builtin builtin -> builtin(builtin);
          case Resolution.NotFound missing -> notFound(value.specifier());
        };
    if (isAbsent(place, value)) {
      return new Card(span, title, List.of(path(value) + ": " + NOT_EXPORTED), List.of());
    }
    List<Origin> places = new ArrayList<>(linker.origins(file, value));
    places.addAll(linker.declarations(file, value));
    List<Linked> values = linker.follow(file, value);
    if (places.isEmpty() && linker.kind(values) == Kind.UNKNOWN) {
      Optional<Card> observed = module.flatMap(m -> observed(span, title, value, m));
      if (observed.isPresent()) {
        return observed.get();
      }
    }
    return with(
        unfinished(place, value),
        value(span, title, path(value), values, module.orElse(file), places, Optional.empty()));
  }

  private List<Markdown> unfinished(Target.Imported place, Shape.Required value) {
    boolean atLoad =
        place.uses().stream()
            .anyMatch(use -> use.value().equals(value) && use.phase() == Phase.LOAD);
    return atLoad && snapshot.resolve(file, value.specifier()) instanceof Resolution.Found found
        ? unfinished(Phase.LOAD, found.file())
        : List.of();
  }

  private List<Markdown> unfinished(Phase phase, Path module) {
    return phase == Phase.LOAD
        ? Unfinished.note(snapshot, file, module).stream().toList()
        : List.of();
  }

  private static Card with(List<Markdown> first, Card card) {
    return new Card(
        card.span(),
        card.title(),
        card.code(),
        Stream.concat(first.stream(), card.notes().stream()).toList());
  }

  /** Whether the place surely finds nothing, as the rules see it. */
  private boolean isAbsent(Target.Imported place, Shape.Required value) {
    return place.uses().stream()
        .filter(use -> use.value().equals(value))
        .anyMatch(use -> linker.read(file, value, use.phase()) instanceof Lookup.Absent);
  }

  /** A member that nobody could read, but that a run of {@code module} has shown. */
  private Optional<Card> observed(Span span, Markdown title, Shape.Required value, Path module) {
    if (value.path().size() != 1 || !(value.path().getFirst() instanceof Shape.Prop(String name))) {
      return Optional.empty();
    }
    return Observed.of(snapshot, module, text.members(linker.exportsOf(module)))
        .flatMap(
            seen ->
                seen.member(name)
                    .map(
                        member -> {
                          String from = member.from().isEmpty() ? "" : "    from " + member.from();
                          String line = member.label() + ": " + member.text() + from;
                          List<Markdown> notes = new ArrayList<>();
                          Docs.of(snapshot, seen.origin(name).stream().toList())
                              .ifPresent(notes::add);
                          notes.addAll(seen.notes());
                          return new Card(span, title, List.of(line + "    // observed"), notes);
                        }));
  }

  /** {@code .parse}, {@code ().get}. */
  private static String path(Shape.Required value) {
    StringBuilder path = new StringBuilder();
    for (Shape.Step step : value.path()) {
      switch (step) {
        case Shape.Prop(String name) -> path.append('.').append(ShapeText.shortName(name));
        case Shape.CallStep call -> path.append("()");
        case Shape.NewStep call -> path.insert(0, "new ").append("()");
        case Shape.AwaitStep await -> path.insert(0, "await ");
        case Shape.NamespaceStep namespace -> {}
      }
    }
    return path.toString();
  }

  private Card value(
      Span span,
      Markdown title,
      String label,
      List<Linked> values,
      Path home,
      List<Origin> places,
      Optional<Observed> observed) {
    List<ShapeText.Member> seen =
        observed.map(o -> o.members(text.members(values))).orElse(List.of());
    List<String> code = new ArrayList<>();
    String head = text.head(values);
    code.add(label + ": " + observed.map(o -> o.head(linker.kind(values), head)).orElse(head));
    code.addAll(text.memberLines(values, seen, home, MOST_MEMBERS));
    List<Markdown> notes = new ArrayList<>();
    Docs.of(snapshot, places).ifPresent(notes::add);
    observed.ifPresent(o -> notes.addAll(o.notes()));
    open(values).ifPresent(notes::add);
    return new Card(span, title, code, notes);
  }

  private Optional<Markdown> open(List<Linked> values) {
    Names names = text.members(values);
    boolean builtin = values.stream().allMatch(Linked.BuiltinModule.class::isInstance);
    if (names.closed() || builtin) {
      return Optional.empty();
    }
    String reasons =
        Doubts.texts(snapshot, names.open()).stream()
            .limit(MOST_REASONS)
            .map(Visible::sentence)
            .collect(Collectors.joining("; "));
    return Optional.of(Markdown.sentence("Open: " + reasons + "."));
  }

  private List<Origin> origins(List<Linked> values) {
    return values.stream().flatMap(value -> linker.origins(value).stream()).distinct().toList();
  }

  // ---------------------------------------------------------------- this module's own exports

  private Card own(ExportUse use) {
    List<Linked> exports = linker.exportsOf(file);
    if (use.name().isEmpty()) {
      Card card = module(use.span(), file);
      return with(alias(use), card);
    }
    if (use.alias() == Alias.OTHER) {
      return new Card(use.span(), title(file), List.of(), alias(use));
    }
    if (!(linker.member(exports, use.name()) instanceof Lookup.Present member)) {
      return new Card(
          use.span(),
          title(file),
          List.of("." + ShapeText.shortName(use.name()) + ": " + NOT_EXPORTED),
          alias(use));
    }
    List<Origin> places = new ArrayList<>(origins(member.values()));
    member.written().forEach(written -> places.addAll(linker.places(written)));
    return value(
        use.span(),
        title(file),
        "." + ShapeText.shortName(use.name()),
        member.values(),
        file,
        places,
        Optional.empty());
  }

  /**
   * Whether the object named here is what callers get. Says nothing where the place itself says
   * {@code module.exports}.
   */
  private List<Markdown> alias(ExportUse use) {
    return reported ? List.of() : aliasText(use).stream().map(Markdown::sentence).toList();
  }

  private List<String> aliasText(ExportUse use) {
    boolean says =
        snapshot
            .text(file)
            .map(t -> t.textAt(use.span()))
            .filter(t -> t.startsWith("module"))
            .isPresent();
    return switch (use.alias()) {
      case SAME ->
          says || !use.name().isEmpty()
              ? List.of()
              : List.of("Still `module.exports` here: callers see what is written on it.");
      case OTHER ->
          List.of("Not `module.exports` any more" + cutAt(use) + ". What is written here is lost.");
      case UNKNOWN ->
          says ? List.of() : List.of("Whether this is still `module.exports` here is not known.");
    };
  }

  /** The last replacement above the place, else the first one below. */
  private String cutAt(ExportUse use) {
    List<Span> replaced =
        snapshot.summary(file).map(summary -> summary.locations().exports()).orElse(List.of());
    Optional<Span> above =
        replaced.stream()
            .filter(span -> span.start() < use.span().start())
            .reduce((first, second) -> second);
    Optional<Span> span = above.or(() -> replaced.stream().findFirst());
    Optional<SourceText> source = snapshot.text(file);
    return span.isEmpty() || source.isEmpty()
        ? ""
        : " (replaced on line " + (source.get().lines().lineOf(span.get().start()) + 1) + ")";
  }
}
