package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.interpret.CallTable;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls of other modules' functions that are part of a shape, numbered as they are met. */
final class CallShapes {
  private final CallTable table;
  private final List<Shape.Arguments> calls = new ArrayList<>();
  private final Map<CallKey, Integer> numbers = new HashMap<>();

  CallShapes(CallTable table) {
    this.table = table;
  }

  /** A call means different things inside different functions that are described. */
  private record CallKey(int number, @Nullable Cell described) {}

  /**
   * The steps of {@code symbolic} with the numbers of {@link ModuleShape#calls}.
   *
   * @param arguments the shape of what a call was given; it may ask for other calls
   */
  List<Step> path(
      Symbolic symbolic,
      @Nullable Cell described,
      Function<CallTable.Entry, Shape.Arguments> arguments) {
    return numbered(symbolic, number -> call(number, described, arguments));
  }

  /** With the numbers of {@link ModuleShape#calls} for calls that are part of the shape. */
  List<Step> knownPath(Symbolic symbolic) {
    return numbered(
        symbolic, number -> numbers.getOrDefault(new CallKey(number, null), Shape.NOT_KNOWN));
  }

  private static List<Step> numbered(Symbolic symbolic, IntUnaryOperator numbers) {
    List<Step> path = new ArrayList<>();
    for (Step step : symbolic.path()) {
      path.add(
          switch (step) {
            case Shape.CallStep call when call.call() != Shape.NOT_KNOWN ->
                new Shape.CallStep(numbers.applyAsInt(call.call()));
            case Shape.NewStep made when made.call() != Shape.NOT_KNOWN ->
                new Shape.NewStep(numbers.applyAsInt(made.call()));
            default -> step;
          });
    }
    return path;
  }

  private int call(
      int number, @Nullable Cell described, Function<CallTable.Entry, Shape.Arguments> arguments) {
    CallKey key = new CallKey(number, described);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int index = calls.size();
    numbers.put(key, index);
    calls.add(Shape.Arguments.NOT_KNOWN);
    calls.set(index, arguments.apply(table.entry(number)));
    return index;
  }

  /** By argument: the names that it got after the call; empty when there are none. */
  static List<Set<String>> later(CallTable.Entry entry) {
    List<Set<String>> later =
        entry.args().values().stream().map(value -> later(value, entry.order())).toList();
    return later.stream().allMatch(Set::isEmpty) ? List.of() : later;
  }

  /** A name counts when each object that the value may be got it after {@code order}. */
  private static Set<String> later(Value value, int order) {
    Set<String> names = null;
    for (Atom atom : value.atoms()) {
      Set<String> own = new TreeSet<>();
      if (atom instanceof Ref ref) {
        for (Slots.Named named : ref.cell().slots.names()) {
          if (named.slot().order() > order) {
            own.add(named.name());
          }
        }
      }
      if (names == null) {
        names = own;
      } else {
        names.retainAll(own);
      }
    }
    return names == null ? Set.of() : Set.copyOf(names);
  }

  List<Shape.Arguments> calls() {
    return Collections.unmodifiableList(calls);
  }
}
