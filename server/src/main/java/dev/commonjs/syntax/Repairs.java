package dev.commonjs.syntax;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Syntax that Node reads and the parser library does not, shown to it in another spelling of the
 * same length. Called with the places of the parser's errors only, so texts that it reads cost
 * nothing; the lowering knows what was meant by looking at the original.
 *
 * <ul>
 *   <li>{@code let}, and words that are reserved in strict code only, used as names: {@code
 *       package.name}
 *   <li>{@code export * as ns from 'x'}, shown as {@code export {ns} from 'x'}
 *   <li>string names in import and export clauses, shown as identifiers
 *   <li>{@code with {type: 'json'}} behind a module specifier, blanked
 *   <li>{@code import defer * as ns from 'x'} and {@code import source s from 'x'}, without the
 *       word
 *   <li>{@code import(x, options)}, shown as a call of a function
 *   <li>{@code using}, shown as {@code const}
 *   <li>an object literal as the object of a destructuring target ({@code [{set v(x) {}}.v] = a},
 *       which some compilers emit), shown as a name
 * </ul>
 */
final class Repairs {
  private static final Set<String> SLOPPY_NAMES =
      Set.of(
          "implements",
          "interface",
          "package",
          "private",
          "protected",
          "public",
          "static",
          "yield");
  private static final Pattern CLAUSE =
      Pattern.compile("\\b(?:import|export)\\b[^;(){}]*\\{[^;(){}]*$");
  private static final Pattern EXPORT_STAR = Pattern.compile("\\bexport\\s*\\*\\s*$");
  private static final Pattern AS_FROM = Pattern.compile("as\\s+([^\\s{}();,]+)\\s+from\\b");
  private static final Pattern AS_STRING_FROM =
      Pattern.compile("as\\s+(\"[^\"\n]*\"|'[^'\n]*')\\s+from\\b");
  private static final Pattern ATTRIBUTES = Pattern.compile("(?:with|assert)\\s*\\{[^{}]*\\}");
  private static final Pattern WITH = Pattern.compile("['\"]\\s*(with\\s*)$");
  private static final Pattern IMPORT_CALL =
      Pattern.compile("\\bimport\\s*\\((?![^\\n]*\\bimport\\b)");
  private static final Pattern IMPORT_PHASE = Pattern.compile("\\bimport\\s+(defer|source)\\s+$");
  private static final Pattern USING = Pattern.compile("\\b(?:(await)\\s+)?(using)[^\\S\n]+$");
  private static final Pattern ACCESSOR = Pattern.compile("\\{\\s*(?:get|set)\\s+$");

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\u(?:\\{[0-9A-Fa-f]+\\}|[0-9A-Fa-f]{4})");
  private static final Pattern ESCAPED_NAME =
      Pattern.compile("(?:[\\p{L}\\p{N}_$]|" + ESCAPE + ")*" + ESCAPE + "[\\p{L}\\p{N}_$]*$");
  private static final Pattern NOTHING =
      Pattern.compile("\\s*(?:/\\*(?:[^*]|\\*(?!/))*+\\*/\\s*)*");

  /** How far back a repair looks for the beginning of what it repairs. */
  private static final int REACH = 1000;

  /** Errors behind these are most often consequences of them. */
  private static final int ERRORS = 64;

  private final String text;
  private final char[] shown;
  private boolean changed;

  private Repairs(Retouched text) {
    this.text = text.shown();
    this.shown = text.shown().toCharArray();
  }

  /**
   * The text with all that can be repaired at the errors' places; {@code text} itself if nothing
   * can.
   */
  static Retouched at(List<ClosureParse.ErrorAt> errors, Retouched text) {
    Repairs repairs = new Repairs(text);
    for (ClosureParse.ErrorAt error : errors.subList(0, Math.min(errors.size(), ERRORS))) {
      repairs.at(Math.max(0, Math.min(error.offset(), text.shown().length())));
    }
    return repairs.changed ? new Retouched(text.original(), new String(repairs.shown)) : text;
  }

  private void at(int offset) {
    String before = text.substring(Math.max(0, offset - REACH), offset);
    int base = offset - before.length();
    int lastEnd = trimmedEnd(offset);
    int lastStart = wordStart(lastEnd);
    String last =
        text.substring(lastEnd > lastStart ? lastStart : Math.max(0, lastEnd - 1), lastEnd);
    boolean done =
        switch (last) {
          case "*" -> exportStar(before, base, offset);
          case "using" -> using(before, base, offset);
          case "get", "set" -> accessorObject(before, base);
          case "defer", "source" -> importPhase(before, base);
          default ->
              switch (offset < text.length() ? text.charAt(offset) : ' ') {
                case '"', '\'' -> stringName(before, offset);
                case ',' -> importOptions(before, base);
                case 'w', 'a', '{' -> attributes(before, base, offset);
                default -> htmlClose(offset) || escapedName(before, base);
              };
        };
    if (!done) {
      sloppyName(wordStart(offset));
      sloppyName(lastStart);
      // Having taken await for an operator, the parser stumbles behind what follows.
      sloppyName(wordStart(trimmedEnd(Math.max(0, lastEnd - 1))));
    }
  }

  // ---------------------------------------------------------------- names

  private void sloppyName(int start) {
    int end = start;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    char follower = next < text.length() ? text.charAt(next) : ';';
    boolean name =
        SLOPPY_NAMES.contains(word)
            || word.equals("let") && isLetName(start, next)
            || word.equals("await") && "=.".indexOf(follower) >= 0;
    if (name) {
      mask(start, start + 1, Retouched.LETTER);
    }
  }

