package dev.commonjs.feature;

import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Written;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Every place of the workspace that is about the thing under the cursor, in files that are not open
 * too: where it is exported, where other modules use it, and what they pass it on as. The answer is
 * the same at each of these places.
 */
public final class References {
  /**
   * What stands at a place. A {@link #DECLARATION} is where the thing is defined or exported; LSP
   * leaves these out when it is asked to.
   */
  public enum Role {
    DECLARATION,
    WRITE,
    READ
  }

  /**
   * @param span the name alone, without quotes
   */
  public record Reference(Path file, Span span, Role role) {}

  private final Snapshot snapshot;
  private final Linker linker;
  private final Cancel cancel;
  private final Map<Path, Map<Span, Role>> found = new LinkedHashMap<>();
  private final Map<Path, MemberUses> uses = new HashMap<>();
  private final Set<Object> met = new HashSet<>();
  private final Deque<Written> members = new ArrayDeque<>();
  private final Deque<Path> modules = new ArrayDeque<>();
  private final Predicate<Path> searched;

  private References(Snapshot snapshot, Cancel cancel, Predicate<Path> searched) {
    this.snapshot = snapshot;
    this.linker = snapshot.linker();
    this.cancel = cancel;
    this.searched = searched;
  }

  /** Empty where nothing stands that modules share; sorted by file, then place. */
  public static List<Reference> of(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    return new References(snapshot, cancel, importer -> true).at(file, offset);
  }

  /** Those in {@code file} itself. */
  public static List<Reference> in(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    return new References(snapshot, cancel, file::equals)
        .at(file, offset).stream().filter(one -> one.file().equals(file)).toList();
  }

  private List<Reference> at(Path file, int offset) {
    Optional<Subject> subject = Subjects.at(snapshot, file, offset);
    if (subject.isEmpty()) {
      return List.of();
    }
    Subject all = PassedOn.with(snapshot, subject.get(), cancel);
    all.members().forEach(this::add);
    all.modules().forEach(this::add);
    search();
    List<Reference> sorted = new ArrayList<>();
    found.forEach(
        (path, places) ->
            places.forEach((span, role) -> sorted.add(new Reference(path, span, role))));
    sorted.sort(
        Comparator.comparing(Reference::file)
            .thenComparingInt((Reference reference) -> reference.span().start()));
    return sorted;
  }

  private void add(Written member) {
    if (met.add(member)) {
      members.add(member);
    }
  }

  private void add(Path module) {
    if (met.add(module)) {
      modules.add(module);
    }
  }

  private void search() {
    while (!members.isEmpty() || !modules.isEmpty()) {
      if (!members.isEmpty()) {
        member(members.remove());
      } else {
        module(modules.remove());
      }
    }
  }

  // ---------------------------------------------------------------- members

  private void member(Written member) {
    ownPlaces(member);
    for (Path importer : importers(member.file())) {
      cancel.check();
      snapshot.summary(importer).ifPresent(summary -> usesOf(member, importer, summary));
    }
  }

  private void ownPlaces(Written member) {
    Path file = member.file();
    Optional<ModuleSummary> summary = snapshot.summary(file);
    if (summary.isEmpty()) {
      return;
    }
    Optional<Locals> locals = snapshot.parsed(file).map(Locals::new);
    for (MemberTokens.Token token : new MemberTokens(file, summary.get()).all()) {
      if (token.member().equals(member)) {
        place(file, token.span(), token.write() ? Role.DECLARATION : Role.READ);
        if (token.write()) {
          locals
              .flatMap(known -> known.writtenAt(token.span()))
              .ifPresent(binding -> local(file, binding));
        }
      }
    }
  }

  private void local(Path file, Bindings.Binding binding) {
    binding.declarations().forEach(span -> place(file, span, Role.DECLARATION));
    binding.references().forEach(span -> place(file, span, Role.READ));
  }

  private void usesOf(Written member, Path file, ModuleSummary summary) {
    boolean used = false;
    for (Use use : summary.uses()) {
      if (names(file, use.value(), member) && (use.member() || isVariable(file, use.span()))) {
        used = true;
        boolean write = use.access() == Use.Access.WRITE || use.access() == Use.Access.DELETE;
        place(file, use.span(), write ? Role.WRITE : Role.READ);
      }
    }
    if (used) {
      passedOn(file, summary, value -> names(file, value, member));
    }
  }

  /** Not so the member of an own object that holds the value. */
  private boolean isVariable(Path file, Span span) {
    return snapshot
        .parsed(file)
        .map(parsed -> Nodes.path(parsed.program(), span))
        .filter(path -> !path.isEmpty() && path.getLast() instanceof Node.Ident)
        .isPresent();
  }

