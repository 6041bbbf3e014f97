package dev.commonjs.feature;

import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions and classes of one file that have a name, and the file itself, whose code Node runs
 * as a function too. Code in others, as in most callbacks, is a part of what is around it; a
 * constructor is its class.
 */
final class Callables {
  /**
   * @param token the name, nearest to the function; of a module its start
   * @param node the function, class or program
   */
  record Callable(String name, CallableSort sort, Span token, Node node) {
    /** Of callables of one file. */
    boolean isSame(Callable other) {
      return token.equals(other.token);
    }
  }

  private final ParsedFile parsed;
  private final Bindings bindings;
  private final Callable module;
  private final Map<Node, Callable> byNode = new IdentityHashMap<>();
  private final Map<Span, Callable> byPlace = new HashMap<>();
  private final Map<Node, Map<Span, String>> names = new IdentityHashMap<>();

  Callables(ParsedFile parsed) {
    this.parsed = parsed;
    this.bindings = Bindings.of(parsed);
    this.module = new Callable("", CallableSort.MODULE, new Span(0, 0), parsed.program());
    Nodes.walk(parsed.program(), this::visit);
  }

  // ---------------------------------------------------------------- names, parents first

  private void visit(Node node) {
    switch (node) {
      case Node.Declarator declarator
          when declarator.init() != null && declarator.target() instanceof Node.Ident name ->
          named(declarator.init(), name.name(), name.span());
      case Node.Assign assign -> target(assign);
      case Node.ValueProperty property -> keyed(property.value(), property.key());
      case Node.FieldMember field when field.value() != null -> keyed(field.value(), field.key());
      case Node.MethodProperty method -> keyed(method.func(), method.key());
      case Node.AccessorProperty accessor -> keyed(accessor.func(), accessor.key());
      case Node.AccessorMember accessor -> keyed(accessor.func(), accessor.key());
      case Node.MethodMember method when method.func().kind() != Node.FuncKind.CONSTRUCTOR ->
          keyed(method.func(), method.key());
      case Node.Func function -> callable(function, function.name(), sort(function));
      case Node.ClassNode type -> callable(type, type.name(), CallableSort.CLASS);
      default -> {}
    }
  }

  private static CallableSort sort(Node.Func function) {
    return switch (function.kind()) {
      case METHOD, GETTER, SETTER -> CallableSort.METHOD;
      case NORMAL, ARROW, CONSTRUCTOR -> CallableSort.FUNCTION;
    };
  }

  private void target(Node.Assign assign) {
    switch (assign.target()) {
      case Node.Ident name -> named(assign.value(), name.name(), name.span());
      case Node.Member member -> {
        boolean whole =
            member.name().equals("exports")
                && member.object() instanceof Node.Ident(var start, var end, String object)
                && object.equals("module");
        named(assign.value(), whole ? "module.exports" : member.name(), member.nameSpan());
      }
      case Node.Index(var start, var end, var object, Node.Str key, var optional) ->
          named(assign.value(), key.value(), key.span());
      default -> {}
    }
  }

  private void keyed(Node value, Node.Key key) {
    if (key instanceof Node.NameKey name) {
      named(value, name.name(), name.span());
    }
  }

  /** What is assigned to several names has all of them. */
  private void named(Node value, String name, Span token) {
    Node named = value;
    while (named instanceof Node.Assign assign) {
      named = assign.value();
    }
    @Nullable Node made =
        switch (named) {
          case Node.FunctionExpr function -> function.func();
          case Node.ClassExpr type -> type.node();
          case Node.Func function -> function;
          default -> null;
        };
    if (made != null) {
      names.computeIfAbsent(made, n -> new LinkedHashMap<>()).put(token, name);
    }
  }

  private void callable(Node node, Node.@Nullable Ident own, CallableSort sort) {
    if (own != null) {
      names.computeIfAbsent(node, n -> new LinkedHashMap<>()).put(own.span(), own.name());
    }
    Map<Span, String> known = names.remove(node);
    if (known != null) {
      Map.Entry<Span, String> last = List.copyOf(known.entrySet()).getLast();
      Callable made = new Callable(last.getValue(), sort, last.getKey(), node);
      byNode.put(node, made);
      byPlace.put(node.span(), made);
      known.keySet().forEach(token -> byPlace.put(token, made));
    }
  }

  // ---------------------------------------------------------------- questions

  /** The one that has its name, or is written, at exactly {@code place}. */
  Optional<Callable> at(Span place) {
    return place.end() == 0 ? Optional.of(module) : Optional.ofNullable(byPlace.get(place));
  }

  Callable module() {
    return module;
  }

  /** The innermost one whose code {@code place} is in. */
  Callable around(Span place) {
    for (Node node : Nodes.path(parsed.program(), place).reversed()) {
      Callable found = byNode.get(node);
      if (found != null) {
        return found;
      }
    }
    return module;
  }

  /** Whether {@code node} is one itself, and not {@code own}. */
  boolean isAnother(Node node, Callable own) {
    Callable found = byNode.get(node);
    return found != null && !found.isSame(own);
  }

  /** The one that the variable at {@code name} was declared or defined as. */
  Optional<Callable> variable(Span name) {
    return bindings.at(name).stream()
        .flatMap(binding -> binding.declarations().stream())
        .flatMap(declared -> at(declared).stream())
        .findFirst();
  }

  /**
   * The one that {@code this.name} is in the code at {@code place}: of the class or object literal
   * whose method that is, as long as nobody has replaced it.
   */
  Optional<Callable> ofThis(String name, Span place) {
    List<Node> path = Nodes.path(parsed.program(), place);
    for (int i = path.size() - 1; i > 1; i--) {
      if (path.get(i) instanceof Node.Func function && function.kind() != Node.FuncKind.ARROW) {
        int member = path.get(i - 1) instanceof Node.FunctionExpr ? i - 2 : i - 1;
        return member < 1
            ? Optional.empty()
            : sibling(path.get(member - 1), path.get(member), name);
      }
    }
    return Optional.empty();
  }

  private Optional<Callable> sibling(Node holder, Node member, String name) {
    List<? extends Node> members =
        switch (holder) {
          case Node.ClassNode type when member instanceof Node.ClassMember one ->
              type.members().stream().filter(m -> m.isStatic() == one.isStatic()).toList();
          case Node.ObjectLit literal -> literal.properties();
          default -> List.of();
        };
    return members.stream()
        .flatMap(one -> key(one).stream())
        .filter(key -> key.name().equals(name))
        .flatMap(key -> at(key.span()).stream())
        .findFirst();
  }

  private static Optional<Node.NameKey> key(Node member) {
    Node.@Nullable Key key =
        switch (member) {
          case Node.MethodMember method -> method.key();
          case Node.FieldMember field -> field.key();
          case Node.MethodProperty method -> method.key();
          case Node.ValueProperty property -> property.key();
          default -> null;
        };
    return key instanceof Node.NameKey name ? Optional.of(name) : Optional.empty();
  }
}
