package dev.commonjs.feature;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Completion inside of a specifier that is being written, closed or not. */
public final class SpecifierPlaces {
  private static final String QUOTES = "'\"`";

  private SpecifierPlaces() {}

  /**
   * What can be written at {@code offset}; empty where no specifier is. Each item replaces the end
   * of what stands in front of the caret.
   */
  public static List<SpecifierCompletions.Item> completions(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    return typed(snapshot, file, offset)
        .or(() -> unclosed(snapshot, file, offset))
        .map(typed -> SpecifierCompletions.of(snapshot, file, typed.text(), typed.kind(), cancel))
        .orElse(List.of());
  }

  private record Typed(String text, RequireSite.Kind kind) {}

  private static Optional<Typed> typed(Snapshot snapshot, Path file, int offset) {
    Optional<SourceText> text = snapshot.text(file);
    List<RequireSite> sites = snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of());
    for (RequireSite site : sites) {
      Span span = site.span();
      if (span.start() < offset
          && offset < span.end()
          && PropertyNames.isQuoted(text.map(t -> t.textAt(span)).orElse(""))) {
        return text.map(t -> new Typed(t.text().substring(span.start() + 1, offset), site.kind()));
      }
    }
    return Optional.empty();
  }

  /** The string is closed where the caret is: what stands behind it is not a part of it. */
  private static Optional<Typed> unclosed(Snapshot snapshot, Path file, int offset) {
    Optional<SourceText> text = snapshot.text(file);
    int quote = text.map(t -> openQuote(t.text(), offset)).orElse(-1);
    if (quote < 0) {
      return Optional.empty();
    }
    String close = text.get().text().charAt(quote) + ")";
    SourceText closed = text.get().edited(new TextChange(new Span(offset, offset), close));
    return typed(snapshot.withText(file, closed), file, offset);
  }

  /** The last quote of the line in front of the caret; -1 where there is none. */
  private static int openQuote(String text, int offset) {
    for (int i = Math.min(offset, text.length()) - 1; i >= 0 && text.charAt(i) != '\n'; i--) {
      if (QUOTES.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
