package dev.commonjs.graph;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Entry;
import dev.commonjs.builtins.Globals;
import dev.commonjs.builtins.Prototypes;
import dev.commonjs.builtins.Versions;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lists the own names of values. */
final class NameLists {
  private final Walk walk;

  NameLists(Walk walk) {
    this.walk = walk;
  }

  Names names(Linked value) {
    return switch (value) {
      case Linked.Open open -> unknown(open.doubt());
      case Linked.Missing missing -> unknown(About.NOT_FOUND.of(missing.specifier()));
      case Linked.EsNamespace e -> unknown(Plain.ES_MODULE);
      case Linked.BuiltinModule b -> ofBuiltinModule(b);
      case Linked.OfKind k -> unknown(About.MADE_BY.of(k.maker()));
      case Linked.Instance i -> ofInstance(i.constructor(), i.call(), 0);
      case Linked.Local l ->
          switch (l.shape()) {
            case Shape.Ref ref -> ofRef(l, ref.object());
            case Shape.Builtin b when b.name().equals("process") ->
                ofBuiltinModule(new Linked.BuiltinModule("process", ""));
            case Shape.Builtin b -> ofGlobal(b);
            default -> Names.NONE;
          };
    };
  }

  private static Names unknown(Reason reason) {
    return unknown(new Doubt(reason));
  }

  private static Names unknown(Doubt doubt) {
    return new Names(List.of(), List.of(doubt));
  }

  private static Names ofGlobal(Shape.Builtin global) {
    List<Names.Name> names =
        Globals.enumerable(global.name()).stream()
            .map(name -> new Names.Name(name, Certainty.MAYBE, true, false, null))
            .toList();
    return new Names(names, List.of(new Doubt(About.BUILTIN.of(global.name()))));
  }

  private Names ofBuiltinModule(Linked.BuiltinModule module) {
    List<String> names = Defaults.exportNames(module.module());
    if (!module.member().isEmpty() || names.isEmpty()) {
      Doubt doubt = new Doubt(About.BUILTIN_MODULE.of(module.module()));
      return new Names(
          Defaults.memberNames(module).stream()
              .map(name -> new Names.Name(name, Certainty.MAYBE, true, false, null))
              .toList(),
          List.of(doubt));
    }
    Versions versions = walk.modules.node().versions();
    Entry holder = Builtins.module(module.module());
    boolean differs = holder != null && holder.differs();
    List<Names.Name> inSomeVersion =
        Builtins.exports(module.module()).stream()
            .filter(entry -> entry.isEnumerable() && entry.mayBeIn(versions))
            .map(entry -> named(entry, versions, differs))
            .toList();
    // mainModule, noProcessWarnings, ...
    boolean depends = module.module().equals("process");
    boolean differ = inSomeVersion.stream().anyMatch(n -> n.certainty() != Certainty.ALWAYS);
    return new Names(
        inSomeVersion,
        depends
            ? List.of(new Doubt(Plain.NODE_START))
            : differ ? List.of(new Doubt(Plain.NODE_MODULES_VERSION)) : List.of());
  }

  private static Names.Name named(Entry entry, Versions versions, boolean differs) {
    boolean always = entry.has().contains(versions) && !differs;
    return new Names.Name(
        entry.name(), always ? Certainty.ALWAYS : Certainty.MAYBE, true, false, null);
  }

  /**
   * Own names, and with {@code inherited} those of the prototypes too, as {@code for in} goes
   * through them.
   */
  Names names(Linked value, boolean inherited) {
    return inherited ? withInherited(value) : names(value);
  }

  /**
   * Names that copies take of {@code source}: of lists and texts the indices too, which nobody
   * looks for among what a module exports.
   */
  private Names copied(Linked source, boolean inherited) {
    if (source instanceof Linked.Local local) {
      if (local.shape() instanceof Shape.Constant text
          && text.kind() == Shape.PrimitiveKind.STRING) {
        return indices(text.text().length());
      }
      if (local.shape() instanceof Shape.Primitive p && p.kind() == Shape.PrimitiveKind.STRING) {
        return unknown(Plain.NAMES_OF_UNKNOWN_COPIED);
      }
      Shape.Obj object = walk.object(source);
      if (object != null && object.kind() == Shape.ObjectKind.ARRAY) {
        return walk.answer(
            new Memo.CopiedKey(local.file(), ((Shape.Ref) local.shape()).object(), local.call()),
            Names.NONE,
            unknown(Limits.exceeded(Plain.TOO_MANY_STEPS)),
            () -> gathered(local, object));
      }
    }
    return names(source, inherited);
  }

