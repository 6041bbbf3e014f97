package dev.commonjs.refactoring;

import dev.commonjs.feature.PropertyNames;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Origin;
import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireStyle;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A variable for a module as one variable for each of its names that is used, and back. A name is
 * read when the module is required then, or each time it is used; and a function is called on the
 * module, or on nothing. So both are done only where the names are there by then, never change, and
 * no function that is called looks at {@code this}.
 */
final class RequireBindings {
  private final CodeOfFile code;
  private final HeadRequires.Declared declared;
  private final Conditions conditions;
  private final Linker linker;
  private final String specifier;

  private RequireBindings(CodeOfFile code, HeadRequires.Declared declared) {
    this.code = code;
    this.declared = declared;
    this.conditions = code.conditions();
    this.linker = code.snapshot.linker();
    this.specifier = declared.specifier().value();
  }

  /** Empty where no module is required at {@code offset} into variables of the whole file. */
  static Optional<Refactoring> at(CodeOfFile code, int offset) {
    if (!code.bindings.namesIn(offset).isEmpty()
        && code.bindings.namesIn(offset).contains("require")) {
      return Optional.empty();
    }
    return HeadRequires.of(code.parsed, Integer.MAX_VALUE).declared().stream()
        .filter(one -> isAt(one, offset))
        .findFirst()
        .flatMap(
            one -> {
              RequireBindings bindings = new RequireBindings(code, one);
              return one.variable() != null ? bindings.toNames() : bindings.toVariable();
            });
  }

  private static boolean isAt(HeadRequires.Declared one, int offset) {
    boolean alone = one.statement().declarators().size() == 1;
    Node place = alone ? one.statement() : one.declarator();
    return place.start() <= offset && offset <= place.end();
  }

  // ---------------------------------------------------------------- to names

  private Optional<Refactoring> toNames() {
    Optional<Bindings.Binding> binding = code.bindings.at(declared.declarator().target().span());
    if (binding.isEmpty() || binding.get().references().isEmpty()) {
      return Optional.empty();
    }
    conditions.need(binding.get().declarations().size() == 1, "It is declared more than once.");
    Set<String> names = new LinkedHashSet<>();
    List<TextChange> changes = new ArrayList<>();
    for (Span place : binding.get().references()) {
      List<Node> path = Nodes.path(code.parsed.program(), place);
      Node parent = path.get(path.size() - 2);
      boolean isMember =
          parent instanceof Node.Member member
              && member.object().span().equals(place)
              && !member.optional();
      conditions.need(isMember, "All of the module is used", place);
      if (isMember) {
        Node.Member member = (Node.Member) parent;
        names.add(member.name());
        changes.add(new TextChange(member.span(), member.name()));
        needUse(member, path.get(path.size() - 3));
        needFree(member.name(), place);
      }
    }
    code.needKnownNames(conditions);
    for (String name : names) {
      conditions.need(PropertyNames.isVariable(name), "No variable can be called `" + name + "`.");
      needSettled(name);
    }
    String pattern = style().pattern(String.join(", ", names));
    changes.add(new TextChange(declared.declarator().target().span(), pattern));
    return Optional.of(
        Refactoring.rewrite(
            "Take the names that are used out of the module", code.path, conditions, changes));
  }

  private RequireStyle style() {
    return RequireStyle.of(code.parsed, HeadRequires.of(code.parsed, Integer.MAX_VALUE));
  }

  private void needUse(Node.Member member, Node around) {
    String between = code.text.substring(member.object().end(), member.nameStart());
    conditions.need(between.strip().equals("."), "It is written otherwise", member.span());
    conditions.need(
        !CodeOfFile.isTarget(around, member.span()),
        "`" + member.name() + "` is written",
        member.span());
    if (isCalled(around, member)) {
      needNoThis(member.name(), member.span());
    }
  }

  private static boolean isCalled(Node around, Node callee) {
    return switch (around) {
      case Node.Call call -> call.callee().span().equals(callee.span());
      case Node.TaggedTemplate template -> template.tag().span().equals(callee.span());
      default -> false;
    };
  }

  private void needFree(String name, Span place) {
    conditions.need(
        !code.bindings.namesIn(place.start()).contains(name) && code.undeclared(name).isEmpty(),
        "`" + name + "` is another variable",
        place);
  }

  // ---------------------------------------------------------------- what is proved

  private Shape.Required member(String name) {
    return new Shape.Required(specifier, List.of(new Shape.Prop(name)));
  }

  /** Whether {@code name} of what is required at {@code declared} is there then, and stays so. */
  static boolean isSettled(CodeOfFile code, HeadRequires.Declared declared, String name) {
    RequireBindings bindings = new RequireBindings(code, declared);
    bindings.needSettled(name);
    return bindings.conditions.hold();
  }

  /** That {@code name} is there when the module has been required, and stays what it is. */
  private void needSettled(String name) {
    if (!conditions.hold()) {
      return;
    }
    boolean cycle =
        code.snapshot.resolver().resolve(code.path, specifier, Mode.REQUIRE)
                instanceof Resolution.Found found
            && code.snapshot.inCycle(code.path, found.file());
    conditions.need(!cycle, "The module requires this file: it may not be complete yet.");
    Shape.Required value = member(name);
    List<Linked> holders = linker.follow(code.path, Linker.holder(value));
    boolean there =
        linker.member(holders, name) instanceof Lookup.Present present
            && present.certainty() == Shape.Certainty.ALWAYS
            && present.values().stream().noneMatch(one -> one instanceof Linked.Open);
    conditions.need(there, "It is not known what `" + name + "` is.");
    boolean computed =
        linker.names(holders).names().stream()
            .filter(one -> one.name().equals(name))
            .anyMatch(Names.Name::accessor);
    conditions.need(!computed, "`" + name + "` is computed each time it is read.");
    conditions.need(
        linker.replaced(code.path, value, 1).isEmpty() && !isBuiltinWritten(holders, name),
        "`" + name + "` may be another one later: it is written elsewhere.");
  }

