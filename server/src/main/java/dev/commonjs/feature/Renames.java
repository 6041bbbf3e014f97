package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Written;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Another name for an export, in its own module and in all that use it. Offered only where every
 * use is known: the exports are closed, nobody has handed them to code that is not known, and no
 * name is computed. Variables keep their names.
 */
public final class Renames {
  private Renames() {}

  public sealed interface Answer {}

  /** {@code name} stands at {@code span}, without quotes, and can be renamed. */
  public record Ready(Span span, String name) implements Answer {}

  /** The changes by file, sorted, none touching another. */
  public record Edits(Map<Path, List<TextChange>> changes) implements Answer {}

  /** Why it is not done: a plain sentence with names between backticks. */
  public record Refused(String why) implements Answer {}

  /** Never {@link Edits}; empty where no name of an export stands. */
  public static Optional<Answer> prepare(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    return export(snapshot, file, offset)
        .map(
            export -> {
              Plan plan = new Plan(snapshot, export, export.name(), cancel);
              return plan.made()
                  .<Answer>map(Refused::new)
                  .orElseGet(() -> new Ready(export.token(), export.name()));
            });
  }

  /** Never {@link Ready}; empty where no name of an export stands. */
  public static Optional<Answer> rename(
      Snapshot snapshot, Path file, int offset, String name, Cancel cancel) {
    return export(snapshot, file, offset)
        .map(
            export -> {
              if (!PropertyNames.isIdentifier(name)) {
                return new Refused("`" + name + "` is no name that can stand behind a dot.");
              }
              Plan plan = new Plan(snapshot, export, name, cancel);
              return plan.made()
                  .or(plan::taken)
                  .<Answer>map(Refused::new)
                  .orElseGet(() -> new Edits(plan.changes()));
            });
  }

  /**
   * @param members the name on each of the objects that callers may get, all of one file
   */
  private record Export(Span token, Path file, String name, Set<Written> members) {}

  private static Optional<Export> export(Snapshot snapshot, Path file, int offset) {
    Optional<Subject> subject = Subjects.at(snapshot, file, offset);
    if (subject.isEmpty() || subject.get().members().isEmpty()) {
      return Optional.empty();
    }
    Written first = subject.get().members().iterator().next();
    Span token = subject.get().token();
    boolean named =
        snapshot
            .parsed(file)
            .flatMap(parsed -> NameTokens.renamed(parsed, token, first.name(), first.name()))
            .isPresent();
    Set<Written> members = membersOf(snapshot, first);
    return named && members.containsAll(subject.get().members())
        ? snapshot
            .parsed(file)
            .map(parsed -> NameTokens.unquoted(parsed, token))
            .map(span -> new Export(span, first.file(), first.name(), members))
        : Optional.empty();
  }

  /** The member of that name of each object that callers of the module may get. */
  private static Set<Written> membersOf(Snapshot snapshot, Written one) {
    Set<Written> members = new LinkedHashSet<>();
    Linker linker = snapshot.linker();
    for (Linked value : linker.exportsOf(one.file())) {
      if (linker.member(value, one.name()) instanceof Lookup.Present present) {
        present.written().stream().filter(w -> w.file().equals(one.file())).forEach(members::add);
      }
    }
    return members;
  }

  /** Goes through all places; the first that can't be changed surely ends it. */
  private static final class Plan {
    private final Snapshot snapshot;
    private final Linker linker;
    private final Export export;
    private final String name;
    private final Cancel cancel;
    private final Map<Path, Map<Span, TextChange>> changes = new LinkedHashMap<>();

    Plan(Snapshot snapshot, Export export, String name, Cancel cancel) {
      this.snapshot = snapshot;
      this.linker = snapshot.linker();
      this.export = export;
      this.name = name;
      this.cancel = cancel;
    }

    Map<Path, List<TextChange>> changes() {
      Map<Path, List<TextChange>> sorted = new LinkedHashMap<>();
      changes.forEach(
          (file, places) ->
              sorted.put(
                  file,
                  places.values().stream()
                      .sorted(Comparator.comparingInt(change -> change.span().start()))
                      .toList()));
      return sorted;
    }

    /** Why the new name can't be had. */
    Optional<String> taken() {
      return linker.member(linker.exportsOf(export.file()), name) instanceof Lookup.Absent
          ? Optional.empty()
          : Optional.of("%s may have `%s` already.".formatted(module(), name));
    }

