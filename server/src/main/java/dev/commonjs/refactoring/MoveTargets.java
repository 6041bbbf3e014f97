package dev.commonjs.refactoring;

import dev.commonjs.feature.ModuleNames;
import dev.commonjs.graph.Modules;
import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Modules that are there already and that a declaration can move to: those that its file requires,
 * and others beside it. Only where nobody sees that these export one more name, nothing is loaded
 * that was not, or what is does nothing else, and no cycle comes about.
 */
final class MoveTargets {
  private static final int MOST = 3;
  private static final int MOST_TRIED = 8;
  private static final int MOST_LOADED = 500;

  private final Declaration declaration;
  private final CodeOfFile code;
  private final Snapshot snapshot;
  private final Cancel cancel;
  private final RequireEdits edits;

  MoveTargets(Declaration declaration, Cancel cancel) {
    this.declaration = declaration;
    this.code = declaration.code();
    this.snapshot = code.snapshot;
    this.cancel = cancel;
    this.edits = new RequireEdits(code.parsed, declaration.statement().start() + 1);
  }

  /** The nearest first. */
  List<Refactoring> all() {
    Set<Path> required = new LinkedHashSet<>();
    for (HeadRequires.Declared one : edits.head().declared()) {
      RequiredFiles.found(snapshot, code.path, one.specifier().value()).ifPresent(required::add);
    }
    return snapshot.files().stream()
        .filter(file -> (required.contains(file) || isBeside(file)) && isCandidate(file))
        .sorted(
            Comparator.comparingInt((Path file) -> distance(file))
                .thenComparing(file -> !required.contains(file))
                .thenComparing(Comparator.naturalOrder()))
        .filter(file -> required.contains(file) || !snapshot.importers(file).isEmpty())
        .limit(MOST_TRIED)
        .flatMap(this::to)
        .limit(MOST)
        .toList();
  }

  private boolean isBeside(Path file) {
    return code.path.getParent() != null && code.path.getParent().equals(file.getParent());
  }

  private boolean isCandidate(Path file) {
    String name = file.toString();
    return !file.equals(code.path)
        && (name.endsWith(".js") || name.endsWith(".cjs"))
        && !snapshot.isNodeModules(file);
  }

  private int distance(Path file) {
    return code.path.relativize(file).getNameCount();
  }

  private Stream<Refactoring> to(Path path) {
    cancel.check();
    return CodeOfFile.of(snapshot, path)
        .filter(to -> snapshot.kind(path) == Modules.Kind.COMMONJS)
        .filter(to -> to.parsed.program().strict() == code.parsed.program().strict())
        .flatMap(this::to)
        .stream();
  }

  private Optional<Refactoring> to(CodeOfFile to) {
    String name = declaration.name();
    Optional<String> specifier = RequiredFiles.specifier(snapshot, code.path, to.path, edits);
    if (specifier.isEmpty() || snapshot.inCycle(to.path)) {
      return Optional.empty();
    }
    TextChange require = edits.member(name, specifier.get(), one -> leads(code.path, one, to.path));
    int at = require.span().start();
    Span whole = declaration.withComment();
    Span gone = declaration.lines(whole);
    boolean place = at <= gone.start() || gone.end() <= at;
    MoveTarget target = new MoveTarget(to, name);
    Optional<List<TextChange>> added = target.with(text(whole, to));
    if (!place
        || !declaration.isUnusedBefore(at)
        || added.isEmpty()
        || !isLoadedSo(to.path, target, at)) {
      return Optional.empty();
    }
    MoveNeeds needs = new MoveNeeds(declaration, to, target);
    Optional<List<TextChange>> requires = needs.changes();
    UsedByName users = new UsedByName(snapshot, to.path, name);
    boolean holds =
        requires.isPresent()
            && needs.loaded().stream().noneMatch(one -> reaches(one, to.path))
            && !reaches(to.path, code.path)
            && snapshot.importers(code.path).stream().noneMatch(users::isNamedBy)
            && users.holds();
    if (!holds) {
      return Optional.empty();
    }
    List<TextChange> changes = new ArrayList<>(requires.get());
    changes.addAll(added.get());
    String title = "Move `" + name + "` to `" + ModuleNames.relative(code.path, to.path) + "`";
    return Optional.of(
        new Refactoring.Ready(
            title,
            Refactoring.Kind.MOVE,
            Map.of(code.path, List.of(require, new TextChange(gone, "")), to.path, changes),
            Map.of()));
  }

  private String text(Span whole, CodeOfFile to) {
    String text = code.text.substring(whole.start(), whole.end()).strip();
    return text.replace("\r\n", "\n").replace("\n", to.parsed.source().lines().terminator());
  }

  /** Whether requiring it at {@code at} loads nothing, or what does nothing else. */
  private boolean isLoadedSo(Path path, MoveTarget target, int at) {
    Set<Path> before = new HashSet<>();
    for (HeadRequires.Declared one : edits.head().declared()) {
      if (one.statement().end() <= at || one.statement().span().contains(new Span(at, at))) {
        RequiredFiles.found(snapshot, code.path, one.specifier().value()).ifPresent(before::add);
      }
    }
    return before.contains(path)
        || target.isQuiet(specifier -> RequiredFiles.isLoaded(snapshot, path, specifier, before));
  }

  /** Whether loading {@code from} loads {@code goal} or this file, or may. */
  private boolean reaches(Path from, Path goal) {
    Set<Path> met = new HashSet<>(Set.of(from));
    Deque<Path> next = new ArrayDeque<>(met);
    while (!next.isEmpty()) {
      cancel.check();
      Path file = next.remove();
      Path folder = file.getParent();
      boolean beside = folder != null && (goal.startsWith(folder) || code.path.startsWith(folder));
      if (met.size() > MOST_LOADED || beside && UsedByName.mayLoad(snapshot, file)) {
        return true;
      }
      for (Path required : required(file)) {
        if (required.equals(goal) || required.equals(code.path)) {
          return true;
        }
        if (!snapshot.isNodeModules(required) && met.add(required)) {
          next.add(required);
        }
      }
    }
    return false;
  }

  private Set<Path> required(Path file) {
    Set<Path> all = new LinkedHashSet<>();
    snapshot
        .summary(file)
        .ifPresent(
            summary -> {
              for (RequireSite site : summary.requires()) {
                for (String specifier : site.specifiers()) {
                  snapshot.resolve(file, specifier, site.kind()).target().forEach(all::add);
                }
              }
            });
    return all;
  }

  private boolean leads(Path from, String specifier, Path to) {
    return RequiredFiles.found(snapshot, from, specifier).filter(to::equals).isPresent();
  }
}