  private boolean names(Path file, Shape.Required value, Written member) {
    return !value.path().isEmpty()
        && value.path().getLast() instanceof Shape.Prop(String name)
        && name.equals(member.name())
        && usesIn(file).lookup(value) instanceof Lookup.Present present
        && present.written().contains(member);
  }

  private MemberUses usesIn(Path file) {
    return uses.computeIfAbsent(file, f -> new MemberUses(snapshot, f));
  }

  /** What {@code file} exports a value as that is meant. */
  private void passedOn(Path file, ModuleSummary summary, Predicate<Shape.Required> isMeant) {
    List<Shape.Obj> objects = summary.shape().objects();
    for (int object = 0; object < objects.size(); object++) {
      for (Shape.Part part : objects.get(object).parts()) {
        if (part instanceof Shape.Member member && isPassed(member.value(), isMeant)) {
          add(new Written(file, object, member.name()));
        }
      }
    }
    if (isPassed(summary.shape().exports(), isMeant)) {
      add(file);
    }
  }

  private static boolean isPassed(Shape value, Predicate<Shape.Required> isMeant) {
    return switch (value) {
      case Shape.Required required -> isMeant.test(required);
      case Shape.Union union ->
          union.alternatives().stream().anyMatch(one -> isPassed(one, isMeant));
      default -> false;
    };
  }

  // ---------------------------------------------------------------- modules

  /**
   * Of a module whose exports are a namespace, who names it; one that exports a single thing is
   * that thing, wherever it is used.
   */
  private void module(Path module) {
    boolean single = PassedOn.isSingle(linker, module);
    if (single) {
      snapshot.summary(module).ifPresent(summary -> ownPlaces(module, summary));
    }
    for (Path importer : single ? importers(module) : direct(module)) {
      cancel.check();
      snapshot.summary(importer).ifPresent(summary -> usesOf(module, importer, summary, single));
    }
  }

  /** Where {@code module.exports} is assigned, and the variable that is assigned to it. */
  private void ownPlaces(Path module, ModuleSummary summary) {
    for (ExportUse use : summary.exportUses()) {
      if (use.name().isEmpty() && use.write()) {
        place(module, use.span(), Role.DECLARATION);
      }
    }
    if (summary.shape().exports() instanceof Shape.Ref(int object)) {
      List<Span> definitions = summary.locations().definitions();
      Optional<Bindings.Binding> binding =
          object < definitions.size()
              ? snapshot
                  .parsed(module)
                  .flatMap(parsed -> new Locals(parsed).at(definitions.get(object)))
              : Optional.empty();
      binding.ifPresent(own -> local(module, own));
    }
  }

  private List<Path> direct(Path module) {
    return snapshot.importers(module).stream().filter(searched).toList();
  }

  private void usesOf(Path module, Path file, ModuleSummary summary, boolean single) {
    for (RequireSite site : summary.requires()) {
      boolean names =
          site.specifiers().stream()
              .anyMatch(
                  specifier -> leadsTo(snapshot.resolve(file, specifier, site.kind()), module));
      if (names) {
        place(file, site.span(), Role.READ);
      }
    }
    if (single) {
      for (Use use : summary.uses()) {
        if (isWhole(file, use.value(), module)) {
          place(file, use.span(), Role.READ);
        }
      }
      passedOn(file, summary, value -> isWhole(file, value, module));
    }
  }

  private boolean isWhole(Path file, Shape.Required value, Path module) {
    return value.path().isEmpty() && leadsTo(snapshot.resolve(file, value.specifier()), module);
  }

  private static boolean leadsTo(Resolution resolution, Path module) {
    return resolution instanceof Resolution.Found found && found.file().equals(module);
  }

  // ---------------------------------------------------------------- places

  private List<Path> importers(Path file) {
    return snapshot.reaching(file).orElseGet(() -> snapshot.importers(file)).stream()
        .filter(searched)
        .toList();
  }

  /** The first role of a place counts; where something else than a name stands, nobody points. */
  private void place(Path file, Span span, Role role) {
    Optional<SourceText> text = snapshot.text(file);
    if (text.isEmpty() || span.start() == span.end()) {
      return;
    }
    String there = text.get().textAt(span);
    Span name = PropertyNames.isQuoted(there) ? new Span(span.start() + 1, span.end() - 1) : span;
    found.computeIfAbsent(file, f -> new LinkedHashMap<>()).putIfAbsent(name, role);
  }
}
