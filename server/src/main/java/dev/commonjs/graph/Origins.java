package dev.commonjs.graph;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places behind values. Makes spans from the present locations each time; nothing of it
 * is kept.
 */
final class Origins {
  private final Walk walk;
  private final Set<Object> seen = new HashSet<>();

  Origins(Walk walk) {
    this.walk = walk;
  }

  /** Where what {@code value} stands for is defined. */
  List<Origin> definitions(Path file, Shape.Required value) {
    Set<Origin> found = new LinkedHashSet<>();
    define(file, value, found);
    return List.copyOf(found);
  }

  private void define(Path file, Shape.Required value, Set<Origin> found) {
    if (!seen.add(List.of(file, value))) {
      return;
    }
    List<Shape.Step> path = value.path();
    if (path.isEmpty()) {
      if (walk.modules.resolve(file, value.specifier()) instanceof Resolution.Found target) {
        defineExports(target.file(), found);
      }
      return;
    }
    int last = path.size() - 1;
    if (path.get(last) instanceof Shape.Prop prop) {
      if (last == 0
          && walk.modules.resolve(file, value.specifier()) instanceof Resolution.Found target) {
        defineWrittenOn(target.file(), prop, found);
      }
      boolean elsewhere = found.isEmpty();
      for (Linked holder : walk.required(file, value.specifier(), path.subList(0, last))) {
        defineMember(holder, prop.name(), elsewhere, found);
      }
      return;
    }
    walk.required(file, value.specifier(), path).forEach(reached -> found.addAll(ofValue(reached)));
    if (found.isEmpty()) {
      define(file, new Shape.Required(value.specifier(), path.subList(0, last)), found);
    }
  }

  /**
   * The module at {@code file} exports an object of another one, and has put {@code name} on it.
   */
  private void defineWrittenOn(Path file, Shape.Prop name, Set<Origin> found) {
    for (ModuleShape.ForeignWrite write : walk.writesOnExports(file, name.name())) {
      int before = found.size();
      defineShape(file, write.value(), found);
      if (found.size() == before) {
        found.addAll(places(file, write));
      }
    }
  }

  private List<Origin> places(Path file, ModuleShape.ForeignWrite write) {
    List<Shape.Step> path = new ArrayList<>(write.holder().path());
    path.add(new Shape.Prop(write.name()));
    Shape.Required member = new Shape.Required(write.holder().specifier(), path);
    return walk.modules.summary(file).map(ModuleSummary::uses).orElse(List.of()).stream()
        .filter(use -> use.access() == Use.Access.WRITE && use.value().equals(member))
        .map(use -> new Origin(file, use.span()))
        .toList();
  }

  private void defineExports(Path target, Set<Origin> found) {
    Optional<Shape> exports = walk.modules.shape(target).map(shape -> shape.exports());
    int before = found.size();
    exports.ifPresent(shape -> defineShape(target, shape, found));
    if (found.size() == before) {
      found.addAll(exportsOrStart(target));
    }
  }

  /** The last assignment of {@code module.exports}, else the start of the file. */
  List<Origin> exportsOrStart(Path file) {
    List<Span> spans = walk.modules.locations(file).map(Locations::exports).orElse(List.of());
    return List.of(
        new Origin(file, spans.isEmpty() ? new Span(0, 0) : spans.get(spans.size() - 1)));
  }

  /**
   * @param elsewhere whether the writes of other modules are asked where it has no such member
   */
  private void defineMember(Linked holder, String name, boolean elsewhere, Set<Origin> found) {
    if (holder instanceof Linked.EsNamespace namespace) {
      found.add(new Origin(namespace.file(), new Span(0, 0)));
      return;
    }
    if (!(walk.members.member(holder, name) instanceof Lookup.Present present)) {
      found.addAll(elsewhere ? patches(holder, name) : List.of());
      return;
    }
    int before = found.size();
    for (Written written : present.written()) {
      defineWritten(written, found);
    }
    if (found.size() == before) {
      present.values().forEach(value -> found.addAll(ofValue(value)));
    }
  }

  /** Where other modules write it. */
  private List<Origin> patches(Linked holder, String name) {
    return new Settled.Holders(walk)
        .of(holder).stream()
            .flatMap(key -> walk.modules.patches(key.file()).places(key, name).stream())
            .toList();
  }

