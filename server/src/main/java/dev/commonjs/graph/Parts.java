package dev.commonjs.graph;

import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an object with the effects of calls put in their place: what remains are members,
 * copies and doubts, in the order in which they came to be.
 */
final class Parts {
  private final Walk walk;
  private final List<Item> items = new ArrayList<>();

  private Parts(Walk walk) {
    this.walk = walk;
  }

  sealed interface Item {}

  /**
   * @param object the ordinal of the object that was written, −1 for a write by a callee
   */
  record Own(Path file, int object, Shape.Member member, @Nullable Call call, Certainty certainty)
      implements Item {
    Written written() {
      return new Written(file, object, member.name());
    }
  }

  record Copied(Path file, Shape.Copy copy, @Nullable Call call, Certainty certainty)
      implements Item {
    /** Of the names that the source has now. */
    boolean takes(String name) {
      return copy.filter().takes(name) && !cameLater().contains(name);
    }

    private Set<String> cameLater() {
      if (call == null
          || !(copy.source() instanceof Shape.Argument argument)
          || !argument.path().isEmpty()
          || argument.function() != Shape.OWN) {
        return Set.of();
      }
      return call.arguments().later(argument.index());
    }
  }

  /** A name that came before is there no more. */
  record Gone(String name, Certainty certainty) implements Item {}

  /** Any name may have been added here. */
  record More(Doubt doubt) implements Item {
    More(Reason reason) {
      this(new Doubt(reason));
    }
  }

  /** Of {@code value}, which is {@code object}. */
  static List<Item> of(Walk walk, Linked.Local value, Shape.Obj object) {
    Parts parts = new Parts(walk);
    int ordinal = value.shape() instanceof Shape.Ref ref ? ref.object() : -1;
    parts.addAll(value.file(), ordinal, object.parts(), value.call(), Certainty.ALWAYS, 0);
    return parts.items;
  }

  /**
   * Of a fresh receiver after a constructor has run.
   *
   * @param call what the constructor is given; null when that is not known
   */
  static List<Item> ofReceiver(
      Walk walk, Linked.Local constructor, Shape.Signature signature, @Nullable Call call) {
    Parts parts = new Parts(walk);
    parts.addEffects(constructor.file(), signature, -1, false, call, Certainty.ALWAYS, 0);
    return parts.items;
  }

  /** What {@code effect}, which {@code file} has on an object of another module, adds to it. */
  static List<Item> of(Walk walk, Path file, Shape.Effect effect) {
    Parts parts = new Parts(walk);
    parts.addEffect(file, effect, null, Certainty.MAYBE, 0);
    return parts.items;
  }

  private void addAll(
      Path file,
      int ordinal,
      List<Shape.Part> parts,
      @Nullable Call call,
      Certainty certainty,
      int depth) {
    for (Shape.Part part : parts) {
      if (items.size() >= walk.limits.parts()) {
        items.add(new More(Limits.exceeded(Plain.TOO_MANY_PARTS)));
        return;
      }
      switch (part) {
        case Shape.Member m ->
            items.add(new Own(file, ordinal, m, call, weaker(certainty, m.certainty())));
        case Shape.Deleted d -> items.add(new Gone(d.name(), weaker(certainty, d.certainty())));
        case Shape.Elements e -> addElements(file, e, call, weaker(certainty, e.certainty()));
        case Shape.Named n -> addNamed(file, n, call, weaker(certainty, n.certainty()));
        case Shape.Copy c when c.source() instanceof Shape.Argument a && a.rest() && call != null ->
            addRest(file, c, a, call, weaker(certainty, c.certainty()));
        case Shape.Copy c -> {
          if (!isSelf(c.source(), call)) {
            items.add(new Copied(file, c, call, weaker(certainty, c.certainty())));
          }
        }
        case Shape.Effect e -> addEffect(file, e, call, weaker(certainty, e.certainty()), depth);
      }
    }
  }

