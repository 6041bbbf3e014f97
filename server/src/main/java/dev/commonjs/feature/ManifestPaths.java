package dev.commonjs.feature;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Moves;
import dev.commonjs.syntax.JsonText;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The paths in one {@code package.json} that name what moves: the fields of Node's <em>Modules:
 * Packages</em> and npm's <em>package.json</em>, and {@code browser}, {@code module} and {@code
 * types} that bundlers and TypeScript read.
 */
final class ManifestPaths {
  /** By require(): without the end of the name, or a folder. */
  private static final Set<String> MODULE = Set.of("main", "module");

  private static final Set<String> PATHS = Set.of("types", "typings", "bin", "files");

  /** What starts with a dot is a path. */
  private static final Set<String> DOTTED = Set.of("exports", "imports", "browser");

  /** What is appended to the path of a module, in this order. */
  private static final List<String> ENDS =
      List.of("", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node");

  private static final String WILDCARDS = "*?[{";

  private final Path folder;
  private final Moves moves;
  private final FileView files;
  private final List<TextChange> changes = new ArrayList<>();

  private ManifestPaths(Path folder, Moves moves, FileView files) {
    this.folder = folder;
    this.moves = moves;
    this.files = files;
  }

  /**
   * In source order; none where {@code text} is no JSON. What would lie outside of the package is
   * left as it is.
   *
   * @param manifest the old path
   * @param files of before
   */
  static List<TextChange> changes(Path manifest, SourceText text, Moves moves, FileView files) {
    Path folder = manifest.getParent();
    if (folder == null || !(JsonText.value(text).orElse(null) instanceof Node.ObjectLit object)) {
      return List.of();
    }
    ManifestPaths paths = new ManifestPaths(folder, moves, files);
    paths.fields(object);
    return paths.changes;
  }

  private void fields(Node.ObjectLit object) {
    for (Node.Property property : object.properties()) {
      if (property instanceof Node.ValueProperty value && value.key() instanceof Node.NameKey key) {
        if (MODULE.contains(key.name()) && value.value() instanceof Node.Str string) {
          path(string.value(), JsonText.span(string), ENDS);
        } else if (PATHS.contains(key.name())) {
          values(value.value(), "", false);
        } else if (DOTTED.contains(key.name())) {
          values(value.value(), "./", key.name().equals("browser"));
        }
      }
    }
  }

  /**
   * @param start of all paths
   * @param keys whether the names in objects are paths, too
   */
  private void values(Node.Expr value, String start, boolean keys) {
    switch (value) {
      case Node.Str string when string.value().startsWith(start) ->
          path(string.value(), JsonText.span(string), List.of(""));
      case Node.ArrayLit array ->
          array.elements().stream()
              .filter(Objects::nonNull)
              .forEach(element -> values(element, start, keys));
      case Node.ObjectLit object -> {
        for (Node.Property property : object.properties()) {
          if (property instanceof Node.ValueProperty entry) {
            if (keys && entry.key() instanceof Node.NameKey key && key.name().startsWith(start)) {
              path(key.name(), JsonText.span(key), List.of(""));
            }
            values(entry.value(), start, keys);
          }
        }
      }
      default -> {}
    }
  }

  private void path(String written, Span span, List<String> ends) {
    String negation = written.startsWith("!") ? "!" : "";
    String path = written.substring(negation.length());
    int end = (int) path.chars().takeWhile(c -> WILDCARDS.indexOf(c) < 0).count();
    String fixed = end < path.length() ? path.substring(0, path.lastIndexOf('/', end) + 1) : path;
    if (fixed.isEmpty() || fixed.startsWith("/")) {
      return;
    }
    moved(fixed, ends)
        .map(now -> negation + now + path.substring(fixed.length()))
        .map(now -> new TextChange(new Span(span.start() + 1, span.end() - 1), escaped(now)))
        .ifPresent(changes::add);
  }

  private Optional<String> moved(String path, List<String> ends) {
    try {
      Path whole = folder.resolve(path).normalize();
      return ends.stream()
          .filter(end -> files.kind(Path.of(whole + end)) == FileView.Kind.FILE)
          .findFirst()
          .or(() -> Optional.of("").filter(end -> files.kind(whole) != FileView.Kind.ABSENT))
          .flatMap(end -> written(Path.of(whole + end), path, end));
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  /**
   * Empty where that names it already, and where nothing could.
   *
   * @param end what the path that is written lacks
   */
  private Optional<String> written(Path old, String path, String end) {
    Path to = moves.of(folder).relativize(moves.of(old));
    String text = to.toString().replace(to.getFileSystem().getSeparator(), "/");
    if (to.equals(folder.relativize(old)) || text.isEmpty() || text.startsWith("..")) {
      return Optional.empty();
    }
    boolean appended = !end.isEmpty() && text.endsWith(end);
    String shortened = appended ? text.substring(0, text.length() - end.length()) : text;
    String slash = path.endsWith("/") && (end.isEmpty() || appended) ? "/" : "";
    return Optional.of((path.startsWith("./") ? "./" : "") + shortened + slash);
  }

  /** ECMA-404, strings. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
