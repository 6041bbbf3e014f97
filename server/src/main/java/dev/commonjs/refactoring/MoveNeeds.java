package dev.commonjs.refactoring;

import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a declaration needs of other modules in the module that it moves to: required there under
 * the same name, or else it is from now on.
 */
final class MoveNeeds {
  /** What is another thing in another module; a {@code require} loads, and from elsewhere. */
  private static final Set<String> OWN = Set.of("exports", "module", "__filename", "require");

  private final Declaration declaration;
  private final CodeOfFile from;
  private final CodeOfFile to;
  private final MoveTarget target;
  private final Snapshot snapshot;
  private final Map<String, Need> needs = new LinkedHashMap<>();
  private final Set<Path> loaded = new LinkedHashSet<>();
  private boolean known = true;

  /**
   * @param member what is taken of the module; empty: all of it
   */
  private record Need(HeadRequires.Declared declared, String variable, String member) {}

  MoveNeeds(Declaration declaration, CodeOfFile to, MoveTarget target) {
    this.declaration = declaration;
    this.from = declaration.code();
    this.to = to;
    this.target = target;
    this.snapshot = from.snapshot;
  }

  /** The modules that it requires from now on: after {@link #changes}. */
  Set<Path> loaded() {
    return loaded;
  }

  /** Empty where it would find something else there. */
  Optional<List<TextChange>> changes() {
    Nodes.walk(
        declaration.statement(),
        node -> {
          known &= !(node instanceof Node.ImportCall);
          if (node instanceof Node.Ident ident) {
            from.bindings.at(ident.span()).ifPresentOrElse(this::bound, () -> free(ident));
          }
        });
    List<TextChange> changes = new ArrayList<>();
    for (Need need : needs.values()) {
      if (known && !isThere(need)) {
        Optional<TextChange> change = added(need);
        change.ifPresent(changes::add);
        known &= change.isPresent();
      }
    }
    // Several at one place follow each other only where others are above them.
    known &= changes.size() < 2 || target.requires().head().last() != null;
    known &= changes.stream().allMatch(one -> one.span().start() == one.span().end());
    return known ? Optional.of(changes) : Optional.empty();
  }

  private void free(Node.Ident ident) {
    String name = ident.name();
    if (from.undeclared(name).contains(ident.span())) {
      boolean own = OWN.contains(name) || name.equals("__dirname") && !isSameFolder();
      known &= !own && !target.declares(name);
    }
  }

  private boolean isSameFolder() {
    return from.path.resolveSibling(".").equals(to.path.resolveSibling("."));
  }

  private void bound(Bindings.Binding binding) {
    if (binding.declarations().isEmpty()) {
      known = false;
      return;
    }
    Span place = binding.declarations().getFirst();
    if (declaration.statement().span().contains(place) || needs.containsKey(binding.name())) {
      return;
    }
    Optional<Need> need =
        HeadRequires.of(from.parsed, Integer.MAX_VALUE).declared().stream()
            .filter(one -> from.isConstant(binding))
            .flatMap(one -> need(one, binding.name()).stream())
            .filter(one -> one.declared().declarator().target().span().contains(place))
            .findFirst();
    need.ifPresent(one -> needs.put(binding.name(), one));
    known &= need.isPresent();
  }

  /** What {@code variable} takes of the module that is required at {@code declared}. */
  private static Optional<Need> need(HeadRequires.Declared declared, String variable) {
    if (variable.equals(declared.variable())) {
      return Optional.of(new Need(declared, variable, ""));
    }
    return declared.pattern().stream()
        .flatMap(pattern -> pattern.properties().stream())
        .filter(one -> one.value() instanceof Node.Ident value && value.name().equals(variable))
        .filter(one -> one.key() instanceof Node.NameKey)
        .map(one -> new Need(declared, variable, ((Node.NameKey) one.key()).name()))
        .findFirst();
  }

  private boolean isThere(Need need) {
    return target.requires().head().declared().stream()
        .flatMap(one -> need(one, need.variable()).stream())
        .filter(one -> one.member().equals(need.member()) && isSame(need, one))
        .anyMatch(one -> isSettled(need) && isConstant(one));
  }

  private boolean isConstant(Need there) {
    Node.Target at = there.declared().declarator().target();
    boolean[] constant = {false};
    Nodes.walk(
        at,
        node ->
            constant[0] |=
                node instanceof Node.Ident ident
                    && ident.name().equals(there.variable())
                    && to.bindings.at(ident.span()).filter(to::isConstant).isPresent());
    return constant[0];
  }

  private boolean isSame(Need here, Need there) {
    Resolution one = resolved(from, here.declared().specifier().value());
    Resolution other = resolved(to, there.declared().specifier().value());
    if (one instanceof Resolution.Builtin a && other instanceof Resolution.Builtin b) {
      return a.name().equals(b.name());
    }
    return one.target().findFirst().isPresent()
        && one.target().findFirst().equals(other.target().findFirst());
  }

  private Resolution resolved(CodeOfFile code, String specifier) {
    return snapshot.resolve(code.path, specifier, RequireSite.Kind.REQUIRE);
  }

  /** Whether it makes no difference when it is taken out of its module. */
  private boolean isSettled(Need need) {
    return need.member().isEmpty()
        || RequireBindings.isSettled(from, need.declared(), need.member());
  }

  private Optional<TextChange> added(Need need) {
    String written = need.declared().specifier().value();
    Optional<String> specifier =
        switch (resolved(from, written)) {
          case Resolution.Builtin builtin -> Optional.of(written);
          case Resolution.Found found when isHarmless(found.file()) -> {
            loaded.add(found.file());
            yield resolved(to, written) instanceof Resolution.Found same
                    && same.file().equals(found.file())
                ? Optional.of(written)
                : RequiredFiles.specifier(snapshot, to.path, found.file(), target.requires());
          }
          default -> Optional.empty();
        };
    return specifier
        .filter(one -> target.isFree(need.variable()) && isSettled(need))
        .map(one -> change(need, one));
  }

  private TextChange change(Need need, String specifier) {
    RequireEdits edits = target.requires();
    boolean same = need.member().equals(need.variable());
    return need.member().isEmpty()
        ? edits.whole(need.variable(), specifier)
        : edits.member(
            same ? need.variable() : need.member() + ": " + need.variable(),
            specifier,
            specifier::equals);
  }

  /** Whether the target has loaded it already, or loading it does nothing else. */
  private boolean isHarmless(Path file) {
    Set<Path> before = new HashSet<>();
    for (HeadRequires.Declared one : target.requires().head().declared()) {
      RequiredFiles.found(snapshot, to.path, one.specifier().value()).ifPresent(before::add);
    }
    return !file.equals(to.path)
        && (before.contains(file)
            || CodeOfFile.of(snapshot, file)
                .filter(code -> !snapshot.isNodeModules(file))
                .map(code -> new MoveTarget(code, declaration.name()))
                .filter(
                    one ->
                        one.isQuiet(
                            specifier -> RequiredFiles.isLoaded(snapshot, file, specifier, before)))
                .isPresent());
  }
}
