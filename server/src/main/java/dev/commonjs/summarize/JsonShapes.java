package dev.commonjs.summarize;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.commonjs.heap.Constants;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Shape.Obj;
import dev.commonjs.shape.Shape.ObjectKind;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.syntax.JsonText;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shape of a JSON module. */
final class JsonShapes {
  private static final int MOST_OBJECTS = 4_000;
  private static final int MOST_ELEMENTS = 64;

  private final List<Obj> objects = new ArrayList<>();
  private final List<Span> definitions = new ArrayList<>();
  private final List<Map<String, List<Span>>> writes = new ArrayList<>();

  private JsonShapes() {}

  static ModuleSummary summarize(SourceText text) {
    Optional<Node.Expr> value = JsonText.value(text);
    if (value.isEmpty() || !isJson(text.text())) {
      return Summarizer.unread(Plain.NO_JSON);
    }
    JsonShapes shapes = new JsonShapes();
    Shape root = shapes.shape(value.get());
    Locations locations =
        new Locations(
            shapes.definitions, shapes.writes, List.of(JsonText.span(value.get())), List.of());
    return new ModuleSummary(
        new ModuleShape(root, shapes.objects),
        locations,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        false,
        false);
  }

  /** The expression may be more than JSON: with comments, names without quotes (ECMA-404). */
  private static boolean isJson(String text) {
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      var unused = JsonParser.parseReader(reader);
      return reader.peek() == JsonToken.END_DOCUMENT;
    } catch (JsonParseException | IOException e) {
      return false;
    }
  }

  private Shape shape(Node.Expr node) {
    return switch (node) {
      case Node.Str s -> new Shape.Constant(PrimitiveKind.STRING, s.value());
      case Node.Num n -> new Shape.Constant(PrimitiveKind.NUMBER, Constants.number(n.value()));
      case Node.Unary u when u.op().equals("-") && u.operand() instanceof Node.Num n ->
          new Shape.Constant(PrimitiveKind.NUMBER, Constants.number(-n.value()));
      case Node.Bool b -> new Shape.Constant(PrimitiveKind.BOOLEAN, Boolean.toString(b.value()));
      case Node.Null n -> new Shape.Constant(PrimitiveKind.NULL, "null");
      case Node.ObjectLit object -> object(object);
      case Node.ArrayLit array -> array(array);
      default -> new Shape.Unknown(Plain.NO_JSON);
    };
  }

  private int reserve(Node.Expr node) {
    objects.add(new Obj(ObjectKind.OBJECT, null, List.of(), null, List.of(), false));
    definitions.add(JsonText.span(node));
    writes.add(new LinkedHashMap<>());
    return objects.size() - 1;
  }

  private Shape object(Node.ObjectLit node) {
    if (objects.size() >= MOST_OBJECTS) {
      return new Shape.Unknown(Plain.FILE_TOO_LARGE);
    }
    int ordinal = reserve(node);
    Map<String, Shape.Part> members = new LinkedHashMap<>();
    for (Node.Property property : node.properties()) {
      if (property instanceof Node.ValueProperty value && value.key() instanceof Node.NameKey key) {
        members.put(
            key.name(),
            new Shape.Member(key.name(), shape(value.value()), Certainty.ALWAYS, true, false));
        writes.get(ordinal).put(key.name(), List.of(JsonText.span(key)));
      }
    }
    objects.set(
        ordinal,
        new Obj(ObjectKind.OBJECT, null, List.copyOf(members.values()), null, List.of(), false));
    return new Shape.Ref(ordinal);
  }

  private Shape array(Node.ArrayLit node) {
    if (objects.size() >= MOST_OBJECTS) {
      return new Shape.Unknown(Plain.FILE_TOO_LARGE);
    }
    int ordinal = reserve(node);
    List<Shape.Part> members = new ArrayList<>();
    for (int i = 0; i < Math.min(node.elements().size(), MOST_ELEMENTS); i++) {
      Node.Expr element = node.elements().get(i);
      if (element != null) {
        members.add(
            new Shape.Member(Integer.toString(i), shape(element), Certainty.ALWAYS, true, false));
      }
    }
    List<Reason> open =
        node.elements().size() > MOST_ELEMENTS ? List.of(Plain.LIST_LONG) : List.of();
    objects.set(ordinal, new Obj(ObjectKind.ARRAY, null, members, null, open, false));
    return new Shape.Ref(ordinal);
  }
}
