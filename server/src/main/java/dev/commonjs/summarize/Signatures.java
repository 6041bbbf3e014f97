package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value.Argument;
import dev.commonjs.interpret.Effects;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What functions take, return, and do to what they are given. Functions go by their numbers. */
final class Signatures {
  private final SourceText source;
  private final Effects effects;
  private final Map<Integer, Shape> returns = new HashMap<>();
  private final Map<Integer, Shape.ParameterEffect> receivers = new HashMap<>();

  Signatures(SourceText source, Effects effects) {
    this.source = source;
    this.effects = effects;
  }

  boolean isFollowed(int ordinal) {
    return returns.containsKey(ordinal);
  }

  void returned(int ordinal, Shape result) {
    returns.put(ordinal, result);
  }

  /**
   * @param effect what the function does to {@code this}
   */
  void receiver(int ordinal, Shape.ParameterEffect effect) {
    receivers.put(ordinal, effect);
  }

  /** Null for what is no function. */
  Shape.@Nullable Signature of(int ordinal, Cell cell) {
    Shape returned = returns.getOrDefault(ordinal, new Shape.Unknown(Plain.NOT_FOLLOWED));
    return switch (cell.callable) {
      case null -> null;
      case Cell.Closure closure ->
          signature(closure.func(), name(closure.func().name()), returned, effects(ordinal, cell));
      case Cell.ClassOf c -> {
        Node.Func constructor = c.constructor();
        String name = name(c.node().name());
        yield constructor == null
            ? new Shape.Signature(name, List.of(), false, false, returned, effects(ordinal, cell))
            : signature(constructor, name, returned, effects(ordinal, cell));
      }
      case Cell.Bound bound ->
          new Shape.Signature(
              "", List.of(), false, false, new Shape.Unknown(Plain.BOUND_FUNCTION), List.of());
      case Cell.Native n ->
          new Shape.Signature(
              "", List.of(), false, false, new Shape.Unknown(Plain.BUILTIN_FUNCTION), List.of());
    };
  }

  private static String name(Node.@Nullable Ident ident) {
    return ident == null ? "" : ident.name();
  }

  private Shape.Signature signature(
      Node.Func func, String name, Shape returned, List<Shape.ParameterEffect> touched) {
    List<String> parameters = new ArrayList<>();
    String text = source.text();
    for (Node.Target param : func.params()) {
      String written =
          text.substring(
              Math.min(param.start(), text.length()), Math.min(param.end(), text.length()));
      parameters.add(written.length() > 80 ? written.substring(0, 77) + "..." : written);
    }
    return new Shape.Signature(name, parameters, func.async(), func.generator(), returned, touched);
  }

  private List<Shape.ParameterEffect> effects(int ordinal, Cell cell) {
    List<Shape.ParameterEffect> result = new ArrayList<>();
    Shape.ParameterEffect receiver = receivers.get(ordinal);
    if (receiver != null && !(receiver.parts().isEmpty() && !receiver.anything())) {
      result.add(receiver);
    }
    Effects.OfFunction own = effects.of(cell);
    Set<Argument> touched = new LinkedHashSet<>(own.parts.keySet());
    touched.addAll(own.anything);
    touched.addAll(own.within);
    for (Argument argument : touched) {
      result.add(
          new Shape.ParameterEffect(
              argument.index(),
              argument.rest(),
              List.copyOf(own.parts.getOrDefault(argument, Set.of())),
              own.anything.contains(argument),
              own.within.contains(argument)));
    }
    return result.stream()
        .sorted(
            Comparator.comparingInt(Shape.ParameterEffect::index)
                .thenComparing(Shape.ParameterEffect::rest))
        .toList();
  }
}
