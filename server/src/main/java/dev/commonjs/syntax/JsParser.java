package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.trees.Comment;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads JavaScript: everything that Node accepts as a CommonJS module or an ES module, and broken
 * text too.
 */
public final class JsParser {
  private static final int REPAIR_ROUNDS = 32;
  private static final String TOO_DEEP = "too deeply nested";

  private JsParser() {}

  /**
   * Total: always a tree, whatever the text; {@link ParsedFile#errors} says what was wrong with it.
   */
  public static ParsedFile parse(SourceText source) {
    return DeepStack.call(() -> guarded(source), () -> failed(source, TOO_DEEP));
  }

  /** The one place that guards against the parser library: it may have bugs that we cannot see. */
  private static ParsedFile guarded(SourceText source) {
    try {
      return read(source);
    } catch (RuntimeException libraryBug) {
      return failed(source, "the parser failed: " + libraryBug);
    }
  }

  private static ParsedFile read(SourceText source) {
    if (Nesting.defeatsParser(source.text())) {
      return failed(source, TOO_DEEP);
    }
    Retouched text = Retouched.of(source.text());
    ClosureParse parse = repaired(text, ClosureParse.of(text.shown()));
    if (parse.tree() == null) {
      return failed(source, TOO_DEEP);
    }
    ClosureLowering.Lowered lowered =
        ClosureLowering.program(source.text(), parse.tree(), parse.errors().isEmpty());
    List<ParsedFile.SyntaxError> errors = errors(parse, source.text());
    return new ParsedFile(
        source,
        lowered.program(),
        comments(source.text(), parse.comments()),
        errors.isEmpty() ? lowered.errors() : errors);
  }

  /** Tries other spellings as long as they get the parser further. */
  @SuppressWarnings("ReferenceEquality") // nothing to repair gives the same object back
  private static ClosureParse repaired(Retouched text, ClosureParse parse) {
    Retouched best = text;
    ClosureParse bestParse = parse;
    for (int round = 0; round < REPAIR_ROUNDS && !bestParse.errors().isEmpty(); round++) {
      Retouched next = Repairs.at(bestParse.errors(), best);
      if (next == best) {
        break;
      }
      ClosureParse nextParse = ClosureParse.of(next.shown());
      if (!nextParse.betterThan(bestParse)) {
        break;
      }
      best = next;
      bestParse = nextParse;
    }
    return bestParse;
  }

  private static ParsedFile failed(SourceText source, String message) {
    int length = source.text().length();
    Node.Program empty = new Node.Program(0, length, List.of(), false, false);
    ParsedFile.SyntaxError error =
        new ParsedFile.SyntaxError(new Span(0, Math.min(1, length)), message, false);
    return new ParsedFile(source, empty, List.of(), List.of(error));
  }

  /** Sorted and without the doubles that come from text which the parser read twice. */
  private static List<ParsedFile.Comment> comments(String text, List<Comment> found) {
    List<Comment> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Comment::getAbsolutePosition));
    List<ParsedFile.Comment> out = new ArrayList<>(sorted.size());
    int from = 0;
    for (Comment comment : sorted) {
      int start = comment.location.start.offset;
      int end = Math.min(comment.location.end.offset, text.length());
      if (start >= from && end > start) {
        out.add(new ParsedFile.Comment(new Span(start, end), text.substring(start, end)));
        from = end;
      }
    }
    return out;
  }

  private static List<ParsedFile.SyntaxError> errors(ClosureParse parse, String text) {
    List<ParsedFile.SyntaxError> out = new ArrayList<>(parse.errors().size());
    int length = text.length();
    // What follows the first error is most often a consequence of it.
    boolean sure =
        !parse.errors().isEmpty()
            && !OtherLanguages.mayBe(text, Math.clamp(parse.errors().get(0).offset(), 0, length));
    for (ClosureParse.ErrorAt error : parse.errors()) {
      int start = Math.clamp(error.offset(), 0, length);
      // Of what is missing at the end, people see what stands before it.
      start = start == length ? Math.max(0, text.stripTrailing().length() - 1) : start;
      String line = error.message().lines().findFirst().orElse("");
      out.add(new ParsedFile.SyntaxError(new Span(start, Math.min(start + 1, length)), line, sure));
    }
    return out;
  }
}
