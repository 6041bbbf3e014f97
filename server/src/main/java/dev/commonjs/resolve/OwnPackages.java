package dev.commonjs.resolve;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packages of one's own repository, as npm, Yarn and pnpm will link them into {@code
 * node_modules}: folders that {@code workspaces} of a {@code package.json}, or {@code packages} of
 * a {@code pnpm-workspace.yaml}, names.
 */
final class OwnPackages {
  private static final String PNPM = "pnpm-workspace.yaml";

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
      List<String> globs = globs(root, probe);
      if (!globs.isEmpty()) {
        return folders(root, globs, probe).stream()
            .filter(
                folder ->
                    probe.manifest(folder).map(PackageJson::name).filter(name::equals).isPresent())
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static List<String> globs(Path root, Probe probe) {
    List<String> own = probe.manifest(root).map(PackageJson::workspaces).orElse(List.of());
    return own.isEmpty()
        ? probe.read(root.resolve(PNPM)).map(OwnPackages::items).orElse(List.of())
        : own;
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
    return found;
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