  private static Names indices(int length) {
    return new Names(
        IntStream.range(0, length)
            .mapToObj(i -> new Names.Name("" + i, Certainty.ALWAYS, true, false, null))
            .toList(),
        List.of());
  }

  /** Of several prototypes each may have several, and each object may be met on many ways. */
  private Names withInherited(Linked value) {
    Shape.Obj object = walk.object(value);
    Shape prototype = object == null ? null : object.prototype();
    if (prototype == null || !(value instanceof Linked.Local local)) {
      return names(value);
    }
    return walk.answer(
        new Memo.InheritedKey(local.file(), ((Shape.Ref) local.shape()).object(), local.call()),
        unknown(Plain.PROTOTYPE),
        unknown(Limits.exceeded(Plain.TOO_MANY_STEPS)),
        () -> withInherited(local, prototype));
  }

  private Names withInherited(Linked.Local value, Shape prototype) {
    Names own = names(value);
    Gathered all = new Gathered();
    own.names().forEach(all::add);
    own.open().forEach(all::doubt);
    Predicate<String> hidden = own.hiding()::contains;
    List<Linked> prototypes = walk.follow(value.file(), prototype, value.call());
    all.addAll(
        any(prototypes.stream().map(this::withInherited).toList()),
        hidden.negate(),
        Certainty.ALWAYS);
    return all.names();
  }

  private Names ofRef(Linked.Local local, int ordinal) {
    return walk.answer(
        new Memo.NamesKey(local.file(), ordinal, local.call()),
        Names.NONE,
        unknown(Limits.exceeded(Plain.TOO_MANY_STEPS)),
        () -> ofObject(local));
  }

  private Names ofObject(Linked.Local local) {
    Shape.Obj object = walk.object(local);
    if (object == null) {
      return unknown(Plain.NOT_KNOWN);
    }
    Names names = gathered(local, object);
    return switch (object.kind()) {
      case OBJECT -> names;
      case ARRAY -> withoutIndices(names);
      case FUNCTION, CLASS -> withHidden(names, object);
    };
  }

  private Names gathered(Linked.Local local, Shape.Obj object) {
    Gathered gathered = new Gathered();
    gather(gathered, Parts.of(walk, local, object));
    object.open().forEach(reason -> gathered.doubt(Doubt.of(local.file(), reason)));
    return gathered.names();
  }

  /**
   * A callee that writes these to a parameter does not know that they are there already. What the
   * object's own file has made of them counts.
   */
  private static Names withHidden(Names names, Shape.Obj object) {
    return new Names(
        names.names().stream()
            .map(n -> Prototypes.isOwnOfFunctions(n.name()) && !isOwn(n, object) ? hidden(n) : n)
            .toList(),
        names.open());
  }

  private static boolean isOwn(Names.Name name, Shape.Obj object) {
    return object.parts().stream()
        .anyMatch(part -> part instanceof Shape.Member m && m.name().equals(name.name()));
  }

  private static Names.Name hidden(Names.Name name) {
    return new Names.Name(name.name(), name.certainty(), false, name.accessor(), name.written());
  }

  private static Names withoutIndices(Names names) {
    return new Names(
        names.names().stream()
            .filter(n -> !n.name().equals("length") && !Defaults.isIndex(n.name()))
            .toList(),
        names.open());
  }

  private Names ofInstance(Linked constructor, @Nullable Call call, int depth) {
    Shape.Obj object = walk.object(constructor);
    if (object == null || object.signature() == null) {
      return unknown(Plain.CONSTRUCTOR_UNKNOWN);
    }
    if (depth > walk.limits.prototypes()) {
      return unknown(Limits.exceeded(Plain.TOO_MANY_STEPS));
    }
    Linked.Local local = (Linked.Local) constructor;
    Gathered gathered = new Gathered();
    if (object.kind() == Shape.ObjectKind.CLASS && object.prototype() != null) {
      List<Linked> parents = walk.follow(local.file(), object.prototype(), local.call());
      gathered.addAll(
          any(parents.stream().map(p -> ofInstance(p, null, depth + 1)).toList()),
          name -> true,
          Certainty.ALWAYS);
    }
    gather(gathered, Parts.ofReceiver(walk, local, object.signature(), call));
    return gathered.names();
  }

