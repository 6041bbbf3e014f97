package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.requires.RequireStyle;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.ExportedNames;
import dev.commonjs.workspace.NamesInFiles;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names of other modules that can be written where a variable is named, each with the {@code
 * require} that declares it: what the modules of the workspace export, these modules themselves,
 * Node's own, and the packages that the nearest {@code package.json} declares.
 *
 * <p>Nothing is read for it but the file itself, which is parsed and not executed: who is writing
 * asks at every key.
 */
public final class AutoRequires {
  /** Items of one answer. */
  static final int MOST = 100;

  private static final int LONGEST_NAME = 200;

  /** The parameters of the module wrapper, and globals that are the module of their name. */
  private static final Set<String> THERE =
      Set.of("exports", "require", "module", "__filename", "__dirname", "process", "console");

  private AutoRequires() {}

  /**
   * @param name what is written, and declared
   * @param member the name of the exports that it is; empty for all of them
   * @param specifier what is required
   */
  public record Item(String name, String member, String specifier, Kind kind) {}

  /**
   * A place where a variable is named.
   *
   * @param token the name, as far as it is written
   */
  public record Place(Span token) {}

  /** Empty where something else than the value of a variable is named, or nothing yet. */
  public static Optional<Place> at(Snapshot snapshot, Path file, int offset) {
    return snapshot.parsed(file).flatMap(parsed -> token(parsed, offset)).map(Place::new);
  }

  private static Optional<Span> token(ParsedFile parsed, int offset) {
    Span token = PropertyNames.around(parsed.source().text(), offset);
    if (token.start() == offset || isNearError(parsed, token)) {
      return Optional.empty();
    }
    List<Node> path = Nodes.path(parsed.program(), token);
    boolean ident = !path.isEmpty() && path.getLast() instanceof Node.Ident one && is(one, token);
    return ident && path.size() > 1 && isRead(path.get(path.size() - 2), token)
        ? Optional.of(token)
        : Optional.empty();
  }

  private static boolean is(Node node, Span span) {
    return node.start() == span.start() && node.end() == span.end();
  }

  /** What is code on such a line is not known: a quote may be missing. */
  private static boolean isNearError(ParsedFile parsed, Span token) {
    var lines = parsed.source().lines();
    int line = lines.lineOf(token.start());
    return parsed.errors().stream()
        .anyMatch(
            error ->
                lines.lineOf(error.span().start()) <= line
                    && line <= lines.lineOf(error.span().end())
                    && quoted(lines.textOf(line)));
  }

  private static boolean quoted(String line) {
    return line.indexOf('\'') >= 0 || line.indexOf('"') >= 0 || line.indexOf('`') >= 0;
  }

  /**
   * Whether the name at {@code token}, directly below {@code parent}, is one whose value is read.
   */
  private static boolean isRead(Node parent, Span token) {
    return switch (parent) {
      case Node.Assign assign -> !is(assign.target(), token);
      case Node.Update update -> false;
      case Node.Declarator declarator -> !is(declarator.target(), token);
      case Node.ForIn loop -> !is(loop.target(), token);
      case Node.ForOf loop -> !is(loop.target(), token);
      case Node.Default value -> !is(value.target(), token);
      case Node.Func function -> false;
      case Node.ClassNode type -> type.parent() != null && is(type.parent(), token);
      case Node.Rest rest -> false;
      case Node.PatternProperty property -> false;
      case Node.ArrayPattern pattern -> false;
      case Node.ImportBinding binding -> false;
      case Node.Try attempt -> false;
      default -> true;
    };
  }

