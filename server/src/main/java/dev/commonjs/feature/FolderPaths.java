package dev.commonjs.feature;

import dev.commonjs.feature.SpecifierEdits.Piece;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Moves;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Paths that a file makes of where it stands, {@code path.join(__dirname, 'x.json')} or {@code
 * __dirname + '/x.json'}, and what has to be written there to name the same file or folder when
 * some have moved. What names nothing that is there is left alone.
 */
final class FolderPaths {
  private static final List<String> ENDINGS = List.of(".js", ".cjs", ".mjs", ".json", ".node");

  private final Path file;
  private final ParsedFile parsed;
  private final SpecifierEdits strings;
  private final FileView files;
  private final Moves moves;
  private final Predicate<Span> others;
  private final Map<Span, Optional<At>> known = new HashMap<>();
  private final Set<Span> written = new HashSet<>();
  private final List<TextChange> changes = new ArrayList<>();
  private final List<Span> left = new ArrayList<>();

  /**
   * @param left what names something else afterwards, perhaps, and can't be changed
   */
  record Found(List<TextChange> changes, List<Span> left) {}

  /**
   * What an expression is.
   *
   * @param old the path now, whether something is there or not
   * @param then the path when the files have moved and the text is changed
   * @param slash whether the text ends with a slash
   */
  private record At(Path old, Path then, boolean slash) {}

  private FolderPaths(
      Path file, SpecifierEdits strings, FileView files, Moves moves, Predicate<Span> others) {
    this.file = file;
    this.parsed = strings.file();
    this.strings = strings;
    this.files = files;
    this.moves = moves;
    this.others = others;
  }

  /**
   * @param files as they are before the moves
   * @param others places that somebody else changes: specifiers
   */
  static Found in(
      Path file, SpecifierEdits strings, FileView files, Moves moves, Predicate<Span> others) {
    ParsedFile parsed = strings.file();
    String text = parsed.source().text();
    if (!text.contains("__dirname") && !text.contains("__filename")) {
      return new Found(List.of(), List.of());
    }
    FolderPaths paths = new FolderPaths(file, strings, files, moves, others);
    Nodes.walk(parsed.program(), paths::noteWrites);
    Nodes.walk(parsed.program(), paths::visit);
    return new Found(List.copyOf(paths.changes), List.copyOf(paths.left));
  }

  private void noteWrites(Node node) {
    switch (node) {
      case Node.Assign assign -> identsIn(assign.target());
      case Node.Update update -> identsIn(update.operand());
      case Node.ForIn loop when loop.kind() == null -> identsIn(loop.target());
      case Node.ForOf loop when loop.kind() == null -> identsIn(loop.target());
      default -> {}
    }
  }

  private void identsIn(Node target) {
    Nodes.walk(
        target,
        node -> {
          if (node instanceof Node.Ident ident) {
            written.add(ident.span());
          }
        });
  }

  private void visit(Node node) {
    if (node instanceof Node.Expr expr) {
      at(expr, false);
    }
    if (node instanceof Node.Call call && !call.args().isEmpty() && isOfFiles(call.callee())) {
      at(call.args().getFirst(), false)
          .filter(this::isLost)
          .ifPresent(at -> leave(call.args().getFirst().span()));
    }
  }

  // -------------------------------------------------------------------- what an expression is

  /**
   * @param open whether something that is not known, or no further name, is written behind it
   */
  private Optional<At> at(Node.Expr expr, boolean open) {
    Optional<At> before = known.get(expr.span());
    if (before == null) {
      known.put(expr.span(), Optional.empty()); // a variable that is made of itself
      before = found(expr, open);
      known.put(expr.span(), before);
    }
    return before;
  }

  private Optional<At> found(Node.Expr expr, boolean open) {
    return switch (expr) {
      case Node.Ident ident -> variable(ident);
      case Node.Call call -> call(call);
      case Node.Binary sum when sum.op().equals("+") ->
          sum(sum.span(), sum.left(), sum.right(), open);
      case Node.Template template -> template(template, open);
      default -> Optional.empty();
    };
  }