  private void addNamed(Path file, Shape.Named named, @Nullable Call call, Certainty certainty) {
    List<Linked> names = walk.names(file, named.name(), call);
    Certainty each = names.size() == 1 ? certainty : Certainty.MAYBE;
    List<Linked> descriptors =
        named.descriptor() == null ? List.of() : walk.follow(file, named.descriptor(), call);
    Truth enumerable =
        named.descriptor() == null ? Truth.of(named.enumerable()) : isEnumerable(descriptors);
    if (enumerable == Truth.UNKNOWN) {
      Doubt unknown = new Doubt(Plain.DESCRIPTOR_UNKNOWN);
      items.add(new More(passed(descriptors).orElse(unknown)));
    } else if (names.isEmpty()) {
      items.add(new More(Plain.NAMES_FROM_LIST_THAT_MAY_END));
    } else {
      names.forEach(name -> addName(file, name, enumerable == Truth.YES, each));
    }
  }

  /** What descriptors say; without a word, a defined property is not enumerable. */
  private Truth isEnumerable(List<Linked> descriptors) {
    return Truth.common(
        descriptors,
        descriptor ->
            switch (walk.members.member(descriptor, "enumerable")) {
              case Lookup.Absent absent -> Truth.NO;
              case Lookup.Present present when present.certainty() == Certainty.ALWAYS ->
                  Truth.common(present.values(), Parts::truth);
              default -> Truth.UNKNOWN;
            });
  }

  /** The limit behind which what {@code descriptors} say lies. */
  private Optional<Doubt> passed(List<Linked> descriptors) {
    List<Linked> said = new ArrayList<>();
    for (Linked descriptor : descriptors) {
      switch (walk.members.member(descriptor, "enumerable")) {
        case Lookup.Present present -> said.addAll(present.values());
        case Lookup.Unknown unknown -> said.add(new Linked.Open(unknown.doubt()));
        case Lookup.Absent absent -> {}
      }
    }
    return Limits.passed(said);
  }

  private static Truth truth(Linked value) {
    return value instanceof Linked.Local local
            && local.shape() instanceof Shape.Constant constant
            && constant.kind() == Shape.PrimitiveKind.BOOLEAN
        ? Truth.of(constant.text().equals("true"))
        : Truth.UNKNOWN;
  }

  private void addElements(
      Path file, Shape.Elements elements, @Nullable Call call, Certainty certainty) {
    for (Linked list : walk.follow(file, elements.list(), call)) {
      List<Linked> names = walk.nameLists.elements(list);
      if (names.isEmpty()) {
        Doubt unknown = new Doubt(Plain.NAMES_FROM_UNKNOWN_LIST);
        items.add(new More(walk.nameLists.passed(list).orElse(unknown)));
      }
      names.forEach(name -> addName(file, name, true, certainty));
    }
  }

  private void addName(Path file, Linked name, boolean enumerable, Certainty certainty) {
    if (name instanceof Linked.Local local && local.shape() instanceof Shape.Constant text) {
      Shape value = new Shape.Unknown(Plain.WRITTEN_UNDER_COMPUTED_NAME);
      Shape.Member member = new Shape.Member(text.text(), value, certainty, enumerable, false);
      items.add(new Own(file, -1, member, null, certainty));
    } else if (!isSymbol(name)) {
      items.add(
          new More(Limits.passed(List.of(name)).orElseGet(() -> new Doubt(Plain.NAMES_COMPUTED))));
    }
  }

  /** A copy of each argument from one on. */
  private void addRest(
      Path file, Shape.Copy copy, Shape.Argument rest, Call call, Certainty certainty) {
    for (int i = rest.index(); i < call.arguments().values().size(); i++) {
      Shape source = new Shape.Argument(rest.function(), i, false, rest.path());
      if (!isSelf(source, call)) {
        items.add(
            new Copied(
                file,
                new Shape.Copy(
                    source, copy.filter(), copy.certainty(), copy.inherited(), copy.values()),
                call,
                certainty));
      }
    }
    if (call.arguments().more()) {
      items.add(new More(Plain.PASSED_IN));
    }
  }

  private static boolean isSymbol(Linked name) {
    return name instanceof Linked.Local local
        && local.shape() instanceof Shape.Primitive primitive
        && primitive.kind() == Shape.PrimitiveKind.SYMBOL;
  }

  /** {@code Object.assign(target, target)} adds nothing. */
  private static boolean isSelf(Shape source, @Nullable Call call) {
    return call != null
        && source instanceof Shape.Argument argument
        && argument.function() == Shape.OWN
        && !argument.rest()
        && argument.index() == call.self()
        && argument.path().isEmpty();
  }

