package dev.commonjs.graph;

import dev.commonjs.builtins.BuiltinFunctions;
import dev.commonjs.builtins.Prototypes;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks one name up in a value: own members, then the prototype chain; and what calls of a value
 * give. What other modules patch is not asked here.
 */
final class Members {
  private static final Lookup ABSENT = new Lookup.Absent();

  private final Walk walk;

  Members(Walk walk) {
    this.walk = walk;
  }

  Lookup member(Linked value, String name) {
    return switch (value) {
      case Linked.Open open -> new Lookup.Unknown(open.doubt());
      case Linked.Missing missing -> new Lookup.Unknown(About.NOT_FOUND.of(missing.specifier()));
      case Linked.EsNamespace e -> new Lookup.Unknown(Plain.EXPORTED_BY_ES_MODULE);
      case Linked.BuiltinModule b -> ofBuiltinModule(b, name);
      case Linked.Instance i -> ofInstance(i, name);
      case Linked.OfKind k -> new Lookup.Unknown(About.MADE_BY.of(k.maker()));
      case Linked.Local l -> ofLocal(l, name);
    };
  }

  /** What {@code value} may inherit from, where its module says so. */
  List<Linked> prototypes(Linked value) {
    if (value instanceof Linked.Instance instance) {
      return member(instance.constructor(), "prototype") instanceof Lookup.Present present
          ? present.values()
          : List.of();
    }
    Shape.Obj object = walk.object(value);
    return object == null || object.prototype() == null || !(value instanceof Linked.Local local)
        ? List.of()
        : walk.follow(local.file(), object.prototype(), local.call());
  }

  private Lookup ofBuiltinModule(Linked.BuiltinModule module, String name) {
    if (module.member().isEmpty()
        && Defaults.mayHave(module, name, walk.modules.node().versions()) == Truth.YES) {
      return present(new Linked.BuiltinModule(module.module(), name));
    }
    return Defaults.mayHave(module, name, walk.modules.node().versions()) == Truth.NO
        ? ABSENT
        : new Lookup.Unknown(Plain.NODE_MODULES_VERSION);
  }

  private Lookup ofLocal(Linked.Local local, String name) {
    return switch (local.shape()) {
      case Shape.Constant c -> ofPrimitive(local.file(), c.kind(), name);
      case Shape.Primitive p -> ofPrimitive(local.file(), p.kind(), name);
      case Shape.Ref ref ->
          walk.answer(
              new Memo.MemberKey(local.file(), ref.object(), name, local.call()),
              ABSENT,
              new Lookup.Unknown(Limits.exceeded(Plain.TOO_MANY_STEPS)),
              () -> ofObject(local, ref, name));
      case Shape.Builtin b -> new Lookup.Unknown(About.MEMBER_OF.of(b.name()));
      default -> new Lookup.Unknown(Plain.NOT_KNOWN);
    };
  }

  private static Lookup ofPrimitive(Path file, Shape.PrimitiveKind kind, String name) {
    String constructor = Defaults.constructorOf(kind);
    if (constructor.isEmpty()) {
      return new Lookup.Unknown(
          About.NO_MEMBERS.of(kind.name().toLowerCase(java.util.Locale.ROOT)));
    }
    if (kind == Shape.PrimitiveKind.STRING && (name.equals("length") || Defaults.isIndex(name))) {
      return present(new Linked.Open(Plain.PART_OF_STRING));
    }
    return inherited(file, constructor, name);
  }

  private Lookup ofObject(Linked.Local local, Shape.Ref ref, String name) {
    Shape.Obj object = walk.object(local.file(), ref.object());
    if (object == null) {
      return new Lookup.Unknown(Plain.NOT_KNOWN);
    }
    Lookup own = own(Parts.of(walk, local, object), name, open(local.file(), object.open()));
    own = orElse(own, () -> implicitOwn(object, name));
    return orElse(own, () -> inherited(local, object, name));
  }

  private static @Nullable Doubt open(Path file, List<Reason> reasons) {
    return reasons.isEmpty() ? null : Doubt.of(file, reasons.get(0));
  }