  /** The elements of a list that is known in full; nothing for any other value. */
  List<Linked> elements(Linked list) {
    Shape.Obj object = walk.object(list);
    if (object == null
        || object.kind() != Shape.ObjectKind.ARRAY
        || !object.open().isEmpty()
        || !(list instanceof Linked.Local local)) {
      return List.of();
    }
    List<Linked> elements = new ArrayList<>();
    for (Parts.Item item : Parts.of(walk, local, object)) {
      if (!(item instanceof Parts.Own own) || own.certainty() == Certainty.MAYBE) {
        return List.of();
      }
      if (Defaults.isIndex(own.member().name())) {
        elements.addAll(walk.follow(own.file(), own.member().value(), own.call()));
      }
    }
    return elements;
  }

  /** The limit behind which {@code list}, or a part of it, lies. */
  Optional<Doubt> passed(Linked list) {
    Shape.Obj object = walk.object(list);
    if (object == null || !(list instanceof Linked.Local local)) {
      return Limits.passed(List.of(list));
    }
    return Parts.of(walk, local, object).stream()
        .filter(Parts.More.class::isInstance)
        .map(item -> ((Parts.More) item).doubt())
        .filter(Limits::passed)
        .findFirst();
  }

  private void gather(Gathered gathered, List<Parts.Item> items) {
    for (Parts.Item item : items) {
      switch (item) {
        case Parts.Own own -> gathered.add(named(own));
        case Parts.Copied copied -> gatherCopy(gathered, copied);
        case Parts.Gone gone -> gathered.remove(gone);
        case Parts.More more -> gathered.more(more.doubt());
      }
    }
  }

  private static Names.Name named(Parts.Own own) {
    Shape.Member member = own.member();
    return new Names.Name(
        member.name(), own.certainty(), member.enumerable(), member.accessor(), own.written());
  }

  private void gatherCopy(Gathered gathered, Parts.Copied copied) {
    List<Linked> sources = walk.follow(copied.file(), copied.copy().source(), copied.call());
    List<Names> each =
        sources.stream()
            .filter(s -> !(s instanceof Linked.Missing))
            .map(s -> copied(copied, s))
            .toList();
    // In a circle of modules the source may not have been filled yet when it was copied.
    Certainty certainty = walk.tainted() ? Certainty.MAYBE : copied.certainty();
    Names names = any(each);
    gathered.addAll(names, copied::takes, certainty);
  }

  /** Names that {@code copied} takes of {@code source}, one of those that it may copy. */
  Names copied(Parts.Copied copied, Linked source) {
    Names there = withoutDeleted(copied, copied(source, copied.copy().inherited()));
    Names names = runsCode(copied) ? there.withLater() : there;
    return source instanceof Linked.BuiltinModule builtin && isWritten(copied, builtin)
        ? new Names(names.names(), List.of(new Doubt(Plain.OBJECT_HANDED_OVER)))
        : names;
  }

  /** The file that makes the copy may have deleted some before. */
  private Names withoutDeleted(Parts.Copied copied, Names names) {
    if (!(copied.copy().source() instanceof Shape.Required source)) {
      return names;
    }
    Set<String> deleted = new HashSet<>();
    for (Use use : walk.modules.summary(copied.file()).map(ModuleSummary::uses).orElse(List.of())) {
      List<Shape.Step> path = use.value().path();
      if (use.access() == Use.Access.DELETE
          && use.phase() == Phase.LOAD
          && !path.isEmpty()
          && path.getLast() instanceof Shape.Prop prop
          && source.equals(
              new Shape.Required(use.value().specifier(), path.subList(0, path.size() - 1)))) {
        deleted.add(prop.name());
      }
    }
    return deleted.isEmpty()
        ? names
        : new Names(
            names.names().stream()
                .map(name -> deleted.contains(name.name()) ? weakened(name, Certainty.MAYBE) : name)
                .toList(),
            names.open());
  }

  /** Whether the module that {@code builtin} was got from writes on it. */
  private boolean isWritten(Parts.Copied copied, Linked.BuiltinModule builtin) {
    return copied.copy().source() instanceof Shape.Required source
        && walk.modules.resolve(copied.file(), source.specifier()) instanceof Resolution.Found found
        && walk.modules.summary(found.file()).map(ModuleSummary::uses).orElse(List.of()).stream()
            .filter(use -> use.access() == Use.Access.WRITE || use.access() == Use.Access.ESCAPE)
            .anyMatch(
                use -> Builtins.withoutPrefix(use.value().specifier()).equals(builtin.module()));
  }

