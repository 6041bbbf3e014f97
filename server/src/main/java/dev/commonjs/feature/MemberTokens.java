package dev.commonjs.feature;

import dev.commonjs.graph.Written;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The places in one file that make or use members of its own objects. */
record MemberTokens(Path file, ModuleSummary summary) {
  /** {@code write}: the member gets its value there. */
  record Token(Span span, Written member, boolean write) {}

  /** In source order; code that writes several members at one place is one for each. */
  List<Token> all() {
    Set<Token> found = new LinkedHashSet<>();
    List<Map<String, List<Span>>> writes = summary.locations().writes();
    for (int object = 0; object < writes.size(); object++) {
      int ordinal = object;
      writes
          .get(object)
          .forEach(
              (name, spans) ->
                  spans.forEach(
                      span -> found.add(new Token(span, new Written(file, ordinal, name), true))));
    }
    Set<Integer> exported = exported(summary.shape().exports());
    for (ExportUse use : summary.exportUses()) {
      if (!use.name().isEmpty() && use.alias() != ModuleSummary.Alias.OTHER) {
        for (int object : exported) {
          Written member = new Written(file, object, use.name());
          if (has(object, use.name()) && !found.contains(new Token(use.span(), member, true))) {
            found.add(new Token(use.span(), member, use.write()));
          }
        }
      }
    }
    List<Token> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(token -> token.span().start()));
    return sorted;
  }

  private boolean has(int object, String name) {
    return object < summary.shape().objects().size()
        && summary.shape().objects().get(object).parts().stream()
            .anyMatch(part -> part instanceof Shape.Member member && member.name().equals(name));
  }

  /** The ordinals of the objects that callers may get. */
  private static Set<Integer> exported(Shape exports) {
    Set<Integer> found = new LinkedHashSet<>();
    switch (exports) {
      case Shape.Ref(int object) -> found.add(object);
      case Shape.Union union -> union.alternatives().forEach(one -> found.addAll(exported(one)));
      default -> {}
    }
    return found;
  }
}
