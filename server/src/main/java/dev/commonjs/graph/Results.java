package dev.commonjs.graph;

import dev.commonjs.builtins.BuiltinFunctions;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls and {@code new} give. */
final class Results {
  private final Walk walk;

  Results(Walk walk) {
    this.walk = walk;
  }

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
