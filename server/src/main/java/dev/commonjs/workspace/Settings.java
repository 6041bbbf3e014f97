package dev.commonjs.workspace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.NodeSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person can set. The JSON form has the same keys; {@code rules} is an object from rule id
 * to level.
 *
 * @param nodeVersion {@code 20}, {@code v20.19.0}, {@code >=18}; empty or without a number: the
 *     newest
 * @param rules by rule id: {@code off}, {@code hint}, {@code information}, {@code warning}, {@code
 *     error}
 * @param includeNodeModules list and check files inside {@code node_modules} too
 * @param exclude globs, relative to a root, of files and folders that are not listed
 * @param observe run modules in a sandbox where reading leaves their shape open
 * @param conditions hold besides Node's own when {@code exports} and {@code imports} are matched
 */
public record Settings(
    String nodeVersion,
    Map<String, String> rules,
    boolean includeNodeModules,
    boolean observe,
    List<String> exclude,
    List<String> conditions) {
  public static final Settings DEFAULT =
      new Settings("", Map.of(), false, true, List.of(), List.of());

  /**
   * The file that holds a project's settings; {@code commonjs} in {@code package.json} is the other
   * place.
   */
  public static final String FILE = ".commonjsrc.json";

  private static final String NEWEST = "24.0.0";

  private static final Pattern VERSION = Pattern.compile("(\\d{1,5})(?:\\.(\\d{1,5}))?");

  public Settings {
    rules = Map.copyOf(rules);
    exclude = List.copyOf(exclude);
    conditions = List.copyOf(conditions);
  }

  /** The version of Node that modules run on, such as {@code 22.12.0}. */
  String nodeRelease() {
    Matcher version = VERSION.matcher(nodeVersion);
    if (!version.find()) {
      return NEWEST;
    }
    return version.group(1) + "." + (version.group(2) == null ? "99" : version.group(2)) + ".0";
  }

  /** What Node's resolution needs to know of them. */
  public NodeSettings node() {
    Matcher version = VERSION.matcher(nodeVersion);
    NodeSettings node = NodeSettings.CURRENT;
    if (version.find()) {
      int minor = version.group(2) == null ? 99 : Integer.parseInt(version.group(2));
      node = NodeSettings.forVersion(Integer.parseInt(version.group(1)), minor);
    }
    return conditions.isEmpty() ? node : node.withConditions(new LinkedHashSet<>(conditions));
  }

  /**
   * The settings that a project brings along: {@code .commonjsrc.json} in {@code root} or the
   * nearest folder above, else {@code commonjs} in a {@code package.json} there.
   */
  public static Settings ofProject(FileView files, Path root, Settings defaults) {
    for (Path folder = root; folder != null; folder = folder.getParent()) {
      Optional<String> own = files.read(folder.resolve(FILE));
      if (own.isPresent()) {
        return parse(own.get(), defaults);
      }
      Optional<JsonObject> key =
          files
              .read(folder.resolve("package.json"))
              .flatMap(Settings::object)
              .flatMap(manifest -> member(manifest, "commonjs"));
      if (key.isPresent()) {
        return of(key.get(), defaults);
      }
    }
    return defaults;
  }

  /**
   * Reads the JSON object of a project or an editor; what is absent or not understood is as in
   * {@code defaults}.
   */
  public static Settings parse(String json, Settings defaults) {
    return object(json).map(object -> of(object, defaults)).orElse(defaults);
  }

  private static Optional<JsonObject> object(String json) {
    try {
      JsonElement element = JsonParser.parseString(json);
      return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> member(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject member ? Optional.of(member) : Optional.empty();
  }

  private static Settings of(JsonObject json, Settings defaults) {
    Map<String, String> rules = new LinkedHashMap<>(defaults.rules);
    member(json, "rules")
        .ifPresent(
            levels ->
                levels
                    .asMap()
                    .forEach((rule, level) -> text(level).ifPresent(l -> rules.put(rule, l))));
    return new Settings(
        text(json.get("nodeVersion")).orElse(defaults.nodeVersion),
        rules,
        member(json, "diagnostics")
            .flatMap(diagnostics -> flag(diagnostics.get("includeNodeModules")))
            .orElse(defaults.includeNodeModules),
        // Whoever does not want it has the last word: the project as well as the person.
        defaults.observe
            && member(json, "observe").flatMap(o -> flag(o.get("enable"))).orElse(true),
        texts(json.get("exclude")).orElse(defaults.exclude),
        texts(json.get("conditions")).orElse(defaults.conditions));
  }

  private static Optional<String> text(@Nullable JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isString()
        ? Optional.of(primitive.getAsString())
        : Optional.empty();
  }

  private static Optional<Boolean> flag(@Nullable JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isBoolean()
        ? Optional.of(primitive.getAsBoolean())
        : Optional.empty();
  }

  private static Optional<List<String>> texts(@Nullable JsonElement element) {
    if (!(element instanceof JsonArray array)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    array.forEach(item -> text(item).ifPresent(texts::add));
    return Optional.of(texts);
  }
}
