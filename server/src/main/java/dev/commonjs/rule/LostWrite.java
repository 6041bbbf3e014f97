package dev.commonjs.rule;

import dev.commonjs.module.Fact;
import dev.commonjs.module.Shape;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member written to an object that callers never get. Node's documentation, <em>Modules: CommonJS modules</em>,
 * "exports shortcut": when {@code module.exports} is replaced, {@code exports} still holds the first object.
 */
final class LostWrite implements Rule {
  static final RuleInfo INFO =
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
    for (Fact.LostWrite fact : module.facts(Fact.LostWrite.class)) {
      Cut cut = Cut.of(module, fact.cutAt());
      Span target = Spots.target(fact.span(), fact.object(), module);
      Report report = new Report(INFO, target, message(module, fact, cut));
      if (fact.name() != null && Importers.read(module, fact.name())) {
        report.severity(Severity.ERROR);
      }
      if (cut.span() != null) {
        report.related(module.here(cut.span(), cut.label()));
      }
      if (fact.through() != Fact.Through.IMMUTABLE && cut.kind() != Cut.Kind.MODULE_REASSIGNED) {
        report.fix(writeToModuleExports(module, fact)).fix(join(module, fact, cut));
      }
      out.accept(report.finding());
    }
  }

  private static String message(ModuleView module, Fact.LostWrite fact, Cut cut) {
    String what = fact.name() == null ? "what is written here" : "`" + fact.name() + "`";
    String never = "Callers never see " + what + ": ";
    if (fact.through() == Fact.Through.IMMUTABLE) {
      return never + immutable(module, fact) + ", so this write does nothing.";
    }
    String object = Spots.shortened(module.text(fact.object()));
    return never + stale(object, fact.through()) + cut.reason(module) + ".";
  }

  private static String immutable(ModuleView module, Fact.LostWrite fact) {
    String object = "`" + Spots.shortened(module.text(fact.object())) + "`";
    return switch (module.summary().shape().exports()) {
      case Shape.Constant c -> object + " is " + Spots.constant(c);
      case Shape.Primitive p -> object + " is a primitive value";
      default -> object + " is frozen";
    };
  }

  private static String stale(String object, Fact.Through through) {
    if (!Spots.isName(object) && !object.equals("module.exports")) {
      return "this is the old object, ";
    }
    return through == Fact.Through.ALIAS
        ? "`" + object + "` is an old exports object here, "
        : "`" + object + "` is the old object here, ";
  }

  private static @Nullable Fix writeToModuleExports(ModuleView module, Fact.LostWrite fact) {
    if (!Spots.isName(module.text(fact.object()))) {
      return null;
    }
    String member = fact.name() == null ? "" : Spots.memberText(fact.name());
    return new Fix(
        "Write to `module.exports" + member + "`",
        List.of(module.edit(fact.object(), "module.exports")),
        true);
  }

  /** {@code module.exports = X} becomes {@code exports = module.exports = X}: both names hold one object again. */
  private static @Nullable Fix join(ModuleView module, Fact.LostWrite fact, Cut cut) {
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
