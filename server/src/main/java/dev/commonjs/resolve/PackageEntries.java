package dev.commonjs.resolve;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a package begins: the files that its {@code package.json} names for Node (<em>Modules:
 * Packages, Package entry points</em>) and npm (<em>package.json</em>, {@code bin}, {@code
 * scripts}), and those that it names for bundlers instead.
 *
 * @param folder where the {@code package.json} stands
 */
public record PackageEntries(Path folder, PackageJson manifest, FileView files) {
  /** Of one of these, a package chooses one; with the others it goes on. */
  private static final Set<String> CHOICES = Set.of("import", "require", "module-sync");

  /** What Node takes under any circumstances that nobody asks for specially. */
  private static final Set<String> ALWAYS = Set.of("node", "default");

  /** They let Node run the first file that they are given, as it is. */
  private static final String NODE = "node|nodemon|node-dev|pm2|forever|supervisor";

  /** They run it otherwise: they translate it, or have the names of CommonJS modules for it. */
  private static final String OTHERS =
      "babel-node|bun|esno|jiti|ts-node|ts-node-esm|tsx|vite-node|zx";

  private static final Pattern BY_NODE = commands(NODE);
  private static final Pattern BY_OTHERS = commands(OTHERS);

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Pattern FIRST_LINE =
      Pattern.compile("#![^\\n]*?(?<![\\w.-])(?:" + OTHERS + ")(?![\\w./-])");

  /** With what follows up to the next command. */
  private static Pattern commands(String programs) {
    return Pattern.compile("(?<![\\w./@-])(?:" + programs + ")(?![\\w./-])[^&|;]*");
  }

  /** Whether the first line of {@code text} has another program than Node run the file. */
  public static boolean isForOthers(String text) {
    return FIRST_LINE.matcher(text).lookingAt();
  }

  /** Whether Node begins with {@code file}: by its name, as a command, or in a script. */
  public boolean hasEntry(Path file) {
    return hasExport(file)
        || manifest.runs().bin().stream().anyMatch(bin -> isNamed(bin, file))
        || manifest.runs().scripts().stream().anyMatch(script -> isRun(BY_NODE, script, file));
  }

  /** Whether a script has another program than Node run {@code file}. */
  public boolean isRunByOthers(Path file) {
    return manifest.runs().scripts().stream().anyMatch(script -> isRun(BY_OTHERS, script, file));
  }

  private boolean hasExport(Path file) {
    @Nullable PackageTarget exports = manifest.exports();
    return exports != null
        ? exports(exports, file)
        : isNamed(Optional.ofNullable(manifest.main()).orElse("index"), file);
  }

  /** Under the conditions that Node has by itself. */
  private boolean exports(PackageTarget target, Path file) {
    return switch (target) {
      case PackageTarget.Text(String text) -> isExported(text, file);
      case PackageTarget.Choice(List<PackageTarget> all) ->
          all.stream().anyMatch(one -> exports(one, file));
      case PackageTarget.Keyed(Map<String, PackageTarget> entries) -> keyed(entries, file);
      case PackageTarget.Nothing nothing -> false;
      case PackageTarget.Invalid invalid -> false;
    };
  }

  private boolean keyed(Map<String, PackageTarget> entries, Path file) {
    int chosen = 0;
    for (Map.Entry<String, PackageTarget> entry : entries.entrySet()) {
      String key = entry.getKey();
      boolean always = ALWAYS.contains(key);
      boolean choice = CHOICES.contains(key);
      if ((key.startsWith(".") || always || choice) && exports(entry.getValue(), file)) {
        return true;
      }
      chosen += choice && !key.equals("module-sync") ? 1 : 0;
      if (always || chosen == 2) {
        return false;
      }
    }
    return false;
  }

  /** A pattern that lets every file out says of none that anybody asks for it. */
  private boolean isExported(String text, Path file) {
    int star = text.indexOf('*');
    if (star < 0) {
      return isNamed(text, file);
    }
    String path = inside(file);
    return star > 2
        && path.length() >= text.length() - 3
        && path.startsWith(text.substring(2, star))
        && path.endsWith(text.substring(text.lastIndexOf('*') + 1));
  }

  /**
   * Whether pages, and nobody else, get {@code file}: the field {@code browser} has it for another
   * one.
   */
  public boolean isForPages(Path file) {
    return manifest.runs().browser().entrySet().stream()
        .anyMatch(entry -> isNamed(entry.getValue(), file) && !isNamed(entry.getKey(), file));
  }

  /** Whether {@code specifier}, the name of a package, is something else in pages. */
  public boolean replaces(String specifier) {
    return manifest.runs().browser().containsKey(specifier);
  }

  private boolean isRun(Pattern commands, String script, Path file) {
    return commands
        .matcher(script.replaceAll("[\"'\\\\]", " "))
        .results()
        .map(MatchResult::group)
        .anyMatch(command -> isStarted(SPACE.splitAsStream(command.trim()).toList(), file));
  }

  /** The first file, and those that follow options: they are perhaps what an option is given. */
  private boolean isStarted(List<String> command, Path file) {
    for (int i = 1; i < command.size(); i++) {
      String word = command.get(i);
      if (word.startsWith("-")) {
        continue;
      }
      if (isNamed(word, file)) {
        return true;
      }
      if (!command.get(i - 1).startsWith("-") && names(word).anyMatch(this::isFile)) {
        return false;
      }
    }
    return false;
  }

  private boolean isFile(String path) {
    try {
      return files.kind(folder.resolve(path)) == FileView.Kind.FILE;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private boolean isNamed(String written, Path file) {
    return !written.isEmpty() && names(written).anyMatch(inside(file)::equals);
  }

  /** Node's LOAD_AS_FILE and LOAD_INDEX, and what takes their place in ES modules. */
  private static Stream<String> names(String written) {
    String path = written.replaceFirst("^(?:\\./+)+", "").replaceFirst("/+$", "");
    String before = path.isEmpty() || path.equals(".") ? "" : path + "/";
    return Stream.of(path, path + ".js", before + "index.js");
  }

  private String inside(Path file) {
    return file.startsWith(folder)
        ? folder.relativize(file).toString().replace('\\', '/')
        : file.toString();
  }
}