  /** The thing that was written, where it has a place of its own, else the write. */
  private void defineWritten(Written written, Set<Origin> found) {
    if (!seen.add(written)) {
      return;
    }
    int before = found.size();
    for (Shape value : valuesOf(written)) {
      defineShape(written.file(), value, found);
    }
    if (found.size() == before) {
      found.addAll(places(written));
    }
  }

  private List<Shape> valuesOf(Written written) {
    Shape.Obj object = walk.object(written.file(), written.object());
    List<Shape> values = new ArrayList<>();
    if (object != null) {
      for (Shape.Part part : object.parts()) {
        if (part instanceof Shape.Member member && member.name().equals(written.name())) {
          values.add(member.value());
        }
      }
    }
    return values;
  }

  private void defineShape(Path file, Shape shape, Set<Origin> found) {
    switch (shape) {
      case Shape.Ref ref -> found.addAll(ofObject(file, ref.object()));
      case Shape.Required required -> define(file, required, found);
      case Shape.Union union -> union.alternatives().forEach(a -> defineShape(file, a, found));
      default -> {}
    }
  }

  /** Where a linked value is made; empty when that has no place. */
  List<Origin> ofValue(Linked value) {
    return switch (value) {
      case Linked.Local l when l.shape() instanceof Shape.Ref ref ->
          ofObject(l.file(), ref.object());
      case Linked.Instance i -> ofObject(i.file(), i.object());
      case Linked.EsNamespace e -> List.of(new Origin(e.file(), new Span(0, 0)));
      default -> List.of();
    };
  }

  private List<Origin> ofObject(Path file, int ordinal) {
    List<Span> spans = walk.modules.locations(file).map(Locations::definitions).orElse(List.of());
    boolean known = 0 <= ordinal && ordinal < spans.size();
    // Tables may have holes: an object without a place of its own.
    @Nullable Span span = known ? spans.get(ordinal) : null;
    return span == null ? List.of() : List.of(new Origin(file, span));
  }

  /** Where the module that {@code value} names writes it. */
  List<Origin> declarations(Path file, Shape.Required value) {
    List<Shape.Step> path = value.path();
    int last = path.size() - 1;
    if (path.isEmpty()) {
      return walk.modules.resolve(file, value.specifier()) instanceof Resolution.Found target
          ? exportsOrStart(target.file())
          : List.of();
    }
    if (!(path.get(last) instanceof Shape.Prop prop)) {
      return declarations(file, new Shape.Required(value.specifier(), path.subList(0, last)));
    }
    Set<Origin> found = new LinkedHashSet<>();
    if (last == 0
        && walk.modules.resolve(file, value.specifier()) instanceof Resolution.Found target) {
      walk.writesOnExports(target.file(), prop.name())
          .forEach(write -> found.addAll(places(target.file(), write)));
    }
    for (Linked holder : walk.required(file, value.specifier(), path.subList(0, last))) {
      if (walk.members.member(holder, prop.name()) instanceof Lookup.Present present) {
        present.written().forEach(written -> found.addAll(places(written)));
      } else {
        found.addAll(patches(holder, prop.name()));
      }
    }
    return List.copyOf(found);
  }

  List<Origin> places(Written written) {
    List<Map<String, List<Span>>> writes =
        walk.modules.locations(written.file()).map(Locations::writes).orElse(List.of());
    if (written.object() < 0 || written.object() >= writes.size()) {
      return List.of();
    }
    return writes.get(written.object()).getOrDefault(written.name(), List.of()).stream()
        .map(span -> new Origin(written.file(), span))
        .toList();
  }

  /**
   * Where the name of a member is computed that nothing lists: the write that may have made it.
   * Empty where there may be more names for another reason.
   */
  List<Origin> computed(Path file, Shape.Required member) {
    int last = member.path().size() - 1;
    if (last < 0 || !(member.path().get(last) instanceof Shape.Prop prop)) {
      return List.of();
    }
    Set<Origin> found = new LinkedHashSet<>();
    for (Linked holder : walk.required(file, member.specifier(), member.path().subList(0, last))) {
      if (walk.members.member(holder, prop.name())
              instanceof Lookup.Unknown(Doubt(Reason.Placed placed, Path at))
          && at != null
          && placed.reason() == Reason.Plain.NAMES_COMPUTED) {
        walk.modules
            .locations(at)
            .flatMap(locations -> locations.place(placed))
            .ifPresent(span -> found.add(new Origin(at, span)));
      }
    }
    return List.copyOf(found);
  }
}
