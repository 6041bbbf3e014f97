package dev.commonjs.syntax;

import dev.commonjs.syntax.ParsedFile.Comment;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a further statement can stand among those of a file, in the layout that the file has. */
public final class Insertions {
  private final ParsedFile file;
  private final String text;
  private final LineIndex lines;

  public Insertions(ParsedFile file) {
    this.file = file;
    this.text = file.source().text();
    this.lines = file.source().lines();
  }

  /** {@code statement} on a line of its own below {@code before}, which is one of the file's. */
  public TextChange behind(Node.Stmt before, String statement) {
    int at = endOfLine(before.end());
    boolean more = !text.substring(at, lines.endOf(lines.lineOf(at))).isBlank();
    return insertion(at, lines.terminator() + statement + (more ? lines.terminator() : ""));
  }

  /**
   * {@code statement} above all others but directives: below the line of {@code #!}, the comment at
   * the top that stands for the whole file, and {@code 'use strict'}.
   */
  public TextChange atTop(String statement) {
    String newLine = lines.terminator();
    Node.@Nullable Stmt directive = null;
    for (Node.Stmt one : file.program().body()) {
      if (!isDirective(one)) {
        break;
      }
      directive = one;
    }
    int at = directive != null ? endOfLine(directive.end()) : endOfHead();
    if (at == 0) {
      return insertion(0, statement + newLine + (isBlankAt(0) ? "" : newLine));
    }
    boolean more = !text.substring(at).isBlank() && !isBlankAt(lines.lineOf(at) + 1);
    boolean comment = directive == null && text.startsWith("//", lines.startOf(lines.lineOf(at)));
    String gap = comment && !more ? newLine : newLine + newLine;
    return insertion(at, gap + statement + (more ? newLine : ""));
  }

  private static TextChange insertion(int at, String inserted) {
    return new TextChange(new Span(at, at), inserted);
  }

  /** Whether {@code statement} is one, where it stands before all others (ECMA-262, prologues). */
  public static boolean isDirective(Node.Stmt statement) {
    return statement instanceof Node.ExprStmt one && one.expr() instanceof Node.Str;
  }

  private boolean isBlankAt(int line) {
    return lines.textOf(line).isBlank();
  }

  /** Behind comments that follow on the line of {@code offset}; there, if more code does. */
  private int endOfLine(int offset) {
    int end = lines.endOf(lines.lineOf(offset));
    int at = offset;
    for (Comment comment : file.comments()) {
      boolean next = comment.span().start() >= at && comment.span().end() <= end;
      if (next && text.substring(at, comment.span().start()).isBlank()) {
        at = comment.span().end();
      }
    }
    return text.substring(at, end).isBlank() ? end : offset;
  }

  /**
   * Behind the line of {@code #!} and the comments that follow on it, those left out that stand for
   * the first statement; 0 where there is neither.
   */
  private int endOfHead() {
    List<Node.Stmt> body = file.program().body();
    int first = body.isEmpty() ? text.length() : body.getFirst().start();
    int at = text.startsWith("#!") ? lines.endOf(0) : 0;
    for (Comment comment : file.comments()) {
      if (comment.span().start() < at) {
        continue;
      }
      if (comment.span().end() > first || isOf(first, comment) || isApart(at, comment)) {
        break;
      }
      at = comment.span().end();
    }
    return at;
  }

  /** Whether it is the documentation of the statement that starts at {@code first}. */
  private boolean isOf(int first, Comment comment) {
    return comment.isJsDoc()
        && first < text.length()
        && lines.lineOf(first) <= lines.lineOf(comment.span().end()) + 1;
  }

  /** Whether there is a blank line between what ends at {@code at} and a comment. */
  private boolean isApart(int at, Comment comment) {
    return at > 0 && lines.lineOf(comment.span().start()) > lines.lineOf(at) + 1;
  }
}