  /** Whether a file of the workspace writes on a module of Node, or hands it to who may. */
  private boolean isBuiltinWritten(List<Linked> holders, String name) {
    Set<String> modules = new HashSet<>();
    for (Linked holder : holders) {
      if (holder instanceof Linked.BuiltinModule builtin) {
        modules.add(builtin.module());
        modules.add("node:" + builtin.module());
      }
    }
    return !modules.isEmpty()
        && code.snapshot.files().stream()
            .flatMap(file -> code.snapshot.summary(file).stream())
            .flatMap(summary -> summary.uses().stream())
            .filter(use -> modules.contains(use.value().specifier()))
            .anyMatch(use -> mayWrite(use, name));
  }

  private static boolean mayWrite(Use use, String name) {
    return switch (use.access()) {
      case WRITE, DELETE -> use.value().path().equals(List.of(new Shape.Prop(name)));
      case ESCAPE -> use.value().path().isEmpty();
      default -> false;
    };
  }

  private void needNoThis(String name, Span place) {
    if (!conditions.hold()) {
      return;
    }
    boolean free =
        linker.member(code.path, member(name)) instanceof Lookup.Present present
            && present.values().stream().allMatch(this::usesNoThis);
    conditions.need(free, "`" + name + "()` may use the module as `this`", place);
  }

  private boolean usesNoThis(Linked value) {
    if (value instanceof Linked.BuiltinModule) {
      return true;
    }
    List<Origin> origins = linker.origins(value);
    return value instanceof Linked.Local
        && !origins.isEmpty()
        && origins.stream().allMatch(this::usesNoThis);
  }

  private boolean usesNoThis(Origin origin) {
    return code.snapshot
        .parsed(origin.file())
        .flatMap(parsed -> function(Nodes.path(parsed.program(), origin.span())))
        .filter(function -> !CodeOfFile.usesThis(function))
        .isPresent();
  }

  /** The function that the innermost node is, or is the name of. */
  private static Optional<Node.Func> function(List<Node> path) {
    for (Node node : path.reversed()) {
      switch (node) {
        case Node.Func function -> {
          return Optional.of(function);
        }
        case Node.FunctionExpr expression -> {
          return Optional.of(expression.func());
        }
        case Node.FunctionDecl declaration -> {
          return Optional.of(declaration.func());
        }
        case Node.MethodProperty method -> {
          return Optional.of(method.func());
        }
        case Node.Ident name -> {}
        case Node.NameKey name -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  // ---------------------------------------------------------------- to a variable

  private Optional<Refactoring> toVariable() {
    Optional<Node.ObjectPattern> pattern = declared.pattern();
    if (pattern.isEmpty() || pattern.get().properties().isEmpty()) {
      return Optional.empty();
    }
    conditions.need(pattern.get().rest() == null, "All other names are taken too.");
    List<TextChange> changes = new ArrayList<>();
    String variable = variable();
    conditions.need(
        PropertyNames.isVariable(variable) && !code.names().contains(variable),
        "`" + variable + "` is another variable.");
    for (Node.PatternProperty property : pattern.get().properties()) {
      boolean plain =
          property.key() instanceof Node.NameKey key
              && PropertyNames.isIdentifier(key.name())
              && property.value() instanceof Node.Ident;
      conditions.need(plain, "More than a name is taken", property.span());
      if (plain) {
        used((Node.NameKey) property.key(), (Node.Ident) property.value(), variable, changes);
      }
    }
    code.needKnownNames(conditions);
    conditions.need(
        !code.parsed.hasComment(pattern.get().span()),
        "A comment has no place left",
        pattern.get().span());
    changes.add(new TextChange(pattern.get().span(), variable));
    return Optional.of(
        Refactoring.rewrite(
            "Use one variable for the whole module", code.path, conditions, changes));
  }

  private void used(Node.NameKey key, Node.Ident local, String variable, List<TextChange> changes) {
    String name = key.name();
    needSettled(name);
    Optional<Bindings.Binding> binding = code.bindings.at(local.span());
    conditions.need(
        binding.filter(one -> one.declarations().size() == 1).isPresent(),
        "`" + name + "` is declared more than once",
        local.span());
    for (Span place : binding.map(Bindings.Binding::references).orElse(List.of())) {
      List<Node> path = Nodes.path(code.parsed.program(), place);
      Node parent = path.get(path.size() - 2);
      conditions.need(
          !CodeOfFile.isTarget(parent, place), "`" + local.name() + "` is written", place);
      if (isCalled(parent, path.getLast())) {
        needNoThis(name, place);
      }
      boolean shorthand = parent instanceof Node.ValueProperty value && value.shorthand();
      String start = shorthand ? local.name() + ": " : "";
      changes.add(new TextChange(place, start + variable + "." + name));
    }
  }

  /** {@code user} for {@code ../lib/user.js}. */
  private String variable() {
    String path = specifier.replaceFirst("\\.[cm]?js(on)?$", "").replaceFirst("(/index)?/?$", "");
    String last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("^node:", "");
    Path folder = code.path.getParent();
    boolean dots = last.isEmpty() || last.startsWith(".");
    return PropertyNames.variable(
        dots && folder != null ? String.valueOf(folder.getFileName()) : last);
  }
}
