package dev.commonjs.module;

import dev.commonjs.module.Cell.CopyOf;
import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.EachValue;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Str;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code Object.assign}, object spread, loops that copy everything. */
final class Copies {
  private final Machine machine;

  Copies(Machine machine) {
    this.machine = machine;
  }

  /**
   * {@code Object.assign(target, source)}, object spread, a loop that copies everything.
   *
   * @param define own properties are defined (spread) rather than set
   */
  void copyAll(
      Cell target,
      Value source,
      Set<String> excluded,
      boolean define,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    boolean strong = source.atoms().size() == 1;
    for (Atom atom : source.atoms()) {
      switch (atom) {
        case Ref ref ->
            copyCell(target, ref.cell(), excluded, define, strong, site, through, situation);
        case Symbolic symbolic ->
            machine.names.addPart(
                target,
                new CopyOf(
                    machine.heap.tick(),
                    symbolic,
                    Shape.Filter.without(excluded),
                    strong,
                    false,
                    true),
                situation);
        case EachValue each ->
            machine.names.open(target, "names of an unknown object are copied", site, situation);
        case Value.EachElement e ->
            machine.names.open(target, "names of an unknown object are copied", site, situation);
        case Unknown unknown ->
            machine.names.open(target, "names of an unknown object are copied", site, situation);
        case Str text -> copyText(target, text.value(), excluded, strong, site);
        default -> {}
      }
    }
  }

  /** The own enumerable properties of a string are its code units. */
  private void copyText(
      Cell target, String text, Set<String> excluded, boolean strong, @Nullable Site site) {
    for (int i = 0; i < text.length(); i++) {
      if (!excluded.contains(Integer.toString(i))) {
        machine.objects.put(
            target,
            Integer.toString(i),
            new Str(text.substring(i, i + 1)),
            true,
            site,
            strong && !target.meta.mayBeFrozen());
      }
    }
  }

  private void copyCell(
      Cell target,
      Cell source,
      Set<String> excluded,
      boolean define,
      boolean strong,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    machine.objects.readAll(source);
    for (Objects.Named named : Objects.ordered(source)) {
      if (!named.enumerable() || excluded.contains(named.name())) {
        continue;
      }
      Value value = machine.objects.valueOf(named.slot(), new Ref(source), situation);
      Site from =
          site == null && !named.slot().writes().isEmpty() ? named.slot().writes().get(0) : site;
      boolean certain = strong && named.always();
      if (define) {
        machine.objects.put(
            target,
            named.name(),
            value,
            true,
            named.slot().writes().isEmpty() ? from : named.slot().writes().get(0),
            certain);
      } else {
        Runnable write =
            () ->
                machine.objects.set(new Ref(target), named.name(), value, from, through, situation);
        if (certain) {
          write.run();
        } else {
          machine.paths.either(write, () -> {});
        }
      }
    }
    for (Cell.Part part : source.meta.parts()) {
      if (part instanceof CopyOf copy) {
        machine.names.addPart(
            target,
            new CopyOf(
                machine.heap.tick(),
                copy.source(),
                copy.filter().andWithout(excluded),
                copy.always() && strong,
                copy.inherited(),
                copy.values()),
            situation);
      } else if (part instanceof Cell.Deleted deleted) {
        // It speaks of what was copied before it; the target may have had the name before.
        machine.names.addPart(
            target, new Cell.Deleted(machine.heap.tick(), deleted.name(), false), situation);
      } else if (part instanceof Cell.NamedBy named) {
        machine.names.addPart(
            target,
            new Cell.NamedBy(
                machine.heap.tick(), named.source(), named.each(), named.always() && strong),
            situation);
      } else {
        // What the function did to the source is known to the linker only.
        machine.names.addPart(
            target,
            new CopyOf(
                machine.heap.tick(),
                new Ref(source),
                Shape.Filter.without(excluded),
                false,
                false,
                true),
            situation);
      }
    }
    for (String reason : source.meta.open()) {
      machine.heap.setMeta(target, target.meta.opened(reason));
    }
    if (source.meta.rest() != null) {
      machine.heap.setMeta(target, target.meta.withRest(source.meta.rest()));
    }
  }
}
