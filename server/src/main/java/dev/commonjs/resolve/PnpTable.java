package dev.commonjs.resolve;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of packages that Yarn's Plug'n'Play goes by, read as data: nothing of the file that
 * holds it is executed (Yarn's documentation, <em>PnP Specification</em>, "Manifest reference").
 *
 * @param topLevelFallback whether what a package does not declare is looked for in the top-level
 *     package
 * @param ignored paths, from the folder of the table, that Node's own way holds for; null for none
 * @param excluded packages that the fallback does not hold for
 * @param pool what the fallback finds besides
 * @param packages by their locators, in the order of the table
 */
record PnpTable(
    boolean topLevelFallback,
    Told.@Nullable Expression ignored,
    Set<Locator> excluded,
    Map<String, Locator> pool,
    Map<Locator, Info> packages) {

  /** The file that Yarn writes, under its newer and its older name. */
  static final List<String> FILES = List.of(".pnp.cjs", ".pnp.js");

  /** Where the table is when it is not in that file. */
  static final String DATA = ".pnp.data.json";

  static final Locator TOP = new Locator(null, null);

  private static final String STATE = "RAW_RUNTIME_STATE";
  private static final String HYDRATE = "hydrateRuntimeState(";

  /** Both are null for the package of the table's own folder. */
  record Locator(@Nullable String name, @Nullable String reference) {}

  /**
   * @param location a folder, from that of the table, with {@code /} as separator
   * @param dependencies by the names that the package knows them under; empty where nobody provides
   *     it
   * @param lookedUp whether a file in {@code location} belongs to the package
   */
  record Info(String location, Map<String, Optional<Locator>> dependencies, boolean lookedUp) {}

  /** The table in the text of {@code .pnp.cjs}; empty when it holds none that can be read. */
  static Optional<PnpTable> inScript(String script) {
    return json(script).flatMap(PnpTable::parse);
  }

  private static Optional<String> json(String script) {
    int state = script.indexOf(STATE);
    int quote = state < 0 ? -1 : script.indexOf('\'', state);
    if (quote > 0 && script.substring(state + STATE.length(), quote).strip().equals("=")) {
      return Optional.of(unquoted(script, quote + 1));
    }
    int call = script.indexOf(HYDRATE);
    while (call >= 0) {
      String rest = script.substring(call + HYDRATE.length()).stripLeading();
      if (rest.startsWith("{")) {
        return Optional.of(rest);
      }
      call = script.indexOf(HYDRATE, call + 1);
    }
    return Optional.empty();
  }

  /** The value of a string literal from behind its quote on, as Yarn writes it. */
  private static String unquoted(String script, int start) {
    StringBuilder text = new StringBuilder();
    for (int at = start; at < script.length() && script.charAt(at) != '\''; at++) {
      if (script.charAt(at) == '\\' && at + 1 < script.length()) {
        at++;
        // A line that goes on.
        if (script.charAt(at) == '\n' || script.charAt(at) == '\r') {
          continue;
        }
      }
      text.append(script.charAt(at));
    }
    return text.toString();
  }

  /** The table in JSON, which other text may follow; empty when it is none. */
  static Optional<PnpTable> parse(String json) {
    try {
      return JsonParser.parseReader(new JsonReader(new StringReader(json)))
              instanceof JsonObject object
          ? Optional.of(of(object))
          : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private static PnpTable of(JsonObject json) {
    Map<Locator, Info> packages = new LinkedHashMap<>();
    eachPair(
        json.get("packageRegistryData"),
        (name, store) ->
            eachPair(
                store,
                (reference, info) -> {
                  if (info instanceof JsonObject object) {
                    packages.put(new Locator(text(name), text(reference)), info(object));
                  }
                }));
    Set<Locator> excluded = new HashSet<>();
    eachPair(
        json.get("fallbackExclusionList"),
        (name, references) -> {
          if (references instanceof JsonArray array) {
            array.forEach(reference -> excluded.add(new Locator(text(name), text(reference))));
          }
        });
    Map<String, Locator> pool = new HashMap<>();
    dependencies(json.get("fallbackPool"))
        .forEach((name, locator) -> locator.ifPresent(known -> pool.put(name, known)));
    String ignored = text(json.get("ignorePatternData"));
    return new PnpTable(
        isTrue(json.get("enableTopLevelFallback")),
        ignored == null ? null : Told.Expression.of(ignored),
        Set.copyOf(excluded),
        Map.copyOf(pool),
        packages);
  }

  private static Info info(JsonObject json) {
    String location = text(json.get("packageLocation"));
    return new Info(
        location == null ? "./" : location,
        dependencies(json.get("packageDependencies")),
        !isTrue(json.get("discardFromLookup")));
  }

  /** A reference of a package of that name, a package of another name, or null. */
  private static Map<String, Optional<Locator>> dependencies(@Nullable JsonElement list) {
    Map<String, Optional<Locator>> dependencies = new HashMap<>();
    eachPair(
        list,
        (key, target) -> {
          String name = text(key);
          if (name != null) {
            String reference = text(target);
            Optional<Locator> locator =
                target instanceof JsonArray alias && alias.size() == 2
                    ? Optional.of(new Locator(text(alias.get(0)), text(alias.get(1))))
                    : reference == null
                        ? Optional.empty()
                        : Optional.of(new Locator(name, reference));
            dependencies.put(name, locator);
          }
        });
    return Map.copyOf(dependencies);
  }

  private static void eachPair(
      @Nullable JsonElement list, BiConsumer<JsonElement, JsonElement> action) {
    if (list instanceof JsonArray array) {
      for (JsonElement item : array) {
        if (item instanceof JsonArray pair && pair.size() == 2) {
          action.accept(pair.get(0), pair.get(1));
        }
      }
    }
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()
        ? element.getAsString()
        : null;
  }

  private static boolean isTrue(@Nullable JsonElement element) {
    return element != null
        && element.isJsonPrimitive()
        && element.getAsJsonPrimitive().isBoolean()
        && element.getAsBoolean();
  }
}
