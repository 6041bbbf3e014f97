package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands before the arguments of a call. */
final class Callees {
  private Callees() {}

  /** What {@code node} calls or constructs; null if it does not. */
  static Node.@Nullable Expr of(Node node) {
    return switch (node) {
      case Node.Call call -> call.callee();
      case Node.New made -> made.callee();
      case Node.TaggedTemplate template -> template.tag();
      default -> null;
    };
  }

  /** The name that a use of it has: of {@code require('./make')()} the specifier. */
  static Optional<Span> token(Node.Expr callee) {
    return switch (callee) {
      case Node.Ident ident -> Optional.of(ident.span());
      case Node.Member member -> Optional.of(member.nameSpan());
      case Node.Index index -> Optional.of(index.key().span());
      case Node.Call call
          when call.args().size() == 1 && call.args().getFirst() instanceof Node.Str module ->
          Optional.of(module.span());
      default -> Optional.empty();
    };
  }

  /** What the name at exactly {@code token} of {@code file} may be that other modules give. */
  static Set<Linked> imported(Snapshot snapshot, Path file, Span token) {
    Set<Linked> found = new LinkedHashSet<>();
    for (Use use : snapshot.summary(file).map(ModuleSummary::uses).orElse(List.of())) {
      if (use.span().equals(token) && use.access() != Use.Access.ESCAPE) {
        found.addAll(snapshot.linker().follow(file, use.value()));
      }
    }
    return found;
  }
}
