package dev.commonjs.module;

import dev.commonjs.module.Agreement.Disagreement;
import dev.commonjs.module.NodeOracle.Reached;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks Node whether a write that is said to be lost reached callers: the program runs once more with
 * the written value marked, and no caller may come across the mark.
 */
final class FactCheck {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?<![=!<>])(?:\\|\\||&&|\\?\\?|[+\\-*/])?=(?![=>])");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w'`])[1-9]\\d{3}(?![\\w'`])");

  private FactCheck() {}

  static List<Disagreement> check(String text, ModuleSummary summary, NodeOracle node) {
    List<Disagreement> found = new ArrayList<>();
    for (Fact fact : summary.facts()) {
      String marked = marked(text, fact);
      if (marked != null) {
        Reached reached = node.probe(marked);
        if (reached.threw() == null && isReached(fact, reached)) {
          Span span = fact.span();
          String kind = fact.getClass().getSimpleName();
          found.add(new Disagreement(kind, text.substring(span.start(), span.end()) + " reaches callers: " + reached + " " + fact));
        }
      }
    }
    return found;
  }

  private static boolean isReached(Fact fact, Reached reached) {
    return switch (fact) {
      case Fact.LostWrite lost when lost.phase() == Phase.LATER -> reached.later();
      case Fact.LateExport late -> reached.atLoad();
      default -> reached.atLoad() || reached.called();
    };
  }

  private static @Nullable String marked(String text, Fact fact) {
    return switch (fact) {
      case Fact.LostWrite lost -> assignment(text, lost.span(), lost.object().end());
      case Fact.OverwrittenExport over -> assignment(text, over.span(), over.span().start());
      case Fact.LateExport late -> assignment(text, late.span(), late.span().start());
      case Fact.ExportsReassigned r when r.value() != null -> wrap(text, r.value());
      default -> null;
    };
  }

  private static @Nullable String assignment(String text, Span whole, int from) {
    Matcher operator = ASSIGNMENT.matcher(text).region(from, whole.end());
    boolean isCall = text.substring(whole.start(), whole.end()).endsWith(")");
    int bracket = text.indexOf('(', whole.start());
    boolean found = operator.find();
    if (found && !(isCall && bracket >= 0 && bracket < operator.start())) {
      return wrap(text, new Span(operator.end(), whole.end()));
    }
    return isCall ? numbers(text, whole) : null;
  }

  private static String wrap(String text, Span span) {
    return text.substring(0, span.start())
        + " __s("
        + text.substring(span.start(), span.end())
        + ")"
        + text.substring(span.end());
  }

  private static @Nullable String numbers(String text, Span span) {
    String inside = text.substring(span.start(), span.end());
    String marked = NUMBER.matcher(inside).replaceAll("__s($0)");
    return marked.equals(inside)
        ? null
        : text.substring(0, span.start()) + marked + text.substring(span.end());
  }
}
