package dev.commonjs.feature;

import dev.commonjs.graph.ModuleGraph;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Modules that require each other while they load: the one that was loaded first has not finished
 * where another one requires it (Node's <em>Modules: CommonJS modules</em>, "Cycles").
 */
final class Unfinished {
  private static final int MOST_NAMES = 10;
  private static final int MOST_MEMBERS = 100;

  private final Snapshot snapshot;
  private final Path file;
  private final Path module;

  private Unfinished(Snapshot snapshot, Path file, Path module) {
    this.snapshot = snapshot;
    this.file = file;
    this.module = module;
  }

  /**
   * What is to be said of {@code module} where {@code file} requires it while it loads; empty where
   * it has surely finished.
   */
  static Optional<Markdown> note(Snapshot snapshot, Path file, Path module) {
    return !file.equals(module) && snapshot.inCycle(file, module)
        ? new Unfinished(snapshot, file, module).note()
        : Optional.empty();
  }

  private Optional<Markdown> note() {
    Optional<Set<Path>> first = entries();
    if (first.isPresent() && first.get().equals(Set.of(file))) {
      return Optional.empty();
    }
    String name = "`" + Visible.line(ModuleNames.of(snapshot, module)) + "`";
    boolean surely = first.isPresent() && first.get().equals(Set.of(module));
    String unfinished =
        surely
            ? name + " has not finished here, because it requires this file while it loads"
            : "Where " + name + " is loaded before this file, it has not finished here";
    return Optional.of(
        Markdown.sentence(unfinished + namesByThen().map(Unfinished::listed).orElse("") + "."));
  }

  private static String listed(Set<String> names) {
    String some =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> "`" + ShapeText.shortName(name) + "`")
            .collect(Collectors.joining(", "));
    String more =
        names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more are" : " is";
    return names.isEmpty()
        ? ": nothing is exported by then"
        : ": only "
            + some
            + (names.size() > 1 && more.equals(" is") ? " are" : more)
            + " exported by then";
  }

  /** The modules of the cycle that modules outside of it require; empty: not known, or none is. */
  private Optional<Set<Path>> entries() {
    Optional<ModuleGraph> graph = snapshot.graphIfKnown();
    if (graph.isEmpty()) {
      return Optional.empty();
    }
    Set<Path> entries = new LinkedHashSet<>();
    Set<Path> members = new LinkedHashSet<>(List.of(file));
    Deque<Path> open = new ArrayDeque<>(members);
    while (!open.isEmpty()) {
      Path member = open.remove();
      for (Path importer : graph.get().importers(member)) {
        if (!snapshot.inCycle(importer, file)) {
          entries.add(member);
        } else if (members.add(importer)) {
          open.add(importer);
        }
      }
      if (members.size() > MOST_MEMBERS) {
        return Optional.empty();
      }
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
  }

  /**
   * What {@code module} has exported when it comes to require {@code file}, as far as its
   * statements run one after the other.
   */
  private Optional<Set<String>> namesByThen() {
    Optional<ParsedFile> parsed = snapshot.parsed(module);
    Optional<ModuleSummary> summary = snapshot.summary(module);
    Optional<Span> site = summary.flatMap(this::leadingSite);
    return parsed.isPresent() && site.isPresent() && isStraight(parsed.get(), site.get())
        ? namesBefore(site.get().start(), parsed.get(), summary.get())
        : Optional.empty();
  }

  /** The first require that may lead to {@code file}, where it surely does. */
  private Optional<Span> leadingSite(ModuleSummary summary) {
    for (RequireSite site : summary.requires()) {
      if (site.phase() == Phase.LOAD && site.kind() != RequireSite.Kind.RESOLVE) {
        Set<Path> targets = new LinkedHashSet<>();
        for (String specifier : site.specifiers()) {
          if (snapshot.resolve(module, specifier, site.kind())
              instanceof Resolution.Found(Path target, var probed)) {
            targets.add(target);
          }
        }
        if (!site.complete() || targets.stream().anyMatch(t -> snapshot.inCycle(module, t))) {
          return site.complete() && targets.equals(Set.of(file))
              ? Optional.of(site.span())
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** In the order in which they are written. */
  private static Optional<Set<String>> namesBefore(
      int offset, ParsedFile parsed, ModuleSummary summary) {
    List<Span> writes = new ArrayList<>();
    for (ExportUse use : summary.exportUses()) {
      if (use.write() && use.phase() == Phase.LOAD) {
        writes.add(use.span());
      }
    }
    SortedMap<Integer, String> names = new TreeMap<>();
    boolean replaced = !summary.locations().exports().isEmpty();
    if (summary.shape().exports() instanceof Shape.Ref(int object)
        && !replaced
        && object < summary.locations().writes().size()) {
      Map<String, List<Span>> members = summary.locations().writes().get(object);
      if (!summary.shape().objects().get(object).open().isEmpty()) {
        return Optional.empty();
      }
      members.forEach(
          (name, places) -> {
            writes.addAll(places);
            places.stream()
                .map(Span::start)
                .filter(start -> start < offset)
                .forEach(start -> names.put(start, name));
          });
    } else if (writes.stream().anyMatch(write -> write.start() < offset)) {
      return Optional.empty();
    }
    return writes.stream().allMatch(write -> isStraight(parsed, write))
        ? Optional.of(new LinkedHashSet<>(names.values()))
        : Optional.empty();
  }

  /** Whether what stands there is run once, in the order of the text. */
  private static boolean isStraight(ParsedFile parsed, Span span) {
    return Nodes.path(parsed.program(), span).stream()
        .allMatch(
            node ->
                switch (node) {
                  case Node.Program n -> true;
                  case Node.ExprStmt n -> true;
                  case Node.VarDecl n -> true;
                  case Node.Declarator n -> true;
                  case Node.Assign n -> true;
                  case Node.Member n -> true;
                  case Node.Index n -> true;
                  case Node.Call n -> true;
                  case Node.Ident n -> true;
                  case Node.Str n -> true;
                  case Node.ObjectLit n -> true;
                  case Node.Property n -> true;
                  case Node.Key n -> true;
                  default -> false;
                });
  }
}
