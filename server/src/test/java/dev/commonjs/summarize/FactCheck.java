package dev.commonjs.summarize;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.summarize.Agreement.Disagreement;
import dev.commonjs.summarize.NodeOracle.Probe;
import dev.commonjs.summarize.NodeOracle.Reached;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks Node whether a write that is said to be lost reached callers: the program runs once more
 * with the written value marked, and no caller may come across the mark.
 */
final class FactCheck {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?<![=!<>])(?:\\|\\||&&|\\?\\?|[+\\-*/])?=(?![=>])");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w'`])[1-9]\\d{3}(?![\\w'`])");

  /** The value is also given to one of the two names of the exported object. */
  private static final Pattern ALSO_EXPORTED =
      Pattern.compile("\\s*(?:module\\.)?exports\\s*=(?![=>])");

  /** A descriptor that runs code when it is read: what that writes is no part of the write. */
  private static final Pattern ASKED_DESCRIPTOR =
      Pattern.compile("\\{ get (?:enumerable|configurable|writable)\\(\\) \\{");

  private FactCheck() {}

  static List<Disagreement> check(String text, ModuleSummary summary, NodeOracle node) {
    List<Fact> facts = new ArrayList<>();
    List<Probe> probes = new ArrayList<>();
    for (Fact fact : summary.facts()) {
      String marked = marked(text, fact);
      if (marked != null) {
        facts.add(fact);
        probes.add(new Probe(marked, name(fact)));
      }
    }
    List<Reached> answers = node.probe(probes);
    List<Disagreement> found = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Reached reached = answers.get(i);
      if (reached.threw() == null && isReached(text, facts.get(i), reached)) {
        Span span = facts.get(i).span();
        String detail = text.substring(span.start(), span.end()) + " reaches callers: ";
        found.add(
            new Disagreement(
                facts.get(i).getClass().getSimpleName(), detail + reached + " " + facts.get(i)));
      }
    }
    return found;
  }

  private static boolean isReached(String text, Fact fact, Reached reached) {
    return switch (fact) {
      case Fact.LostWrite lost when lost.phase() == Phase.LATER -> reached.later();
      case Fact.LateExport late -> reached.atLoad();
      case Fact.ExportsReassigned reassigned -> reached.atLoad();
      default -> reached.atLoad() || reached.called() && !isReturned(text, fact.span());
    };
  }

  /** A caller gets the value of {@code () => exports.a = value}, and yet no member. */
  private static boolean isReturned(String text, Span write) {
    return text.substring(0, write.start()).stripTrailing().endsWith("=>");
  }

  private static @Nullable String name(Fact fact) {
    return switch (fact) {
      case Fact.LostWrite lost -> lost.name();
      case Fact.OverwrittenExport over -> over.name();
      case Fact.LateExport late -> late.name();
      default -> null;
    };
  }

  private static @Nullable String marked(String text, Fact fact) {
    return switch (fact) {
      case Fact.LostWrite lost ->
          lost.cutAt() != null && lost.span().contains(lost.cutAt())
              ? null // Numbers there may be of what is exported instead.
              : assignment(text, lost.span(), lost.object().end(), lost.name(), false);
      case Fact.OverwrittenExport over ->
          assignment(text, over.span(), over.span().start(), over.name(), over.name() == null);
      case Fact.LateExport late ->
          assignment(text, late.span(), late.span().start(), late.name(), false);
      case Fact.ExportsReassigned r when r.value() != null -> wrap(text, r.value(), "");
      default -> null;
    };
  }

  private static @Nullable String assignment(
      String text, Span whole, int from, @Nullable String name, boolean replaces) {
    Matcher operator = ASSIGNMENT.matcher(text).region(from, whole.end());
    String before = text.substring(0, whole.start()).stripTrailing();
    if (before.endsWith("=") || before.endsWith("return")) {
      return null; // The value goes elsewhere, too.
    }
    boolean assigns = operator.find();
    while (assigns && depth(text.substring(whole.start(), operator.start())) != 0) {
      assigns = operator.find();
    }
    if (assigns) {
      String key = key(text.substring(whole.start(), operator.start()).strip());
      String meant = key == null || name == null ? "" : ", (" + key + ") == '" + name + "'";
      int start = replaces ? innermost(text, operator.end(), whole.end()) : operator.end();
      return wrap(text, new Span(start, whole.end()), replaces ? ", true, true" : meant);
    }
    if (text.charAt(whole.end() - 1) != ')') {
      return null;
    }
    Span value = whole;
    if (name != null && text.startsWith("Object.assign", whole.start())) {
      value = member(text, whole, name);
    } else if (ASKED_DESCRIPTOR.matcher(text).region(from, whole.end()).find()) {
      value = member(text, new Span(from, whole.end()), "value");
    }
    return value == null ? null : numbers(text, value);
  }

  /**
   * In {@code module.exports = exports = value} both get the mark, else the program could tell them
   * apart.
   */
  private static int innermost(String text, int start, int end) {
    Matcher next = ALSO_EXPORTED.matcher(text).region(start, end);
    return next.lookingAt() ? innermost(text, next.end(), end) : start;
  }

  /** The value of the one property {@code name} of an object literal; null when there is none. */
  private static @Nullable Span member(String text, Span whole, String name) {
    Matcher key =
        Pattern.compile("(?:[{,] *|get )'?" + Pattern.quote(name) + "'?(?:: |\\(\\) \\{)")
            .matcher(text)
            .region(whole.start(), whole.end());
    if (!key.find()) {
      return null;
    }
    int start = key.end();
    int depth = 0;
    int end = start;
    for (; end < whole.end() && depth >= 0; end++) {
      char c = text.charAt(end);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 || c == ',' && depth == 0 ? -1 : 0;
    }
    return key.find() ? null : new Span(start, end - 1);
  }

  private static int depth(String text) {
    return text.chars().map(c -> "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0).sum();
  }

  private static String wrap(String text, Span span, String meant) {
    return text.substring(0, span.start())
        + " __s("
        + text.substring(span.start(), span.end())
        + meant
        + ")"
        + text.substring(span.end());
  }

  /**
   * The computed key at the end of the left side of an assignment: other turns of a loop write
   * other names.
   */
  private static @Nullable String key(String left) {
    int open = left.length() - 1;
    int depth = 0;
    for (; left.endsWith("]") && open >= 0; open--) {
      depth += left.charAt(open) == ']' ? 1 : left.charAt(open) == '[' ? -1 : 0;
      if (depth == 0) {
        return left.substring(open + 1, left.length() - 1);
      }
    }
    return null;
  }

  private static @Nullable String numbers(String text, Span span) {
    String inside = text.substring(span.start(), span.end());
    String marked = NUMBER.matcher(inside).replaceAll("__s($0)");
    return marked.equals(inside)
        ? null
        : text.substring(0, span.start()) + marked + text.substring(span.end());
  }
}
