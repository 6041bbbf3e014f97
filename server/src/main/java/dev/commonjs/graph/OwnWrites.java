package dev.commonjs.graph;

import dev.commonjs.graph.Patches.ObjectKey;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Use;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A module may export an object of another module and put names on it: {@code module.exports =
 * require('./a'); module.exports.b = 1}. These names are on the object once the module has loaded,
 * written by the module itself or by one that it loads.
 */
final class OwnWrites {
  private final Walk walk;
  private final Function<Path, Loading> loading;
  private @Nullable Doubt limit;

  /**
   * @param loading what loads with a file; asked when it matters
   */
  OwnWrites(Walk walk, Function<Path, Loading> loading) {
    this.walk = walk;
    this.loading = loading;
  }

  /** Why there may be other names than those that were given; null when those are all. */
  @Nullable Doubt limit() {
    return limit;
  }

  /** The modules that may have a hand on {@code key} when {@code file} has loaded. */
  private Set<Path> writers(Path file, ObjectKey key) {
    Loading loaded = loading.apply(file);
    if (!loaded.complete()) {
      limit = Limits.exceeded(Plain.TOO_MANY_MODULES);
    }
    return loaded.towards(key.file());
  }

  /** Whether {@code key} is one of {@code values}, for all that is known. */
  private boolean isAmong(List<Linked> values, Optional<ObjectKey> key) {
    limit = Limits.passed(values).orElse(limit);
    return values.stream().anyMatch(value -> Patches.key(value).equals(key));
  }

  /**
   * The names that loading {@code file} puts on {@code value}, an object of another file; in the
   * order of the walk.
   */
  Set<Names.Name> on(Path file, Linked value) {
    return on(file, value, Use.Access.WRITE);
  }

  /** The names that loading {@code file} may delete from {@code value}. */
  Set<String> deleted(Path file, Linked value) {
    return on(file, value, Use.Access.DELETE).stream()
        .map(Names.Name::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<Names.Name> on(Path file, Linked value, Use.Access access) {
    Optional<ObjectKey> key = Patches.key(value);
    Set<Names.Name> names = new LinkedHashSet<>();
    if (key.isEmpty() || key.get().file().equals(file)) {
      return names;
    }
    for (Path module : writers(file, key.get())) {
      for (Use use : walk.modules.summary(module).map(ModuleSummary::uses).orElse(List.of())) {
        if (use.access() == access && use.phase() == Phase.LOAD) {
          add(module, use.value(), key.get(), names);
        }
      }
    }
    return names;
  }

  private void add(Path module, Shape.Required target, ObjectKey key, Set<Names.Name> names) {
    int last = target.path().size() - 1;
    if (last < 0 || !(target.path().get(last) instanceof Shape.Prop prop)) {
      return;
    }
    List<Linked> holders =
        walk.required(module, target.specifier(), target.path().subList(0, last));
    if (isAmong(holders, Optional.of(key))) {
      names.add(new Names.Name(prop.name(), Certainty.MAYBE, true, false, null));
    }
  }

  /**
   * The names that {@code file} itself writes on {@code exports}, a value that it got from another
   * module, whatever that is.
   */
  Set<Names.Name> on(Path file, Shape exports) {
    Set<Names.Name> names = new LinkedHashSet<>();
    for (Use use : walk.modules.summary(file).map(ModuleSummary::uses).orElse(List.of())) {
      int last = use.value().path().size() - 1;
      boolean write = use.access() == Use.Access.WRITE && use.phase() == Phase.LOAD && last >= 0;
      if (write && use.value().path().get(last) instanceof Shape.Prop prop) {
        Shape holder =
            new Shape.Required(use.value().specifier(), use.value().path().subList(0, last));
        if (holder.equals(exports)) {
          names.add(new Names.Name(prop.name(), Certainty.MAYBE, true, false, null));
        }
      }
    }
    for (Shape.Effect effect :
        walk.modules.shape(file).map(ModuleShape::effects).orElse(List.of())) {
      for (Parts.Item item : Parts.of(walk, file, effect)) {
        if (item instanceof Parts.More more && Limits.passed(more.doubt())) {
          limit = more.doubt();
        }
        if (item instanceof Parts.Own own && own.member().enumerable()) {
          names.add(new Names.Name(own.member().name(), Certainty.MAYBE, true, false, null));
        }
      }
    }
    return names;
  }

  /**
   * Whether loading {@code file} hands {@code value}, an object of another file, to code that is
   * not known.
   */
  boolean escapes(Path file, Linked value) {
    Optional<ObjectKey> key = Patches.key(value);
    if (key.isEmpty() || key.get().file().equals(file)) {
      return false;
    }
    for (Path module : writers(file, key.get())) {
      for (Use use : walk.modules.summary(module).map(ModuleSummary::uses).orElse(List.of())) {
        boolean escape = use.access() == Use.Access.ESCAPE && use.phase() == Phase.LOAD;
        if (escape && isAmong(walk.follow(module, use.value(), null), key)) {
          return true;
        }
      }
    }
    return false;
  }
}