    /** Why it can't be done. */
    Optional<String> made() {
      if (snapshot.isNodeModules(export.file()) || !snapshot.files().contains(export.file())) {
        return Optional.of("%s is not a part of this workspace.".formatted(module()));
      }
      Names names = linker.names(linker.exportsOf(export.file()));
      if (!names.closed()) {
        return Optional.of(
            "Not all that %s exports is known: %s."
                .formatted(module(), Doubts.texts(snapshot, names.open()).getFirst()));
      }
      Optional<Set<Path>> importers = snapshot.reaching(export.file());
      if (importers.isEmpty()) {
        return Optional.of("Too many modules pass on what %s exports.".formatted(module()));
      }
      return loader()
          .or(this::ownPlaces)
          .or(() -> importers.get().stream().flatMap(f -> in(f).stream()).findFirst());
    }

    /** A module that computes what it requires may load all that lies beside or below it. */
    private Optional<String> loader() {
      for (Path file : snapshot.files()) {
        Path folder = file.getParent();
        if (folder != null
            && export.file().startsWith(folder)
            && !file.equals(export.file())
            && snapshot.computesRequire(file)) {
          Optional<RequireSite> computed =
              snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
                  .filter(site -> site.kind() == RequireSite.Kind.REQUIRE && !site.complete())
                  .findFirst();
          if (computed.isPresent()) {
            return Optional.of(at(file, computed.get().span(), "computes what it requires"));
          }
        }
      }
      return Optional.empty();
    }

    private String module() {
      return "`" + ModuleNames.of(snapshot, export.file()) + "`";
    }

    private Optional<String> ownPlaces() {
      Path file = export.file();
      Optional<ModuleSummary> summary = snapshot.summary(file);
      if (summary.isEmpty()) {
        return Optional.of("%s can't be read.".formatted(module()));
      }
      for (MemberTokens.Token token : new MemberTokens(file, summary.get()).all()) {
        if (export.members().contains(token.member())) {
          Optional<String> problem = changed(file, token.span());
          if (problem.isPresent()) {
            return problem;
          }
        }
      }
      return otherWrite(file, summary.get());
    }

    /**
     * Of an object that becomes the exports only when it is finished, writes before the last one
     * are not among the places.
     */
    private Optional<String> otherWrite(Path file, ModuleSummary summary) {
      Set<Span> known = new HashSet<>();
      changes.getOrDefault(file, Map.of()).keySet().forEach(known::add);
      summary.uses().forEach(use -> known.add(use.span()));
      summary.exportUses().forEach(use -> known.add(use.span()));
      Optional<Span> unknown =
          snapshot.parsed(file).stream()
              .flatMap(parsed -> writesOf(parsed, export.name()).stream())
              .filter(span -> !known.contains(span))
              .findFirst();
      return unknown.map(span -> at(file, span, "may write it on the same object"));
    }

    private static List<Span> writesOf(ParsedFile parsed, String name) {
      List<Span> found = new ArrayList<>();
      Nodes.walk(
          parsed.program(),
          node -> {
            if (node instanceof Node.Assign assign
                && assign.target() instanceof Node.Member member
                && member.name().equals(name)) {
              found.add(member.nameSpan());
            }
          });
      return found;
    }

    private Optional<String> in(Path file) {
      cancel.check();
      Optional<ModuleSummary> summary = snapshot.summary(file);
      Optional<ParsedFile> parsed = snapshot.parsed(file);
      if (summary.isEmpty() || parsed.isEmpty() || !parsed.get().errors().isEmpty()) {
        return Optional.of("`%s` can't be read.".formatted(ModuleNames.of(snapshot, file)));
      }
      for (String specifier : summary.get().named()) {
        if (leadsHere(snapshot.resolve(file, specifier))) {
          return Optional.of(
              "`%s` names the module to code that is not known, which may replace it."
                  .formatted(ModuleNames.of(snapshot, file)));
        }
      }
      UsesOfOne uses = new UsesOfOne(file, parsed.get(), summary.get().uses());
      for (Use use : summary.get().uses()) {
        Optional<String> problem = uses.problem(use);
        if (problem.isPresent()) {
          return problem;
        }
      }
      return Optional.empty();
    }

    private boolean leadsHere(Resolution resolution) {
      return resolution instanceof Resolution.Found found && found.file().equals(export.file());
    }

    private boolean isOfThatName(Use use) {
      return use.member()
          && use.access() != Use.Access.ESCAPE
          && !use.value().path().isEmpty()
          && use.value().path().getLast() instanceof Shape.Prop(String member)
          && member.equals(export.name());
    }