  /** Own properties that the language gives every object of a kind. */
  private static Lookup implicitOwn(Shape.Obj object, String name) {
    boolean is =
        switch (object.kind()) {
          case OBJECT -> false;
          case ARRAY -> name.equals("length") || Defaults.isIndex(name);
          case FUNCTION, CLASS -> Prototypes.isOwnOfFunctions(name);
        };
    return is ? present(new Linked.Open(About.OF_BUILTIN_KIND.of(name))) : ABSENT;
  }

  private Lookup inherited(Linked.Local local, Shape.Obj object, String name) {
    Shape prototype = object.prototype();
    if (prototype == null) {
      return inherited(local.file(), Defaults.constructorOf(object.kind()), name);
    }
    return all(
        walk.follow(local.file(), prototype, local.call()).stream()
            .map(p -> ofPrototype(p, local.file(), name))
            .toList());
  }

  private Lookup ofPrototype(Linked prototype, Path file, String name) {
    if (prototype instanceof Linked.Local local) {
      if (local.shape() instanceof Shape.Constant c && c.kind() == Shape.PrimitiveKind.NULL) {
        return ABSENT;
      }
      if (local.shape() instanceof Shape.Builtin b && b.name().endsWith(".prototype")) {
        String constructor = b.name().substring(0, b.name().length() - ".prototype".length());
        if (Prototypes.knowsPrototypeOf(constructor)) {
          return inherited(file, constructor, name);
        }
      }
    }
    return member(prototype, name);
  }

  private static Lookup inherited(Path file, String constructor, String name) {
    String owner = Prototypes.prototypeOwner(constructor, name);
    return owner.isEmpty()
        ? ABSENT
        : present(new Linked.Local(file, new Shape.Builtin(owner + ".prototype." + name)));
  }

  private Lookup ofInstance(Linked.Instance instance, String name) {
    Lookup own = ownOfInstance(instance.constructor(), instance.call(), name, 0);
    return orElse(own, () -> fromPrototypeMember(instance, name));
  }

  private Lookup ownOfInstance(Linked constructor, @Nullable Call call, String name, int depth) {
    Shape.Obj object = walk.object(constructor);
    if (object == null || object.signature() == null) {
      return new Lookup.Unknown(Plain.CONSTRUCTOR_UNKNOWN);
    }
    if (depth > walk.limits.prototypes()) {
      return new Lookup.Unknown(Limits.exceeded(Plain.TOO_MANY_STEPS));
    }
    Linked.Local local = (Linked.Local) constructor;
    Lookup own = own(Parts.ofReceiver(walk, local, object.signature(), call), name, null);
    if (object.kind() != Shape.ObjectKind.CLASS || object.prototype() == null) {
      return own;
    }
    List<Linked> parents = walk.follow(local.file(), object.prototype(), local.call());
    return orElse(
        own,
        () -> all(parents.stream().map(p -> ownOfInstance(p, null, name, depth + 1)).toList()));
  }

  private Lookup fromPrototypeMember(Linked.Instance instance, String name) {
    return switch (member(instance.constructor(), "prototype")) {
      case Lookup.Present p when p.written().isEmpty() ->
          inherited(instance.file(), "Object", name);
      case Lookup.Present p ->
          all(p.values().stream().map(v -> ofPrototype(v, instance.file(), name)).toList());
      case Lookup.Absent absent -> inherited(instance.file(), "Object", name);
      case Lookup.Unknown unknown -> unknown;
    };
  }

  /**
   * @param doubt why a name that is not found may be there all the same; null: it may not
   */
  private Lookup own(List<Parts.Item> items, String name, @Nullable Doubt doubt) {
    Found found = new Found(doubt);
    for (int i = items.size() - 1; i >= 0 && !found.certain; i--) {
      if (items.get(i) instanceof Parts.Gone gone
          && gone.name().equals(name)
          && gone.certainty() == Shape.Certainty.ALWAYS) {
        break;
      }
      switch (items.get(i)) {
        case Parts.Own own -> {
          if (own.member().name().equals(name)) {
            found.add(walk.follow(own.file(), own.member().value(), own.call()), own.certainty());
            found.written.add(own.written());
          }
        }
        case Parts.Copied copied -> {
          if (copied.takes(name)) {
            found.addCopied(fromSource(copied, name), copied.certainty());
          }
        }
        case Parts.Gone gone -> {}
        case Parts.More more -> found.more(more.doubt());
      }
    }
    return found.lookup();
  }

