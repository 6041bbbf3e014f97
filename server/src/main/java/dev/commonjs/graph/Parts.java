package dev.commonjs.graph;

import dev.commonjs.module.Shape;
import dev.commonjs.module.Shape.Certainty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an object with the effects of calls put in their place: what remains are members,
 * copies and doubts, in the order in which they came to be.
 */
final class Parts {
  /** Helpers call helpers; deeper than this nobody's mixin goes. */
  private static final int MAX_EFFECT_DEPTH = 8;

  private static final int MAX_PARTS = 100_000;

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
      implements Item {}

  /** Any name may have been added here. */
  record Doubt(String reason) implements Item {}

  /** Of the object with this ordinal in {@code file}'s table. */
  static List<Item> of(Walk walk, Path file, int ordinal, Shape.Obj object) {
    Parts parts = new Parts(walk);
    parts.addAll(file, ordinal, object.parts(), null, Certainty.ALWAYS, 0);
    return parts.items;
  }

  /** Of a fresh receiver after {@code constructor} has run. */
  static List<Item> ofReceiver(Walk walk, Path file, Shape.Signature constructor) {
    Parts parts = new Parts(walk);
    parts.addEffects(file, constructor, new Call(file, List.of(), -1, null), Certainty.ALWAYS, 0);
    // What the constructor is given is not known.
    return parts.items.stream().map(Parts::withoutCall).toList();
  }

  private static Item withoutCall(Item item) {
    return switch (item) {
      case Own own -> new Own(own.file(), own.object(), own.member(), null, own.certainty());
      case Copied c -> new Copied(c.file(), c.copy(), null, c.certainty());
      case Doubt doubt -> doubt;
    };
  }

  private void addAll(
      Path file,
      int ordinal,
      List<Shape.Part> parts,
      @Nullable Call call,
      Certainty certainty,
      int depth) {
    for (Shape.Part part : parts) {
      if (items.size() >= MAX_PARTS) {
        items.add(new Doubt("more parts than are followed"));
        return;
      }
      switch (part) {
        case Shape.Member m ->
            items.add(new Own(file, ordinal, m, call, weaker(certainty, m.certainty())));
        case Shape.Copy c -> {
          if (!isSelf(c.source(), call)) {
            items.add(new Copied(file, c, call, weaker(certainty, c.certainty())));
          }
        }
        case Shape.Effect e -> addEffect(file, e, call, weaker(certainty, e.certainty()), depth);
      }
    }
  }

  /** {@code Object.assign(target, target)} adds nothing. */
  private static boolean isSelf(Shape source, @Nullable Call call) {
    return call != null
        && source instanceof Shape.Argument argument
        && argument.index() == call.self()
        && argument.path().isEmpty();
  }

  private void addEffect(
      Path file, Shape.Effect effect, @Nullable Call outer, Certainty certainty, int depth) {
    if (depth >= MAX_EFFECT_DEPTH) {
      items.add(new Doubt("handed through many functions"));
      return;
    }
    List<Linked> callees = walk.follow(file, effect.callee(), outer);
    Certainty each = callees.size() == 1 ? certainty : Certainty.MAYBE;
    Call call = new Call(file, effect.arguments(), effect.index(), outer);
    for (Linked callee : callees) {
      Shape.Signature signature = walk.signature(callee);
      if (signature != null && callee instanceof Linked.Local local) {
        addEffects(local.file(), signature, call, each, depth + 1);
      } else {
        addForeign(callee, call, each);
      }
    }
  }

  private void addEffects(
      Path file, Shape.Signature callee, Call call, Certainty certainty, int depth) {
    for (Shape.ParameterEffect effect : callee.effects()) {
      if (effect.index() != call.self()) {
        continue;
      }
      addAll(file, -1, effect.parts(), call, certainty, depth);
      if (effect.anything()) {
        items.add(new Doubt("handed to `" + callee.name() + "`, which may add names"));
      }
    }
  }

  private void addForeign(Linked callee, Call call, Certainty certainty) {
    switch (callee) {
      case Linked.Missing missing -> {}
      case Linked.BuiltinModule b when Defaults.copiesSecondToFirst(b) ->
          addUtilExtend(call, certainty);
      case Linked.BuiltinModule b when call.self() >= 0 && Defaults.onlyReadsArguments(b) -> {}
      case Linked.BuiltinModule b ->
          items.add(new Doubt("handed to `" + b.module() + "." + b.member() + "`"));
      case Linked.Local l
          when l.shape() instanceof Shape.Builtin b && Defaults.onlyReadsArguments(b.name()) -> {}
      case Linked.Local l when l.shape() instanceof Shape.Builtin b ->
          items.add(new Doubt("handed to `" + b.name() + "`"));
      case Linked.Open open ->
          items.add(new Doubt("handed to code that is not known: " + open.reason()));
      case Linked.Local l -> items.add(new Doubt("handed to a function that is not known"));
      case Linked.Instance i -> items.add(new Doubt("handed to an object"));
      case Linked.EsNamespace e -> items.add(new Doubt("handed to an ES module"));
    }
  }

  /** {@code util._extend(target, source)}. */
  private void addUtilExtend(Call call, Certainty certainty) {
    if (call.self() == 0 && call.arguments().size() > 1) {
      Shape.Copy copy = new Shape.Copy(call.arguments().get(1), Set.of(), certainty, false, true);
      items.add(new Copied(call.file(), copy, call.outer(), certainty));
    }
  }

  static Certainty weaker(Certainty a, Certainty b) {
    return a == Certainty.ALWAYS ? b : a;
  }
}
