package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Names;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a person asks for by name and reads as a page: unlike a hover it leaves nothing out. */
public final class Explanations {
  private static final int LONGEST_SPECIFIER = 200;

  private final Snapshot snapshot;
  private final Path file;

  private Explanations(Snapshot snapshot, Path file) {
    this.snapshot = snapshot;
    this.file = file;
  }

  /** What {@code require()} of {@code file} returns, why it may be more, and what it requires. */
  public static Markdown shape(Snapshot snapshot, Path file) {
    return new Explanations(snapshot, file).shape();
  }

  /**
   * How each specifier that the token at {@code offset} stands for is resolved, step by step; empty
   * where it stands for none.
   */
  public static Optional<Markdown> resolution(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    Explanations explanations = new Explanations(snapshot, file);
    Markdown page =
        Markdown.page(
            Targets.at(snapshot, file, offset).stream()
                .flatMap(Explanations::asked)
                .distinct()
                .map(
                    asked -> {
                      cancel.check();
                      return explanations.resolution(asked);
                    }));
    return page.isEmpty() ? Optional.empty() : Optional.of(page);
  }

  // ---------------------------------------------------------------- shape

  private Markdown shape() {
    ShapeText text = new ShapeText(snapshot);
    List<Linked> values = snapshot.linker().exportsOf(file);
    String kind = ModuleNames.kind(snapshot.kind(file));
    Names names = text.members(values);
    Optional<Observed> seen = Observed.of(snapshot, file, names);
    List<ShapeText.Member> members =
        Stream.concat(
                text.memberTexts(values, file, Integer.MAX_VALUE).stream(),
                seen.stream().flatMap(s -> s.members(names).stream()))
            .toList();
    return Markdown.page(
        Stream.of(
            Markdown.heading(1, Markdown.text(ModuleNames.of(snapshot, file))),
            Markdown.sentence(kind + ". What `require()` of it returns:"),
            Markdown.fence("js", List.of("module.exports: " + text.head(values))),
            members(members),
            openness(names),
            seen.map(s -> Markdown.bullets(s.notes().stream())).orElse(Markdown.EMPTY),
            requires()));
  }

  /** A table: unlike a block of code it stays readable where there is little room. */
  private static Markdown members(List<ShapeText.Member> members) {
    return Markdown.table(
        Stream.of("export", "what it is", "from").map(Markdown::text).toList(),
        members.stream()
            .map(
                m ->
                    List.of(
                        Markdown.cell(m.label()),
                        Markdown.cell(m.text()).and(Markdown.text(m.observed() ? " observed" : "")),
                        Markdown.cell(m.from())))
            .toList());
  }

  private Markdown openness(Names names) {
    return names.closed()
        ? Markdown.text("The list is complete.")
        : Markdown.page(
            Stream.of(
                Markdown.text("The list is open, there may be more names:"),
                Markdown.bullets(
                    Doubts.texts(snapshot, names.open()).stream().map(Markdown::sentence))));
  }

  private Markdown requires() {
    List<RequireSite> sites =
        snapshot.summary(file).map(summary -> summary.requires()).orElse(List.of());
    Markdown targets =
        Markdown.bullets(
            sites.stream()
                .flatMap(Explanations::asked)
                .map(
                    asked ->
                        Markdown.code(asked.specifier())
                            .and(Markdown.text(" → "))
                            .and(target(asked))));
    return targets.isEmpty()
        ? Markdown.EMPTY
        : Markdown.page(Stream.of(Markdown.heading(2, Markdown.text("What it requires")), targets));
  }

  private Markdown target(Asked asked) {
    return switch (snapshot.resolve(file, asked.specifier(), asked.kind())) {
      case Resolution.Found found -> Markdown.code(ModuleNames.of(snapshot, found.file()));
      case Resolution.Builtin builtin -> Markdown.text("built into Node");
      case Resolution.NotFound missing -> Markdown.strong("not found");
    };
  }

  // ---------------------------------------------------------------- resolution

  /** A specifier and in which of Node's ways it is looked for. */
  private record Asked(String specifier, RequireSite.Kind kind) {}

  private static Stream<Asked> asked(RequireSite site) {
    return site.specifiers().stream().map(specifier -> new Asked(specifier, site.kind()));
  }

  private static Stream<Asked> asked(Target target) {
    return switch (target) {
      case Target.Specifier(RequireSite site) -> asked(site);
      case Target.Imported imported ->
          imported.uses().stream()
              .map(Use::value)
              .map(value -> new Asked(value.specifier(), RequireSite.Kind.REQUIRE));
      case Target.Own own -> Stream.empty();
    };
  }

  private Markdown resolution(Asked asked) {
    Resolution resolution = snapshot.resolve(file, asked.specifier(), asked.kind());
    List<String> trail =
        snapshot.steps(file, asked.specifier(), asked.kind()).stream()
            .map(this::withoutRoots)
            .toList();
    List<String> steps =
        IntStream.range(0, trail.size()).mapToObj(i -> (i + 1) + ". " + trail.get(i)).toList();
    String specifier = Visible.cut(asked.specifier(), LONGEST_SPECIFIER);
    return Markdown.page(
        Stream.of(
            Markdown.heading(
                1, Markdown.text("'" + specifier + "' in " + ModuleNames.of(snapshot, file))),
            outcome(resolution),
            Markdown.text("How Node gets there:"),
            Markdown.fence("text", steps)));
  }

  /** Paths as {@link ModuleNames} writes them. */
  private String withoutRoots(String step) {
    return snapshot.roots().stream()
        .map(root -> root.toString() + root.getFileSystem().getSeparator())
        .reduce(step, (text, root) -> text.replace(root, ""));
  }

  private Markdown outcome(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found -> it(ModuleNames.of(snapshot, found.file()), ".");
      case Resolution.Builtin builtin -> it("node:" + builtin.name(), ", built into Node.");
      case Resolution.NotFound missing ->
          Markdown.page(
              Stream.of(
                  Markdown.strong("Not found")
                      .and(Markdown.text(" ("))
                      .and(Markdown.code(missing.code()))
                      .and(Markdown.text("). "))
                      .and(Markdown.sentence(missing.message())),
                  Markdown.joined(
                      missing.suggestions().stream().map(Explanations::suggestion), " ")));
    };
  }

  private static Markdown it(String name, String end) {
    return Markdown.text("It is ").and(Markdown.code(name)).and(Markdown.text(end));
  }

  private static Markdown suggestion(String name) {
    return Markdown.text("Did you mean ").and(Markdown.code(name)).and(Markdown.text("?"));
  }
}
