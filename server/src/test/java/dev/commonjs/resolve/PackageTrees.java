package dev.commonjs.resolve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random small trees of packages on disk, and random questions about them. The same seed makes the
 * same tree.
 */
final class PackageTrees {
  record Question(Mode mode, Path from, String specifier) {}

  private static final List<String> FILES =
      List.of(
          "index.js",
          "index.json",
          "index.node",
          "a.js",
          "A.js",
          "a",
          "b.json",
          "b.js",
          "c.node",
          "x y.js",
          "d.mjs",
          "e.cjs",
          "lib/index.js",
          "lib/x.js",
          "lib/X.js",
          "lib/x",
          "lib/y.json",
          "lib/deep/z.js",
          "lib.js",
          "Lib/x.js",
          "100%.js",
          "p.js",
          "hash#1.js");
  private static final List<String> PACKAGES =
      List.of("p", "q", "@s/r", "@s/t", "ünï", "link", "file.js", "fs");
  private static final List<String> TARGETS =
      List.of(
          "./a.js",
          "./a",
          "./index.js",
          "./lib/x.js",
          "./lib/index.js",
          "./lib",
          "./b.json",
          "./lib/*.js",
          "./lib/*",
          "./*",
          "./*.js",
          "./missing.js",
          "../a.js",
          "./../a.js",
          "./lib/../a.js",
          "./node_modules/q/index.js",
          "a.js",
          "/a.js",
          "./x%20y.js",
          "./x y.js",
          "./lib%2fx.js",
          "./lib//x.js",
          "./lib/",
          "./a.js?q",
          "./hash#1.js",
          "./%zz.js",
          "",
          "./");
  private static final List<String> IMPORT_TARGETS =
      List.of(
          "p",
          "q",
          "@s/r",
          "p/a.js",
          "p/a",
          "p/*",
          "q/lib/x.js",
          "fs",
          "node:fs",
          "nope",
          "http://x/y",
          "@s",
          "lib/*");
  private static final List<String> SUBPATHS =
      List.of(
          ".",
          "./a",
          "./a.js",
          "./lib/*",
          "./lib/*.js",
          "./*",
          "./*.js",
          "./lib/x*",
          "./lib/x",
          "./x y",
          "./dir/",
          "./lib/deep/*",
          "./*/x",
          "./b*.json",
          "./**",
          "./lib");
  private static final List<String> IMPORTS =
      List.of("#a", "#lib/*", "#dep", "#core", "#*", "#lib/*.js", "#x/", "#", "#a.js", "no");
  private static final List<String> CONDITIONS =
      List.of(
          "require", "import", "node", "default", "browser", "module-sync", "node-addons", "types");
  // Not `./lib/`, `/a.js` and `x%20y`: what `import` makes of these differs between Node 20 and 22.
  private static final List<String> MAINS =
      List.of("a.js", "./a", "lib", "lib/x", "missing", "", "index", "./b", "x y", "../a.js", ".");
  private static final List<String> BROKEN = List.of("{\"name\":", "{} x", "{'main':'a.js'}", "");
  private static final List<String> SPECIFIERS =
      List.of(
          "a",
          "a.js",
          "A",
          "A.js",
          "index",
          "b",
          "b.json",
          "c",
          "c.node",
          "x y",
          "x%20y.js",
          "d.mjs",
          "d",
          "e",
          "lib",
          "lib/",
          "lib/x",
          "lib/X",
          "lib/x.js",
          "Lib/x",
          "lib/.",
          "lib/..",
          "lib/../a",
          "lib/deep/z",
          "lib/deep",
          "missing",
          "100%",
          "100%25.js",
          "p",
          "lib/y",
          "lib//x",
          "lib/index",
          "hash#1.js",
          "hash%231.js",
          "a.js?q=1",
          "a.js#f",
          "a/",
          "a.js/",
          "lib%2fx.js",
          "node_modules/q");
  private static final List<String> ODD =
      List.of(
          "fs",
          "node:fs",
          "fs/promises",
          "test",
          "node:test",
          ".",
          "..",
          "./",
          "../",
          "...",
          "..a",
          ".a",
          "#",
          "#/",
          "#a/",
          "@s",
          "@s/",
          "p/",
          "q/",
          "fs/",
          "/",
          "~/a",
          "p%2fa",
          "p\\a",
          "_http_agent",
          "sys",
          "//a",
          "p//a.js",
          "./.",
          "./..",
          "link/../p");

  private final Random random;
  private final Path root;
  private final List<Path> files = new ArrayList<>();

  PackageTrees(long seed, Path root) throws IOException {
    this.random = new Random(seed);
    this.root = root;
    writePackage(root, "self", 0);
    writePackage(root.resolve("src"), "p", random.nextInt(2));
    writeLinks();
  }

