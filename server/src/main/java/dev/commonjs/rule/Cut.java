package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place where {@code exports} and {@code module.exports} parted, in words. */
record Cut(Kind kind, @Nullable Span span) {
  enum Kind {
    REPLACED,
    EXPORTS_REASSIGNED,
    MODULE_REASSIGNED,
    UNKNOWN
  }

  /** The facts of a file that {@link #of} is asked with. */
  static List<Fact> reassignments(ModuleView module) {
    return module.summary().facts().stream()
        .filter(
            fact -> fact instanceof Fact.ExportsReassigned || fact instanceof Fact.ModuleReassigned)
        .toList();
  }

  static Cut of(List<Fact> reassignments, @Nullable Span span) {
    if (span == null) {
      return new Cut(Kind.UNKNOWN, null);
    }
    for (Fact fact : reassignments) {
      if (fact.span().contains(span) || span.contains(fact.span())) {
        boolean exports = fact instanceof Fact.ExportsReassigned;
        return new Cut(exports ? Kind.EXPORTS_REASSIGNED : Kind.MODULE_REASSIGNED, span);
      }
    }
    return new Cut(Kind.REPLACED, span);
  }

  /** Ends the sentence "… is the old object here, ". */
  String reason(ModuleView module) {
    if (span == null) {
      return "not the one that `require()` returns";
    }
    int line = module.line(span);
    return switch (kind) {
      case REPLACED -> "`module.exports` was replaced on line " + line;
      case EXPORTS_REASSIGNED -> "`exports` was made to point elsewhere on line " + line;
      case MODULE_REASSIGNED -> "`module` was made to point elsewhere on line " + line;
      case UNKNOWN -> "not the one that `require()` returns";
    };
  }

  String label() {
    return switch (kind) {
      case REPLACED -> "replaced here";
      case EXPORTS_REASSIGNED, MODULE_REASSIGNED -> "made to point elsewhere here";
      case UNKNOWN -> "";
    };
  }
}
