package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Origin;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
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
import org.jspecify.annotations.Nullable;

/**
 * What can be written at a place where a member of a module's exports is named: behind the dot, and
 * in a pattern. What stands before the caret decides what is meant, so the text is read with a name
 * at the caret where it has none yet.
 */
public final class Completions {
  /** Of more the signatures are left out. */
  private static final int MOST_DETAILS = 200;

  /** A name that nobody writes, in place of the one that is about to be written. */
  private static final String HERE = "commonjs_ls_caret";

  private Completions() {}

  /** What stands at the caret: a member behind a dot, or the key of a pattern. */
  public enum Form {
    MEMBER,
    KEY
  }

  /**
   * @param name the property's name
   * @param detail what it is, in a line: {@code parse(text)}, {@code 3}; empty where there are too
   *     many to say
   * @param module how the file would call the module that it comes from; empty where that is
   *     nothing else than the one that is asked
   * @param place where its documentation is; null for none
   * @param lost it is written in the module, and callers do not get it
   */
  public record Item(
      String name, Kind kind, String detail, String module, @Nullable Origin place, boolean lost) {

    /** Whether it can stand behind a dot. */
    public boolean isIdentifier() {
      return PropertyNames.isIdentifier(name);
    }

    /** As a string literal. */
    public String quoted() {
      return PropertyNames.quoted(name);
    }

    /** A variable for it: {@code content-type} gives {@code contentType}. */
    public String variable() {
      return PropertyNames.variable(name);
    }
  }

  /**
   * @param replaced what stands at the caret of the name, to its end
   * @param form how it is written
   * @param items in the order of the exports, lost ones last
   */
  public record Found(Span replaced, Form form, List<Item> items) {
    public Found {
      items = List.copyOf(items);
    }
  }

