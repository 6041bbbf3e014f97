package dev.commonjs.rule;

import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about one place of the checked file.
 *
 * @param rule the rule's id
 * @param span UTF-16 offsets into the checked file
 * @param message at most two short sentences, names in backticks: what callers get, why, what to
 *     do; made one visible line of bounded length, see {@link Visible#sentence}
 * @param related other places that belong to it
 * @param fixes what the editor can do about it; each one alone is complete
 * @param group what it is one of many reports about; null where it stands for itself
 */
public record Finding(
    String rule,
    Severity severity,
    Span span,
    String message,
    List<Related> related,
    List<Tag> tags,
    List<Fix> fixes,
    @Nullable Group group) {

  /** By place, then by rule. */
  public static final Comparator<Finding> BY_PLACE =
      Comparator.<Finding>comparingInt(f -> f.span().start())
          .thenComparingInt(f -> f.span().end())
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  public Finding {
    message = Visible.sentence(message);
    related = List.copyOf(related);
    tags = List.copyOf(tags);
    fixes = List.copyOf(fixes);
  }

  /** The same with another severity. */
  public Finding withSeverity(Severity other) {
    @Nullable Group same = group == null ? null : group.withSeverity(other);
    return new Finding(rule, other, span, message, related, tags, fixes, same);
  }
}