  private Lookup fromSource(Parts.Copied copied, String name) {
    List<Linked> sources = walk.follow(copied.file(), copied.copy().source(), copied.call());
    Lookup found = all(sources.stream().map(source -> copiedFrom(source, name, copied)).toList());
    if (found instanceof Lookup.Present present && !copied.copy().values()) {
      List<Linked> values = List.of(new Linked.Open(About.MADE_FROM.of(name)));
      return new Lookup.Present(values, present.written(), present.certainty());
    }
    return found;
  }

  /**
   * Copying takes enumerable names; of inherited ones only {@code for in} does, and none of the
   * language's own is enumerable.
   */
  private Lookup copiedFrom(Linked source, String name, Parts.Copied copied) {
    if (source instanceof Linked.Missing) {
      return ABSENT;
    }
    Lookup lookup =
        Sorts.isPrimitive(source)
            ? present(new Linked.Open(About.OF_BUILTIN_KIND.of(name)))
            : member(source, name);
    if (!(lookup instanceof Lookup.Present present)) {
      return lookup;
    }
    Names names = walk.nameLists.copied(copied, source);
    for (Names.Name candidate : names.names()) {
      if (candidate.name().equals(name)) {
        Certainty certainty = Parts.weaker(present.certainty(), candidate.certainty());
        return candidate.enumerable()
            ? new Lookup.Present(present.values(), present.written(), certainty)
            : names.closed() ? ABSENT : new Lookup.Unknown(names.open().get(0));
      }
    }
    if (source instanceof Linked.BuiltinModule) {
      return new Lookup.Unknown(Plain.NODE_MODULES_VERSION);
    }
    return names.closed() ? ABSENT : new Lookup.Unknown(names.open().get(0));
  }

  /** Gathers the answers for one name, last write first. */
  private static final class Found {
    final Set<Linked> values = new LinkedHashSet<>();
    final Set<Written> written = new LinkedHashSet<>();
    boolean certain;
    boolean limited;
    @Nullable Doubt doubt;

    Found(@Nullable Doubt doubt) {
      this.doubt = doubt;
    }

    void add(List<Linked> more, Certainty certainty) {
      values.addAll(more);
      certain = certainty == Certainty.ALWAYS;
    }

    /** Behind a limit what comes before may be written again, or deleted. */
    void more(Doubt more) {
      doubt = more;
      if (Limits.passed(more)) {
        limited = true;
        values.add(new Linked.Open(more));
      }
    }

    void addCopied(Lookup lookup, Certainty certainty) {
      switch (lookup) {
        case Lookup.Present p -> {
          add(p.values(), Parts.weaker(p.certainty(), certainty));
          written.addAll(p.written());
        }
        case Lookup.Unknown u -> {
          doubt = u.doubt();
          // Copied later than what is still to be found, it may stand in its place.
          values.add(new Linked.Open(u.doubt()));
        }
        case Lookup.Absent a -> {}
      }
    }

    Lookup lookup() {
      if (certain || !written.isEmpty()) {
        return new Lookup.Present(
            List.copyOf(values),
            List.copyOf(written),
            certain && !limited ? Certainty.ALWAYS : Certainty.MAYBE);
      }
      if (doubt != null) {
        return new Lookup.Unknown(doubt);
      }
      return values.isEmpty()
          ? ABSENT
          : new Lookup.Present(List.copyOf(values), List.of(), Certainty.MAYBE);
    }
  }

  /** {@code first}, and where it leaves room, what stands behind it. */
  private Lookup orElse(Lookup first, java.util.function.Supplier<Lookup> second) {
    return switch (first) {
      case Lookup.Absent absent -> second.get();
      case Lookup.Present p when p.certainty() == Certainty.ALWAYS -> p;
      case Lookup.Present p -> together(p, second.get());
      case Lookup.Unknown u -> second.get() instanceof Lookup.Present p ? withDoubt(p, u) : u;
    };
  }

  private Lookup together(Lookup.Present first, Lookup second) {
    if (!(second instanceof Lookup.Present behind)) {
      return first;
    }
    Set<Written> written = new LinkedHashSet<>(first.written());
    written.addAll(behind.written());
    List<Linked> values = walk.union(List.of(first.values(), behind.values()));
    return new Lookup.Present(values, List.copyOf(written), behind.certainty());
  }

