package dev.commonjs.workspace;

import dev.commonjs.graph.TinyModule;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Reads files as {@link TinyModule}s, and counts how often. */
final class TinyAnalysis implements Analysis {
  final AtomicInteger summaries = new AtomicInteger();

  @Override
  public ParsedFile parse(SourceText text) {
    int length = text.text().length();
    return new ParsedFile(
        text, new Node.Program(0, length, List.of(), false, false), List.of(), List.of());
  }

  @Override
  public ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
    summaries.incrementAndGet();
    return TinyModule.summarize(file.source().text(), missing);
  }

  @Override
  public ModuleSummary summarizeJson(SourceText text) {
    summaries.incrementAndGet();
    return TinyModule.summarize("json = 1", specifier -> false);
  }
}
