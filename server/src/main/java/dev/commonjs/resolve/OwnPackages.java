package dev.commonjs.resolve;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packages of one's own repository, as npm, Yarn, pnpm and Lerna will link them into {@code
 * node_modules}: folders that {@code workspaces} of a {@code package.json}, or {@code packages} of
 * a {@code pnpm-workspace.yaml} or a {@code lerna.json}, names, and those that a dependency names
 * as a path ({@code file:packages/a}).
 */
final class OwnPackages {
  private static final String PNPM = "pnpm-workspace.yaml";
  private static final String LERNA = "lerna.json";

  /** An item of a list in a YAML file. */
  private static final Pattern ITEM = Pattern.compile("\\s*-\\s*['\"]?([^'\"#\\s]+).*");

  /** How deep {@code **} goes. */
  private static final int DEPTH = 4;

  /** More than a person keeps. */
  private static final int MOST_FOLDERS = 2000;

  private OwnPackages() {}

  /** The folder of the own package {@code name}, seen from {@code from}. */
  static Optional<Path> folder(String name, Path from, Probe probe) {
    for (@Nullable Path root = from; root != null; root = root.getParent()) {
      if (root.endsWith("node_modules")) {
        return Optional.empty();
      }
      Path at = root;
      Optional<Path> found =
          folders(root, probe).stream()
              .filter(folder -> !folder.equals(at) && isNamed(name, folder, probe))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(String name, Path folder, Probe probe) {
    return probe.manifest(folder).map(PackageJson::name).filter(name::equals).isPresent();
  }

  /** See {@link NodeResolver#workspace}. */
  static Optional<OwnWorkspace> around(Path folder, Probe probe) {
    for (@Nullable Path root = folder; root != null; root = root.getParent()) {
      if (root.endsWith("node_modules")) {
        return Optional.empty();
      }
      Path at = root;
      List<Path> members =
          folders(root, probe).stream()
              .filter(member -> member.startsWith(at) && !member.equals(at))
              .filter(member -> probe.manifest(member).isPresent())
              .distinct()
              .sorted()
              .toList();
      if (!members.isEmpty() && (root.equals(folder) || members.contains(folder))) {
        return Optional.of(new OwnWorkspace(root, file(root, probe), members));
      }
    }
    return Optional.empty();
  }

  /** Which file of {@code root} says what is in its workspace. */
  private static Path file(Path root, Probe probe) {
    return Stream.of(Manifests.NAME, PNPM, LERNA)
        .map(root::resolve)
        .filter(probe::isFile)
        .findFirst()
        .orElse(root.resolve(Manifests.NAME));
  }

  private static List<Path> folders(Path root, Probe probe) {
    Optional<PackageJson> manifest = probe.manifest(root);
    List<Path> found = new ArrayList<>(folders(root, globs(root, probe), probe));
    manifest.stream()
        .flatMap(m -> m.folders().stream())
        .flatMap(path -> UrlPath.path(root, path).stream())
        .map(Path::normalize)
        .filter(probe::isDirectory)
        .forEach(found::add);
    return found;
  }

  private static List<String> globs(Path root, Probe probe) {
    List<String> own = probe.manifest(root).map(PackageJson::workspaces).orElse(List.of());
    if (!own.isEmpty()) {
      return own;
    }
    List<String> pnpm = probe.read(root.resolve(PNPM)).map(OwnPackages::items).orElse(List.of());
    return pnpm.isEmpty()
        ? probe.read(root.resolve(LERNA)).map(OwnPackages::lerna).orElse(List.of())
        : pnpm;
  }

  /** {@code packages} of a {@code lerna.json}. */
  private static List<String> lerna(String text) {
    try {
      return JsonParser.parseString(text) instanceof JsonObject json
          ? workspaces(json.get("packages"))
          : List.of();
    } catch (JsonParseException notJson) {
      return List.of();
    }
  }

  /** The items of {@code packages:}. */
  private static List<String> items(String yaml) {
    List<String> items = new ArrayList<>();
    boolean inside = false;
    for (String line : yaml.lines().toList()) {
      Matcher item = ITEM.matcher(line);
      if (line.startsWith("packages:")) {
        inside = true;
      } else if (inside && item.matches()) {
        items.add(item.group(1));
      } else if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        inside = false;
      }
    }
    return items;
  }

  /** {@code workspaces} of a {@code package.json}: a list, or an object with one. */
  static List<String> workspaces(@Nullable JsonElement json) {
    JsonElement list = json instanceof JsonObject object ? object.get("packages") : json;
    return list instanceof JsonArray array
        ? array.asList().stream()
            .filter(item -> item.isJsonPrimitive() && item.getAsJsonPrimitive().isString())
            .map(JsonElement::getAsString)
            .toList()
        : List.of();
  }

  private static List<Path> folders(Path root, List<String> globs, Probe probe) {
    List<Path> found = new ArrayList<>();
    for (String glob : globs) {
      if (!glob.startsWith("!")) {
        String[] segments = glob.replaceFirst("^\\./", "").split("/+");
        expand(root, segments, 0, probe, found);
      }
    }
    List<Pattern> without =
        globs.stream().filter(g -> g.startsWith("!")).map(g -> pattern(g.substring(1))).toList();
    found.removeIf(
        folder -> {
          String path = root.relativize(folder).toString().replace('\\', '/');
          return without.stream().anyMatch(pattern -> pattern.matcher(path + "/").matches());
        });
    return found;
  }

  /** Of a path with a slash at its end. */
  private static Pattern pattern(String glob) {
    StringBuilder pattern = new StringBuilder();
    for (String segment : glob.replaceFirst("^\\./", "").split("/+")) {
      pattern.append(
          segment.equals("**")
              ? "(?:[^/]+/)*"
              : Pattern.quote(segment).replace("*", "\\E[^/]*\\Q") + "/");
    }
    return Pattern.compile(pattern.toString());
  }

  private static void expand(
      Path folder, String[] segments, int at, Probe probe, List<Path> found) {
    if (found.size() >= MOST_FOLDERS) {
      return;
    }
    if (at == segments.length) {
      found.add(folder);
      return;
    }
    String segment = segments[at];
    if (segment.equals("**")) {
      expand(folder, segments, at + 1, probe, found);
      if (at < DEPTH) {
        String[] deeper =
            Stream.concat(
                    Stream.of(segments).limit(at).map(s -> "*"),
                    Stream.concat(Stream.of("*"), Stream.of(segments).skip(at)))
                .toArray(String[]::new);
        inFolders(folder, "*", probe, next -> expand(next, deeper, at + 1, probe, found));
      }
    } else if (segment.indexOf('*') < 0) {
      UrlPath.path(folder, segment)
          .filter(probe::isDirectory)
          .ifPresent(next -> expand(next, segments, at + 1, probe, found));
    } else {
      inFolders(folder, segment, probe, next -> expand(next, segments, at + 1, probe, found));
    }
  }

  private static void inFolders(
      Path folder, String glob, Probe probe, java.util.function.Consumer<Path> then) {
    Pattern names = Pattern.compile(Pattern.quote(glob).replace("*", "\\E[^/]*\\Q"));
    for (String name : probe.list(folder)) {
      boolean taken =
          names.matcher(name).matches() && !name.startsWith(".") && !name.equals("node_modules");
      if (taken && probe.isDirectory(folder.resolve(name))) {
        then.accept(folder.resolve(name));
      }
    }
  }
}
