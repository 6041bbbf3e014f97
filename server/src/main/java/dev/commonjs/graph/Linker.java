package dev.commonjs.graph;

import dev.commonjs.builtins.Prototypes;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What values are once {@code require} is looked through. Thread-safe; answers do not depend on the
 * order of questions. A list of {@link Linked} is the alternatives that a value may be, in a stable
 * order, never empty.
 */
public final class Linker {
  private final Modules modules;
  private final Memo memo;
  private final Limits limits;
  private final Map<Path, Loading> loading = new ConcurrentHashMap<>();

  public Linker(Modules modules) {
    this(modules, new Memo(), Limits.DEFAULT);
  }

  /**
   * @param memo of an earlier linker whose modules had equal kinds, shapes and resolutions, and
   *     with equal limits
   */
  public Linker(Modules modules, Memo memo, Limits limits) {
    this.modules = modules;
    this.memo = memo;
    this.limits = limits;
  }

  private Walk walk() {
    return new Walk(modules, memo, limits);
  }

  /** What {@code require(file)} returns after it has loaded. */
  public List<Linked> exportsOf(Path file) {
    return walk().exportsOf(file);
  }

  /** What {@code shape}, a part of {@code file}'s shape or of its uses, stands for. */
  public List<Linked> follow(Path file, Shape shape) {
    return walk().follow(file, shape, null);
  }

  /** The own names of a value. */
  public Names names(Linked value) {
    return walk().nameLists.names(value);
  }

  /** The own names of one of these: a name is certain when it is certain in each. */
  public Names names(List<Linked> values) {
    return walk().nameLists.any(values.stream().map(this::names).toList());
  }

  /**
   * The own names of what {@code require(file)} returns, those included that loading {@code file}
   * puts on an object of another module.
   */
  public Names exportNames(Path file) {
    Walk walk = walk();
    OwnWrites writes = new OwnWrites(walk, this::loading);
    Shape exports =
        modules.shape(file).map(ModuleShape::exports).orElse(new Shape.Unknown(Plain.UNREADABLE));
    Set<Names.Name> ownWrites = writes.on(file, exports);
    List<Names> all = new ArrayList<>();
    for (Linked value : walk.exportsOf(file)) {
      Names own = walk.nameLists.names(value);
      List<Names.Name> names = new ArrayList<>(own.names());
      Set<Names.Name> written = new LinkedHashSet<>(writes.on(file, value));
      written.addAll(ownWrites);
      boolean function = kind(value) == Kind.FUNCTION || kind(value) == Kind.CLASS;
      for (Names.Name name : written) {
        boolean known = names.stream().anyMatch(other -> other.name().equals(name.name()));
        if (!known && !(function && Prototypes.isOwnOfFunctions(name.name()))) {
          names.add(name);
        }
      }
      List<Doubt> open = new ArrayList<>(own.open());
      if (open.isEmpty() && writes.escapes(file, value)) {
        open.add(new Doubt(Plain.OBJECT_HANDED_OVER));
      }
      if (open.isEmpty() && writes.limit() != null) {
        open.add(writes.limit());
      }
      all.add(new Names(names, open));
    }
    return walk.nameLists.any(all);
  }

  /** One member of a value, own or inherited. Patched names are unknown, not absent. */
  public Lookup member(Linked value, String name) {
    Lookup found = walk().members.member(value, name);
    return found instanceof Lookup.Absent
        ? patched(value, name).<Lookup>map(Lookup.Unknown::new).orElse(found)
        : found;
  }

