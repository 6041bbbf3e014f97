package dev.commonjs.rule;

import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding in the making; lives within one rule's method. */
final class Report {
  private final RuleInfo rule;
  private final Span span;
  private final String message;
  private Severity severity;
  private final List<Related> related = new ArrayList<>();
  private final List<Fix> fixes = new ArrayList<>();
  private @Nullable Group group;

  Report(RuleInfo rule, Span span, String message) {
    this.rule = rule;
    this.span = span;
    this.message = message;
    this.severity = rule.severity();
  }

  Report severity(Severity other) {
    severity = other;
    return this;
  }

  Report group(@Nullable Group other) {
    group = other;
    return this;
  }

  Report related(@Nullable Related place) {
    if (place != null) {
      related.add(place);
    }
    return this;
  }

  /** {@code fix} may be null: there is none then. The first fix given is the preferred one. */
  Report fix(@Nullable Fix fix) {
    if (fix != null) {
      fixes.add(fix);
    }
    return this;
  }

  Finding finding() {
    return new Finding(rule.id(), severity, span, message, related, List.of(), fixes, group);
  }
}
