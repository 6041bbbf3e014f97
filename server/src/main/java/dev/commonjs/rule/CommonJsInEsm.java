package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A name of the CommonJS wrapper in an ES module. Node's documentation, <em>Modules: ECMAScript
 * modules</em>, "Differences between ES modules and CommonJS": no {@code require}, {@code exports},
 * {@code module.exports}, {@code __filename}, {@code __dirname}.
 */
final class CommonJsInEsm implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "commonjs-in-esm",
          Severity.ERROR,
          "An ES module uses a name that only CommonJS modules have");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    if (!module.isEsModule() || module.kindReason() == KindReason.SYNTAX) {
      return;
    }
    List<Fact.WrapperUsed> facts = module.facts(Fact.WrapperUsed.class);
    Set<String> guarded = new HashSet<>(module.declared());
    facts.stream().filter(Fact.WrapperUsed::guarded).forEach(f -> guarded.add(f.name()));
    for (Fact.WrapperUsed fact : facts) {
      // Each name once: the file's kind is the mistake, not every line of it.
      if (guarded.add(fact.name())) {
        out.accept(new Report(INFO, fact.span(), message(module, fact.name())).finding());
      }
    }
  }

  private static String message(ModuleView module, String name) {
    String because =
        module.kindReason() == KindReason.TYPE
            ? "because package.json says `\"type\": \"module\"`"
            : "because of its extension `.mjs`";
    return "`%s` is not defined here: this file is an ES module %s. %s"
        .formatted(name, because, advice(name));
  }

  private static String advice(String name) {
    return switch (name) {
      case "require" -> "Use `import`, or name the file `.cjs`.";
      case "__dirname" -> "Use `import.meta.dirname`, or name the file `.cjs`.";
      case "__filename" -> "Use `import.meta.filename`, or name the file `.cjs`.";
      default -> "Use `export`, or name the file `.cjs`.";
    };
  }
}
