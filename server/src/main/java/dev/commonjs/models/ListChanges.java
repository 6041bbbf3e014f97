package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Enumeration;
import dev.commonjs.interpret.Paths;
import dev.commonjs.shape.Reason.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Methods of {@code Array.prototype} that change their receiver (ECMA-262, Properties of the Array
 * Prototype Object).
 */
final class ListChanges {
  private ListChanges() {}

  static void register(Map<String, Model> models) {
    models.put("Array.prototype.push", ListChanges::push);
    models.put("Array.prototype.unshift", ListChanges::unshift);
    models.put("Array.prototype.pop", ListChanges::pop);
    models.put("Array.prototype.shift", ListChanges::shift);
    models.put("Array.prototype.splice", ListChanges::splice);
    models.put("Array.prototype.fill", ListChanges::fill);
    models.put("Array.prototype.sort", ListChanges::sort);
    models.put("Array.prototype.reverse", ListChanges::reverse);
    models.put("Array.prototype.copyWithin", ListChanges::copyWithin);
    for (String method : CHANGING) {
      Model model = java.util.Objects.requireNonNull(models.get("Array.prototype." + method));
      models.put("Array.prototype." + method, call -> changeAny(call, model));
    }
  }

  /** ECMA-262, Properties of the Array Prototype Object: those that change their receiver. */
  private static final List<String> CHANGING =
      List.of("push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin");

  /** These work on whatever has a length: what is no array gets names that are not known. */
  private static Value changeAny(Call call, Model model) {
    boolean list = false;
    boolean other = false;
    for (Atom atom : call.receiver().atoms()) {
      list |= !(atom instanceof Ref ref) || ref.cell().kind == Cell.Kind.ARRAY;
      if (atom instanceof Ref ref && ref.cell().kind != Cell.Kind.ARRAY) {
        other = true;
        call.interpreter()
            .names
            .open(ref.cell(), Plain.NAMES_COMPUTED, call.site(), call.situation());
        for (Value value : call.args().values()) {
          call.interpreter().heap.setMeta(ref.cell(), ref.cell().meta.withRest(value));
        }
        Paths.mayThrow(call.situation());
      }
    }
    if (!other) {
      return model.apply(call);
    }
    Value result = new Unknown(Plain.ELEMENT);
    return list ? Value.join(result, model.apply(call)) : result;
  }

  private static Value push(Call call) {
    for (Atom atom : call.receiver().atoms()) {
      if (!(atom instanceof Ref ref)) {
        call.args()
            .values()
            .forEach(
                v ->
                    call.interpreter()
                        .escapes
                        .escape(v, Plain.STORED_IN_UNKNOWN_LIST, call.situation()));
        continue;
      }
      Value length = call.interpreter().properties.get(ref, "length", call.situation());
      if (length instanceof Value.Num n
          && call.receiver().atoms().size() == 1
          && hasRoom(call, n.value())) {
        int at = (int) n.value();
        for (Value value : call.args().values()) {
          call.interpreter()
              .own
              .define(ref.cell(), Integer.toString(at++), value, true, call.site());
        }
      } else if (!call.args().values().isEmpty()) {
        addRest(call, ref.cell(), call.interpreter().heap.joined(call.args().values()));
      }
      if (call.args().more() != null) {
        addRest(call, ref.cell(), call.args().more());
      }
    }
    return Values.ANY_NUMBER;
  }

  /** Whether all elements are told apart when the arguments have become some. */
  private static boolean hasRoom(Call call, double length) {
    Heap heap = call.interpreter().heap;
    int more = call.args().values().size();
    heap.charge(more);
    return length + more <= heap.limits().elements() && !heap.isFull();
  }

  private static void addRest(Call call, Cell array, Value value) {
    call.interpreter().heap.setMeta(array, array.meta.withRest(value));
  }

