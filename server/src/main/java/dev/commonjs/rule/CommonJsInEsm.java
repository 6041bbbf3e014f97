package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Host;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
    List<Fact.WrapperUsed> facts = module.facts(Fact.WrapperUsed.class);
    if (!module.isEsModuleToNode()) {
      awaiting(module, facts).ifPresent(out);
      return;
    }
    List<Fact.WrapperUsed> wrong = wrong(module, facts);
    Host host = wrong.isEmpty() ? Host.UNKNOWN : module.host();
    if (host != Host.RUNNER) {
      wrong.forEach(fact -> out.accept(report(module, fact, host == Host.NODE)));
    }
  }

  /** Each name once: the file's kind is the mistake, not every line of it. */
  private static List<Fact.WrapperUsed> wrong(ModuleView module, List<Fact.WrapperUsed> facts) {
    Set<String> guarded = new HashSet<>(module.declared());
    facts.stream().filter(Fact.WrapperUsed::guarded).forEach(f -> guarded.add(f.name()));
    return facts.stream().filter(fact -> !asked(module, fact) && guarded.add(fact.name())).toList();
  }

  /**
   * A file that only an {@code await} outside of functions makes an ES module: Node reads it again
   * as one, and refuses it where it uses a name of the wrapper (Node's documentation, <em>Syntax
   * detection</em>).
   */
  private static Optional<Finding> awaiting(ModuleView module, List<Fact.WrapperUsed> facts) {
    boolean guarded = facts.stream().anyMatch(Fact.WrapperUsed::guarded);
    if (module.kindReason() != KindReason.SYNTAX
        || !module.summary().esmSyntax()
        || !module.facts(Fact.EsmSyntax.class).isEmpty()
        || guarded
        || !module.declared().isEmpty()
        || facts.isEmpty()) {
      return Optional.empty();
    }
    Optional<Span> await = topLevelAwait(module.parsed().program());
    return facts.stream()
        .filter(fact -> await.isPresent() && !asked(module, fact))
        .findFirst()
        .filter(fact -> module.host() == Host.NODE)
        .map(fact -> report(module, fact, await.get()));
  }

  private static Finding report(ModuleView module, Fact.WrapperUsed fact, Span await) {
    String message =
        "This `await` outside of functions makes the file an ES module, where `%s` (line %d) is not defined: Node can't load it. %s"
            .formatted(fact.name(), module.line(fact.span()), "Put it into an `async` function.");
    Span word = new Span(await.start(), await.start() + "await".length());
    return new Report(INFO, word, message)
        .related(module.here(fact.span(), "`" + fact.name() + "` is used here"))
        .finding();
  }

  /** The first that stands as an expression. */
  private static Optional<Span> topLevelAwait(Node.Program program) {
    List<Span> found = new ArrayList<>();
    Nodes.walkWhile(
        program,
        node -> {
          if (node instanceof Node.Await) {
            found.add(node.span());
          }
          return !(node instanceof Node.Func || node instanceof Node.ClassNode);
        });
    return found.stream().min(Comparator.comparingInt(Span::start));
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

  private static Finding report(ModuleView module, Fact.WrapperUsed fact, boolean sure) {
    String because =
        module.kindReason() == KindReason.TYPE
            ? "because package.json says `\"type\": \"module\"`"
            : "because of its extension `.mjs`";
    String message =
        sure
            ? "`%s` is not defined here: this file is an ES module %s. %s"
                .formatted(fact.name(), because, advice(fact.name()))
            : "`%s` is not defined here if Node runs this file, which is an ES module %s. A bundler or a test runner may know the name."
                .formatted(fact.name(), because);
    return new Report(INFO, fact.span(), message)
        .severity(sure ? Severity.ERROR : Severity.HINT)
        .finding();
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