  private Optional<At> variable(Node.Ident ident) {
    if (strings.bindings().at(ident.span()).isPresent()) {
      return constant(ident).flatMap(init -> at(init, false));
    }
    if (written.contains(ident.span())) {
      return Optional.empty();
    }
    At here = new At(file, moves.of(file), false);
    return switch (ident.name()) {
      case "__filename" -> Optional.of(here);
      case "__dirname" -> folderOf(here);
      default -> Optional.empty();
    };
  }

  /** What the variable is set to, and never to anything else. */
  private Optional<Node.Expr> constant(Node.Ident ident) {
    return strings
        .bindings()
        .at(ident.span())
        .filter(binding -> binding.references().stream().noneMatch(written::contains))
        .flatMap(binding -> strings.declared(ident));
  }

  private Optional<At> call(Node.Call call) {
    Optional<String> function = functionOf(call.callee(), "path");
    if (function.isEmpty() || call.args().isEmpty()) {
      return Optional.empty();
    }
    Optional<At> base = at(call.args().getFirst(), false);
    return switch (function.get()) {
      case "dirname" -> base.flatMap(FolderPaths::folderOf);
      case "normalize" -> base;
      case "join", "resolve" ->
          base.flatMap(at -> joined(call, at, function.get().equals("resolve")));
      default -> Optional.empty();
    };
  }

  private static Optional<At> folderOf(At at) {
    Path old = at.old().getParent();
    Path then = at.then().getParent();
    return old == null || then == null ? Optional.empty() : Optional.of(new At(old, then, false));
  }

  private Optional<At> joined(Node.Call call, At base, boolean resolves) {
    List<Piece> pieces = new ArrayList<>();
    for (Node.Expr arg : call.args().subList(1, call.args().size())) {
      Optional<Piece> piece = strings.whole(arg);
      if (piece.isEmpty()) {
        break;
      }
      pieces.add(piece.get());
    }
    boolean whole = pieces.size() == call.args().size() - 1;
    if (resolves && pieces.stream().anyMatch(piece -> piece.value().startsWith("/"))) {
      return Optional.empty();
    }
    if (pieces.isEmpty()) {
      if (!whole && isLost(base)) {
        leave(call.span());
      }
      return whole ? Optional.of(base) : Optional.empty();
    }
    String path = String.join("/", pieces.stream().map(Piece::value).toList());
    Optional<At> named = named(base, path);
    named
        .filter(at -> !at.then().equals(base.then().resolve(relative(path)).normalize()))
        .ifPresent(at -> write(call.span(), pieces, base, at));
    return whole ? named : Optional.empty();
  }

  private Optional<At> sum(Span span, Node.Expr base, Node.Expr more, boolean open) {
    Optional<Piece> piece = strings.whole(more);
    boolean bounded = piece.isPresent() && piece.get().value().startsWith("/");
    Optional<At> from = at(base, !bounded && functionOf(more, "path").isEmpty());
    if (from.isEmpty()) {
      return Optional.empty();
    }
    if (piece.isPresent()) {
      return added(span, from.get(), piece.get(), open);
    }
    if (functionOf(more, "path").filter("sep"::equals).isPresent()) {
      return Optional.of(new At(from.get().old(), from.get().then(), true));
    }
    if (isLost(from.get())) {
      leave(span);
    }
    return Optional.empty();
  }

  private Optional<At> template(Node.Template template, boolean open) {
    if (template.exprs().isEmpty() || !"".equals(template.quasis().getFirst())) {
      return Optional.empty();
    }
    boolean more = template.exprs().size() > 1;
    int from = template.exprs().getFirst().end();
    int to = more ? template.exprs().get(1).start() : template.end();
    Optional<At> base = at(template.exprs().getFirst(), false);
    Optional<Piece> piece =
        strings.quasis(template).stream()
            .filter(one -> from < one.content().start() && one.content().start() <= to)
            .findFirst();
    if (base.isEmpty() || piece.isEmpty()) {
      return Optional.empty();
    }
    if (piece.get().value().isEmpty()) {
      return more ? Optional.empty() : base;
    }
    return added(template.span(), base.get(), piece.get(), open || more).filter(at -> !more);
  }

