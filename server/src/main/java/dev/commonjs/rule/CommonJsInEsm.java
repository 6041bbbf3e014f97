package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  private static final Set<String> NAMES = Set.of("exports", "require", "module");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    if (!module.isSurelyEsModule()) {
      return;
    }
    List<Fact.WrapperUsed> facts = module.facts(Fact.WrapperUsed.class);
    Set<String> guarded = new HashSet<>(module.declared());
    facts.stream().filter(Fact.WrapperUsed::guarded).forEach(f -> guarded.add(f.name()));
    for (Fact.WrapperUsed fact : facts) {
      // Each name once: the file's kind is the mistake, not every line of it.
      if (!asked(module, fact) && guarded.add(fact.name())) {
        out.accept(new Report(INFO, fact.span(), message(module, fact.name())).finding());
      }
    }
  }

  /**
   * Whether it stands where {@code typeof} of such a name decides what runs: in an ES module that
   * is the other branch.
   */
  private static boolean asked(ModuleView module, Fact.WrapperUsed fact) {
    return module.nodesAround(fact.span()).stream()
        .map(CommonJsInEsm::test)
        .anyMatch(test -> test != null && !test.span().contains(fact.span()) && asks(test));
  }

  private static Node.@Nullable Expr test(Node node) {
    return switch (node) {
      case Node.If n -> n.test();
      case Node.Conditional n -> n.test();
      case Node.Logical n -> n.left();
      default -> null;
    };
  }

  private static boolean asks(Node test) {
    boolean[] found = {false};
    Nodes.walk(
        test,
        node ->
            found[0] |=
                node instanceof Node.Unary unary
                    && unary.op().equals("typeof")
                    && unary.operand() instanceof Node.Ident name
                    && NAMES.contains(name.name()));
    return found[0];
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
