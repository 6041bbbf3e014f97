package dev.commonjs.resolve;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Node and we read from a {@code package.json}. Fields of a wrong type count as absent, as in
 * Node.
 *
 * @param broken what is wrong with the text when it is no JSON object; all other fields are empty
 *     then
 * @param exports {@code null} when absent or {@code null} in JSON; to Node from 22 on a number or a
 *     boolean is the same
 * @param imports the same
 * @param dependencies names in {@code dependencies}, {@code devDependencies}, {@code
 *     optionalDependencies} and {@code peerDependencies}, in this order
 * @param optional those of them that may be absent: {@code optionalDependencies}, and peers that
 *     {@code peerDependenciesMeta} calls optional
 * @param workspaces globs of the folders of one's own packages
 * @param folders paths of dependencies that are folders of one's own ({@code file:packages/a},
 *     {@code ./packages/a}); of archives, too
 * @param engines names in {@code engines}: what runs the package, {@code node} and the like, or a
 *     host that has a module of that name for it, such as {@code vscode}
 * @param aliases {@code _moduleAliases}: what a specifier may start with, and the folder or file
 *     that it stands for
 * @param runs what npm and bundlers read
 */
public record PackageJson(
    @Nullable String broken,
    @Nullable String name,
    @Nullable String version,
    @Nullable String main,
    Type type,
    @Nullable PackageTarget exports,
    @Nullable PackageTarget imports,
    Set<String> dependencies,
    Set<String> optional,
    List<String> workspaces,
    List<String> folders,
    Set<String> engines,
    Map<String, String> aliases,
    Runs runs) {

  /**
   * What others than Node read, and which says who runs a file.
   *
   * @param bin paths of commands
   * @param scripts command lines
   * @param browser by path or specifier what stands for it in pages, as bundlers take it; empty for
   *     nothing. The package itself is {@code .}
   */
  public record Runs(List<String> bin, List<String> scripts, Map<String, String> browser) {
    public static final Runs NOTHING = new Runs(List.of(), List.of(), Map.of());

    public Runs {
      bin = List.copyOf(bin);
      scripts = List.copyOf(scripts);
      browser = Map.copyOf(browser);
    }

    private static Runs of(JsonObject json) {
      return new Runs(texts(json.get("bin")), texts(json.get("scripts")), browser(json));
    }

    /** One text, or the texts that an object has. */
    private static List<String> texts(@Nullable JsonElement json) {
      Stream<JsonElement> all =
          json instanceof JsonObject object
              ? object.asMap().values().stream()
              : Stream.ofNullable(json);
      return all.flatMap(element -> Stream.ofNullable(text(element))).toList();
    }

    private static Map<String, String> browser(JsonObject json) {
      Map<String, String> found = new LinkedHashMap<>();
      if (json.get("browser") instanceof JsonObject object) {
        object
            .asMap()
            .forEach((from, to) -> found.put(from, Optional.ofNullable(text(to)).orElse("")));
      } else {
        Optional.ofNullable(text(json.get("browser"))).ifPresent(whole -> found.put(".", whole));
      }
      return found;
    }
  }

  /** The field {@code type}; unknown values count as {@link #NONE}. */
  public enum Type {
    COMMONJS,
    MODULE,
    NONE
  }

  private static final List<String> DEPENDENCY_FIELDS =
      List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");

  /** What npm takes for a path, and not for a name of another kind (<em>npm-install</em>). */
  private static final Pattern FOLDER = Pattern.compile("^(?:file:(?!//|~)|(?=\\.\\.?/))(.+)$");

  public PackageJson {
    dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
    optional = Set.copyOf(optional);
    workspaces = List.copyOf(workspaces);
    folders = List.copyOf(folders);
    engines = Set.copyOf(engines);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /** As newer Nodes take it: {@code exports} and {@code imports} of a wrong type are absent. */
  PackageJson withoutInvalid() {
    return exports instanceof PackageTarget.Invalid || imports instanceof PackageTarget.Invalid
        ? new PackageJson(
            broken,
            name,
            version,
            main,
            type,
            exports instanceof PackageTarget.Invalid ? null : exports,
            imports instanceof PackageTarget.Invalid ? null : imports,
            dependencies,
            optional,
            workspaces,
            folders,
            engines,
            aliases,
            runs)
        : this;
  }

  /** Remembers what it parsed by text; may be shared by resolvers and threads. */
  public static final class Cache {
    private final ConcurrentHashMap<String, PackageJson> byText = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, Optional<PnpTable>> tables = new ConcurrentHashMap<>();

    PackageJson parse(String text) {
      return byText.computeIfAbsent(text, PackageJson::parse);
    }

    Optional<PnpTable> pnpInScript(String text) {
      return tables.computeIfAbsent(text, PnpTable::inScript);
    }

    Optional<PnpTable> pnpInJson(String text) {
      return tables.computeIfAbsent(text, PnpTable::parse);
    }
  }

  /** Reads {@code text}; never fails, see {@link #broken}. */
  public static PackageJson parse(String text) {
    try {
      JsonReader reader = new JsonReader(new StringReader(withoutByteOrderMark(text)));
      reader.setStrictness(Strictness.STRICT);
      JsonElement json = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        return broken("there is text after the end of the object");
      }
      return json.isJsonObject() ? of(json.getAsJsonObject()) : broken("it is not an object");
    } catch (JsonParseException | IOException e) {
      return broken("it is not valid JSON");
    }
  }

  private static PackageJson broken(String why) {
    return new PackageJson(
        why,
        null,
        null,
        null,
        Type.NONE,
        null,
        null,
        Set.of(),
        Set.of(),
        List.of(),
        List.of(),
        Set.of(),
        Map.of(),
        Runs.NOTHING);
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static PackageJson of(JsonObject json) {
    return new PackageJson(
        null,
        text(json.get("name")),
        text(json.get("version")),
        text(json.get("main")),
        type(text(json.get("type"))),
        targetOrAbsent(json.get("exports")),
        targetOrAbsent(json.get("imports")),
        dependencies(json),
        optional(json),
        OwnPackages.workspaces(json.get("workspaces")),
        folders(json),
        json.get("engines") instanceof JsonObject engines ? engines.keySet() : Set.of(),
        aliases(json.get("_moduleAliases")),
        Runs.of(json));
  }

  private static Type type(@Nullable String text) {
    return "module".equals(text)
        ? Type.MODULE
        : "commonjs".equals(text) ? Type.COMMONJS : Type.NONE;
  }

  private static Set<String> dependencies(JsonObject json) {
    Set<String> names = new LinkedHashSet<>();
    for (String field : DEPENDENCY_FIELDS) {
      if (json.get(field) instanceof JsonObject entries) {
        names.addAll(entries.keySet());
      }
    }
    return names;
  }

  private static List<String> folders(JsonObject json) {
    return DEPENDENCY_FIELDS.stream()
        .flatMap(
            field -> json.get(field) instanceof JsonObject o ? o.asMap().values().stream() : null)
        .flatMap(version -> Stream.ofNullable(text(version)))
        .flatMap(version -> FOLDER.matcher(version).results())
        .map(match -> match.group(1))
        .toList();
  }

  private static Set<String> optional(JsonObject json) {
    Set<String> names = new LinkedHashSet<>();
    if (json.get("optionalDependencies") instanceof JsonObject entries) {
      names.addAll(entries.keySet());
    }
    if (json.get("peerDependenciesMeta") instanceof JsonObject peers) {
      peers
          .asMap()
          .forEach(
              (name, meta) -> {
                if (meta instanceof JsonObject of
                    && of.get("optional") instanceof JsonPrimitive flag
                    && flag.isBoolean()
                    && flag.getAsBoolean()) {
                  names.add(name);
                }
              });
    }
    return names;
  }

  private static Map<String, String> aliases(@Nullable JsonElement json) {
    Map<String, String> aliases = new LinkedHashMap<>();
    if (json instanceof JsonObject object) {
      object
          .asMap()
          .forEach(
              (from, to) -> Optional.ofNullable(text(to)).ifPresent(t -> aliases.put(from, t)));
    }
    return aliases;
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()
        ? element.getAsString()
        : null;
  }

  private static @Nullable PackageTarget targetOrAbsent(@Nullable JsonElement element) {
    return element == null || element.isJsonNull() ? null : target(element);
  }

  private static PackageTarget target(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, PackageTarget> entries = new LinkedHashMap<>();
      element.getAsJsonObject().asMap().forEach((key, value) -> entries.put(key, target(value)));
      return new PackageTarget.Keyed(entries);
    }
    if (element.isJsonArray()) {
      List<PackageTarget> targets = new ArrayList<>();
      element.getAsJsonArray().forEach(item -> targets.add(target(item)));
      return new PackageTarget.Choice(targets);
    }
    if (element.isJsonNull()) {
      return new PackageTarget.Nothing();
    }
    return Optional.ofNullable(text(element))
        .<PackageTarget>map(PackageTarget.Text::new)
        .orElseGet(() -> new PackageTarget.Invalid(element.toString()));
  }
}
