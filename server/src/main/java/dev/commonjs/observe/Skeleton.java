package dev.commonjs.observe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;
import org.mozilla.javascript.Undefined;

/**
 * What Node's own modules consist of: all names, constants, classes with their methods; of
 * functions no more than that they are there.
 *
 * <p>The resource {@code node-modules.txt} has a line for each module: name, space, value. A value
 * is a number, boolean or null, or an array with its sort in front:
 *
 * <pre>
 *   ["s", text]    ["u"] undefined    ["y", description, whether it is registered] a symbol
 *   ["o"]          an object of which nothing is known
 *   ["m", module] or ["m", module, name]   what is written there
 *   ["a", value…]  an array           ["d", name, value, …] an object
 *   ["f", name, length, [name, value, …] statics, [name, value, …] methods, superclass]
 * </pre>
 *
 * <p>A name has a hyphen in front when it is not enumerable.
 */
final class Skeleton {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final String RESOURCE = "node-modules.txt";
  private static final Map<String, String> LINES = read();
  private static final Map<String, JsonArray> PARSED = new ConcurrentHashMap<>();

  private final Scriptable scope;
  private final Absorbing.Questions questions;
  private final Function<String, Object> modules;

  /** {@code modules}: the module of a name, for values that stand in another module. */
  Skeleton(Scriptable scope, Absorbing.Questions questions, Function<String, Object> modules) {
    this.scope = scope;
    this.questions = questions;
    this.modules = modules;
  }

  static Set<String> names() {
    return LINES.keySet();
  }

  /** The enumerable or the other names that {@code module} has. */
  static List<String> names(String module, boolean enumerable) {
    JsonArray written = parsed(module);
    return IntStream.range(0, written.size() / 2)
        .mapToObj(i -> written.get(2 * i + 1).getAsString())
        .filter(name -> name.startsWith("-") != enumerable)
        .map(name -> enumerable ? name : name.substring(1))
        .toList();
  }

  private static JsonArray parsed(String module) {
    return PARSED.computeIfAbsent(
        module, name -> JsonParser.parseString(LINES.get(name)).getAsJsonArray());
  }

  /**
   * The exports of {@code module}, which is one of {@link #names()}. {@code begun} is given the
   * object before it has any names, because modules refer to each other in circles; not when the
   * module is another one by a second name.
   */
  Object module(Context cx, String module, Consumer<Object> begun) {
    JsonArray written = parsed(module);
    switch (written.get(0).getAsString()) {
      case "m" -> {
        return elsewhere(module, written);
      }
      case "f" -> {
        Stub function = stub(module, written);
        begun.accept(function);
        define(cx, module, function, written);
        return function;
      }
      default -> {
        ScriptableObject object = (ScriptableObject) cx.newObject(scope);
        begun.accept(object);
        define(cx, module, object, written, 1);
        return object;
      }
    }
  }

  private @Nullable Object value(Context cx, String label, JsonElement written) {
    if (written instanceof JsonPrimitive primitive) {
      return primitive.isBoolean()
          ? (Object) primitive.getAsBoolean()
          : primitive.getAsNumber().doubleValue();
    }
    if (!(written instanceof JsonArray array)) {
      return null;
    }
    return switch (array.get(0).getAsString()) {
      case "s" -> array.get(1).getAsString();
      case "u" -> Undefined.instance;
      case "y" -> symbol(cx, array);
      case "m" -> elsewhere(label, array);
      case "a" -> list(cx, label, array);
      case "d" -> {
        ScriptableObject object = (ScriptableObject) cx.newObject(scope);
        define(cx, label, object, array, 1);
        yield object;
      }
      case "f" -> {
        Stub function = stub(label, array);
        define(cx, label, function, array);
        yield function;
      }
      default ->
          Absorbing.instance(scope, questions, label, ScriptableObject.getObjectPrototype(scope));
    };
  }

  private Object symbol(Context cx, JsonArray array) {
    String description = array.get(1).getAsString();
    if (array.get(2).getAsBoolean()) {
      Scriptable constructor = (Scriptable) ScriptableObject.getProperty(scope, "Symbol");
      return ScriptableObject.callMethod(cx, constructor, "for", new Object[] {description});
    }
    return new SymbolKey(description, org.mozilla.javascript.Symbol.Kind.REGULAR);
  }

  private Object elsewhere(String label, JsonArray array) {
    Object found = modules.apply(array.get(1).getAsString());
    if (array.size() > 2) {
      found = ScriptableObject.getProperty((Scriptable) found, array.get(2).getAsString());
    }
    return found instanceof Scriptable ? found : Absorbing.of(scope, questions, label);
  }

  private Scriptable list(Context cx, String label, JsonArray array) {
    Object[] elements = new Object[array.size() - 1];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = value(cx, label, array.get(i + 1));
    }
    return cx.newArray(scope, elements);
  }

  private Stub stub(String label, JsonArray array) {
    return new Stub(scope, questions, label, array.get(1).getAsString(), array.get(2).getAsInt());
  }

  /** Gives a function its static members, prototype and superclass. */
  private void define(Context cx, String label, Stub function, JsonArray array) {
    if (array.size() > 3) {
      define(cx, label, function, array.get(3).getAsJsonArray(), 0);
    }
    if (array.size() > 4) {
      NativeObject prototype = (NativeObject) function.prototype();
      if (array.get(5) instanceof JsonArray superclass
          && elsewhere(label, superclass) instanceof Scriptable parent) {
        function.setPrototype(parent);
        if (ScriptableObject.getProperty(parent, "prototype") instanceof Scriptable above) {
          prototype.setPrototype(above);
        }
      }
      define(cx, label + ".prototype", prototype, array.get(4).getAsJsonArray(), 0);
    }
  }

  private void define(
      Context cx, String label, ScriptableObject object, JsonArray members, int from) {
    for (int i = from; i < members.size(); i += 2) {
      String name = members.get(i).getAsString();
      boolean hidden = name.startsWith("-");
      String plain = hidden ? name.substring(1) : name;
      Object value = value(cx, label + "." + plain, members.get(i + 1));
      if (!hidden && INDEX.matcher(plain).matches()) {
        object.put(Integer.parseInt(plain), object, value);
      } else {
        object.defineProperty(
            plain, value, hidden ? ScriptableObject.DONTENUM : ScriptableObject.EMPTY);
      }
    }
  }

  private static Map<String, String> read() {
    Map<String, String> lines = new HashMap<>();
    try (InputStream in = Objects.requireNonNull(Skeleton.class.getResourceAsStream(RESOURCE));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int space = line.indexOf(' ');
        lines.put(line.substring(0, space), line.substring(space + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " is part of this program", e);
    }
    return Map.copyOf(lines);
  }
}
