package dev.commonjs.resolve;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration of test runners, bundlers and compilers in one folder makes of names that
 * Node by itself does not find, as far as it is written as data: Jest's {@code moduleNameMapper},
 * {@code modulePaths} and {@code moduleDirectories}, Parcel's {@code alias}, {@code browser} of a
 * {@code package.json}, Babel's {@code module-resolver}, and TypeScript's {@code paths} and {@code
 * baseUrl} where something is declared that goes by them.
 *
 * @param names in the order in which they are tried
 * @param folders where any name is looked for then, from the folder of the configuration
 */
record Mappings(List<Mapping> names, List<String> folders) {
  static final Mappings NONE = new Mappings(List.of(), List.of());

  private static final String BROWSER = "browser";
  private static final String SHIM = "browserify-shim";
  private static final List<String> JEST = List.of("jest.config.json");
  private static final List<String> BABEL =
      List.of(".babelrc", ".babelrc.json", "babel.config.json");
  private static final List<String> TYPESCRIPT = List.of("tsconfig.json", "jsconfig.json");

  /** Packages that load files by what TypeScript is told. */
  private static final Pattern GO_BY_TYPESCRIPT =
      Pattern.compile(
          ".*tsconfig-paths.*|ts-node(?:-dev)?|tsx|ts-jest|webpack|esbuild|vite|rollup|parcel"
              + "|next|nuxt|gatsby|react-scripts|@vue/cli-service|@babel/core|babel-core"
              + "|module-alias|babel-plugin-module-resolver|@swc/core|@nestjs/cli");

  /** All files that may tell something, in any folder. */
  static final List<String> FILES =
      Stream.of(List.of(Manifests.NAME), JEST, BABEL, TYPESCRIPT).flatMap(List::stream).toList();

  /**
   * @param pattern of specifiers
   * @param targets what they stand for, with {@code $1} for groups
   * @param field whose word this is
   * @param paths whether all targets are paths, also those that look like names
   */
  record Mapping(Told.Expression pattern, List<String> targets, String field, boolean paths) {
    /** Whether Node, and whoever loads files for it, does not find them by this. */
    boolean isForPages() {
      return field.equals(BROWSER) || field.equals(SHIM);
    }

    /** What {@code specifier} stands for, with the folder for {@code <rootDir>}; empty: itself. */
    List<String> targetsOf(String specifier) {
      return pattern.in(specifier).stream()
          .flatMap(match -> targets.stream().map(target -> filled(target, match)))
          .toList();
    }

    private String filled(String target, MatchResult match) {
      String text = Told.path(target);
      for (int i = match.groupCount(); i > 0; i--) {
        text = text.replace("$" + i, Optional.ofNullable(match.group(i)).orElse(""));
      }
      return paths && !text.startsWith(".") && !text.startsWith("/") ? "./" + text : text;
    }
  }

  /** What is said in {@code folder}. */
  static Mappings in(Path folder, FileView files) {
    List<Mapping> names = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    JsonObject manifest = object(folder, Manifests.NAME, files);
    jest(member(manifest, "jest"), names, folders);
    JEST.forEach(file -> jest(object(folder, file, files), names, folders));
    aliases(member(manifest, "alias"), "alias", false, names);
    aliases(member(manifest, BROWSER), BROWSER, false, names);
    aliases(globals(member(manifest, SHIM)), SHIM, false, names);
    babel(member(manifest, "babel"), names, folders);
    BABEL.forEach(file -> babel(object(folder, file, files), names, folders));
    if (goesByTypeScript(manifest)) {
      TYPESCRIPT.forEach(
          file ->
              typeScript(member(object(folder, file, files), "compilerOptions"), names, folders));
    }
    return new Mappings(List.copyOf(names), List.copyOf(folders));
  }

  /** With comments and commas at the end, as most of these files may have. */
  private static JsonObject object(Path folder, String name, FileView files) {
    Path file = folder.resolve(name);
    if (files.kind(file) == FileView.Kind.FILE) {
      try {
        JsonReader reader =
            new JsonReader(new StringReader(LooseJson.strict(files.read(file).orElse(""))));
        reader.setStrictness(Strictness.LENIENT);
        if (JsonParser.parseReader(reader) instanceof JsonObject object) {
          return object;
        }
      } catch (JsonParseException notJson) {
        return new JsonObject();
      }
    }
    return new JsonObject();
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject member ? member : new JsonObject();
  }

