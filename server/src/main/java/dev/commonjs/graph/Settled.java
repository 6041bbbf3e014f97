package dev.commonjs.graph;

import dev.commonjs.graph.Patches.ObjectKey;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Shape.Required;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a path of members leads to is what loading left there. Objects live on after their
 * file has loaded: a claim about {@code lib.a.b} needs that {@code lib}, its member {@code a} and
 * that member's value can't have changed by the time it is read. A member is not settled when its
 * own module writes it later (then its shape has an unknown alternative), when other code may have
 * written on the object under any name, or another module writes it.
 */
final class Settled {
  private final Walk walk;
  private final Function<Path, Loading> loading;

  /**
   * @param loading what loads with a file; asked when it matters
   */
  Settled(Walk walk, Function<Path, Loading> loading) {
    this.walk = walk;
    this.loading = loading;
  }

  /** Why {@code name} may be on {@code value} though its own module does not put it there. */
  Optional<Reason> mayHave(Linked value, String name, Function<Path, Patches> patches) {
    Holders holders = new Holders(walk);
    for (ObjectKey key : holders.of(value)) {
      Optional<Reason> reason = patches.apply(key.file()).reason(key, name);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.ofNullable(holders.limit()).map(Doubt::reason);
  }

  /**
   * The same because of what the modules that {@code file} loads, installed packages among them,
   * write on each other's objects.
   */
  Optional<Reason> getsWhileLoading(Path file, List<Linked> values, String name) {
    for (Linked value : values) {
      Holders holders = new Holders(walk);
      for (ObjectKey key : holders.of(value)) {
        Optional<Reason> reason = writtenWhileLoading(file, key, name);
        if (reason.isPresent()) {
          return reason;
        }
      }
      if (holders.limit() != null) {
        return Optional.of(holders.limit().reason());
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> writtenWhileLoading(Path file, ObjectKey key, String name) {
    Loading loaded = loading.apply(file);
    if (!loaded.complete() || loaded.size() >= walk.limits.loaded()) {
      return Optional.of(Limits.exceeded(Plain.TOO_MANY_MODULES).reason());
    }
    for (Path module : loaded.towards(key.file())) {
      Optional<Reason> reason = walk.modules.contribution(module).reason(key, name);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  /**
   * Why one of the first {@code steps} members on the path of {@code value} may be another by the
   * time {@code file} reads it; empty when all are settled.
   */
  Optional<Reason> replaced(Path file, Required value, int steps) {
    Optional<Reason> module = replacedModule(file, value.specifier());
    if (module.isPresent()) {
      return module;
    }
    for (int i = 0; i < steps; i++) {
      if (value.path().get(i) instanceof Prop prop) {
        List<Linked> holders = walk.required(file, value.specifier(), value.path().subList(0, i));
        for (Linked holder : holders) {
          Optional<Reason> reason = replaced(file, holder, prop.name());
          if (reason.isPresent()) {
            return reason;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> replacedModule(Path file, String specifier) {
    return walk.modules.resolve(file, specifier) instanceof Resolution.Found target
        ? walk.modules
            .patches(target.file(), file)
            .replaced(target.file())
            .or(() -> replacedLater(target.file()))
        : Optional.empty();
  }

  /**
   * Functions that its callers call may assign {@code module.exports}: who requires it again gets
   * that. What a timer assigns comes too late for those who load it.
   */
  private Optional<Reason> replacedLater(Path file) {
    return walk.modules
        .summary(file)
        .filter(
            summary ->
                summary.exportUses().stream()
                    .anyMatch(
                        use -> use.name().isEmpty() && use.write() && use.phase() == Phase.MAYBE))
        .map(summary -> Plain.REPLACED_LATER);
  }

  private Optional<Reason> replaced(Path file, Linked holder, String name) {
    Holders holders = new Holders(walk);
    for (ObjectKey key : holders.of(holder)) {
      Shape.Obj object = walk.object(key.file(), key.object());
      if (object != null && !object.open().isEmpty()) {
        return Optional.of(object.open().getFirst());
      }
      Optional<Reason> reason =
          walk.modules
              .patches(key.file(), file)
              .reason(key, name)
              .or(() -> writtenWhileLoading(file, key, name));
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.ofNullable(holders.limit()).map(Doubt::reason);
  }

  /**
   * The objects that a member of a value may come from: itself, what was copied into it, what it
   * inherits from.
   */
  static final class Holders {
    private final Walk walk;
    private final Set<ObjectKey> found = new LinkedHashSet<>();
    private @Nullable Doubt limit;

    Holders(Walk walk) {
      this.walk = walk;
    }

    Set<ObjectKey> of(Linked value) {
      add(value);
      return found;
    }

    /** Why there may be others than those that were found; null when these are all. */
    @Nullable Doubt limit() {
      return limit;
    }

    private void doubt(Doubt doubt) {
      limit = Limits.passed(doubt) ? doubt : limit;
    }

    private void add(Linked value) {
      switch (value) {
        case Linked.Open open -> doubt(open.doubt());
        case Linked.Local l when l.shape() instanceof Shape.Ref ref -> addObject(l, ref.object());
        case Linked.Instance i -> addInstance(i);
        default -> {}
      }
    }

    private void addObject(Linked.Local local, int ordinal) {
      Shape.Obj object = walk.object(local);
      if (object == null || !found.add(new ObjectKey(local.file(), ordinal))) {
        return;
      }
      for (Parts.Item item : Parts.of(walk, local, object)) {
        switch (item) {
          case Parts.Copied copied ->
              walk.follow(copied.file(), copied.copy().source(), copied.call()).forEach(this::add);
          case Parts.More more -> doubt(more.doubt());
          case Parts.Own own -> {}
          case Parts.Gone gone -> {}
        }
      }
      if (object.prototype() != null) {
        walk.follow(local.file(), object.prototype(), local.call()).forEach(this::add);
      }
    }

    private void addInstance(Linked.Instance instance) {
      switch (walk.members.member(instance.constructor(), "prototype")) {
        case Lookup.Present present -> present.values().forEach(this::add);
        case Lookup.Unknown unknown -> doubt(unknown.doubt());
        case Lookup.Absent absent -> {}
      }
      // An object handed out as an instance may be patched by whoever was given its constructor.
      found.add(new ObjectKey(instance.file(), instance.object()));
    }
  }
}
