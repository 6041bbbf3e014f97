package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.shape.Fact;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that the file, as configuration of a bundler or a test runner, gives another meaning:
 * {@code resolve.alias} and {@code resolve.modules} (webpack, Vite), {@code alias} (Babel's {@code
 * module-resolver}, Rollup), {@code moduleNameMapper} and {@code modulePaths} (Jest). Told by the
 * objects that the file makes, wherever they go from there.
 */
public final class NameMappings {
  private final Map<Span, Fact.NamesMapped> found = new LinkedHashMap<>();

  /** In the order that they were met, each place once. */
  public List<Fact.NamesMapped> found() {
    return List.copyOf(found.values());
  }

  /** An object gets the property {@code name}. */
  void member(String name, Value value, Slot.@Nullable Site site, Situation situation) {
    if (site == null || situation.isDead() || !(value instanceof Ref ref)) {
      return;
    }
    Fact.NamesMapped mapped =
        switch (name) {
          case "alias" -> names(site.whole(), ref.cell(), false);
          case "moduleNameMapper" -> names(site.whole(), ref.cell(), true);
          case "modulePaths", "moduleDirectories" -> folders(site.whole(), ref);
          case "resolve" -> resolve(site.whole(), ref.cell());
          default -> null;
        };
    if (mapped != null) {
      found.put(site.whole(), mapped);
    }
  }

  /** Of webpack's {@code resolve} what is not seen elsewhere. */
  private static Fact.@Nullable NamesMapped resolve(Span span, Cell cell) {
    Slot alias = cell.slots.get("alias");
    Slot modules = cell.slots.get("modules");
    if (alias != null && !(alias.value() instanceof Ref)) {
      return new Fact.NamesMapped(span, List.of(), false, List.of(), false);
    }
    return modules != null && modules.value() instanceof Ref ref ? folders(span, ref) : null;
  }

  private static Fact.@Nullable NamesMapped names(Span span, Cell cell, boolean patterns) {
    List<String> names = new ArrayList<>();
    boolean complete = isComplete(cell);
    for (Slots.Named named : cell.slots.names()) {
      if (cell.kind != Cell.Kind.ARRAY) {
        names.add(named.name());
      } else if (named.slot().value() instanceof Ref item) {
        // Rollup's and Vite's list: { find, replacement }.
        Slot find = item.cell().slots.get("find");
        if (find != null && find.value() instanceof Value.Str text) {
          names.add(text.value());
        } else {
          complete &= find == null;
        }
      }
    }
    return cell.isCallable()
        ? null
        : new Fact.NamesMapped(span, names, patterns, List.of(), complete);
  }

  private static Fact.@Nullable NamesMapped folders(Span span, Ref list) {
    if (list.cell().kind != Cell.Kind.ARRAY) {
      return null;
    }
    List<String> folders = new ArrayList<>();
    boolean complete = isComplete(list.cell());
    for (Slots.Named named : list.cell().slots.names()) {
      String text = named.slot().value() instanceof Atom atom ? OwnPath.specifier(atom) : null;
      complete &= text != null;
      if (text != null) {
        folders.add(text);
      }
    }
    return new Fact.NamesMapped(span, List.of(), false, folders, complete);
  }

  private static boolean isComplete(Cell cell) {
    return !cell.isOpen() && cell.meta.rest() == null && cell.meta.parts().isEmpty();
  }
}