  private static void jest(JsonObject json, List<Mapping> names, List<String> folders) {
    for (Map.Entry<String, JsonElement> entry : member(json, "moduleNameMapper").entrySet()) {
      names.add(
          new Mapping(
              Told.Expression.of(entry.getKey()),
              texts(entry.getValue()),
              "moduleNameMapper",
              false));
    }
    for (String field : List.of("modulePaths", "moduleDirectories")) {
      texts(json.get(field)).stream()
          .map(Told::path)
          .filter(text -> !text.equals("node_modules"))
          .forEach(folders::add);
    }
  }

  /** Names that browserify-shim has the page's global variables for ({@code global:$}). */
  private static JsonObject globals(JsonObject json) {
    JsonObject globals = new JsonObject();
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      JsonElement exposed =
          entry.getValue() instanceof JsonObject config ? config.get("exports") : entry.getValue();
      if (texts(exposed).stream().anyMatch(text -> text.startsWith("global:"))) {
        globals.add(entry.getKey(), exposed);
      }
    }
    return globals;
  }

  private static void aliases(JsonObject json, String field, boolean paths, List<Mapping> names) {
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      String name = entry.getKey();
      List<String> targets = texts(entry.getValue());
      if (!targets.isEmpty() && !name.startsWith(".")) {
        boolean whole = name.startsWith("^") || name.endsWith("$");
        Told.Expression pattern =
            Told.Expression.of(whole ? name : "^" + Pattern.quote(name) + "(/.*)?$");
        List<String> filled =
            targets.stream()
                .map(target -> whole ? target.replace("\\", "$") : target + "$1")
                .toList();
        names.add(new Mapping(pattern, filled, field, paths));
      }
    }
  }

  /** Its own plugins, and those of each environment, which has no environments of its own. */
  private static void babel(JsonObject json, List<Mapping> names, List<String> folders) {
    plugins(json, names, folders);
    for (JsonElement environment : member(json, "env").asMap().values()) {
      if (environment instanceof JsonObject object) {
        plugins(object, names, folders);
      }
    }
  }

  private static void plugins(JsonObject json, List<Mapping> names, List<String> folders) {
    if (json.get("plugins") instanceof JsonArray plugins) {
      for (JsonElement plugin : plugins) {
        if (plugin instanceof JsonArray pair
            && pair.size() > 1
            && texts(pair.get(0)).stream().anyMatch(name -> name.endsWith("module-resolver"))
            && pair.get(1) instanceof JsonObject options) {
          aliases(member(options, "alias"), "alias", false, names);
          folders.addAll(texts(options.get("root")));
        }
      }
    }
  }

  private static boolean goesByTypeScript(JsonObject manifest) {
    return Stream.of("dependencies", "devDependencies", "peerDependencies")
        .flatMap(field -> member(manifest, field).keySet().stream())
        .anyMatch(name -> GO_BY_TYPESCRIPT.matcher(name).matches());
  }

  private static void typeScript(JsonObject options, List<Mapping> names, List<String> folders) {
    List<String> base = texts(options.get("baseUrl"));
    String prefix = base.isEmpty() ? "" : base.getFirst() + "/";
    Function<String, String> filled = target -> prefix + target.replace("*", "$1");
    for (Map.Entry<String, JsonElement> entry : member(options, "paths").entrySet()) {
      String[] parts = entry.getKey().split("\\*", 2);
      String source =
          "^"
              + Pattern.quote(parts[0])
              + (parts.length > 1 ? "(.*)" + Pattern.quote(parts[1]) : "");
      List<String> targets = texts(entry.getValue()).stream().map(filled).toList();
      // What stands for every name says nothing of any.
      if (!entry.getKey().equals("*")) {
        names.add(new Mapping(Told.Expression.of(source + "$"), targets, "paths", true));
      } else {
        targets.stream().map(t -> t.replace("$1", "")).forEach(folders::add);
      }
    }
    folders.addAll(base);
  }

  /** A text, or those of a list. */
  private static List<String> texts(@Nullable JsonElement json) {
    Stream<JsonElement> all =
        json instanceof JsonArray array ? array.asList().stream() : Stream.ofNullable(json);
    return all.filter(item -> item.isJsonPrimitive() && item.getAsJsonPrimitive().isString())
        .map(JsonElement::getAsString)
        .toList();
  }
}
