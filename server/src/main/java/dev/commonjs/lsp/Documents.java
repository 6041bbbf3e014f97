package dev.commonjs.lsp;

import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documents that are open in the client, immutable. Remembers how the client spells their URIs, so that answers name
 * a document as the client does.
 */
final class Documents {
  static final Documents NONE = new Documents(Map.of(), Map.of());

  private final Map<Path, Open> byFile;
  private final Map<String, Path> byUri;

  private Documents(Map<Path, Open> byFile, Map<String, Path> byUri) {
    this.byFile = byFile;
    this.byUri = byUri;
  }

  /** {@code file} is the real path, as the workspace knows it. */
  record Open(String uri, Path file, int version, SourceText text) {}

  /** The file behind a URI; empty for what is no file. */
  Optional<Path> path(String uri) {
    Path known = byUri.get(uri);
    return known != null ? Optional.of(known) : Uris.toPath(uri);
  }

  Optional<Open> get(Path file) {
    return Optional.ofNullable(byFile.get(file));
  }

  String uri(Path file) {
    Open open = byFile.get(file);
    return open != null ? open.uri() : Uris.toUri(file);
  }

  /** In the order in which they were opened. */
  Collection<Open> all() {
    return byFile.values();
  }

  Documents with(Open document) {
    Map<Path, Open> files = new LinkedHashMap<>(byFile);
    Map<String, Path> uris = new LinkedHashMap<>(byUri);
    files.put(document.file(), document);
    uris.put(document.uri(), document.file());
    return new Documents(files, uris);
  }

  Documents without(String uri) {
    Map<Path, Open> files = new LinkedHashMap<>(byFile);
    Map<String, Path> uris = new LinkedHashMap<>(byUri);
    Path file = uris.remove(uri);
    if (file != null) {
      files.remove(file);
    }
    return new Documents(files, uris);
  }
}
