package dev.commonjs.summarize;

import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Shape.Member;
import dev.commonjs.shape.Shape.Obj;
import dev.commonjs.shape.Shape.ObjectKind;
import dev.commonjs.summarize.NodeOracle.Answer;
import dev.commonjs.summarize.NodeOracle.Given;
import dev.commonjs.summarize.NodeOracle.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a shape with what Node shows: everything that the shape claims must hold there. */
final class Agreement {
  /** Own properties that Node gives to every function, class or array. */
  private static final Set<String> INNATE =
      Set.of("length", "name", "prototype", "arguments", "caller");

  private static final int MOST_ELEMENTS = 60;

  /** A claim that does not hold. {@code kind} names the claim, {@code detail} the place. */
  record Disagreement(String kind, String detail) {}

  private record Pair(int object, int thing) {}

  private final ModuleShape shape;
  private final List<Thing> things;
  private final Set<Pair> visited = new HashSet<>();

  private Agreement(ModuleShape shape, List<Thing> things) {
    this.shape = shape;
    this.things = things;
  }

  static List<Disagreement> check(ModuleShape shape, Answer node) {
    Agreement agreement = new Agreement(shape, Objects.requireNonNull(node.objects()));
    return agreement.value(shape.exports(), Objects.requireNonNull(node.value()), "exports");
  }

  private static List<Shape> alternatives(Shape shape) {
    return shape instanceof Shape.Union union ? union.alternatives() : List.of(shape);
  }

  private static boolean isAnything(Shape shape) {
    return shape instanceof Shape.Unknown
        || shape instanceof Shape.Required
        || shape instanceof Shape.Builtin
        || shape instanceof Shape.Argument;
  }

  private List<Disagreement> value(Shape claimed, Given given, String path) {
    List<Shape> alternatives = alternatives(claimed);
    if (alternatives.stream().anyMatch(Agreement::isAnything)) {
      return List.of();
    }
    if (given.o() == null) {
      boolean admitted = alternatives.stream().anyMatch(a -> admits(a, given));
      return admitted ? List.of() : List.of(wrong(path, claimed, given));
    }
    if (given.o() >= things.size()) {
      return List.of();
    }
    List<Disagreement> first = null;
    for (Shape alternative : alternatives) {
      if (alternative instanceof Shape.Ref ref && isKind(shape.object(ref), given.o())) {
        List<Disagreement> found = object(ref.object(), given.o(), path);
        if (found.isEmpty()) {
          return found;
        }
        first = first == null ? found : first;
      }
    }
    return first == null ? List.of(wrong(path, claimed, given)) : first;
  }

  private Disagreement wrong(String path, Shape claimed, Given given) {
    String node = given.o() == null ? given.toString() : things.get(given.o()).kind();
    String kind = path.equals("exports") ? "kind" : "value";
    String ours =
        claimed instanceof Shape.Ref ref ? shape.object(ref).kind().toString() : claimed.toString();
    return new Disagreement(kind, path + ": ours " + ours + ", Node's " + node);
  }

  private static boolean admits(Shape shape, Given given) {
    return switch (shape) {
      case Shape.Constant c -> isKind(c.kind(), given) && c.text().equals(given.s());
      case Shape.Primitive p -> isKind(p.kind(), given);
      default -> given.p() == null;
    };
  }

  private static boolean isKind(Shape.PrimitiveKind kind, Given given) {
    return kind.name().toLowerCase(Locale.ROOT).equals(given.p());
  }

  private boolean isKind(Obj object, int thing) {
    return switch (things.get(thing).kind()) {
      case "function" -> object.kind() == ObjectKind.FUNCTION || object.kind() == ObjectKind.CLASS;
      case "array" -> object.kind() == ObjectKind.ARRAY;
      default -> object.kind() == ObjectKind.OBJECT;
    };
  }

  // ---------------------------------------------------------------- objects

  private static boolean isOpen(Obj object) {
    return !object.open().isEmpty() || !object.parts().stream().allMatch(Member.class::isInstance);
  }

  private static @Nullable Member member(Obj object, String name) {
    for (Shape.Part part : object.parts()) {
      if (part instanceof Member member && member.name().equals(name)) {
        return member;
      }
    }
    return null;
  }

  private List<Disagreement> object(int ordinal, int index, String path) {
    if (!visited.add(new Pair(ordinal, index))) {
      return List.of();
    }
    Obj object = shape.objects().get(ordinal);
    Thing thing = things.get(index);
    List<Disagreement> found = new ArrayList<>();
    boolean long_ = thing.kind().equals("array") && thing.keys().size() > MOST_ELEMENTS;
    if (!isOpen(object) && !long_) {
      names(object, thing, path, found);
    }
    if (object.open().isEmpty()) {
      prototype(object, thing, path, found);
    }
    certain(object, thing, path, found);
    return found;
  }

  private void names(Obj object, Thing thing, String path, List<Disagreement> found) {
    for (NodeOracle.Key key : thing.keys()) {
      boolean element = thing.kind().equals("array") && key.name().matches("\\d+");
      boolean innate = element || !thing.kind().equals("object") && INNATE.contains(key.name());
      Member member = member(object, key.name());
      String place = path + "." + key.name();
      if (member == null) {
        if (!innate || key.enumerable() && !element) {
          found.add(
              new Disagreement("name-missing", place + " is there in Node, not in the shape"));
        }
      } else if (key.enumerable() && !member.enumerable()) {
        found.add(new Disagreement("enumerable", place + " is enumerable in Node"));
      } else if (key.value() != null && !member.accessor() && !innate) {
        found.addAll(value(member.value(), key.value(), place));
      } else if (key.value() == null && !member.accessor() && !innate) {
        boolean anything = alternatives(member.value()).stream().anyMatch(Agreement::isAnything);
        if (!anything) {
          found.add(new Disagreement("accessor", place + " is a getter in Node"));
        }
      }
    }
  }

  private static void certain(Obj object, Thing thing, String path, List<Disagreement> found) {
    for (Shape.Part part : object.parts()) {
      if (part instanceof Member m && m.certainty() == Certainty.ALWAYS && m.enumerable()) {
        boolean there = thing.keys().stream().anyMatch(k -> k.name().equals(m.name()));
        if (!there) {
          found.add(new Disagreement("name-extra", path + "." + m.name() + " is not in Node"));
        }
      }
    }
  }

  private void prototype(Obj object, Thing thing, String path, List<Disagreement> found) {
    Shape inherits = object.prototype();
    if (inherits != null) {
      found.addAll(value(inherits, thing.proto(), path + ".[[Prototype]]"));
    } else if (thing.proto().b() == null) {
      found.add(new Disagreement("prototype", path + " has a prototype of its own in Node"));
    }
  }
}
