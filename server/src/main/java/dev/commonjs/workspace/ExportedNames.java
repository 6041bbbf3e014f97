package dev.commonjs.workspace;

import dev.commonjs.graph.Kind;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What callers of one file can ask for by name, as that file alone says it: a pure function of its
 * shape, small enough to be kept for all files of a workspace. Names that it takes over from other
 * modules as a whole (copies, {@code module.exports = require('./x')}) are not among them.
 *
 * @param members the names of its exports, in their order
 * @param whole what sort of thing the exports are; null where there is nothing to ask for
 * @param ownName what a function or class that is the exports is called by itself; else empty
 */
public record ExportedNames(List<Name> members, @Nullable Kind whole, String ownName) {
  private static final ExportedNames NONE = new ExportedNames(List.of(), null, "");

  /** A name of the exports, and what sort of thing it is as far as the file itself says it. */
  public record Name(String name, Kind kind) {}

  public ExportedNames {
    members = List.copyOf(members);
  }

  /** Those of a CommonJS module; none of what can only be an ES module. */
  static ExportedNames of(ModuleSummary summary) {
    return summary.esmSyntax() ? NONE : of(summary.shape());
  }

  private static ExportedNames of(ModuleShape module) {
    Map<String, Kind> members = new LinkedHashMap<>();
    Kind whole = null;
    String ownName = "";
    for (Shape shape : alternatives(module.exports())) {
      boolean something = !(shape instanceof Shape.Unknown);
      if (shape instanceof Shape.Ref ref) {
        Shape.Obj object = module.object(ref);
        addMembers(module, object, members);
        Shape.@Nullable Signature signature = object.signature();
        ownName = signature == null ? ownName : signature.name();
        something = object.kind() != Shape.ObjectKind.OBJECT || !isEmpty(object);
      }
      Kind kind = kind(module, shape);
      if (something) {
        whole = whole == null || whole == kind ? kind : Kind.UNKNOWN;
      }
    }
    return new ExportedNames(
        members.entrySet().stream().map(e -> new Name(e.getKey(), e.getValue())).toList(),
        whole,
        ownName);
  }

  private static boolean isEmpty(Shape.Obj object) {
    return object.parts().isEmpty() && object.open().isEmpty();
  }

  private static List<Shape> alternatives(Shape shape) {
    return shape instanceof Shape.Union union ? union.alternatives() : List.of(shape);
  }

  private static void addMembers(ModuleShape module, Shape.Obj object, Map<String, Kind> into) {
    for (Shape.Part part : object.parts()) {
      switch (part) {
        case Shape.Member member when member.enumerable() ->
            into.put(member.name(), kind(module, member.value()));
        case Shape.Deleted deleted when deleted.certainty() == Shape.Certainty.ALWAYS ->
            into.remove(deleted.name());
        default -> {}
      }
    }
  }

  private static Kind kind(ModuleShape module, Shape shape) {
    return switch (shape) {
      case Shape.Ref ref ->
          switch (module.object(ref).kind()) {
            case OBJECT -> Kind.OBJECT;
            case ARRAY -> Kind.ARRAY;
            case FUNCTION -> Kind.FUNCTION;
            case CLASS -> Kind.CLASS;
          };
      case Shape.Constant constant -> Kind.PRIMITIVE;
      case Shape.Primitive primitive -> Kind.PRIMITIVE;
      default -> Kind.UNKNOWN;
    };
  }
}