  private Optional<Reason> patched(Linked value, String name) {
    Holders holders = new Holders(walk());
    for (Patches.ObjectKey key : holders.of(value)) {
      Optional<Reason> reason = modules.patches(key.file()).reason(key, name);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.ofNullable(holders.limit()).map(Doubt::reason);
  }

  /** Absent only when absent in each; present and maybe when absent in some. */
  public Lookup member(List<Linked> values, String name) {
    return walk().members.all(values.stream().map(value -> member(value, name)).toList());
  }

  /**
   * What a place in {@code file} that reads {@code value} finds there: {@link #member} of what the
   * path before its last step leads to, and unknown instead of absent where the module may be half
   * loaded, or may since have replaced the exports that this file holds. {@code value}'s last step
   * must be {@link Shape.Prop}; anything else is unknown.
   */
  public Lookup read(Path file, Shape.Required value, Phase phase) {
    int last = value.path().size() - 1;
    if (last < 0 || !(value.path().get(last) instanceof Shape.Prop prop)) {
      return new Lookup.Unknown(Plain.MEMBER_OF_NOTHING);
    }
    List<Linked> holders = walk().required(file, value.specifier(), value.path().subList(0, last));
    Lookup found = member(holders, prop.name());
    if (!(found instanceof Lookup.Absent)) {
      return found;
    }
    if (mayBeEarly(file, value.specifier(), phase)) {
      return new Lookup.Unknown(Plain.IN_CIRCLE);
    }
    return patchedWhileLoading(file, holders, prop.name())
        .<Lookup>map(Lookup.Unknown::new)
        .orElse(found);
  }

  /**
   * What the modules that {@code file} loads, installed packages among them, write on each other's
   * objects.
   */
  private Optional<Reason> patchedWhileLoading(Path file, List<Linked> holders, String name) {
    Loading loading = loading(file);
    if (!loading.complete() || loading.size() >= limits.loaded()) {
      return Optional.of(Limits.exceeded(Plain.TOO_MANY_MODULES).reason());
    }
    for (Linked value : holders) {
      Holders found = new Holders(walk());
      for (Patches.ObjectKey key : found.of(value)) {
        for (Path module : loading.towards(key.file())) {
          Optional<Reason> reason = modules.contribution(module).reason(key, name);
          if (reason.isPresent()) {
            return reason;
          }
        }
      }
      if (found.limit() != null) {
        return Optional.of(found.limit().reason());
      }
    }
    return Optional.empty();
  }

  private Loading loading(Path file) {
    return loading.computeIfAbsent(file, f -> new Loading(f, modules, limits.modules()));
  }

  private boolean mayBeEarly(Path file, String specifier, Phase phase) {
    if (!(modules.resolve(file, specifier) instanceof Resolution.Found target)) {
      return false;
    }
    boolean replaced =
        modules.locations(target.file()).map(l -> !l.exports().isEmpty()).orElse(true);
    return (phase == Phase.LOAD || replaced) && modules.inCycle(file, target.file());
  }

  public Kind kind(Linked value) {
    return Sorts.kind(walk(), value);
  }

  /** The kind of all of these, or UNKNOWN. */
  public Kind kind(List<Linked> values) {
    List<Kind> kinds = values.stream().map(this::kind).distinct().limit(2).toList();
    return kinds.size() == 1 ? kinds.get(0) : Kind.UNKNOWN;
  }

  /** Whether {@code value()} is no TypeError. NO for classes too: they need {@code new}. */
  public Truth callable(List<Linked> values) {
    return Truth.common(values, value -> Sorts.callable(walk(), value));
  }

  /** Whether {@code new value()} is no TypeError. */
  public Truth constructable(List<Linked> values) {
    return Truth.common(values, value -> Sorts.constructable(walk(), value));
  }

  /**
   * Where the thing that {@code value} stands for is defined: through re-exports, getters, copies,
   * JSON.
   */
  public List<Origin> origins(Path file, Shape.Required value) {
    return new Origins(walk()).definitions(file, value);
  }

  /** Where a linked value is defined. */
  public List<Origin> origins(Linked value) {
    return new Origins(walk()).ofValue(value);
  }

  /**
   * Where the module that {@code value} names writes it: the export's own line, not what it passes
   * on.
   */
  public List<Origin> declarations(Path file, Shape.Required value) {
    return new Origins(walk()).declarations(file, value);
  }

  /** The places that write a member, first first. */
  public List<Origin> places(Written written) {
    return new Origins(walk()).places(written);
  }
}
