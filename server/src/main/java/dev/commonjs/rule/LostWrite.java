package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member written to an object that callers never get. Node's documentation, <em>Modules: CommonJS
 * modules</em>, "exports shortcut": when {@code module.exports} is replaced, {@code exports} still
 * holds the first object.
 */
final class LostWrite implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "lost-write",
          Severity.WARNING,
          "An export is written to an object that callers never get");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    List<Fact> reassignments = Cut.reassignments(module);
    for (Fact.LostWrite fact : module.facts(Fact.LostWrite.class)) {
      if (fact.name() == null || !alsoWritten(module, fact, fact.name())) {
        out.accept(new Lost(module, fact, Cut.of(reassignments, fact.cutAt())).finding());
      }
    }
  }

  /**
   * A name that is written to the new object too is not lost; a write that has no effect is one
   * whatever is there.
   */
  private static boolean alsoWritten(ModuleView module, Fact.LostWrite fact, String name) {
    return fact.through() != Fact.Through.IMMUTABLE && module.exports(name);
  }

  private record Lost(ModuleView module, Fact.LostWrite fact, Cut cut) {
    Finding finding() {
      Report report = new Report(INFO, Spots.target(fact.span(), module), message());
      if (fact.name() != null && Importers.read(module, fact.name())) {
        report.severity(Severity.ERROR);
      }
      if (cut.span() != null) {
        report.related(module.here(cut.span(), cut.label()));
      }
      if (fact.through() != Fact.Through.IMMUTABLE && cut.kind() != Cut.Kind.MODULE_REASSIGNED) {
        report.fix(writeToModuleExports()).fix(join());
      }
      return report.finding();
    }

    /** The name that stands for the object; empty where an expression does. */
    private Optional<Span> object() {
      return Spots.writtenObject(fact.span(), fact.object(), module);
    }

    private String message() {
      String what = fact.name() == null ? "what is written here" : "`" + fact.name() + "`";
      String never = "Callers never see " + what + ": ";
      return fact.through() == Fact.Through.IMMUTABLE
          ? never + immutable() + ", so this write does nothing."
          : never + stale() + cut.reason(module) + ".";
    }

    private String immutable() {
      String object = object().map(o -> "`" + module.text(o) + "`").orElse("the object");
      return switch (module.summary().shape().exports()) {
        case Shape.Constant c -> object + " is " + Spots.constant(c);
        case Shape.Primitive p -> object + " is a primitive value";
        default -> object + " is frozen";
      };
    }

    private String stale() {
      String object = object().map(module::text).orElse("this");
      boolean first = Set.of("exports", "this", "module.exports").contains(object);
      String subject = object().isPresent() ? "`" + object + "`" : "this";
      return subject + (first ? " is the old object here, " : " is an old exports object here, ");
    }

    private @Nullable Fix writeToModuleExports() {
      if (object().isEmpty()) {
        return null;
      }
      String member = fact.name() == null ? "" : Spots.memberText(fact.name());
      return new Fix(
          "Write to `module.exports" + member + "`",
          List.of(module.edit(object().get(), "module.exports")),
          true);
    }

    /**
     * {@code module.exports = X} becomes {@code exports = module.exports = X}: both names hold one
     * object again.
     */
    private @Nullable Fix join() {
      Span at = cut.span();
      if (at == null
          || fact.through() != Fact.Through.EXPORTS
          || cut.kind() != Cut.Kind.REPLACED
          || at.start() > fact.span().start()
          || !module.text(at).startsWith("module.exports")) {
        return null;
      }
      return new Fix(
          "Join them where it is replaced: `exports = module.exports = …`",
          List.of(module.insert(at.start(), "exports = ")),
          false);
    }
  }
}
