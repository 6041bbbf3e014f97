package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Shape.Obj;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is only known of objects when all functions have been walked. */
final class FinishedShapes {
  private FinishedShapes() {}

  /**
   * By number.
   *
   * @param openReason why what the module exports may be more; null if it is not. Where the whole
   *     text was not read or its load not followed to the end, that holds for all objects
   */
  static List<Obj> objects(
      ObjectTable table, Signatures signatures, Shape exports, @Nullable Reason openReason) {
    List<Obj> finished = new ArrayList<>();
    for (int i = 0; i < table.cells().size(); i++) {
      boolean root = exports instanceof Shape.Ref ref && ref.object() == i;
      boolean concerned = root || concernsAll(openReason);
      finished.add(object(i, table, signatures, concerned ? openReason : null));
    }
    return finished;
  }

  private static boolean concernsAll(@Nullable Reason openReason) {
    return openReason == Plain.FILE_TOO_SLOW
        || openReason == Plain.NOT_PARSED
        || openReason == Plain.LOADING_THROWS
        || openReason instanceof Reason.Particular p && p.about() == About.NOT_DEFINED;
  }

  private static Obj object(
      int ordinal, ObjectTable table, Signatures signatures, @Nullable Reason openReason) {
    Obj object = table.object(ordinal);
    Cell cell = table.cells().get(ordinal);
    List<Reason> open = object.open();
    if (cell.seen.laterOpen && open.isEmpty()) {
      open = List.of(cell.seen.perhapsOpen ? Plain.NAMES_COMPUTED : Plain.NAMES_WRITTEN_LATER);
    }
    if (openReason != null) {
      open = new ArrayList<>(open);
      open.add(openReason);
    }
    return new Obj(
        object.kind(),
        cell.seen.inheritsLater ? inheritedLater(object) : object.prototype(),
        withLaterWrites(parts(object, openReason), cell),
        signatures.of(ordinal, cell),
        open,
        object.frozen(),
        table.owner(ordinal));
  }

  private static Shape inheritedLater(Obj object) {
    Shape usual =
        new Shape.Builtin(
            switch (object.kind()) {
              case OBJECT -> "Object.prototype";
              case ARRAY -> "Array.prototype";
              case FUNCTION, CLASS -> "Function.prototype";
            });
    return either(
        object.prototype() == null ? usual : object.prototype(),
        new Shape.Unknown(Plain.WRITTEN_LATER));
  }

  /** What was not followed to its end may have deleted any of them, or never have come to it. */
  private static List<Shape.Part> parts(Obj object, @Nullable Reason openReason) {
    return concernsAll(openReason)
        ? object.parts().stream().map(FinishedShapes::maybe).toList()
        : object.parts();
  }

  private static Shape.Part maybe(Shape.Part part) {
    return part instanceof Shape.Member member
        ? new Shape.Member(
            member.name(), member.value(), Certainty.MAYBE, member.enumerable(), member.accessor())
        : part;
  }

  /** {@code exports}, or something else where it is no object that could say so itself. */
  static Shape exports(Shape exports, @Nullable Reason openReason) {
    boolean saysSo = exports instanceof Shape.Ref && !concernsAll(openReason);
    return openReason == null || saysSo
        ? exports
        : new Shape.Union(List.of(exports, new Shape.Unknown(openReason)));
  }

  /**
   * Names that code writes after loading may be there when somebody asks; they are not enumerable
   * yet.
   */
  private static List<Shape.Part> withLaterWrites(List<Shape.Part> parts, Cell cell) {
    if (cell.seen.laterWrites().isEmpty()) {
      return parts;
    }
    Shape later = new Shape.Unknown(Plain.WRITTEN_LATER);
    List<Shape.Part> all = new ArrayList<>();
    Set<String> left = new TreeSet<>(cell.seen.laterWrites());
    for (Shape.Part part : parts) {
      if (part instanceof Shape.Member member && left.remove(member.name())) {
        all.add(
            new Shape.Member(
                member.name(),
                either(member.value(), later),
                member.certainty(),
                member.enumerable(),
                member.accessor()));
      } else {
        all.add(part);
      }
    }
    left.forEach(name -> all.add(new Shape.Member(name, later, Certainty.MAYBE, false, false)));
    return all;
  }

  private static Shape either(Shape a, Shape b) {
    List<Shape> shapes =
        new ArrayList<>(a instanceof Shape.Union union ? union.alternatives() : List.of(a));
    if (!shapes.contains(b)) {
      shapes.add(b);
    }
    return shapes.size() == 1 ? shapes.get(0) : new Shape.Union(shapes);
  }
}
