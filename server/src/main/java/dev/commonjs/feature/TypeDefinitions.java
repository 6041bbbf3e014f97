package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Origin;
import dev.commonjs.graph.Written;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The classes and functions behind the values of modules. */
public final class TypeDefinitions {
  private final Snapshot snapshot;
  private final Linker linker;
  private final Path file;

  private TypeDefinitions(Snapshot snapshot, Path file) {
    this.snapshot = snapshot;
    this.linker = snapshot.linker();
    this.file = file;
  }

  /**
   * @param values what it may be
   * @param written where it is made, if it is a member
   */
  private record Thing(List<Linked> values, List<Written> written) {}

  /**
   * Of an instance its class or constructor, of a method the class that defines it. Empty for
   * everything else.
   */
  public static Optional<Definitions.Found> type(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    TypeDefinitions types = new TypeDefinitions(snapshot, file);
    return types.at(offset, types::typesOf, cancel);
  }

  /** Where the function or class is made that is passed on, however often. Empty for all else. */
  public static Optional<Definitions.Found> implementation(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    TypeDefinitions types = new TypeDefinitions(snapshot, file);
    return types.at(offset, thing -> types.made(thing.values()), cancel);
  }

  private interface Answer {
    Set<Origin> of(Thing thing);
  }

  private Optional<Definitions.Found> at(int offset, Answer answer, Cancel cancel) {
    return Targets.at(snapshot, file, offset)
        .map(
            target -> {
              Set<Origin> places = new LinkedHashSet<>();
              for (Thing thing : things(target)) {
                cancel.check();
                places.addAll(answer.of(thing));
              }
              return new Definitions.Found(target.span(), List.copyOf(places));
            })
        .filter(found -> !found.targets().isEmpty());
  }

  private List<Thing> things(Target target) {
    List<Thing> things = new ArrayList<>();
    switch (target) {
      case Target.Specifier(RequireSite site) -> {
        for (String specifier : site.specifiers()) {
          if (snapshot.resolve(file, specifier, site.kind()) instanceof Resolution.Found there) {
            things.add(new Thing(linker.exportsOf(there.file()), List.of()));
          }
        }
      }
      case Target.Imported imported -> {
        for (Shape.Required value : imported.values()) {
          Thing member = member(linker.member(file, value));
          things.add(new Thing(linker.follow(file, value), member.written()));
        }
      }
      case Target.Own(ExportUse use) when use.name().isEmpty() ->
          things.add(new Thing(linker.exportsOf(file), List.of()));
      case Target.Own(ExportUse use) ->
          things.add(member(linker.member(linker.exportsOf(file), use.name())));
    }
    return things;
  }

  private static Thing member(Lookup found) {
    return found instanceof Lookup.Present present
        ? new Thing(present.values(), present.written())
        : new Thing(List.of(), List.of());
  }

  private Set<Origin> typesOf(Thing thing) {
    Set<Origin> found = new LinkedHashSet<>();
    thing.values().forEach(value -> found.addAll(classOf(value)));
    boolean method = thing.values().stream().anyMatch(this::isFunction);
    if (found.isEmpty() && method) {
      for (Written written : thing.written()) {
        Linked holder = new Linked.Local(written.file(), new Shape.Ref(written.object()));
        found.addAll(linker.kind(holder) == Kind.CLASS ? linker.origins(holder) : classOf(holder));
      }
    }
    return found;
  }

  /** Of the language's own classes there is no place to go to. */
  private List<Origin> classOf(Linked value) {
    return switch (value) {
      case Linked.Instance instance -> linker.origins(instance);
      case Linked.Local local
          when local.shape() instanceof Shape.Ref
              && linker.member(local, "constructor") instanceof Lookup.Present constructor ->
          List.copyOf(made(constructor.values()));
      default -> List.of();
    };
  }

  private Set<Origin> made(List<Linked> values) {
    Set<Origin> found = new LinkedHashSet<>();
    values.stream().filter(this::isFunction).forEach(value -> found.addAll(linker.origins(value)));
    return found;
  }

  private boolean isFunction(Linked value) {
    Kind kind = linker.kind(value);
    return kind == Kind.FUNCTION || kind == Kind.CLASS;
  }
}
