package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Origin;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of the imported function whose arguments the caret is in. */
public final class SignatureHelp {
  private static final int LONGEST = 200;

  /** Closes what is being written: a call that has no end yet. */
  private static final String ARGUMENT = "commonjs_ls_caret)";

  private SignatureHelp() {}

  /**
   * @param label {@code parse(text, options = {})}
   * @param parameters as they stand in the label, in order
   * @param documentation what its author wrote; null for nothing
   */
  public record Signature(String label, List<String> parameters, @Nullable Markdown documentation) {
    public Signature {
      parameters = List.copyOf(parameters);
    }

    /** Which of its parameters argument number {@code index} is; a rest takes all that follow. */
    public int parameter(int index) {
      int last = parameters.size() - 1;
      return last >= 0 && index > last && parameters.get(last).startsWith("...") ? last : index;
    }
  }

  /**
   * @param signatures one for each function that may be called there, at least one
   * @param argument the number of the argument at the caret, from 0
   */
  public record Found(List<Signature> signatures, int argument) {
    public Found {
      signatures = List.copyOf(signatures);
    }
  }

  /** Empty where no function of another module is called. */
  public static Optional<Found> at(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    Optional<SourceText> text = snapshot.text(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean broken = snapshot.parsed(file).map(p -> !p.errors().isEmpty()).orElse(true);
    Optional<Found> found = broken ? Optional.empty() : in(snapshot, file, offset, cancel);
    if (found.isPresent() || !broken) {
      return found;
    }
    SourceText closed = text.get().edited(new TextChange(new Span(offset, offset), ARGUMENT));
    return in(snapshot.withText(file, closed), file, offset, cancel);
  }

  private static Optional<Found> in(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    Optional<ParsedFile> parsed = snapshot.parsed(file);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    for (Node node : Nodes.path(parsed.get().program(), new Span(offset, offset)).reversed()) {
      cancel.check();
      Optional<Arguments> call = arguments(node, parsed.get().source().text(), offset);
      if (call.isPresent()) {
        return found(snapshot, file, call.get(), offset);
      }
      if (node instanceof Node.Func) {
        return Optional.empty(); // In the body of a callback nobody thinks of the call around it.
      }
    }
    return Optional.empty();
  }

  private record Arguments(Node.Expr callee, List<Node.Expr> values) {}

  private static Optional<Arguments> arguments(Node node, String text, int offset) {
    Arguments found =
        switch (node) {
          case Node.Call call -> new Arguments(call.callee(), call.args());
          case Node.New made -> new Arguments(made.callee(), made.args());
          default -> null;
        };
    if (found == null) {
      return Optional.empty();
    }
    int open = text.indexOf('(', found.callee().end());
    boolean inside = open >= 0 && open < offset && offset < node.end();
    return inside ? Optional.of(found) : Optional.empty();
  }

  private static Optional<Found> found(Snapshot snapshot, Path file, Arguments call, int offset) {
    Optional<Span> token = Callees.token(call.callee());
    if (token.isEmpty()) {
      return Optional.empty();
    }
    List<Signature> signatures = new ArrayList<>();
    for (Linked callee : Callees.imported(snapshot, file, token.get())) {
      signature(snapshot, callee, name(call.callee())).ifPresent(signatures::add);
    }
    int argument = (int) call.values().stream().filter(value -> value.end() < offset).count();
    return signatures.isEmpty() ? Optional.empty() : Optional.of(new Found(signatures, argument));
  }

  private static String name(Node.Expr callee) {
    return switch (callee) {
      case Node.Ident ident -> ident.name();
      case Node.Member member -> member.name();
      default -> "";
    };
  }

  private static Optional<Signature> signature(Snapshot snapshot, Linked callee, String name) {
    if (!(callee instanceof Linked.Local(Path home, Shape.Ref ref, var call))) {
      return Optional.empty();
    }
    Shape.Obj function = snapshot.summary(home).map(s -> s.shape().object(ref)).orElse(null);
    if (function == null || function.signature() == null) {
      return Optional.empty();
    }
    List<String> parameters =
        function.signature().parameters().stream()
            .map(parameter -> Visible.line(Visible.cut(parameter, LONGEST)))
            .toList();
    String own = function.signature().name();
    String label =
        Visible.line(Visible.cut(own.isEmpty() ? name : own, LONGEST))
            + "("
            + String.join(", ", parameters)
            + ")";
    List<Origin> places = snapshot.linker().origins(callee);
    return Optional.of(new Signature(label, parameters, Docs.of(snapshot, places).orElse(null)));
  }
}
