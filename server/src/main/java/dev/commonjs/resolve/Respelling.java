package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a specifier is to be written when files have moved: resolution the other way round, in the
 * style of what is written. Nothing is answered that does not resolve to the very file then.
 */
public final class Respelling {
  /** Subpaths and names in {@code exports} and {@code imports} that are looked at. */
  private static final int MOST_LOOKS = 2_000;

  private static final String INDEX = "index";

  private final Moves moves;
  private final FileView files;
  private final NodeResolver after;
  private final List<String> extensions;

  /**
   * @param files as they will be, see {@link MovedFiles}
   */
  public Respelling(Moves moves, FileView files, NodeSettings settings) {
    this.moves = moves;
    this.files = files;
    this.after = new NodeResolver(files, settings);
    this.extensions = settings.extensions();
  }

  /**
   * Whether {@code specifier}, in {@code file} at its new place, names what was {@code target}.
   *
   * @param file the old path of who asks, as {@code target} real
   */
  public boolean leads(Path file, String specifier, Mode mode, Path target) {
    return target(file, specifier, mode).filter(moves.of(target)::equals).isPresent();
  }

  /** The new path of the file that {@code specifier} names then. */
  public Optional<Path> target(Path file, String specifier, Mode mode) {
    return after.resolve(moves.of(file), specifier, mode) instanceof Resolution.Found found
        ? Optional.of(found.file())
        : Optional.empty();
  }

  /**
   * What is to be written in place of {@code specifier}, which names {@code target} now and will
   * not when the files have moved; empty where nothing names it then. Parameters as of {@link
   * #leads}.
   */
  public Optional<String> of(Path file, String specifier, Mode mode, Path target) {
    Question question = new Question(file, specifier, mode, target);
    return question.candidates().filter(one -> leads(file, one, mode, target)).findFirst();
  }

  private final class Question {
    private final Path file;
    private final Mode mode;
    private final Path to;

    /** Without what follows the path in a URL. */
    private final String path;

    private final String query;

    /** Whether the name of the file is written with its end. */
    private final boolean full;

    Question(Path file, String specifier, Mode mode, Path target) {
      this.file = file;
      this.mode = mode;
      this.to = moves.of(target);
      int end = mode == Mode.IMPORT ? UrlPath.endOfPath(specifier) : specifier.length();
      this.path = specifier.substring(0, end);
      this.query = specifier.substring(end);
      this.full = mode == Mode.IMPORT || path.endsWith(extension(target));
    }

    Stream<String> candidates() {
      if (path.startsWith("./") || path.startsWith("../") || path.startsWith("/") || isDots()) {
        return written().stream().flatMap(at -> Stream.concat(samePath(at), named()));
      }
      Stream<String> names =
          path.startsWith("#")
              ? imports()
              : PackageSpecifier.parse(path).stream().flatMap(this::subpaths);
      return isInstalled(to) ? names : Stream.concat(names, named());
    }

    private boolean isDots() {
      return path.equals(".") || path.equals("..");
    }

    private static boolean isInstalled(Path file) {
      for (Path part : file) {
        if (part.toString().equals("node_modules")) {
          return true;
        }
      }
      return false;
    }

    // ------------------------------------------------------------------ paths

    private Optional<Path> written() {
      return mode == Mode.IMPORT
          ? UrlPath.toPath(UrlPath.resolve(UrlPath.of(file), path), file.getFileSystem())
          : UrlPath.path(CommonJsSteps.parent(file), path);
    }

    /** What is written, with and without what {@code require()} appends, at its new place. */
    private Stream<String> samePath(Path at) {
      Stream<String> appended =
          extensions.stream()
              .map(extension -> at.resolveSibling(at.getFileName() + extension))
              .filter(moves::touch)
              .flatMap(longer -> withoutExtension(moves.of(longer)).stream())
              .map(longer -> spelled(longer, false));
      return Stream.concat(Stream.of(spelled(moves.of(at), path.endsWith("/"))), appended);
    }