  /**
   * At most {@link #MOST}, the best first: ask again when more is typed. None in an ES module,
   * where a name of that kind is in scope, or where the file has the module in a variable already.
   */
  public static List<Item> items(
      Snapshot snapshot, Path file, Place place, int offset, Cancel cancel) {
    Optional<ParsedFile> parsed = snapshot.parsed(file);
    if (parsed.isEmpty() || parsed.get().program().esmSyntax() || snapshot.isSurelyEsModule(file)) {
      return List.of();
    }
    int start = place.token().start();
    Set<String> scope = new HashSet<>(Bindings.of(parsed.get()).namesIn(start));
    if (scope.contains("require")) {
      return List.of();
    }
    scope.addAll(THERE);
    String typed = parsed.get().source().text().substring(start, Math.max(start, offset));
    RequireEdits edits = new RequireEdits(parsed.get(), place.token().end());
    // A change must not touch the name itself (LSP, additionalTextEdits).
    if (edits.whole("a", "b").span().start() == start) {
      return List.of();
    }
    return new Search(snapshot, file, typed, scope, edits, cancel).items();
  }

  /**
   * What declares {@code item} in the file as it is now.
   *
   * @param offset where its name is written
   */
  public static List<TextChange> changes(Snapshot snapshot, Path file, Item item, int offset) {
    Optional<ParsedFile> parsed = snapshot.parsed(file);
    if (parsed.isEmpty()) {
      return List.of();
    }
    RequireEdits edits = new RequireEdits(parsed.get(), offset + 1);
    if (item.member().isEmpty()) {
      return List.of(edits.whole(item.name(), item.specifier()));
    }
    NodeResolver resolver = snapshot.resolver();
    Optional<Object> wanted = target(resolver, file, item.specifier());
    return List.of(
        edits.member(
            item.member(),
            item.specifier(),
            specifier -> wanted.isPresent() && target(resolver, file, specifier).equals(wanted)));
  }

  /** A file, or the name of a module of Node. */
  private static Optional<Object> target(NodeResolver resolver, Path file, String specifier) {
    return switch (resolver.resolve(file, specifier, Mode.REQUIRE)) {
      case Resolution.Found found -> Optional.of(found.file());
      case Resolution.Builtin builtin -> Optional.of(builtin.name());
      case Resolution.NotFound missing -> Optional.empty();
    };
  }