  private void addEffect(
      Path file, Shape.Effect effect, @Nullable Call outer, Certainty certainty, int depth) {
    if (depth >= walk.limits.effectDepth()) {
      items.add(new More(Limits.exceeded(Plain.HANDED_THROUGH_MANY)));
      return;
    }
    List<Linked> callees = walk.callees(file, effect.callee(), outer);
    Certainty each = callees.size() == 1 ? certainty : Certainty.MAYBE;
    for (Linked callee : callees) {
      Shape.Signature signature = walk.signature(callee);
      if (signature != null && callee instanceof Linked.Local local) {
        int self = effect.index();
        Call call = walk.call(callee, file, effect.arguments(), self, outer);
        addEffects(local.file(), signature, self, effect.within(), call, each, depth + 1);
      } else {
        addForeign(callee, file, effect, outer, each);
      }
    }
  }

  private void addEffects(
      Path file,
      Shape.Signature callee,
      int self,
      boolean within,
      @Nullable Call call,
      Certainty certainty,
      int depth) {
    for (Shape.ParameterEffect effect : callee.effects()) {
      if (!effect.concerns(self)) {
        continue;
      }
      if (within) {
        addWithin(file, effect, call, depth);
      } else {
        addAll(file, -1, effect.parts(), call, certainty, depth);
      }
      if (effect.anything() || within && effect.within()) {
        items.add(
            new More(
                callee.name().isEmpty()
                    ? Plain.HANDED_TO_UNNAMED_ADDING
                    : About.HANDED_TO_ADDING.of(callee.name())));
      }
    }
  }

  /** The callee hands its argument on. */
  private void addWithin(Path file, Shape.ParameterEffect effect, @Nullable Call call, int depth) {
    for (Shape.Part part : effect.parts()) {
      if (part instanceof Shape.Effect e) {
        Shape.Effect within =
            new Shape.Effect(e.callee(), e.index(), true, e.arguments(), Certainty.MAYBE);
        addEffect(file, within, call, Certainty.MAYBE, depth);
      }
    }
  }

  private void addForeign(
      Linked callee, Path file, Shape.Effect effect, @Nullable Call outer, Certainty certainty) {
    switch (callee) {
      case Linked.Missing missing -> items.add(new More(About.HANDED_TO.of(missing.specifier())));
      case Linked.BuiltinModule b when Defaults.copiesSecondToFirst(b) ->
          addUtilExtend(file, effect, outer, certainty);
      case Linked.BuiltinModule b when effect.index() >= 0 && Defaults.onlyReadsArguments(b) -> {}
      case Linked.BuiltinModule b ->
          items.add(new More(About.HANDED_TO.of(b.module() + "." + b.member())));
      case Linked.Local l
          when l.shape() instanceof Shape.Builtin b && Defaults.onlyReadsArguments(b.name()) -> {}
      case Linked.Local l when l.shape() instanceof Shape.Builtin b ->
          items.add(new More(About.HANDED_TO.of(b.name())));
      case Linked.Open open -> items.add(new More(open.doubt().handed()));
      case Linked.Local l -> items.add(new More(Plain.HANDED_TO_UNKNOWN_FUNCTION));
      case Linked.Instance i -> items.add(new More(Plain.HANDED_TO_OBJECT));
      case Linked.EsNamespace e -> items.add(new More(Plain.HANDED_TO_ES_MODULE));
      case Linked.OfKind k -> items.add(new More(About.HANDED_TO_MADE_BY.of(k.maker())));
    }
  }

  /** {@code util._extend(target, source)}. */
  private void addUtilExtend(
      Path file, Shape.Effect effect, @Nullable Call outer, Certainty certainty) {
    List<Shape> values = effect.arguments().values();
    if (effect.index() == 0 && !effect.within() && values.size() > 1) {
      Shape.Copy copy = new Shape.Copy(values.get(1), Shape.Filter.ALL, certainty, false, true);
      items.add(new Copied(file, copy, outer, certainty));
    }
  }

  static Certainty weaker(Certainty a, Certainty b) {
    return a == Certainty.ALWAYS ? b : a;
  }
}
