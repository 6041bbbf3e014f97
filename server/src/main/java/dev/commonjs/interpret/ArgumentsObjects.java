package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code arguments} objects of calls. */
final class ArgumentsObjects {
  private final Heap heap;
  private final boolean strictModule;

  /**
   * @param strictModule the module's own code is strict
   */
  ArgumentsObjects(Heap heap, boolean strictModule) {
    this.heap = heap;
    this.strictModule = strictModule;
  }

  /**
   * The {@code arguments} object of the function that {@code frame} belongs to; null where there is
   * none.
   */
  @Nullable Value of(Cell frame) {
    Cell.CallArguments call = frame.call;
    if (call == null) {
      return null;
    }
    Ref array = heap.newArray(null, mapped(call, frame));
    if (call.args().more() != null) {
      heap.setMeta(array.cell(), array.cell().meta.withRest(call.args().more()));
    }
    return array;
  }

  /**
   * ECMA-262, CreateMappedArgumentsObject: in sloppy functions the elements follow the parameters.
   */
  private List<Value> mapped(Cell.CallArguments call, Cell frame) {
    List<String> parameters = mappedParameters(call);
    List<Value> values = new ArrayList<>(call.args().values());
    for (int i = 0; i < Math.min(values.size(), parameters.size()); i++) {
      Slot slot = frame.slots.get(parameters.get(i));
      if (slot != null) {
        values.set(i, slot.value());
      }
    }
    return values;
  }

  /** Those parameters of the function of {@code frame} that elements stand for, by their index. */
  List<String> mappedParameters(Cell frame) {
    if (frame.call == null) {
      return List.of();
    }
    List<String> names = mappedParameters(frame.call);
    return names.subList(0, Math.min(names.size(), frame.call.args().values().size()));
  }

  private List<String> mappedParameters(Cell.CallArguments call) {
    if (call.function() == null) {
      return strictModule ? List.of() : WrapperNames.PARAMETERS;
    }
    if (!(call.function().callable instanceof Cell.Closure closure) || closure.func().strict()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Node parameter : closure.func().params()) {
      if (!(parameter instanceof Node.Ident ident)) {
        return List.of();
      }
      names.add(ident.name());
    }
    return names;
  }

  /** Parameter {@code name} of the function that {@code frame} belongs to was assigned. */
  void parameterAssigned(Cell frame, String name, Value value) {
    Slot made = frame.call == null ? null : frame.slots.get("arguments");
    int index =
        made == null
            ? -1
            : mappedParameters(java.util.Objects.requireNonNull(frame.call)).indexOf(name);
    if (index < 0 || made == null) {
      return;
    }
    // On several paths it was made more than once; on each of them it is one.
    for (Atom atom : made.value().atoms()) {
      if (atom instanceof Ref array && array.cell().slots.has(Integer.toString(index))) {
        heap.write(array.cell(), Integer.toString(index), value, true, null, true);
      } else if (atom instanceof Ref array && array.cell().meta.rest() != null) {
        heap.setMeta(array.cell(), array.cell().meta.withRest(value));
      }
    }
  }
}