  /**
   * @param module where it comes from; of what is no file of the workspace the file itself
   * @param specifier empty: to be found
   * @param rank less is better
   */
  private record Candidate(
      String name, String member, Path module, String specifier, Kind kind, long rank) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingLong(Candidate::rank)
            .thenComparing(Candidate::name)
            .thenComparing(Candidate::specifier)
            .thenComparing(Candidate::module);
  }

  private static final class Search {
    private static final String NODE = "node:";

    private final Snapshot snapshot;
    private final NodeResolver resolver;
    private final Path file;
    private final String typed;
    private final Set<String> scope;
    private final RequireStyle style;
    private final Cancel cancel;
    private final Set<Object> inVariables = new HashSet<>();
    private final ModuleSpecifiers specifiers;

    /** The worst first. */
    private final PriorityQueue<Candidate> best =
        new PriorityQueue<>(Candidate.BEST_FIRST.reversed());

    Search(
        Snapshot snapshot,
        Path file,
        String typed,
        Set<String> scope,
        RequireEdits edits,
        Cancel cancel) {
      this.snapshot = snapshot;
      this.resolver = snapshot.resolver();
      this.file = file;
      this.typed = typed;
      this.scope = scope;
      this.style = edits.style();
      this.cancel = cancel;
      this.specifiers = new ModuleSpecifiers(resolver, file, style.extension());
      for (HeadRequires.Declared one : edits.head().declared()) {
        if (one.variable() != null) {
          target(resolver, file, one.specifier().value()).ifPresent(inVariables::add);
        }
      }
    }

    List<Item> items() {
      String own = file.toString();
      for (Path module : snapshot.files()) {
        if (!module.equals(file)) {
          NamesInFiles.known(snapshot, module).ifPresent(names -> exported(module, names, own));
        }
      }
      cancel.check();
      builtins();
      dependencies();
      List<Candidate> found = new ArrayList<>(best);
      found.sort(Candidate.BEST_FIRST);
      List<Item> items = new ArrayList<>();
      for (Candidate one : found) {
        cancel.check();
        specifier(one)
            .map(specifier -> new Item(one.name(), one.member(), specifier, one.kind()))
            .ifPresent(items::add);
      }
      return items;
    }

    private void exported(Path module, ExportedNames names, String own) {
      int distance = -1;
      for (ExportedNames.Name name : names.members()) {
        int match = match(name.name());
        if (match >= 0) {
          distance = distance < 0 ? distance(own, module) : distance;
          add(name.name(), name.name(), module, "", name.kind(), match, distance);
        }
      }
      if (names.whole() != null) {
        String called = PropertyNames.variable(stem(module));
        Stream<String> all = Stream.of(names.ownName(), called).filter(name -> !name.isEmpty());
        for (String name : all.distinct().toList()) {
          int match = match(name);
          if (match >= 0) {
            add(name, "", module, "", names.whole(), match, distance(own, module));
          }
        }
      }
    }

    /** How many characters of two paths differ. */
    private static int distance(String own, Path module) {
      String other = module.toString();
      int same = 0;
      int most = Math.min(own.length(), other.length());
      while (same < most && own.charAt(same) == other.charAt(same)) {
        same++;
      }
      return other.length() + own.length() - 2 * same;
    }

    /** {@code user} of {@code lib/user.js} and of {@code user/index.js}. */
    private static String stem(Path module) {
      String name = module.getFileName().toString();
      int dot = name.lastIndexOf('.');
      String stem = dot > 0 ? name.substring(0, dot) : name;
      Path folder = module.getParent();
      Path called = folder == null ? null : folder.getFileName();
      return stem.equals("index") && called != null ? called.toString() : stem;
    }

    private void builtins() {
      for (String specifier : snapshot.settings().node().builtinSpecifiers()) {
        String bare = specifier.startsWith(NODE) ? specifier.substring(NODE.length()) : specifier;
        int match = bare.startsWith("_") || bare.contains("/") ? -1 : match(bare);
        if (match >= 0) {
          String written = style.prefixed() ? NODE + bare : specifier;
          add(bare, "", file, written, Kind.OBJECT, match, 0);
        }
      }
    }

    private void dependencies() {
      Set<String> declared =
          resolver.packageScope(file).manifest().map(PackageJson::dependencies).orElse(Set.of());
      for (String dependency : declared) {
        String name = PropertyNames.variable(dependency.substring(dependency.lastIndexOf('/') + 1));
        int match = match(name);
        if (match >= 0 && PackageNames.isInstallable(dependency)) {
          add(name, "", file, dependency, Kind.UNKNOWN, match, 0);
        }
      }
    }

    /** Less is better; negative where {@code name} can't be written here. */
    private int match(String name) {
      if (name.length() < typed.length()
          || !name.regionMatches(true, 0, typed, 0, typed.length())
          || name.length() > LONGEST_NAME
          || scope.contains(name)
          || !PropertyNames.isVariable(name)) {
        return -1;
      }
      return name.equals(typed) ? 0 : name.startsWith(typed) ? 1 : 2;
    }

    private void add(
        String name,
        String member,
        Path module,
        String specifier,
        Kind kind,
        int match,
        int distance) {
      long rank =
          ((long) match << 40) + ((long) name.length() << 24) + Math.min(distance, 0xFF_FFFF);
      if (best.size() == MOST && best.element().rank() <= rank) {
        return;
      }
      best.add(new Candidate(name, member, module, specifier, kind, rank));
      if (best.size() > MOST) {
        best.remove();
      }
    }

    private Optional<String> specifier(Candidate one) {
      if (!one.specifier().isEmpty()) {
        return target(resolver, file, one.specifier())
            .filter(found -> !inVariables.contains(found))
            .filter(found -> !(found instanceof Path path && snapshot.isSurelyEsModule(path)))
            .map(found -> one.specifier());
      }
      return inVariables.contains(one.module())
              || snapshot.isSurelyEsModule(one.module())
              || snapshot.isNodeModules(one.module())
          ? Optional.empty()
          : specifiers.of(one.module()).filter(s -> Visible.line(s).equals(s));
    }
  }
}