    private boolean isExported(Linked value) {
      return value instanceof Linked.Local(Path file, Shape.Ref(int object), var call)
          && export.members().contains(new Written(file, object, export.name()));
    }

    /** What one file does with the module. */
    private final class UsesOfOne {
      private final Path file;
      private final ParsedFile parsed;
      private final MemberUses members;
      private final Map<Span, List<Use>> bySpan;

      UsesOfOne(Path file, ParsedFile parsed, List<Use> uses) {
        this.file = file;
        this.parsed = parsed;
        this.members = new MemberUses(snapshot, file);
        this.bySpan = uses.stream().collect(Collectors.groupingBy(Use::span));
      }

      Optional<String> problem(Use use) {
        if (isOfThatName(use)) {
          return ofThatName(use);
        }
        boolean whole =
            (use.access() == Use.Access.ESCAPE || use.access() == Use.Access.READ)
                && linker.follow(file, use.value()).stream().anyMatch(Plan.this::isExported);
        if (whole && use.access() == Use.Access.ESCAPE) {
          return Optional.of(at(file, use.span(), "hands the module to code that is not known"));
        }
        return whole && isComputed(use.span())
            ? Optional.of(at(file, use.span(), "computes the name of a member"))
            : Optional.empty();
      }

      private Optional<String> ofThatName(Use use) {
        Lookup lookup = members.lookup(use.value());
        if (lookup instanceof Lookup.Present present
            && present.written().stream().anyMatch(export.members()::contains)) {
          return export.members().containsAll(present.written()) && isNothingElse(use)
              ? changed(file, use.span())
              : Optional.of(at(file, use.span(), "may use a member of something else as well"));
        }
        boolean perhaps =
            lookup instanceof Lookup.Unknown
                && members.holders(use.value()).stream().anyMatch(Plan.this::isExported);
        return perhaps
            ? Optional.of(at(file, use.span(), "may find another member there"))
            : Optional.empty();
      }

      /** Whether the object in front of the name is the module's on every way to this place. */
      private boolean isNothingElse(Use use) {
        if (use.certain()) {
          return true;
        }
        boolean alone =
            bySpan.getOrDefault(use.span(), List.of()).stream()
                .allMatch(other -> other.value().equals(use.value()) || !other.member());
        return alone
            && object(use.span())
                .map(object -> bySpan.getOrDefault(object, List.of()))
                .filter(uses -> uses.stream().allMatch(Use::certain))
                .isPresent();
      }

      /** The token of what stands in front of the name, where one is there. */
      private Optional<Span> object(Span token) {
        for (Node node : Nodes.path(parsed.program(), token).reversed()) {
          switch (node) {
            case Node.Member member when member.nameSpan().equals(token) -> {
              return tokenOf(member.object());
            }
            case Node.Declarator declarator -> {
              return declarator.init() == null ? Optional.empty() : tokenOf(declarator.init());
            }
            default -> {}
          }
        }
        return Optional.empty();
      }

      private static Optional<Span> tokenOf(Node.Expr object) {
        return switch (object) {
          case Node.Ident ident -> Optional.of(ident.span());
          case Node.Member member -> Optional.of(member.nameSpan());
          case Node.Call call
              when call.args().size() == 1 && call.args().getFirst() instanceof Node.Str module ->
              Optional.of(module.span());
          default -> Optional.empty();
        };
      }

      /** Whether the value at {@code span} is asked for a member by a key that is not written. */
      private boolean isComputed(Span span) {
        List<Node> path = Nodes.path(parsed.program(), span);
        return path.size() >= 2
            && path.get(path.size() - 2) instanceof Node.Index index
            && index.object().span().equals(span)
            && !bySpan.containsKey(index.key().span());
      }
    }

    private Optional<String> changed(Path file, Span token) {
      Optional<TextChange> change =
          snapshot
              .parsed(file)
              .flatMap(parsed -> NameTokens.renamed(parsed, token, export.name(), name));
      if (change.isEmpty()) {
        return Optional.of(at(file, token, "computes the name"));
      }
      changes
          .computeIfAbsent(file, f -> new LinkedHashMap<>())
          .put(change.get().span(), change.get());
      return Optional.empty();
    }

    private String at(Path file, Span span, String what) {
      int line =
          snapshot.text(file).map(SourceText::lines).map(l -> l.lineOf(span.start()) + 1).orElse(1);
      return "`%s` %s (line %d).".formatted(ModuleNames.of(snapshot, file), what, line);
    }
  }
}