  /** What follows cannot be declared, or what stands before it wants an operand. */
  private boolean isLetName(int start, int next) {
    int last = trimmedEnd(start) - 1;
    boolean operand = last >= 0 && "(=,:[?!+-*/%&|<>".indexOf(text.charAt(last)) >= 0;
    char follower = next < text.length() ? text.charAt(next) : ';';
    boolean declared =
        follower == '[' || follower == '{' || Character.isJavaIdentifierStart(follower);
    return operand || !declared || text.startsWith("in ", next) || text.startsWith("of ", next);
  }

  /**
   * Escapes of letters that the parser does not know: those beyond the basic plane, for example.
   */
  private boolean escapedName(String before, int base) {
    Matcher name = ESCAPED_NAME.matcher(before);
    if (!name.find()) {
      return false;
    }
    Matcher escape = ESCAPE.matcher(before).region(name.start(), before.length());
    while (escape.find()) {
      mask(base + escape.start(), base + escape.end(), Retouched.LETTER);
    }
    return true;
  }

  /**
   * {@code -->} with nothing but comments before it on its line is a comment (ECMA-262, annex B).
   */
  private boolean htmlClose(int offset) {
    int arrow = text.lastIndexOf("-->", offset);
    if (arrow < 0 || offset - arrow > REACH) {
      return false;
    }
    int line = Math.max(text.lastIndexOf('\n', arrow), Math.max(arrow - REACH, -1)) + 1;
    boolean first = arrow < REACH && NOTHING.matcher(text.substring(0, arrow)).matches();
    if (!first && !NOTHING.matcher(text.substring(line, arrow)).matches()) {
      return false;
    }
    mask(arrow, arrow + 2, '/');
    mask(arrow + 2, arrow + 3, ' ');
    return true;
  }

  private int wordStart(int offset) {
    int start = offset;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private int trimmedEnd(int offset) {
    int end = offset;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  // ---------------------------------------------------------------- modules

  private boolean exportStar(String before, int base, int offset) {
    if (!EXPORT_STAR.matcher(before).find()) {
      return false;
    }
    for (Pattern pattern : List.of(AS_STRING_FROM, AS_FROM)) {
      Matcher name = pattern.matcher(text).region(offset, text.length());
      if (name.lookingAt()) {
        int star = base + before.lastIndexOf('*');
        mask(star, star + 1, '{');
        mask(star + 1, name.start(1), ' ');
        if (pattern == AS_STRING_FROM) {
          mask(name.start(1), name.end(1), Retouched.LETTER);
        }
        mask(name.end(1), name.end(1) + 1, '}');
        return true;
      }
    }
    return false;
  }

  private boolean stringName(String before, int offset) {
    int close = text.indexOf(text.charAt(offset), offset + 1);
    if (close < 0
        || !CLAUSE.matcher(before).find()
        || text.substring(offset, close).indexOf('\n') >= 0) {
      return false;
    }
    mask(offset, close + 1, Retouched.LETTER);
    return true;
  }

  /** The error is at {@code with}, or at the brace when {@code with} was taken for a statement. */
  private boolean attributes(String before, int base, int offset) {
    Matcher with = WITH.matcher(before);
    int start = with.find() ? base + with.start(1) : offset;
    Matcher clause = ATTRIBUTES.matcher(text).region(start, text.length());
    int specifier = trimmedEnd(start) - 1;
    if (specifier < 0 || "'\"".indexOf(text.charAt(specifier)) < 0 || !clause.lookingAt()) {
      return false;
    }
    mask(start, clause.end(), ' ');
    return true;
  }

  private boolean importPhase(String before, int base) {
    Matcher phase = IMPORT_PHASE.matcher(before);
    if (!phase.find()) {
      return false;
    }
    mask(base + phase.start(1), base + phase.end(1), ' ');
    return true;
  }

  private boolean importOptions(String before, int base) {
    Matcher call = IMPORT_CALL.matcher(before);
    if (!call.find()) {
      return false;
    }
    mask(base + call.start(), base + call.start() + 1, Retouched.LETTER);
    return true;
  }

  // ---------------------------------------------------------------- statements and patterns

  private boolean using(String before, int base, int offset) {
    Matcher using = USING.matcher(before);
    if (!using.find()
        || offset >= text.length()
        || !Character.isJavaIdentifierStart(text.charAt(offset))) {
      return false;
    }
    if (using.group(1) != null) {
      mask(base + using.start(1), base + using.end(1), ' ');
    }
    int start = base + using.start(2);
    changed = true;
    "const".getChars(0, 5, shown, start);
    return true;
  }

  private boolean accessorObject(String before, int base) {
    Matcher accessor = ACCESSOR.matcher(before);
    if (!accessor.find()) {
      return false;
    }
    int open = base + accessor.start();
    int end = behindClosingBrace(open);
    if (end < 0 || end >= text.length() || text.charAt(end) != '.' && text.charAt(end) != '[') {
      return false;
    }
    mask(open, end, Retouched.LETTER);
    return true;
  }

  /**
   * Knows strings but no regular expressions or templates: gives up (-1) where there may be one.
   */
  private int behindClosingBrace(int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          return -1;
        }
      } else if (c == '/' || c == '`') {
        return -1;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private void mask(int start, int end, char with) {
    for (int i = start; i < end; i++) {
      changed |= shown[i] != with;
      shown[i] = with;
    }
  }
}