  /** Empty where no member of what a module exports is named. */
  public static Optional<Found> members(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    Optional<SourceText> text = snapshot.text(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Span word = PropertyNames.around(text.get().text(), offset);
    boolean empty = word.start() == word.end();
    Snapshot read =
        empty ? snapshot.withText(file, text.get().edited(new TextChange(word, HERE))) : snapshot;
    Span token = empty ? new Span(word.start(), word.start() + HERE.length()) : word;
    return new Place(read, file, token, cancel)
        .found()
        .map(found -> new Found(word, found.form(), found.items()));
  }

  /** What its author wrote about an item that {@link #members} has given. */
  public static Optional<Markdown> documentation(Snapshot snapshot, Origin place) {
    return Docs.of(snapshot, List.of(place));
  }

  /** The name at a token, in a text that has one there. */
  private static final class Place {
    private final Snapshot snapshot;
    private final Path file;
    private final Span token;
    private final Cancel cancel;
    private final Linker linker;
    private final ShapeText text;

    Place(Snapshot snapshot, Path file, Span token, Cancel cancel) {
      this.snapshot = snapshot;
      this.file = file;
      this.token = token;
      this.cancel = cancel;
      this.linker = snapshot.linker();
      this.text = new ShapeText(snapshot);
    }

    Optional<Found> found() {
      Optional<ParsedFile> parsed = snapshot.parsed(file);
      if (parsed.isEmpty()) {
        return Optional.empty();
      }
      List<Node> path = Nodes.path(parsed.get().program(), token);
      Optional<Form> form = form(path);
      if (form.isEmpty()) {
        return Optional.empty();
      }
      Optional<ModuleSummary> summary = snapshot.summary(file);
      if (summary.isEmpty()) {
        return Optional.empty();
      }
      Map<Linked, Optional<Path>> holders = holders(summary.get());
      if (holders.isEmpty()) {
        return Optional.empty();
      }
      Set<String> taken = form.get() == Form.KEY ? siblings(path) : Set.of();
      return Optional.of(new Found(token, form.get(), items(holders, taken)));
    }

    private Optional<Form> form(List<Node> path) {
      for (Node node : path.reversed()) {
        switch (node) {
          case Node.Member member when member.nameSpan().equals(token) -> {
            return Optional.of(Form.MEMBER);
          }
          case Node.PatternProperty property when property.key().span().equals(token) -> {
            return Optional.of(Form.KEY);
          }
          default -> {}
        }
      }
      return Optional.empty();
    }

    private static Set<String> siblings(List<Node> path) {
      Set<String> names = new HashSet<>();
      for (Node node : path) {
        if (node instanceof Node.ObjectPattern pattern) {
          names.clear();
          for (Node.PatternProperty property : pattern.properties()) {
            if (property.key() instanceof Node.NameKey key) {
              names.add(key.name());
            }
          }
        }
      }
      return names;
    }

    /** What the member is taken from, each with the module whose exports that is. */
    private Map<Linked, Optional<Path>> holders(ModuleSummary summary) {
      Map<Linked, Optional<Path>> holders = new LinkedHashMap<>();
      for (Use use : summary.uses()) {
        if (use.span().equals(token) && use.access() != Use.Access.ESCAPE) {
          List<Shape.Step> path = use.value().path();
          if (!path.isEmpty() && path.getLast() instanceof Shape.Prop) {
            Shape.Required holder = Linker.holder(use.value());
            Optional<Path> whole =
                holder.path().isEmpty()
                        && snapshot.resolve(file, holder.specifier())
                            instanceof Resolution.Found found
                    ? Optional.of(found.file())
                    : Optional.empty();
            linker.follow(file, holder).forEach(value -> holders.putIfAbsent(value, whole));
          }
        }
      }
      for (ExportUse use : summary.exportUses()) {
        if (use.span().equals(token) && !use.name().isEmpty()) {
          linker.exportsOf(file).forEach(value -> holders.putIfAbsent(value, Optional.of(file)));
        }
      }
      return holders;
    }

    private List<Item> items(Map<Linked, Optional<Path>> holders, Set<String> taken) {
      List<Linked> values = List.copyOf(holders.keySet());
      Map<String, Names.Name> names = new LinkedHashMap<>();
      text.members(values).names().forEach(name -> names.putIfAbsent(name.name(), name));
      for (Linked value : values) {
        linker.inheritedNames(value).forEach(name -> names.putIfAbsent(name.name(), name));
      }
      String own = snapshot.text(file).map(t -> t.textAt(token)).orElse("");
      // The name that is being written is among the exports where the file writes them.
      boolean ownExports = holders.containsValue(Optional.of(file));
      names.keySet().removeIf(name -> taken.contains(name) || name.equals(HERE));
      if (ownExports && writesOnce(own)) {
        names.remove(own);
      }
      boolean details = names.size() <= MOST_DETAILS;
      List<Item> items = new ArrayList<>();
      for (Names.Name name : names.values()) {
        cancel.check();
        items.add(item(values, name.name(), details));
      }
      Set<Path> modules = new LinkedHashSet<>();
      holders.values().forEach(module -> module.ifPresent(modules::add));
      for (Path module : modules) {
        for (String lost : lost(module)) {
          if (!names.containsKey(lost) && !taken.contains(lost) && !lost.equals(HERE)) {
            items.add(new Item(lost, Kind.UNKNOWN, "", "", null, true));
          }
        }
      }
      return items;
    }

    /** Whether the place itself is all that makes {@code name} an export of this file. */
    private boolean writesOnce(String name) {
      return snapshot.summary(file).map(ModuleSummary::exportUses).orElse(List.of()).stream()
          .filter(use -> use.name().equals(name) && use.write())
          .allMatch(use -> use.span().equals(token));
    }

    private Item item(List<Linked> values, String name, boolean details) {
      if (!(linker.member(values, name) instanceof Lookup.Present member)) {
        return new Item(name, Kind.UNKNOWN, "", "", null, false);
      }
      Origin place =
          member.written().stream()
              .flatMap(written -> linker.places(written).stream())
              .findFirst()
              .orElse(null);
      String module =
          place == null || values.stream().anyMatch(value -> isIn(value, place.file()))
              ? ""
              : Visible.line(ModuleNames.seenFrom(snapshot, file, place.file()));
      return new Item(
          name,
          linker.kind(member.values()),
          details ? Visible.line(detail(name, member)) : "",
          module,
          place,
          false);
    }

    /** Functions by their parameters, under the name that they have here. */
    private String detail(String name, Lookup.Present member) {
      String call = text.signature(member, name);
      return call.equals(name) ? text.line(member.values()) : call;
    }

    private static boolean isIn(Linked value, Path module) {
      return switch (value) {
        case Linked.Local local -> local.file().equals(module);
        case Linked.Instance instance -> instance.file().equals(module);
        default -> false;
      };
    }

    /** Names that {@code module} writes, and loses. */
    private Set<String> lost(Path module) {
      Set<String> names = new LinkedHashSet<>();
      snapshot
          .summary(module)
          .ifPresent(
              summary ->
                  summary.facts().stream()
                      .filter(Fact.LostWrite.class::isInstance)
                      .map(fact -> ((Fact.LostWrite) fact).name())
                      .filter(name -> name != null)
                      .forEach(names::add));
      return names;
    }
  }
}