  /** Any change of a list after which its order is not known. */
  private static Value change(Call call) {
    Value element = CollectionModels.any(call);
    List<Value> all = new ArrayList<>(call.args().values());
    all.add(element);
    if (call.args().more() != null) {
      all.add(call.args().more());
    }
    Value any = call.interpreter().heap.joined(all);
    for (Atom atom : call.receiver().atoms()) {
      if (atom instanceof Ref ref && ref.cell().kind == Cell.Kind.ARRAY) {
        if (call.receiver() instanceof Atom) {
          forget(call, ref.cell());
        }
        addRest(call, ref.cell(), any);
      }
    }
    return element;
  }

  /** Which element is which is not known any more, nor how many there are. */
  private static void forget(Call call, Cell array) {
    for (dev.commonjs.heap.Slots.Named named : List.copyOf(array.slots.names())) {
      if (named.name().matches("\\d+")) {
        call.interpreter().heap.remove(array, named.name());
      }
    }
  }

  /** The receiver has exactly these elements, if it is known to be one list. */
  private static void replace(Call call, Cell array, List<Value> elements) {
    forget(call, array);
    for (int i = 0; i < elements.size(); i++) {
      call.interpreter().own.define(array, Integer.toString(i), elements.get(i), true, call.site());
    }
  }

  private static @Nullable List<Value> knownElements(Call call) {
    List<Value> known = call.interpreter().enumeration.elements(call.receiver());
    boolean one = call.receiver() instanceof Ref && call.args().more() == null;
    return one && known != null && hasRoom(call, known.size()) ? known : null;
  }

  private static Value pop(Call call) {
    List<Value> known = knownElements(call);
    if (known == null || !(call.receiver() instanceof Ref ref)) {
      return Value.join(change(call), Values.UNDEFINED);
    }
    if (known.isEmpty()) {
      return Values.UNDEFINED;
    }
    call.interpreter().heap.remove(ref.cell(), Integer.toString(known.size() - 1));
    return known.getLast();
  }

  private static Value unshift(Call call) {
    List<Value> known = knownElements(call);
    if (known == null || !(call.receiver() instanceof Ref ref)) {
      change(call);
      return Values.ANY_NUMBER;
    }
    List<Value> all = new ArrayList<>(call.args().values());
    all.addAll(known);
    replace(call, ref.cell(), all);
    return new Value.Num(all.size());
  }

  private static Value splice(Call call) {
    List<Value> known = knownElements(call);
    Double start = CollectionModels.position(call.arg(0), 0);
    Double count =
        call.args().has(1) ? CollectionModels.position(call.arg(1), 0) : Double.valueOf(1e9);
    if (known == null || start == null || count == null || !(call.receiver() instanceof Ref ref)) {
      return call.interpreter().heap.newArrayOf(call.at(), change(call));
    }
    int from = call.args().has(0) ? CollectionModels.clamp(start, known.size()) : known.size();
    int to = from + (int) Math.max(0, Math.min(known.size() - from, count));
    List<Value> all = new ArrayList<>(known.subList(0, from));
    all.addAll(call.args().from(2).values());
    all.addAll(known.subList(to, known.size()));
    List<Value> gone = List.copyOf(known.subList(from, to));
    replace(call, ref.cell(), all);
    return call.interpreter().heap.newArray(call.at(), gone);
  }

  private static Value fill(Call call) {
    List<Value> known = knownElements(call);
    Double start = CollectionModels.position(call.arg(1), 0);
    Double end = CollectionModels.position(call.arg(2), known == null ? 0 : known.size());
    if (known == null || start == null || end == null || !(call.receiver() instanceof Ref ref)) {
      change(call);
      return call.receiver();
    }
    for (int i = CollectionModels.clamp(start, known.size());
        i < CollectionModels.clamp(end, known.size());
        i++) {
      call.interpreter()
          .own
          .define(ref.cell(), Integer.toString(i), call.arg(0), true, call.site());
    }
    return ref;
  }

