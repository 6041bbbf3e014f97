package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.summarize.Summarizer;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.util.function.Predicate;

/** What is done to one text; pure functions. Tests of this package have a smaller language. */
interface Analysis {
  Analysis JAVASCRIPT = new JavaScript();

  ParsedFile parse(SourceText text);

  ModuleSummary summarize(ParsedFile file, Predicate<String> missing);

  ModuleSummary summarizeJson(SourceText text);

  /** As the product does it. */
  final class JavaScript implements Analysis {
    /**
     * Read before the first file, for the tables that reading any file needs: a class that runs out
     * of memory while it makes its own is of no use for the rest of the process.
     */
    private static final String FIRST =
        """
        const { join } = require('path');
        class A extends Map { get [`b`]() { return /c/.test(this.d ?? 1); } }
        for (const name of Object.keys({ e: [1, 2] })) {
          try { exports[name] = (...rest) => join(...rest); } catch { break; }
        }
        module.exports = Object.assign(exports, { A });
        """;

    private volatile boolean ready;

    private JavaScript() {}

    private void prepare() {
      if (!ready) {
        readFirst();
      }
    }

    private synchronized void readFirst() {
      if (!ready) {
        Summarizer.summarize(JsParser.parse(new SourceText(FIRST)), specifier -> false);
        ready = true;
      }
    }

    @Override
    public ParsedFile parse(SourceText text) {
      prepare();
      return JsParser.parse(text);
    }

    @Override
    public ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
      return Summarizer.summarize(file, missing);
    }

    @Override
    public ModuleSummary summarizeJson(SourceText text) {
      prepare();
      return Summarizer.summarizeJson(text);
    }
  }
}