  List<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> question(one(files))).toList();
  }

  private Question question(Path from) {
    Mode mode = one(List.of(Mode.REQUIRE, Mode.REQUIRE, Mode.IMPORT));
    return new Question(mode, from, random.nextInt(3) == 0 ? toSomeFile(from) : specifier());
  }

  /** A relative path to a file that is there, sometimes without its extension. */
  private String toSomeFile(Path from) {
    String path = Objects.requireNonNull(from.getParent()).relativize(one(files)).toString();
    String relative = path.startsWith(".") ? path : "./" + path;
    return random.nextBoolean() ? relative : relative.replaceFirst("\\.[a-z]+$", "");
  }

  /** What {@code exports} may have a key or a pattern for. */
  private String exportedSubpath() {
    return one(SUBPATHS)
        .substring(1)
        .replace("*", one(List.of("x", "a", "b", "lib/x", "index", "deep/z")));
  }

  private void writePackage(Path directory, String name, int depth) throws IOException {
    Files.createDirectories(directory);
    for (String file : FILES) {
      if (random.nextInt(5) < 3) {
        write(directory.resolve(file), "");
      }
    }
    write(directory.resolve("z.js"), "");
    if (random.nextInt(5) > 0) {
      write(
          directory.resolve("package.json"),
          random.nextInt(25) == 0 ? one(BROKEN) : manifest(name));
    }
    if (random.nextInt(4) == 0) {
      write(
          directory.resolve("lib/package.json"),
          "{\"main\":\"" + one(List.of("x", "./deep", "nope")) + "\"}");
    }
    if (depth >= 3) {
      return;
    }
    for (String other : PACKAGES) {
      if (random.nextInt(depth == 0 ? 5 : 8) < (depth == 0 ? 4 : 1)) {
        writePackage(
            directory.resolve("node_modules").resolve(other), other, depth + 1 + random.nextInt(2));
      }
    }
  }

  private void write(Path file, String text) throws IOException {
    if (Files.exists(file) || Files.isRegularFile(file.getParent())) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!file.endsWith("package.json")) {
      files.add(file.toRealPath());
    }
  }

  private void writeLinks() throws IOException {
    Path modules = Files.createDirectories(root.resolve("node_modules"));
    link(modules.resolve("link"), root.resolve("src"));
    link(root.resolve("src/linked.js"), root.resolve("lib/x.js"));
    link(modules.resolve("dangling"), root.resolve("nowhere"));
    link(root.resolve("loop"), root.resolve("loop"));
  }

  private void link(Path link, Path target) throws IOException {
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, target);
    }
  }

  private String manifest(String name) {
    List<String> fields = new ArrayList<>();
    if (random.nextInt(6) > 0) {
      fields.add("\"name\":\"" + (random.nextInt(6) == 0 ? "other" : name) + "\"");
    }
    if (random.nextInt(2) == 0) {
      fields.add(
          "\"main\":"
              + (random.nextInt(8) == 0 ? one(List.of("1", "null", "{}")) : quoted(one(MAINS))));
    }
    if (random.nextInt(3) > 0) {
      fields.add("\"exports\":" + exports());
    }
    if (random.nextInt(2) == 0) {
      fields.add("\"imports\":" + keyed(IMPORTS, true, 2));
    }
    return "{" + String.join(",", fields) + "}";
  }

  private String exports() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextBoolean() ? array(false, 2) : quoted(one(TARGETS));
      case 1 -> conditions(false, 2);
      case 2 -> "null";
      default -> keyed(SUBPATHS, false, 2);
    };
  }

  private String keyed(List<String> keys, boolean imports, int depth) {
    Set<String> chosen = new LinkedHashSet<>();
    int count = random.nextInt(7);
    for (int i = 0; i < count; i++) {
      chosen.add(one(keys));
    }
    if (random.nextInt(40) == 0) {
      chosen.add("require");
    }
    return chosen.stream()
        .map(key -> quoted(key) + ":" + target(imports, depth))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String target(boolean imports, int depth) {
    int choice = random.nextInt(depth == 0 ? 10 : 16);
    if (choice < 9) {
      return quoted(
          imports && random.nextInt(2) == 0
              ? one(IMPORT_TARGETS)
              : one(TARGETS.subList(0, random.nextInt(3) == 0 ? TARGETS.size() : 11)));
    }
    if (choice == 9) {
      return random.nextInt(4) == 0 ? one(List.of("1", "false", "[]")) : "null";
    }
    return choice < 14 ? conditions(imports, depth - 1) : array(imports, depth - 1);
  }

  private String conditions(boolean imports, int depth) {
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      chosen.add(random.nextInt(60) == 0 ? "0" : one(CONDITIONS));
    }
    return chosen.stream()
        .map(key -> quoted(key) + ":" + target(imports, depth))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String array(boolean imports, int depth) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> target(imports, depth))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String specifier() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> "./" + one(SPECIFIERS);
      case 3 -> "../" + one(SPECIFIERS);
      case 4 -> one(PACKAGES);
      case 5 -> one(PACKAGES) + "/" + one(SPECIFIERS);
      case 6, 7 -> one(PACKAGES) + exportedSubpath();
      case 8 -> "self" + exportedSubpath();
      case 9 ->
          one(
              List.of(
                  "#a",
                  "#lib/x",
                  "#lib/x.js",
                  "#dep",
                  "#core",
                  "#foo",
                  "#lib/deep/z",
                  "#a.js",
                  "#x/y",
                  "#lib/../a"));
      case 10 -> one(ODD);
      default ->
          random.nextInt(3) == 0
              ? one(files).toString()
              : one(
                  List.of(
                      "link/a",
                      "link",
                      "../../a",
                      "../..",
                      "../../lib",
                      "./linked",
                      "./src",
                      "./loop",
                      "dangling",
                      "./src/a"));
    };
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
