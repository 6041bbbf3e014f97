package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Names;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Use;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a person asks for by name and reads as a page of Markdown: unlike a hover it leaves nothing
 * out.
 */
public final class Explanations {
  private final Snapshot snapshot;
  private final Path file;

  private Explanations(Snapshot snapshot, Path file) {
    this.snapshot = snapshot;
    this.file = file;
  }

  /** What {@code require()} of {@code file} returns, why it may be more, and what it requires. */
  public static String shape(Snapshot snapshot, Path file) {
    return new Explanations(snapshot, file).shape();
  }

  /**
   * How each specifier that the token at {@code offset} stands for is resolved, step by step; empty
   * where it stands for none.
   */
  public static Optional<String> resolution(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    Explanations explanations = new Explanations(snapshot, file);
    String page =
        Targets.at(snapshot, file, offset).stream()
            .flatMap(Explanations::asked)
            .distinct()
            .map(
                asked -> {
                  cancel.check();
                  return explanations.resolution(asked);
                })
            .collect(Collectors.joining("\n\n"));
    return page.isEmpty() ? Optional.empty() : Optional.of(page);
  }

  // ---------------------------------------------------------------- shape

  private String shape() {
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
    return page(
        "# " + ModuleNames.of(snapshot, file),
        kind + ". What `require()` of it returns:",
        code("js", List.of("module.exports: " + text.head(values))),
        members(members),
        openness(names),
        seen.map(s -> bullets(s.notes().stream())).orElse(""),
        requires());
  }

  /** A table: unlike a block of code it stays readable where there is little room. */
  private static String members(List<ShapeText.Member> members) {
    if (members.isEmpty()) {
      return "";
    }
    Stream<String> rows =
        members.stream()
            .map(
                m ->
                    "| "
                        + cell(m.label())
                        + " | "
                        + cell(m.text())
                        + (m.observed() ? " observed" : "")
                        + " | "
                        + cell(m.from())
                        + " |");
    return Stream.concat(Stream.of("| export | what it is | from |\n| --- | --- | --- |"), rows)
        .collect(Collectors.joining("\n"));
  }

  private static String cell(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
  }

  private static String openness(Names names) {
    return names.closed()
        ? "The list is complete."
        : "The list is open, there may be more names:\n\n" + bullets(names.open().stream());
  }

  private String requires() {
    List<RequireSite> sites =
        snapshot.summary(file).map(summary -> summary.requires()).orElse(List.of());
    String targets =
        bullets(
            sites.stream()
                .flatMap(Explanations::asked)
                .map(asked -> "`" + asked.specifier() + "` → " + target(asked)));
    return targets.isEmpty() ? "" : "## What it requires\n\n" + targets;
  }

  private String target(Asked asked) {
    return switch (snapshot.resolve(file, asked.specifier(), asked.kind())) {
      case Resolution.Found found -> "`" + ModuleNames.of(snapshot, found.file()) + "`";
      case Resolution.Builtin builtin -> "built into Node";
      case Resolution.NotFound missing -> "**not found**";
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

  private String resolution(Asked asked) {
    Resolution resolution = snapshot.resolve(file, asked.specifier(), asked.kind());
    List<String> trail = resolution.trail().stream().map(this::withoutRoots).toList();
    List<String> steps =
        IntStream.range(0, trail.size()).mapToObj(i -> (i + 1) + ". " + trail.get(i)).toList();
    return page(
        "# '" + asked.specifier() + "' in " + ModuleNames.of(snapshot, file),
        outcome(resolution),
        "How Node gets there:",
        code("text", steps));
  }

  /** Paths as {@link ModuleNames} writes them. */
  private String withoutRoots(String step) {
    return snapshot.roots().stream()
        .map(root -> root.toString() + root.getFileSystem().getSeparator())
        .reduce(step, (text, root) -> text.replace(root, ""));
  }

  private String outcome(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found -> "It is `" + ModuleNames.of(snapshot, found.file()) + "`.";
      case Resolution.Builtin builtin -> "It is `node:" + builtin.name() + "`, built into Node.";
      case Resolution.NotFound missing ->
          page(
              "**Not found** (`" + missing.code() + "`). " + missing.message(),
              missing.suggestions().stream()
                  .map(name -> "Did you mean `" + name + "`?")
                  .collect(Collectors.joining(" ")));
    };
  }

  // ---------------------------------------------------------------- Markdown

  private static String page(String... paragraphs) {
    return Stream.of(paragraphs).filter(p -> !p.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private static String code(String language, List<String> lines) {
    return "```" + language + "\n" + String.join("\n", lines) + "\n```";
  }

  private static String bullets(Stream<String> lines) {
    return lines.distinct().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }
}