  private Lookup withDoubt(Lookup.Present present, Lookup.Unknown doubt) {
    List<Linked> values =
        walk.union(List.of(present.values(), List.of(new Linked.Open(doubt.doubt()))));
    return new Lookup.Present(values, present.written(), present.certainty());
  }

  /**
   * The answer for something that is one of several: unknown beats absent, present in some is
   * maybe.
   */
  Lookup all(List<Lookup> alternatives) {
    if (alternatives.size() == 1) {
      return alternatives.get(0);
    }
    List<List<Linked>> values = new ArrayList<>();
    Set<Written> written = new LinkedHashSet<>();
    Certainty certainty = Certainty.ALWAYS;
    Lookup.@Nullable Unknown unknown = null;
    for (Lookup lookup : alternatives) {
      if (lookup instanceof Lookup.Present p) {
        values.add(p.values());
        written.addAll(p.written());
        certainty = Parts.weaker(certainty, p.certainty());
      } else {
        certainty = Certainty.MAYBE;
        unknown = unknown == null && lookup instanceof Lookup.Unknown u ? u : unknown;
      }
    }
    if (values.isEmpty()) {
      return unknown == null ? ABSENT : unknown;
    }
    if (unknown != null) {
      values.add(List.of(new Linked.Open(unknown.doubt())));
    }
    return new Lookup.Present(walk.union(values), List.copyOf(written), certainty);
  }

  private static Lookup present(Linked value) {
    return new Lookup.Present(List.of(value), List.of(), Certainty.ALWAYS);
  }

  // ---------------------------------------------------------------- calls

  List<Linked> called(
      Linked callee, boolean awaited, Shape.Arguments arguments, Path file, @Nullable Call outer) {
    if (callee instanceof Linked.Missing || callee instanceof Linked.Open) {
      return List.of(callee);
    }
    String builtin = Defaults.nameOf(callee);
    if (builtin.equals("Reflect.apply") && !arguments.values().isEmpty()) {
      return walk.union(
          walk.follow(file, arguments.values().getFirst(), outer).stream()
              .map(function -> called(function, awaited, Shape.Arguments.NOT_KNOWN, file, null))
              .toList());
    }
    if (BuiltinFunctions.makesFunction(builtin)) {
      return List.of(new Linked.OfKind(Kind.FUNCTION, builtin));
    }
    Shape.Signature signature = walk.signature(callee);
    if (signature == null || !isKind(callee, Shape.ObjectKind.FUNCTION)) {
      return List.of(new Linked.Open(Plain.RESULT_OF_CALL));
    }
    if (signature.generator() || (signature.async() && !awaited)) {
      return List.of(new Linked.Open(signature.generator() ? Plain.GENERATOR : Plain.PROMISE));
    }
    Call call = walk.call(callee, file, arguments, Call.NOBODY, outer);
    return walk.follow(((Linked.Local) callee).file(), signature.returns(), call);
  }

  List<Linked> constructed(
      Linked callee, Shape.Arguments arguments, Path file, @Nullable Call outer) {
    if (callee instanceof Linked.Missing || callee instanceof Linked.Open) {
      return List.of(callee);
    }
    Shape.Obj object = walk.object(callee);
    if (object == null
        || !(callee instanceof Linked.Local local)
        || !(local.shape() instanceof Shape.Ref)) {
      return List.of(new Linked.Open(Plain.RESULT_OF_NEW));
    }
    List<Linked> instance =
        List.of(new Linked.Instance(local, walk.call(callee, file, arguments, -1, outer)));
    Shape.Signature signature = object.signature();
    if (object.kind() == Shape.ObjectKind.CLASS || signature == null) {
      return instance;
    }
    // ECMA-262, [[Construct]]: an object that the function returns takes the place of the new one.
    return walk.union(
        walk
            .follow(
                local.file(),
                signature.returns(),
                walk.call(callee, file, arguments, Call.NOBODY, outer))
            .stream()
            .map(returned -> Sorts.isPrimitive(returned) ? instance : List.of(returned))
            .toList());
  }

  private boolean isKind(Linked value, Shape.ObjectKind kind) {
    Shape.Obj object = walk.object(value);
    return object != null && object.kind() == kind;
  }
}
