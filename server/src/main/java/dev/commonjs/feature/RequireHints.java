package dev.commonjs.feature;

import dev.commonjs.requires.HeadRequires;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a variable for a whole module holds, in a few words behind the {@code require()}. */
public final class RequireHints {
  private static final int WIDTH = 50;

  private static final int MOST_LOST = 3;

  private RequireHints() {}

  /**
   * @param offset behind what is required
   */
  public record Hint(int offset, String text) {}

  /** Those in {@code range}, in source order; none for modules of Node. */
  public static List<Hint> in(Snapshot snapshot, Path file, Span range, Cancel cancel) {
    List<Hint> hints = new ArrayList<>();
    snapshot
        .parsed(file)
        .ifPresent(
            parsed -> {
              for (HeadRequires.Declared one : declared(parsed)) {
                Node end = one.declarator();
                if (one.variable() != null
                    && range.start() <= end.end()
                    && end.end() <= range.end()) {
                  cancel.check();
                  String specifier = one.specifier().value();
                  if (snapshot.resolve(file, specifier, RequireSite.Kind.REQUIRE)
                      instanceof Resolution.Found found) {
                    hints.add(new Hint(end.end(), text(snapshot, found.file())));
                  }
                }
              }
            });
    return hints;
  }

  private static List<HeadRequires.Declared> declared(ParsedFile parsed) {
    return parsed.program().esmSyntax()
        ? List.of()
        : HeadRequires.of(parsed, Integer.MAX_VALUE).declared();
  }

  private static String text(Snapshot snapshot, Path module) {
    String shape = new ShapeText(snapshot).line(snapshot.linker().exportsOf(module));
    List<String> lost =
        snapshot.summary(module).stream()
            .flatMap(summary -> Fact.of(summary, Fact.LostWrite.class).stream())
            .flatMap(fact -> Stream.ofNullable(fact.name()))
            .distinct()
            .toList();
    String names = lost.stream().limit(MOST_LOST).collect(Collectors.joining(", "));
    String more = lost.size() > MOST_LOST ? ", …" : "";
    String told = lost.isEmpty() ? "" : " (lost: " + Visible.cut(names, WIDTH) + more + ")";
    return Visible.line(Visible.cut(shape, WIDTH) + told);
  }
}
