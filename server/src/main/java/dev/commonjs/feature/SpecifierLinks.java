package dev.commonjs.feature;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every specifier that leads to a file. */
public final class SpecifierLinks {
  private static final int LONGEST_TOOLTIP = 200;

  private SpecifierLinks() {}

  /** {@code span} is the specifier without its quotes; {@code tooltip} is plain text. */
  public record Link(Span span, Path target, String tooltip) {}

  /** In source order. A specifier that can be several is no link. */
  public static List<Link> links(Snapshot snapshot, Path file, Cancel cancel) {
    Optional<SourceText> text = snapshot.text(file);
    List<RequireSite> sites =
        snapshot.summary(file).map(summary -> summary.requires()).orElse(List.of());
    List<Link> links = new ArrayList<>();
    for (RequireSite site : sites) {
      cancel.check();
      boolean plain = site.complete() && site.specifiers().size() == 1;
      if (plain
          && snapshot.resolve(file, site.specifiers().getFirst(), site.kind())
              instanceof Resolution.Found found) {
        links.add(
            new Link(
                withoutQuotes(text, site.span()),
                found.file(),
                Visible.line(
                    Visible.cut(ModuleNames.of(snapshot, found.file()), LONGEST_TOOLTIP))));
      }
    }
    return links;
  }

  private static Span withoutQuotes(Optional<SourceText> text, Span span) {
    boolean quoted =
        text.map(t -> t.textAt(span))
            .filter(s -> s.length() >= 2 && "'\"`".indexOf(s.charAt(0)) >= 0)
            .isPresent();
    return quoted ? new Span(span.start() + 1, span.end() - 1) : span;
  }
}
