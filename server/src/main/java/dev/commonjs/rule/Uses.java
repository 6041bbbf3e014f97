package dev.commonjs.rule;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Lookup;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Required;
import dev.commonjs.shape.Truth;
import dev.commonjs.shape.Use;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.workspace.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a file does with the values of other modules, as the rules about consumers see it. */
final class Uses {
  private static final Set<Access> CALLS = Set.of(Access.CALL, Access.CONSTRUCT, Access.EXTEND);

  private final ModuleView module;
  private final Set<Required> written = new HashSet<>();
  private final Set<Required> called = new HashSet<>();

  Uses(ModuleView module) {
    this.module = module;
    for (Use use : module.summary().uses()) {
      if (use.access() == Access.WRITE) {
        written.add(use.value());
      } else if (CALLS.contains(use.access())) {
        called.add(use.value());
      }
    }
  }

  /**
   * Whether this place relies on its value: it is the only value that can stand here, and neither
   * is the code prepared for none, nor does the file put it there itself, nor do other modules keep
   * it from being reached.
   */
  boolean relies(Use use) {
    return use.certain()
        && !use.guarded()
        && use.access() != Access.DELETE
        && !written.contains(use.value())
        && isExport(use.value())
        && use.conditions().stream().noneMatch(condition -> fails(condition, use.phase()));
  }

  /** Whether it is surely the other way, whenever the code runs that asks. */
  private boolean fails(Use.Condition condition, Phase phase) {
    Required value = condition.value();
    return module.linker().read(module.file(), value, phase) instanceof Lookup.Present present
        && Truth.common(present.values(), Uses::truth) == Truth.of(!condition.outcome())
        && module.linker().replaced(module.file(), value, value.path().size()).isEmpty()
        && !LaterWrites.mayReplace(module, value.specifier(), phase);
  }

  /** ECMA-262, <em>ToBoolean</em>, of constants. */
  private static Truth truth(Linked value) {
    return value instanceof Linked.Local local && local.shape() instanceof Shape.Constant constant
        ? switch (constant.kind()) {
          case BOOLEAN -> Truth.of(constant.text().equals("true"));
          case NULL, UNDEFINED -> Truth.NO;
          case NUMBER -> Truth.of(!Set.of("0", "-0", "NaN").contains(constant.text()));
          case STRING -> Truth.of(!constant.text().isEmpty());
          default -> Truth.UNKNOWN;
        }
        : Truth.UNKNOWN;
  }

  /**
   * Whether {@code value} may mean a part of the module's {@code default}: that is what a bundler
   * gives {@code import x from} a transpiled file, while Node gives it the whole. Only where it is
   * not sure that Node runs the file.
   *
   * @param fine whether what stands there then is what the code relies on
   */
  boolean mayBeDefault(Required value, Predicate<List<Linked>> fine) {
    if (!module.summary().esmSyntax() || module.isSurelyEsModule()) {
      return false;
    }
    Optional<Path> target = module.target(value.specifier());
    boolean transpiled =
        target
            .map(file -> module.linker().member(module.linker().exportsOf(file), "__esModule"))
            .filter(found -> !(found instanceof Lookup.Absent))
            .isPresent();
    if (!transpiled) {
      return false;
    }
    List<Shape.Step> path = new ArrayList<>(List.of(new Shape.Prop("default")));
    path.addAll(value.path());
    return fine.test(module.linker().follow(module.file(), new Required(value.specifier(), path)));
  }

  /**
   * Whether {@code value} comes from a module that asks where it runs, and this file is perhaps run
   * elsewhere, or from one that pages have another for, and only these load this file: what Node
   * gives there says nothing then.
   */
  boolean mayBeOfAnotherHost(Required value) {
    return mayBeReplacedInPages(value.specifier())
        || module.summary().esmSyntax()
            && !module.isSurelyEsModule()
            && module
                .target(value.specifier())
                .flatMap(module.snapshot()::summary)
                .filter(summary -> !Fact.of(summary, Fact.HostTested.class).isEmpty())
                .isPresent();
  }

  private boolean mayBeReplacedInPages(String specifier) {
    boolean other =
        module.snapshot().resolve(module.file(), specifier) instanceof Resolution.Builtin
            || Host.isReplacedInPages(module.snapshot(), module.file(), specifier);
    return other && module.host() == Host.PAGE;
  }

  /**
   * Whether it is something that the module holds, and not what one of its functions returns or
   * constructs: such objects are made to be changed, and an exact account of them takes more than
   * one call of the function shows.
   */
  private static boolean isExport(Required value) {
    return value.path().stream()
        .allMatch(step -> step instanceof Shape.Prop || step instanceof Shape.NamespaceStep);
  }

  /**
   * Whether the value of this place is called, constructed or extended: by the place itself or
   * through its new name.
   */
  boolean calls(Use use) {
    return CALLS.contains(use.access())
        || (use.access() == Access.DESTRUCTURE && called.contains(use.value()));
  }

  /** Whether the token is a member of something, and not just a name that holds one. */
  boolean namesMember(Use use) {
    if (use.access() == Access.DESTRUCTURE) {
      return true;
    }
    String text = module.parsed().source().text();
    int at = use.span().start() - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at >= 0 && (text.charAt(at) == '.' || text.charAt(at) == '[');
  }

  /** Whether the token stands for the whole value, and nothing is asked of it here. */
  boolean isWhole(Use use) {
    String text = module.parsed().source().text();
    int at = use.span().end();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at == text.length() || ".[(?".indexOf(text.charAt(at)) < 0;
  }

  /** The value without the last step of its path. */
  static Required holder(Required value) {
    return new Required(value.specifier(), value.path().subList(0, value.path().size() - 1));
  }

  /**
   * Whether reading a member of these throws already, so that the member itself is not the mistake.
   */
  static boolean mayBeNothing(List<Linked> values) {
    return values.stream()
        .anyMatch(
            v ->
                v instanceof Linked.Local local
                    && local.shape() instanceof Shape.Constant c
                    && (c.kind() == Shape.PrimitiveKind.UNDEFINED
                        || c.kind() == Shape.PrimitiveKind.NULL));
  }

  /** As a person would write it: {@code require('./lib').a()}. */
  static String code(Required value) {
    String code = "require('" + value.specifier() + "')";
    for (Shape.Step step : value.path()) {
      code =
          switch (step) {
            case Shape.Prop prop -> code + Spots.memberText(prop.name());
            case Shape.CallStep call -> code + "()";
            case Shape.NewStep construct -> "new (" + code + ")()";
            case Shape.AwaitStep await -> "(await " + code + ")";
            case Shape.NamespaceStep namespace -> code;
          };
    }
    return code;
  }
}
