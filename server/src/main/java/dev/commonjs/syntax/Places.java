package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.IdentifierToken;
import com.google.javascript.jscomp.parsing.parser.Token;
import com.google.javascript.jscomp.parsing.parser.trees.ParseTree;
import java.util.HashMap;
import java.util.Map;

/**
 * Where things stand. The parser's ranges are clamped to the text, and put right where they are
 * known to be off: a template starts one character late, empty trees end before they start.
 */
final class Places {
  private final String text;
  private final Map<String, String> names = new HashMap<>();

  Places(String text) {
    this.text = text;
  }

  int start(ParseTree tree) {
    return clamp(Math.min(tree.location.start.offset, tree.location.end.offset));
  }

  int end(ParseTree tree) {
    return clamp(tree.location.end.offset);
  }

  int start(Token token) {
    return clamp(token.location.start.offset);
  }

  int end(Token token) {
    return Math.max(start(token), clamp(token.location.end.offset));
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }

  String slice(int start, int end) {
    return text.substring(start, end);
  }

  String slice(Token token) {
    return text.substring(start(token), end(token));
  }

  /**
   * The name that an identifier, a private name or a keyword in its place spells; equal names are
   * one string, in all files.
   */
  String name(Token token) {
    String name = Literals.identifier(slice(token));
    return names.computeIfAbsent(name, String::intern);
  }

  Node.Ident ident(IdentifierToken token) {
    return new Node.Ident(start(token), end(token), name(token));
  }

  char charAt(int offset) {
    return offset >= 0 && offset < text.length() ? text.charAt(offset) : '\0';
  }

  /** The first offset from {@code offset} on that is neither white space nor in a comment. */
  int skipTrivia(int offset) {
    int i = offset;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))
          || text.charAt(i) == '\u00A0'
          || text.charAt(i) == '\uFEFF') {
        i++;
      } else if (text.startsWith("/*", i)) {
        int close = text.indexOf("*/", i + 2);
        i = close < 0 ? text.length() : close + 2;
      } else if (text.startsWith("//", i)) {
        while (i < text.length() && "\n\r\u2028\u2029".indexOf(text.charAt(i)) < 0) {
          i++;
        }
      } else {
        return i;
      }
    }
    return i;
  }

  /**
   * Where {@code word} starts if it stands before {@code offset} with nothing but white space
   * between, or offset.
   */
  int before(int offset, String word) {
    int i = offset;
    while (i > 0 && Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    int start = i - word.length();
    boolean there = start >= 0 && text.startsWith(word, start);
    return there && !Character.isJavaIdentifierPart(charAt(start - 1)) ? start : offset;
  }

  /**
   * The offset behind {@code word} and the trivia after it, if it stands at {@code offset}; else
   * offset.
   */
  int behind(int offset, String word) {
    return text.startsWith(word, offset) ? skipTrivia(offset + word.length()) : offset;
  }
}