  private static Value shift(Call call) {
    List<Value> known = call.interpreter().enumeration.elements(call.receiver());
    if (known == null || known.isEmpty() || !(call.receiver() instanceof Ref ref)) {
      return known != null && known.isEmpty()
          ? Values.UNDEFINED
          : Value.join(change(call), Values.UNDEFINED);
    }
    for (int i = 1; i < known.size(); i++) {
      call.interpreter().own.define(ref.cell(), Integer.toString(i - 1), known.get(i), true, null);
    }
    call.interpreter().heap.remove(ref.cell(), Integer.toString(known.size() - 1));
    return known.get(0);
  }

  private static Value copyWithin(Call call) {
    change(call);
    return call.receiver();
  }

  /** The receiver has the same elements in another order; holes move, too. */
  private static Value reorder(Call call, @Nullable List<Value> ordered) {
    if (ordered != null && call.receiver() instanceof Ref ref && isWhole(ref.cell())) {
      for (int i = 0; i < ordered.size(); i++) {
        call.interpreter()
            .own
            .define(ref.cell(), Integer.toString(i), ordered.get(i), true, call.site());
      }
      return ref;
    }
    for (Atom atom : call.receiver().atoms()) {
      if (atom instanceof Ref ref && ref.cell().kind == Cell.Kind.ARRAY) {
        addRest(call, ref.cell(), call.interpreter().enumeration.anyElement(ref));
        if (!isWhole(ref.cell())) {
          for (Slots.Named own : elements(ref.cell())) {
            call.interpreter().heap.put(ref.cell(), own.name(), own.slot().maybe());
          }
        }
      }
    }
    return call.receiver();
  }

  /** Whether no element is missing between those that are there. */
  private static boolean isWhole(Cell list) {
    List<Slots.Named> elements = elements(list);
    for (int i = 0; i < elements.size(); i++) {
      Slot slot = list.slots.get(Integer.toString(i));
      if (slot == null || !slot.always()) {
        return false;
      }
    }
    return true;
  }

  private static List<Slots.Named> elements(Cell list) {
    return list.slots.names().stream()
        .filter(own -> Enumeration.index(own.name()) != null)
        .toList();
  }

  private static Value reverse(Call call) {
    List<Value> known = call.interpreter().enumeration.elements(call.receiver());
    return reorder(call, known == null ? null : known.reversed());
  }

  /** ECMA-262, SortIndexedProperties: {@code undefined} is not compared. */
  private static boolean isThere(Value element) {
    return element.atoms().stream()
        .noneMatch(
            a -> !(a instanceof Ref) && !Constants.isPrimitive(a) || a instanceof Value.Undefined);
  }

  /** {@code surely}: there are elements to be compared. */
  private static void compare(Call call, boolean surely) {
    Value element = CollectionModels.any(call);
    Runnable once =
        () ->
            call.interpreter()
                .calls
                .call(
                    call.arg(0),
                    Values.UNDEFINED,
                    Args.of(element, element),
                    call.at(),
                    call.situation());
    if (surely) {
      once.run();
    }
    call.interpreter().loops.unknownTurns(once, call.situation());
  }

  private static Value sort(Call call) {
    Value comparison = call.arg(0);
    List<Value> known = call.interpreter().enumeration.elements(call.receiver());
    if (known != null && known.size() < 2) {
      return call.receiver();
    }
    if (!comparison.isNullish()) {
      compare(call, known != null && known.stream().filter(ListChanges::isThere).count() > 1);
    }
    if (known == null
        || !comparison.isNullish()
        || !known.stream().allMatch(Value.Str.class::isInstance)) {
      return reorder(call, null);
    }
    List<Value> sorted = new ArrayList<>(known);
    sorted.sort(java.util.Comparator.comparing(value -> ((Value.Str) value).value()));
    return reorder(call, sorted);
  }
}