  /**
   * Whether the file that makes the copy calls functions of the module before or after: what these
   * write is there then.
   */
  private boolean runsCode(Parts.Copied copied) {
    return copied.copy().source() instanceof Shape.Required source
        && walk.modules
            .summary(copied.file())
            .map(
                summary ->
                    summary.uses().stream()
                        .anyMatch(
                            use ->
                                use.phase() == Phase.LOAD
                                    && (use.access() == Use.Access.CALL
                                        || use.access() == Use.Access.CONSTRUCT)
                                    && use.value().specifier().equals(source.specifier())))
            .orElse(false);
  }

  /** The names of something that is one of several. */
  Names any(List<Names> alternatives) {
    if (alternatives.size() == 1) {
      return alternatives.get(0);
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Integer> enumerable = new LinkedHashMap<>();
    for (Names alternative : alternatives) {
      for (Names.Name name : alternative.names()) {
        counts.merge(name.name(), 1, Integer::sum);
        enumerable.merge(name.name(), name.enumerable() ? 1 : 0, Integer::sum);
      }
    }
    Gathered gathered = new Gathered();
    for (Names names : alternatives) {
      for (Names.Name name : names.names()) {
        int times = counts.getOrDefault(name.name(), 0);
        int listed = enumerable.getOrDefault(name.name(), 0);
        boolean alike = times == alternatives.size() && (listed == 0 || listed == times);
        // It is a name that may be listed if it is one in any of them.
        Names.Name one = listed > 0 && !name.enumerable() ? shown(name) : name;
        gathered.add(alike ? one : weakened(one, Certainty.MAYBE));
      }
      names.open().forEach(gathered::doubt);
    }
    return gathered.weakest(alternatives);
  }

  private static Names.Name shown(Names.Name name) {
    return new Names.Name(name.name(), name.certainty(), true, name.accessor(), name.written());
  }

  static Names.Name weakened(Names.Name name, Certainty certainty) {
    return new Names.Name(
        name.name(),
        Parts.weaker(name.certainty(), certainty),
        name.enumerable(),
        name.accessor(),
        name.written());
  }

  /** Names in order of creation; a name that is written again keeps its place. */
  private final class Gathered {
    private final Map<String, Names.Name> names = new LinkedHashMap<>();
    private final Set<Doubt> open = new LinkedHashSet<>();

    void add(Names.Name name) {
      Names.Name before = names.get(name.name());
      boolean certain =
          name.certainty() == Certainty.ALWAYS
              || (before != null && before.certainty() == Certainty.ALWAYS);
      // A write to a present member leaves it as enumerable as it was; only a definition changes
      // that.
      boolean enumerable = name.enumerable() || (before != null && before.enumerable() && !certain);
      names.put(
          name.name(),
          new Names.Name(
              name.name(),
              certain ? Certainty.ALWAYS : Certainty.MAYBE,
              enumerable,
              name.accessor(),
              name.written()));
    }

    void addAll(Names copied, Predicate<String> filter, Certainty certainty) {
      for (Names.Name name : copied.names()) {
        if (name.enumerable() && filter.test(name.name())) {
          add(weakened(name, certainty));
        }
      }
      copied.open().forEach(this::doubt);
    }

    void remove(Parts.Gone gone) {
      if (gone.certainty() == Certainty.ALWAYS) {
        names.remove(gone.name());
      } else {
        names.computeIfPresent(gone.name(), (k, n) -> weakened(n, Certainty.MAYBE));
      }
    }

    /** Behind a limit names may be deleted, too. */
    void more(Doubt doubt) {
      if (Limits.passed(doubt)) {
        names.replaceAll((k, n) -> weakened(n, Certainty.MAYBE));
      }
      doubt(doubt);
    }

    void doubt(Doubt doubt) {
      if (open.size() < walk.limits.reasons()) {
        open.add(doubt);
      }
    }

    /** Certain is what is certain in each of {@code alternatives}. */
    Names weakest(List<Names> alternatives) {
      for (Names alternative : alternatives) {
        for (Names.Name name : alternative.names()) {
          if (name.certainty() == Certainty.MAYBE) {
            names.computeIfPresent(name.name(), (k, n) -> weakened(n, Certainty.MAYBE));
          }
        }
      }
      return names();
    }

    Names names() {
      List<Names.Name> indices = new ArrayList<>();
      List<Names.Name> others = new ArrayList<>();
      names.values().forEach(n -> (Defaults.isIndex(n.name()) ? indices : others).add(n));
      indices.sort(Comparator.comparingLong(n -> Long.parseLong(n.name())));
      indices.addAll(others);
      return new Names(indices, List.copyOf(open));
    }
  }
}
