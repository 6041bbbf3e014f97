package dev.commonjs.graph;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Prototypes;
import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.RequireSite;
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
import java.util.function.Function;

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
   * The names that a value inherits from objects of modules, the nearest of each: methods of an
   * instance, static members of a parent class.
   */
  public List<Names.Name> inheritedNames(Linked value) {
    Walk walk = walk();
    return new InheritedNames(walk.members::prototypes, walk.nameLists::names)
        .of(value, limits.prototypes());
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
      Set<String> deleted = writes.deleted(file, value);
      names.replaceAll(
          name ->
              deleted.contains(name.name())
                  ? NameLists.weakened(name, Shape.Certainty.MAYBE)
                  : name);
      Set<Names.Name> written = new LinkedHashSet<>(writes.on(file, value));
      written.addAll(ownWrites);
      boolean function = kind(value) == Kind.FUNCTION || kind(value) == Kind.CLASS;
      for (Names.Name name : written) {
        // What is not enumerable may be there at another time only.
        names.removeIf(other -> other.name().equals(name.name()) && isPerhaps(other));
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
      if (open.isEmpty() && mayLoadItsWriters(file, value)) {
        open.add(new Doubt(Plain.OBJECT_HANDED_OVER));
      }
      all.add(new Names(names, open));
    }
    return walk.nameLists.any(all);
  }

  /** Whether {@code file} may load, by a specifier that it computes, what writes on its exports. */
  private boolean mayLoadItsWriters(Path file, Linked value) {
    boolean computes =
        modules.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
            .anyMatch(site -> site.kind() == RequireSite.Kind.REQUIRE && !site.complete());
    return computes
        && Patches.key(value)
            .filter(key -> key.file().equals(file) && modules.patches(file).mayExtend(key))
            .isPresent();
  }

  private static boolean isPerhaps(Names.Name name) {
    return !name.enumerable() && name.certainty() == Shape.Certainty.MAYBE;
  }

  /** One member of a value, own or inherited. Patched names are unknown, not absent. */
  public Lookup member(Linked value, String name) {
    return member(value, name, modules::patches);
  }

  private Lookup member(Linked value, String name, Function<Path, Patches> patches) {
    Lookup found = walk().members.member(value, name);
    return found instanceof Lookup.Absent
        ? settled().mayHave(value, name, patches).<Lookup>map(Lookup.Unknown::new).orElse(found)
        : found;
  }

  /** Whether modules that count for {@code reader} write names on {@code value}, or may. */
  public boolean isPatched(Linked value, Path reader) {
    return Patches.key(value)
        .filter(key -> modules.patches(key.file(), reader).touches(key))
        .isPresent();
  }

  private Settled settled() {
    return new Settled(walk(), this::loading);
  }

  /**
   * Which versions of Node have {@code name} in {@code object}, in words; empty: none has. Asked of
   * what the version that the modules run on has not.
   */
  public Optional<String> otherVersions(Linked.BuiltinModule object, String name) {
    String path = object.member().isEmpty() ? name : object.member() + "." + name;
    return Optional.ofNullable(Builtins.find(object.module(), path))
        .map(entry -> "in %s (%s)".formatted(modules.node().versions(), entry.where()));
  }

  /** Absent only when absent in each; present and maybe when absent in some. */
  public Lookup member(List<Linked> values, String name) {
    return member(values, name, modules::patches);
  }

  private Lookup member(List<Linked> values, String name, Function<Path, Patches> patches) {
    return walk().members.all(values.stream().map(value -> member(value, name, patches)).toList());
  }

  /** The member that the last step of {@code value}, a value of {@code file}, reads. */
  public Lookup member(Path file, Shape.Required value) {
    int last = value.path().size() - 1;
    return last >= 0 && value.path().get(last) instanceof Shape.Prop prop
        ? member(follow(file, holder(value)), prop.name())
        : new Lookup.Unknown(Plain.MEMBER_OF_NOTHING);
  }

  /** What the last step of {@code value} is taken from. */
  public static Shape.Required holder(Shape.Required value) {
    return new Shape.Required(value.specifier(), value.path().subList(0, value.path().size() - 1));
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
    Lookup found = member(holders, prop.name(), written -> modules.patches(written, file));
    if (!(found instanceof Lookup.Absent)) {
      return found;
    }
    if (mayBeEarly(file, value.specifier(), phase)) {
      return new Lookup.Unknown(Plain.IN_CIRCLE);
    }
    List<Linked> chain = new ArrayList<>(holders);
    for (int i = 0; i < chain.size() && i < holders.size() + limits.prototypes(); i++) {
      if (chain.get(i) instanceof Linked.BuiltinModule builtin
          && mayBeAdded(file, builtin, prop.name())) {
        return new Lookup.Unknown(About.PATCHED.of(prop.name()));
      }
      chain.addAll(walk().members.prototypes(chain.get(i)));
    }
    return settled()
        .getsWhileLoading(file, holders, prop.name())
        .<Lookup>map(Lookup.Unknown::new)
        .orElse(found);
  }

  /**
   * Why a place in {@code file} may find something else than what {@link #follow} says for {@code
   * value}, because a member on its path was replaced after it was loaded; empty when it can't.
   *
   * @param steps how many members of the path are asked about, from the first
   */
  public Optional<Reason> replaced(Path file, Shape.Required value, int steps) {
    return settled().replaced(file, value, steps);
  }

  private boolean mayBeAdded(Path file, Linked.BuiltinModule object, String name) {
    Set<Path> loaded = loading(file).modules();
    if (loadsWhatIsMissing(file) || loaded.stream().anyMatch(this::loadsWhatIsMissing)) {
      return true;
    }
    Set<Path> others = new LinkedHashSet<>(modules.files());
    others.addAll(loaded);
    return new BuiltinWrites(
            f -> modules.summary(f).map(ModuleSummary::uses).orElse(List.of()),
            modules::mentions,
            this::follow)
        .mayAdd(file, others, object, name);
  }

  /** A package that is not installed may write on what all share once it is. */
  private boolean loadsWhatIsMissing(Path file) {
    return modules.mentions(file).stream()
        .anyMatch(
            specifier ->
                !NodeSettings.isBuiltinSomewhere(specifier)
                    && modules.leads(file, specifier).stream().anyMatch(Linker::isNotInstalled));
  }

  private static boolean isNotInstalled(Resolution resolution) {
    return resolution instanceof Resolution.NotFound missing
        && missing.reason() == Resolution.Reason.PACKAGE_NOT_INSTALLED;
  }

  private Loading loading(Path file) {
    // Not under the lock of the map: other files are read for it.
    Loading known = loading.get(file);
    if (known == null) {
      known = new Loading(file, modules, limits.modules());
      loading.put(file, known);
    }
    return known;
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

  /** Where the name of a member that nothing lists is computed; empty where it is not that. */
  public List<Origin> computed(Path file, Shape.Required member) {
    return new Origins(walk()).computed(file, member);
  }

  /** The places that write a member, first first. */
  public List<Origin> places(Written written) {
    return new Origins(walk()).places(written);
  }
}
