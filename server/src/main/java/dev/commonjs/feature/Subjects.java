package dev.commonjs.feature;

import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Written;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the {@link Subject} at a place. */
final class Subjects {
  private final Snapshot snapshot;
  private final Path file;
  private final ModuleSummary summary;

  private Subjects(Snapshot snapshot, Path file, ModuleSummary summary) {
    this.snapshot = snapshot;
    this.file = file;
    this.summary = summary;
  }

  /** As {@link Targets#at}; the local name of what a file exports is about the export too. */
  static Optional<Subject> at(Snapshot snapshot, Path file, int offset) {
    return snapshot
        .summary(file)
        .map(summary -> new Subjects(snapshot, file, summary))
        .flatMap(
            subjects ->
                subjects
                    .at(new Span(offset, offset + 1))
                    .or(
                        () ->
                            offset == 0
                                ? Optional.empty()
                                : subjects.at(new Span(offset - 1, offset))));
  }

  private Optional<Subject> at(Span character) {
    return written(character)
        .or(() -> local(character))
        .or(() -> named(character))
        .filter(subject -> !subject.isEmpty());
  }

  /** The name of a member of this file's own objects. */
  private Optional<Subject> written(Span character) {
    return new MemberTokens(file, summary)
        .all().stream()
            .filter(token -> token.span().contains(character) && isName(token.span()))
            .findFirst()
            .map(token -> new Subject(token.span(), Set.of(token.member()), Set.of()));
  }

  /** Where there is no name, a whole expression stands for the place. */
  private boolean isName(Span span) {
    return snapshot.text(file).filter(text -> PropertyNames.isOne(text.textAt(span))).isPresent();
  }

  /** A variable of this file that it exports. */
  private Optional<Subject> local(Span character) {
    return snapshot
        .parsed(file)
        .map(Locals::new)
        .flatMap(
            locals ->
                locals
                    .identifier(character)
                    .flatMap(
                        span ->
                            locals
                                .at(span)
                                .map(
                                    binding ->
                                        new Subject(
                                            span,
                                            exported(locals, binding),
                                            isTheExport(binding) ? Set.of(file) : Set.of()))))
        .filter(subject -> !subject.isEmpty());
  }

  /** Whether the file exports the function or class that {@code binding} declares, and it alone. */
  private boolean isTheExport(Bindings.Binding binding) {
    return summary.shape().exports() instanceof Shape.Ref(int object)
        && object < summary.locations().definitions().size()
        && binding.declarations().contains(summary.locations().definitions().get(object));
  }

  private Set<Written> exported(Locals locals, Bindings.Binding binding) {
    Set<Written> members = new LinkedHashSet<>();
    for (MemberTokens.Token token : new MemberTokens(file, summary).all()) {
      if (token.write() && locals.writtenAt(token.span()).filter(binding::equals).isPresent()) {
        members.add(token.member());
      }
    }
    return members;
  }

  private Optional<Subject> named(Span character) {
    return Targets.candidates(summary, character)
        .map(
            target ->
                switch (target) {
                  case Target.Specifier(RequireSite site) ->
                      new Subject(target.span(), Set.of(), files(site));
                  case Target.Imported imported -> imported(imported);
                  case Target.Own(ModuleSummary.ExportUse use) ->
                      new Subject(
                          target.span(), Set.of(), use.name().isEmpty() ? Set.of(file) : Set.of());
                });
  }

  private Set<Path> files(RequireSite site) {
    Set<Path> found = new LinkedHashSet<>();
    for (String specifier : site.specifiers()) {
      if (snapshot.resolve(file, specifier, site.kind()) instanceof Resolution.Found there) {
        found.add(there.file());
      }
    }
    return found;
  }

  private Subject imported(Target.Imported imported) {
    Set<Written> members = new LinkedHashSet<>();
    Set<Path> modules = new LinkedHashSet<>();
    MemberUses uses = new MemberUses(snapshot, file);
    for (Shape.Required value : imported.values()) {
      if (value.path().isEmpty()) {
        if (snapshot.resolve(file, value.specifier()) instanceof Resolution.Found there) {
          modules.add(there.file());
        }
      } else if (uses.lookup(value) instanceof Lookup.Present present) {
        members.addAll(present.written());
      }
    }
    return new Subject(imported.span(), members, modules);
  }
}
