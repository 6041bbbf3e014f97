package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.text.Span;
import org.jspecify.annotations.Nullable;

/** The place where {@code exports} and {@code module.exports} parted, in words. */
record Cut(Kind kind, @Nullable Span span) {
  enum Kind {
    REPLACED,
    EXPORTS_REASSIGNED,
    MODULE_REASSIGNED,
    UNKNOWN
  }

  static Cut of(ModuleView module, @Nullable Span span) {
    if (span == null) {
      return new Cut(Kind.UNKNOWN, null);
    }
    for (Fact fact : module.summary().facts()) {
      if (fact.span().contains(span) || span.contains(fact.span())) {
        if (fact instanceof Fact.ExportsReassigned) {
          return new Cut(Kind.EXPORTS_REASSIGNED, span);
        }
        if (fact instanceof Fact.ModuleReassigned) {
          return new Cut(Kind.MODULE_REASSIGNED, span);
        }
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
