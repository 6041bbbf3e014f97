package dev.commonjs.lsp;

import dev.commonjs.resolve.FileView;
import dev.commonjs.text.SourceText;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The documents that are open in the client, immutable. Remembers how the client spells their URIs,
 * so that answers name a document as the client does.
 */
final class Documents {
  static final Documents NONE = new Documents(Map.of(), Roots.NONE);

  /** As the protocol lists them, as Vim says, and what Emacs makes of the names of its modes. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "javascript",
          "javascriptreact",
          "javascript.jsx",
          "js",
          "js-jsx",
          "js-ts",
          "js2",
          "js2-jsx",
          "js3",
          "jsx",
          "rjsx");

  /** Those of other languages, as the protocol lists them. */
  private static final Set<String> OTHER_LANGUAGES =
      Set.of(
          ("abap bat bibtex clojure coffeescript c cpp csharp css d delphi diff dart dockerfile elixir"
                  + " erlang fsharp git-commit git-rebase go groovy handlebars haskell html ini java json"
                  + " jsonc latex less lua makefile markdown objective-c objective-cpp pascal perl perl6"
                  + " php plaintext powershell jade pug python r razor ruby rust scss sass scala shaderlab"
                  + " shellscript slim sql svelte swift typescript typescriptreact tex vb vue xml xsl yaml")
              .split(" "));

  private static final Pattern JAVASCRIPT_NAME =
      Pattern.compile(".*\\.(?:[cm]?js|jsx)", Pattern.DOTALL);

  /** Where documents are that have no place on the disk, where there is no workspace either. */
  private static final String NOWHERE = "untitled";

  private final Map<String, Open> byUri;
  private final Map<Path, Open> byFile = new LinkedHashMap<>();
  private final Roots roots;

  private Documents(Map<String, Open> byUri, Roots roots) {
    this.byUri = byUri;
    this.roots = roots;
    byUri.values().forEach(open -> byFile.put(open.file(), open));
  }

  /**
   * {@code file} is the real path, as the workspace knows it; {@code language} as the client says
   * it; {@code readable} is one for all versions of a document.
   */
  record Open(
      String uri, Path file, String language, int version, SourceText text, LastReadable readable) {
    /** By the name where the client does not say, or says something that nobody else knows. */
    boolean isJavaScript() {
      String id = language.toLowerCase(Locale.ROOT);
      return LANGUAGES.contains(id)
          || (!OTHER_LANGUAGES.contains(id) && JAVASCRIPT_NAME.matcher(file.toString()).matches());
    }

    Open edited(int newVersion, SourceText newText) {
      return new Open(uri, file, language, newVersion, newText, readable);
    }
  }

  Optional<Open> open(String uri) {
    return Optional.ofNullable(byUri.get(uri));
  }

  Optional<Open> open(Path file) {
    return Optional.ofNullable(byFile.get(file));
  }

  /** In the order in which they were opened. */
  Collection<Open> all() {
    return byUri.values();
  }

  Roots roots() {
    return roots;
  }

  /**
   * The real path of the file behind a URI; empty for what is no file. A file that is not there yet
   * has a folder; a document that has no name yet ({@code untitled:}) stands in the first root, as
   * a file that nobody else is.
   */
  Optional<Path> file(String uri, FileView view) {
    Open known = byUri.get(uri);
    return known != null
        ? Optional.of(known.file())
        : Uris.toPath(uri)
            .map(path -> real(roots.toReal(path), view))
            .or(() -> Uris.untitled(uri).map(name -> untitled(name, view)));
  }

  /** A name without an ending may be a module of either kind: its text decides. */
  private Path untitled(String name, FileView view) {
    Optional<Path> meant =
        Uris.toPath("file://" + name).map(path -> real(roots.toReal(path), view));
    if (name.startsWith("/") && meant.isPresent() && isFree(meant.get(), view)) {
      return meant.get();
    }
    Path folder =
        roots.real().stream()
            .findFirst()
            .orElseGet(
                () ->
                    FileSystems.getDefault()
                        .getRootDirectories()
                        .iterator()
                        .next()
                        .resolve(NOWHERE));
    String plain = Uris.plainName(name);
    int dot = plain.lastIndexOf('.');
    int end = dot <= 0 ? plain.length() : dot;
    Path file = folder.resolve(plain);
    for (int i = 2; !isFree(file, view); i++) {
      file = folder.resolve(plain.substring(0, end) + "~" + i + plain.substring(end));
    }
    return file;
  }

  private boolean isFree(Path file, FileView view) {
    return view.kind(file) == FileView.Kind.ABSENT && !byFile.containsKey(file);
  }

  private static Path real(Path path, FileView view) {
    return view.kind(path) == FileView.Kind.ABSENT ? place(path, view) : view.realPath(path);
  }

  /** As {@link #file}, but of a symbolic link, not of what it leads to. */
  Optional<Path> place(String uri, FileView view) {
    return Uris.toPath(uri).map(path -> place(roots.toReal(path), view));
  }

  private static Path place(Path path, FileView view) {
    Path folder = path.getParent();
    Path name = path.getFileName();
    return folder == null || name == null ? path : view.realPath(folder).resolve(name);
  }

  /** The client's own URI of an open document, else one of the file as the client would find it. */
  String uri(Path file) {
    Open open = byFile.get(file);
    return open != null ? open.uri() : Uris.toUri(roots.toSpelled(file));
  }

  Documents with(Open document) {
    Map<String, Open> changed = new LinkedHashMap<>(byUri);
    changed.put(document.uri(), document);
    return new Documents(changed, roots);
  }

  Documents without(String uri) {
    Map<String, Open> changed = new LinkedHashMap<>(byUri);
    changed.remove(uri);
    return new Documents(changed, roots);
  }

  Documents with(Roots changed) {
    return new Documents(byUri, changed);
  }
}
