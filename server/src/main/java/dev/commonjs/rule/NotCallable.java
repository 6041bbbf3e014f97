package dev.commonjs.rule;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Lookup;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Shape.Required;
import dev.commonjs.shape.Truth;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A call of something that is surely not a function (ECMA-262, <em>EvaluateCall</em> and
 * <em>EvaluateNew</em>: a TypeError).
 */
final class NotCallable implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "not-callable",
          Severity.ERROR,
          "Something from a required module is called that is not a function");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Uses uses = new Uses(module);
    for (Use use : module.summary().uses()) {
      module.cancel().check();
      if (reports(module, uses, use)) {
        out.accept(report(module, use));
      }
    }
  }

  static boolean reports(ModuleView module, Uses uses, String specifier) {
    return module.summary().uses().stream()
        .filter(use -> use.value().specifier().equals(specifier))
        .anyMatch(use -> reports(module, uses, use));
  }

  private static boolean reports(ModuleView module, Uses uses, Use use) {
    if (use.access() != Use.Access.CALL && use.access() != Use.Access.CONSTRUCT) {
      return false;
    }
    if (isNamespace(use.value())) {
      return use.certain() && !use.guarded() && module.isSurelyEsModule();
    }
    List<Linked> values = module.linker().follow(module.file(), use.value());
    if (isEsModule(use, values)) {
      return use.certain()
          && !use.guarded()
          && !module.isEsModule()
          && !module.summary().esmSyntax()
          && values.stream().noneMatch(value -> maySayWhatRequireGives(module, value))
          && !LaterWrites.mayReplace(module, use.value().specifier(), use.phase())
          && module.linker().replaced(module.file(), use.value(), 0).isEmpty();
    }
    if (!uses.relies(use)) {
      return false;
    }
    return module.linker().callable(values) == Truth.NO
        && module.linker().kind(values) != Kind.CLASS
        && module.linker().kind(values) != Kind.UNKNOWN
        && values.stream().noneMatch(Linked.EsNamespace.class::isInstance)
        && !Uses.mayBeNothing(values)
        && !uses.mayBeDefault(use.value(), others -> mayWork(module, use, others))
        && !uses.mayBeOfAnotherHost(use.value())
        && !LaterWrites.mayReplace(module, use.value().specifier(), use.phase())
        && !absent(module, use)
        && module.linker().replaced(module.file(), use.value(), use.value().path().size()).isEmpty()
        && !halfLoaded(module, use);
  }

  private static boolean mayWork(ModuleView module, Use use, List<Linked> values) {
    return module.linker().callable(values) != Truth.NO
        || use.access() == Use.Access.CONSTRUCT && module.linker().kind(values) == Kind.CLASS;
  }

  /** What {@code import * as n} gives is never a function (ECMA-262, Module Namespace Objects). */
  private static boolean isNamespace(Required value) {
    return value.path().size() == 1 && value.path().getFirst() instanceof Shape.NamespaceStep;
  }

  /**
   * Node's <em>Loading ECMAScript modules using require()</em>: older versions refuse to load it,
   * others give its namespace, unless it says what {@code require()} gives.
   */
  private static boolean isEsModule(Use use, List<Linked> values) {
    return use.value().path().isEmpty()
        && !values.isEmpty()
        && values.stream().allMatch(Linked.EsNamespace.class::isInstance);
  }

  /** By an export named "module.exports", of its own or passed on. */
  private static boolean maySayWhatRequireGives(ModuleView module, Linked value) {
    return !(value instanceof Linked.EsNamespace(Path file))
        || !module.snapshot().isSurelyEsModule(file)
        || exports(module, file)
            .map(
                all ->
                    all.stream()
                        .anyMatch(
                            one ->
                                one.specifier() != null || one.names().contains("module.exports")))
            .orElse(true);
  }

  private static Optional<List<Node.ExportDecl>> exports(ModuleView module, Path file) {
    return module
        .snapshot()
        .parsed(file)
        .map(
            parsed ->
                parsed.program().body().stream()
                    .filter(Node.ExportDecl.class::isInstance)
                    .map(Node.ExportDecl.class::cast)
                    .toList());
  }

  /** Whether all of them say that they have a default export. */
  private static boolean haveDefault(ModuleView module, List<Linked> values) {
    return values.stream()
        .allMatch(
            value ->
                value instanceof Linked.EsNamespace(Path file)
                    && exports(module, file).stream()
                        .flatMap(List::stream)
                        .anyMatch(one -> one.names().contains("default")));
  }

  /** Asked last: the answer takes reading whatever the file loads. */
  private static boolean halfLoaded(ModuleView module, Use use) {
    return use.phase() == Phase.LOAD
        && module
            .target(use.value().specifier())
            .map(file -> module.snapshot().inCycle(module.file(), file))
            .orElse(false);
  }

  /** The business of missing-member. */
  private static boolean absent(ModuleView module, Use use) {
    List<?> path = use.value().path();
    return !path.isEmpty()
        && path.get(path.size() - 1) instanceof Prop
        && !(module.linker().read(module.file(), use.value(), use.phase())
            instanceof Lookup.Present);
  }

  private static Finding report(ModuleView module, Use use) {
    Required value = use.value();
    List<Linked> values = module.linker().follow(module.file(), value);
    Optional<Cause> cause =
        ExportsNothing.isNothing(module, values) && value.path().isEmpty()
            ? module.target(value.specifier()).flatMap(file -> Cause.ofNothing(module, file))
            : Optional.empty();
    String how = use.access() == Use.Access.CONSTRUCT ? "`new` throws" : "calling it throws";
    String message =
        isNamespace(value) || isEsModule(use, values)
            ? "`%s` is the namespace of `%s`, not a function: %s a TypeError.%s"
                .formatted(
                    module.text(use.span()),
                    value.specifier(),
                    how,
                    isNamespace(value)
                        ? " Import its `default`."
                        : haveDefault(module, values) ? " Use its `default`." : "")
            : message(module, use, values, cause);
    Report report = new Report(INFO, use.span(), message);
    cause.ifPresent(c -> report.related(c.related()));
    return report.finding();
  }

  private static String message(
      ModuleView module, Use use, List<Linked> values, Optional<Cause> cause) {
    Required value = use.value();
    boolean makes = use.access() == Use.Access.CONSTRUCT;
    if (cause.isPresent()) {
      return "`%s` exports nothing, so this %s throws a TypeError%s"
          .formatted(value.specifier(), makes ? "`new`" : "call", cause.get().clause());
    }
    String what =
        switch (module.linker().kind(values)) {
          case ARRAY -> "an array";
          case PRIMITIVE -> "a plain value";
          default -> "an object";
        };
    String subject =
        value.path().isEmpty()
            ? "`" + value.specifier() + "` exports " + what
            : "`" + Uses.code(value) + "` is " + what;
    return subject
        + (makes ? ", not a constructor: `new` throws" : ", not a function: calling it throws")
        + " a TypeError."
        + insteadOf(module, values, makes);
  }

  /** What compilers of ES modules put their default export under. */
  private static String insteadOf(ModuleView module, List<Linked> values, boolean makes) {
    return module.linker().member(values, "default") instanceof Lookup.Present present
            && module.linker().callable(present.values()) == Truth.YES
        ? makes ? " Use its `default`." : " Call its `default`."
        : "";
  }
}
