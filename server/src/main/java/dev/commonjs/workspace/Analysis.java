package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.summarize.Summarizer;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.util.function.Predicate;

/** What is done to one text; pure functions. Tests of this package have a smaller language. */
interface Analysis {
  Analysis JAVASCRIPT =
      new Analysis() {
        @Override
        public ParsedFile parse(SourceText text) {
          return JsParser.parse(text);
        }

        @Override
        public ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
          return Summarizer.summarize(file, missing);
        }

        @Override
        public ModuleSummary summarizeJson(SourceText text) {
          return Summarizer.summarizeJson(text);
        }
      };

  ParsedFile parse(SourceText text);

  ModuleSummary summarize(ParsedFile file, Predicate<String> missing);

  ModuleSummary summarizeJson(SourceText text);
}