  /** A text behind a path. Of one that goes on, what is in front of its last slash is known. */
  private Optional<At> added(Span span, At base, Piece piece, boolean open) {
    String value = piece.value();
    if (!value.startsWith("/") && !base.slash()) {
      return Optional.empty();
    }
    int end = open && !value.endsWith("/") ? value.lastIndexOf('/') + 1 : value.length();
    String path = value.substring(0, end);
    Optional<At> named = named(base, path);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    At at = named.get();
    if (!at.then().equals(base.then().resolve(relative(path)).normalize())) {
      Optional<String> now = way(base.then(), at.then());
      String lead = base.slash() ? "" : "/";
      String tail = path.endsWith("/") ? "/" : "";
      if (now.isEmpty()) {
        leave(span);
      } else {
        String text = now.get().isEmpty() ? lead : lead + now.get() + tail;
        change(span, piece.changed(text + value.substring(end)));
      }
    }
    return end == value.length()
        ? Optional.of(new At(at.old(), at.then(), value.endsWith("/")))
        : Optional.empty();
  }

  /** Where {@code path} leads to from {@code base}, so that it names afterwards what it names. */
  private Optional<At> named(At base, String path) {
    try {
      Path old = base.old().resolve(relative(path)).normalize();
      Path naive = base.then().resolve(relative(path)).normalize();
      return Optional.of(new At(old, then(old).orElse(naive), path.endsWith("/")));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Empty where nothing is there. Whoever loads it may leave out the ending. */
  private Optional<Path> then(Path old) {
    if (files.kind(old) != FileView.Kind.ABSENT) {
      return Optional.of(moves.of(old));
    }
    for (String ending : ENDINGS) {
      Path whole = old.resolveSibling(old.getFileName() + ending);
      if (files.kind(whole) == FileView.Kind.FILE) {
        Path then = moves.of(whole);
        String name = String.valueOf(then.getFileName());
        return Optional.of(
            name.endsWith(ending)
                ? then.resolveSibling(name.substring(0, name.length() - ending.length()))
                : then);
      }
    }
    return Optional.empty();
  }

  private boolean isLost(At at) {
    return files.kind(at.old()) != FileView.Kind.ABSENT && !moves.of(at.old()).equals(at.then());
  }

  private static String relative(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start);
  }

  // -------------------------------------------------------------------- modules of Node

  /** The name of a member of the module of Node that {@code expr} stands for. */
  private Optional<String> functionOf(Node.Expr expr, String module) {
    if (expr instanceof Node.Member member) {
      return isModule(member.object(), module) ? Optional.of(member.name()) : Optional.empty();
    }
    return expr instanceof Node.Ident ident ? taken(ident, module) : Optional.empty();
  }

  /** {@code const { join } = require('path')}. */
  private Optional<String> taken(Node.Ident ident, String module) {
    Optional<Span> place =
        strings
            .bindings()
            .at(ident.span())
            .filter(binding -> binding.declarations().size() == 1)
            .filter(binding -> binding.references().stream().noneMatch(written::contains))
            .map(binding -> binding.declarations().getFirst());
    return place.flatMap(
        span ->
            Nodes.path(parsed.program(), span).stream()
                .flatMap(node -> FolderPaths.taking(node, span).stream())
                .filter(declarator -> isModule(declarator.init(), module))
                .flatMap(declarator -> keyOf(declarator, span).stream())
                .findFirst());
  }

  private static Optional<Node.Declarator> taking(Node node, Span place) {
    return node instanceof Node.Declarator declarator && keyOf(declarator, place).isPresent()
        ? Optional.of(declarator)
        : Optional.empty();
  }

  private static Optional<String> keyOf(Node.Declarator declarator, Span place) {
    if (!(declarator.target() instanceof Node.ObjectPattern pattern)) {
      return Optional.empty();
    }
    return pattern.properties().stream()
        .filter(property -> property.value().span().equals(place))
        .flatMap(
            property ->
                property.key() instanceof Node.NameKey key
                    ? Optional.of(key.name()).stream()
                    : Optional.<String>empty().stream())
        .findFirst();
  }

  private boolean isModule(Node.@Nullable Expr expr, String module) {
    return switch (expr) {
      case Node.Call call
          when call.callee() instanceof Node.Ident ident
              && ident.name().equals("require")
              && strings.bindings().at(ident.span()).isEmpty()
              && call.args().size() == 1
              && call.args().getFirst() instanceof Node.Str specifier -> {
        String name = specifier.value();
        yield (name.startsWith("node:") ? name.substring("node:".length()) : name).equals(module);
      }
      case Node.Ident ident -> constant(ident).filter(init -> isModule(init, module)).isPresent();
      case null, default -> false;
    };
  }

  /** What it is called with names a file. */
  private boolean isOfFiles(Node.Expr callee) {
    Node.Expr object = callee instanceof Node.Member member ? member.object() : callee;
    return functionOf(callee, "fs").isPresent()
        || functionOf(callee, "fs/promises").isPresent()
        || functionOf(object, "fs").filter("promises"::equals).isPresent();
  }

  // -------------------------------------------------------------------- what is written

  /** From the folder to the path, with slashes; empty where there is no way. */
  private static Optional<String> way(Path from, Path to) {
    try {
      List<String> names = new ArrayList<>();
      from.relativize(to).forEach(name -> names.add(name.toString()));
      return Optional.of(String.join("/", names));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void write(Span span, List<Piece> pieces, At base, At at) {
    Optional<String> way = way(base.then(), at.then());
    if (way.isEmpty()) {
      leave(span);
      return;
    }
    Piece first = pieces.getFirst();
    Piece last = pieces.getLast();
    String end = at.slash() && !way.get().isEmpty() ? "/" : "";
    String rest = text(pieces.subList(1, pieces.size()));
    String front = text(pieces.subList(0, pieces.size() - 1));
    String now = way.get();
    if (pieces.size() == 1) {
      change(span, first.changed(now.isEmpty() ? "." : styled(first, now) + end));
    } else if (now.endsWith("/" + rest)) {
      String start = now.substring(0, now.length() - rest.length() - 1);
      change(span, first.changed(styled(first, start)));
    } else if (now.startsWith(front + "/")) {
      change(span, last.changed(now.substring(front.length() + 1) + end));
    } else {
      Span all = new Span(first.content().start(), last.content().end());
      boolean single = pieces.stream().noneMatch(piece -> piece.part().contains("/"));
      boolean same = pieces.stream().allMatch(piece -> piece.quote() == first.quote());
      if (!same || parsed.hasComment(all)) {
        leave(span);
        return;
      }
      String between = single ? first.quote() + ", " + first.quote() : "/";
      List<String> names = new ArrayList<>();
      for (String name : now.split("/", -1)) {
        names.add(first.changed(name).replacement());
      }
      change(span, new TextChange(all, String.join(between, names) + end));
    }
  }

  private static String styled(Piece piece, String now) {
    return piece.value().startsWith("./") && !now.startsWith("..") ? "./" + now : now;
  }

  private static String text(List<Piece> pieces) {
    return String.join("/", pieces.stream().map(Piece::part).toList());
  }

  private void change(Span span, TextChange change) {
    if (!others.test(span)) {
      changes.add(change);
    }
  }

  private void leave(Span span) {
    if (!others.test(span) && left.stream().noneMatch(one -> one.contains(span))) {
      left.add(span);
    }
  }
}
