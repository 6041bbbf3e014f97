package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mistake in another file because of which something is not there: the second report points to
 * the first.
 *
 * @param clause goes on after "`./lib` exports no `x`"
 */
record Cause(Path file, Span span, String clause, String label) {

  Related related() {
    return new Related(file, span, label);
  }

  /** Why {@code name} is not among the exports of {@code file}. */
  static Optional<Cause> ofMissing(ModuleView module, Path file, String name) {
    return Other.of(module, file)
        .flatMap(other -> other.member(name).or(() -> other.whole(Optional.of(name))));
  }

  /** Why {@code file} exports nothing at all. */
  static Optional<Cause> ofNothing(ModuleView module, Path file) {
    return Other.of(module, file).flatMap(other -> other.whole(Optional.empty()));
  }

  /** The file that the mistake is in. */
  private record Other(Snapshot snapshot, Path file, SourceText text, ModuleSummary summary) {
    static Optional<Other> of(ModuleView module, Path file) {
      Snapshot snapshot = module.snapshot();
      return snapshot
          .summary(file)
          .flatMap(
              summary -> snapshot.text(file).map(text -> new Other(snapshot, file, text, summary)));
    }

    Optional<Cause> member(String name) {
      return summary.facts().stream().flatMap(fact -> member(fact, name).stream()).findFirst();
    }

    private Optional<Cause> member(Fact fact, String name) {
      String writes = "; it writes one on line " + line(fact.span()) + ", but ";
      return switch (fact) {
        case Fact.LostWrite lost when name.equals(lost.name()) ->
            Optional.of(
                cause(
                    lost, writes + lostBecause(lost), "written here, where callers never see it"));
        case Fact.OverwrittenExport over when name.equals(over.name()) ->
            Optional.of(
                cause(
                    over,
                    writes + "line " + line(over.replacedAt()) + " replaces `module.exports`.",
                    "written here, then dropped"));
        case Fact.LateExport late when name.equals(late.name()) ->
            Optional.of(
                cause(late, writes + "after `require()` has returned.", "written here, too late"));
        default -> Optional.empty();
      };
    }

    private String lostBecause(Fact.LostWrite lost) {
      Span cut = lost.cutAt();
      if (lost.through() == Fact.Through.IMMUTABLE) {
        return "the object can't be changed there.";
      }
      if (cut != null && replaces(cut)) {
        return cut.start() < lost.span().start()
            ? "after `module.exports` was replaced."
            : "line " + line(cut) + " replaces `module.exports`.";
      }
      return "to an object that callers never get.";
    }

    private boolean replaces(Span cut) {
      return summary.facts().stream()
          .filter(f -> f instanceof Fact.ExportsReassigned || f instanceof Fact.ModuleReassigned)
          .noneMatch(f -> f.span().contains(cut) || cut.contains(f.span()));
    }

    /** A mistake that lost a whole value; with a name, one in which that name stands. */
    Optional<Cause> whole(Optional<String> name) {
      return summary.facts().stream()
          .filter(fact -> name.isEmpty() || mentions(fact.span(), name.get()) || nothing())
          .flatMap(fact -> whole(fact).stream())
          .findFirst();
    }

    private Optional<Cause> whole(Fact fact) {
      String there = ": line " + line(fact.span()) + " there ";
      String instead = "assigned here";
      @Nullable String clause =
          switch (fact) {
            case Fact.ExportsReassigned f -> there + "assigns `exports`, not `module.exports`.";
            case Fact.ModuleReassigned f -> there + "assigns `module`, not `module.exports`.";
            case Fact.MisspelledExports f when !f.throwsAtLoad() ->
                there + "writes `module." + f.written() + "`, not `module." + f.meant() + "`.";
            case Fact.LateExport f when f.whole() ->
                there + "replaces `module.exports` only after `require()` has returned.";
            case Fact.OverwrittenExport f when f.name() == null ->
                ": line " + line(f.replacedAt()) + " there replaces `module.exports` once more.";
            default -> null;
          };
      return clause == null ? Optional.empty() : Optional.of(cause(fact, clause, instead));
    }

    private boolean nothing() {
      return summary.locations().exports().isEmpty();
    }

    private boolean mentions(Span span, String name) {
      return snapshot.parsed(file).stream()
          .anyMatch(parsed -> mentions(parsed.program(), span, name));
    }

    private static boolean mentions(Node program, Span span, String name) {
      boolean[] found = {false};
      Nodes.walkWhile(
          program,
          node -> {
            found[0] = found[0] || span.contains(node.span()) && isNamed(node, name);
            return !found[0] && node.start() < span.end() && span.start() < node.end();
          });
      return found[0];
    }

    private static boolean isNamed(Node node, String name) {
      return switch (node) {
        case Node.Ident n -> n.name().equals(name);
        case Node.Member n -> n.name().equals(name);
        case Node.NameKey n -> n.name().equals(name);
        case Node.Str n -> n.value().equals(name);
        default -> false;
      };
    }

    private Cause cause(Fact fact, String clause, String label) {
      return new Cause(file, fact.span(), clause, label);
    }

    private int line(Span span) {
      return text.lines().lineOf(span.start()) + 1;
    }
  }
}
