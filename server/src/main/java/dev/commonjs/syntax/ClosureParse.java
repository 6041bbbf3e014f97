package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.Parser;
import com.google.javascript.jscomp.parsing.parser.SourceFile;
import com.google.javascript.jscomp.parsing.parser.trees.Comment;
import com.google.javascript.jscomp.parsing.parser.trees.ProgramTree;
import com.google.javascript.jscomp.parsing.parser.util.ErrorReporter;
import com.google.javascript.jscomp.parsing.parser.util.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the parser library over one text: its tree (null if it gave up), comments and errors.
 */
record ClosureParse(@Nullable ProgramTree tree, List<Comment> comments, List<ErrorAt> errors) {

  record ErrorAt(int offset, String message) {}

  /**
   * What a sloppy script and a module may hold is accepted alike; the parser keeps going after
   * errors.
   */
  static ClosureParse of(String text) {
    Collector errors = new Collector();
    Parser.Config config = new Parser.Config(Parser.Config.Mode.ES8_OR_GREATER, false);
    Parser parser = new Parser(config, errors, new SourceFile("", text));
    ProgramTree tree = parser.parseProgram();
    return new ClosureParse(tree, parser.getComments(), errors.list);
  }

  /** Fewer errors, or the first of them later in the text. */
  boolean betterThan(ClosureParse other) {
    return tree != null
        && (errors.isEmpty()
            || errors.size() < other.errors.size()
            || errors.get(0).offset > other.errors.get(0).offset);
  }

  private static final class Collector extends ErrorReporter {
    private static final int LIMIT = 1000;

    /** ECMA-262, annex B: sloppy code may have one. */
    private static final String ACCEPTED = "for-in statement may not have initializer";

    private final List<ErrorAt> list = new ArrayList<>();

    @Override
    protected void reportError(SourcePosition position, String message) {
      if (list.size() < LIMIT && !ACCEPTED.equals(message)) {
        list.add(new ErrorAt(position == null ? 0 : position.offset, message));
      }
    }

    /** Warnings are matters of style (needless escapes, HTML-like comments). */
    @Override
    protected void reportWarning(SourcePosition position, String message) {}
  }
}