    /** By the name of the file. */
    private Stream<String> named() {
      Stream<String> exact = Stream.of(spelled(to, false));
      Optional<Path> stem = full ? Optional.empty() : withoutExtension(to);
      if (stem.isEmpty()) {
        return exact;
      }
      List<String> spellings = new ArrayList<>(List.of(spelled(stem.get(), false)));
      if (stem.get().endsWith(INDEX)) {
        spellings.add(
            path.endsWith("/" + INDEX) ? 1 : 0,
            spelled(CommonJsSteps.parent(to), path.endsWith("/")));
      }
      return Stream.concat(spellings.stream(), exact);
    }

    /** The end of the name; a slash, which no name has, where there is none. */
    private static String extension(Path of) {
      String name = String.valueOf(of.getFileName());
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(dot) : "/";
    }

    private Optional<Path> withoutExtension(Path of) {
      String name = String.valueOf(of.getFileName());
      return extensions.stream()
          .filter(extension -> name.endsWith(extension) && name.length() > extension.length())
          .findFirst()
          .map(end -> of.resolveSibling(name.substring(0, name.length() - end.length())));
    }

    /** The specifier of a path: absolute as before, else seen from the file. */
    private String spelled(Path of, boolean slash) {
      String text =
          path.startsWith("/")
              ? text(of)
              : relative(text(CommonJsSteps.parent(moves.of(file)).relativize(of)));
      return text + (slash && !text.endsWith("/") ? "/" : "") + query;
    }

    private String text(Path of) {
      String text = of.toString().replace(of.getFileSystem().getSeparator(), "/");
      return mode == Mode.IMPORT ? UrlPath.encode(text) : text;
    }

    private String relative(String text) {
      boolean up = text.equals("..") || text.startsWith("../");
      return text.isEmpty() ? "." : up && !path.startsWith("./..") ? text : "./" + text;
    }

    // ------------------------------------------------------------------ names

    /** Of the same package. */
    private Stream<String> subpaths(PackageSpecifier wanted) {
      PackagesInReach reach = after.inReach(moves.of(file), mode);
      Optional<Path> folder = reach.folder(wanted.name());
      if (folder.isEmpty()) {
        return Stream.empty();
      }
      Stream<String> exported =
          listed("./", prefix -> reach.exported(folder.get(), prefix).orElse(List.of()))
              .map(subpath -> wanted.name() + subpath.substring(1))
              .sorted(mostAlike());
      Path real = files.realPath(folder.get());
      Stream<Path> inside =
          Stream.concat(full ? Stream.empty() : withoutExtension(to).stream(), Stream.of(to))
              .filter(one -> one.startsWith(real) && !wanted.subpath().equals("."));
      return Stream.concat(
          inside.map(one -> wanted.name() + "/" + text(real.relativize(one)) + query), exported);
    }

    private Stream<String> imports() {
      return listed("#", after.inReach(moves.of(file), mode)::imported).sorted(mostAlike());
    }

    /** All below {@code start}: what ends with a slash stands for more. */
    private Stream<String> listed(String start, Listing listing) {
      Set<String> found = new LinkedHashSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(start));
      int looks = 0;
      while (!open.isEmpty() && looks++ < MOST_LOOKS && found.size() < MOST_LOOKS) {
        for (String item : listing.below(open.remove())) {
          if (item.endsWith("/")) {
            open.add(item);
          } else {
            found.add(item);
          }
        }
      }
      return found.stream();
    }

    private Comparator<String> mostAlike() {
      return Comparator.comparingInt(name -> -alike(name));
    }

    /** How much of {@code name} is written already. */
    private int alike(String name) {
      int same = 0;
      while (same < Math.min(name.length(), path.length())
          && name.charAt(same) == path.charAt(same)) {
        same++;
      }
      return same;
    }
  }

  private interface Listing {
    List<String> below(String prefix);
  }
}
