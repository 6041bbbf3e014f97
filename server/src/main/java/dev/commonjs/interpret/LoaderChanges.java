package dev.commonjs.interpret;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Fact.LoaderPart;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Step;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the file does to Node's way of finding modules: to {@code Module}, which {@code
 * require('module')} and {@code module.constructor} give, to the lists of folders, and to {@code
 * require.extensions} (Node's documentation, <em>Modules: {@code node:module} API</em> and {@code
 * lib/internal/modules/cjs/loader.js}).
 */
public final class LoaderChanges {
  /**
   * Members of {@code Module} that decide which file a specifier names; the last two by what they
   * write around the text of a module, which may be anything.
   */
  private static final Set<String> FINDING =
      Set.of(
          "_resolveFilename",
          "_resolveLookupPaths",
          "_findPath",
          "_nodeModulePaths",
          "_pathCache",
          "globalPaths",
          "wrap",
          "wrapper");

  /** Functions of {@code Module} that, when called, change which file a specifier names. */
  private static final Set<String> HOOKING = Set.of("register", "registerHooks", "_initPaths");

  private static final String LOAD = "_load";
  private static final String EXTENSIONS = "_extensions";
  private static final Set<String> LISTS = Set.of("globalPaths", "_pathCache");

  /** Methods of lists that put elements in. */
  private static final Set<String> ADDING =
      Set.of("push", "unshift", "splice", "fill", "copyWithin");

  private final Set<Fact.LoaderChanged> found = new LinkedHashSet<>();

  /** What a value is to the loader. */
  private enum Thing {
    /** {@code Module}. */
    MODULE,
    /** {@code Module.prototype}, which the modules of all files have. */
    PROTOTYPE,
    /** {@code Module._extensions}, which is {@code require.extensions}. */
    EXTENSIONS,
    /** Folders that all modules are looked for in. */
    FOLDERS,
    /** {@code module.paths}. */
    OWN_FOLDERS,
    /** It may be {@code Module}, and anything else. */
    MAYBE,
    NOTHING
  }

  /** In the order that they were met, each place once. */
  public List<Fact.LoaderChanged> found() {
    return List.copyOf(found);
  }

  private static Thing thing(Value value) {
    return switch (value) {
      case Symbolic symbolic when symbolic.root() instanceof Specifier root ->
          Builtins.withoutPrefix(root.specifier()).equals("module")
              ? thing(symbolic.path())
              : Thing.MAYBE;
      case Symbolic argument -> Thing.MAYBE;
      case Builtin builtin ->
          switch (builtin.name()) {
            case "require.extensions" -> Thing.EXTENSIONS;
            case "require.main.paths" -> Thing.OWN_FOLDERS;
            default -> Thing.NOTHING;
          };
      case Unknown unknown -> unknown.reason() == Plain.RECEIVER ? Thing.NOTHING : Thing.MAYBE;
      default -> Thing.NOTHING;
    };
  }

  private static Thing thing(List<Step> path) {
    Thing at = Thing.MODULE;
    for (Step step : path) {
      String name = step instanceof Shape.Prop prop ? prop.name() : "";
      boolean same = name.equals("Module") || step instanceof Shape.NamespaceStep;
      if (at == Thing.MODULE && !same) {
        at =
            name.equals("prototype")
                ? Thing.PROTOTYPE
                : name.equals(EXTENSIONS)
                    ? Thing.EXTENSIONS
                    : LISTS.contains(name) ? Thing.FOLDERS : Thing.NOTHING;
      } else if (at == Thing.PROTOTYPE && name.equals("constructor")) {
        at = Thing.MODULE;
      } else if (at != Thing.MODULE) {
        return Thing.NOTHING;
      }
    }
    return at;
  }

  /**
   * {@code object.key = value}, or the like.
   *
   * @param key null when it is not known
   */
  void write(Value object, @Nullable PropertyKey key, @Nullable Site site, Situation situation) {
    if (!situation.isDead()) {
      Span span = site == null ? spanOf(situation) : site.whole();
      for (Atom atom : object.atoms()) {
        write(thing(atom), key == null ? null : key.name(), span);
      }
    }
  }

  /** {@code module.paths = value}. */
  void replaceOwnFolders(@Nullable Site site, Situation situation) {
    if (!situation.isDead()) {
      add(site == null ? spanOf(situation) : site.whole(), LoaderPart.OWN_FOLDERS, null);
    }
  }

  private void write(Thing thing, @Nullable String key, Span span) {
    switch (thing) {
      case MODULE -> {
        if (key == null || FINDING.contains(key)) {
          add(span, LoaderPart.FINDING, null);
        } else if (key.equals(LOAD)) {
          add(span, LoaderPart.LOADING, null);
        } else if (key.equals(EXTENSIONS)) {
          add(span, LoaderPart.EXTENSIONS, null);
        }
      }
      case PROTOTYPE -> {
        if (key == null || key.equals("require")) {
          add(span, LoaderPart.LOADING, null);
        }
      }
      case EXTENSIONS -> add(span, LoaderPart.EXTENSIONS, key);
      case FOLDERS -> add(span, LoaderPart.FINDING, null);
      case OWN_FOLDERS -> add(span, LoaderPart.OWN_FOLDERS, null);
      case MAYBE -> {
        // No other object has such names.
        if (key != null && key.startsWith("_")) {
          write(Thing.MODULE, key, span);
        }
      }
      case NOTHING -> {}
    }
  }

  /** A function of another module, or of Node, is called. */
  void call(Symbolic callee, @Nullable Node at, Situation situation) {
    if (callee.path().isEmpty()
        || !(callee.path().getLast() instanceof Shape.Prop method)
        || situation.isDead()) {
      return;
    }
    List<Step> before = callee.path().subList(0, callee.path().size() - 1);
    Thing thing = thing(new Symbolic(callee.root(), before));
    Span span = at == null ? spanOf(situation) : at.span();
    if (thing == Thing.MODULE && HOOKING.contains(method.name())) {
      add(span, LoaderPart.FINDING, null);
    } else if (ADDING.contains(method.name())) {
      changeList(thing, span);
    }
  }

  /** {@code method} of {@code Array.prototype} is called on {@code list}. */
  public void call(String method, Value list, @Nullable Node at, Situation situation) {
    if (!situation.isDead() && ADDING.contains(method)) {
      Span span = at == null ? spanOf(situation) : at.span();
      list.atoms().forEach(atom -> changeList(thing(atom), span));
    }
  }

  private void changeList(Thing thing, Span span) {
    if (thing == Thing.FOLDERS || thing == Thing.OWN_FOLDERS) {
      write(thing, null, span);
    }
  }

  /**
   * Code outside of the file gets hold of {@code value}.
   *
   * @param to the function that does, where another module has it
   */
  void handOver(Value value, @Nullable Symbolic to, Situation situation) {
    if (situation.isDead()) {
      return;
    }
    Span span = spanOf(situation);
    switch (thing(value)) {
      case MODULE, PROTOTYPE, EXTENSIONS -> {
        String module = to != null && to.root() instanceof Specifier root ? root.specifier() : null;
        add(span, LoaderPart.HANDED_OVER, module);
      }
      case FOLDERS -> add(span, LoaderPart.FINDING, null);
      case OWN_FOLDERS -> add(span, LoaderPart.OWN_FOLDERS, null);
      case MAYBE, NOTHING -> {}
    }
  }

  private static Span spanOf(Situation situation) {
    Node site = situation.callSite();
    return site == null ? new Span(0, 0) : site.span();
  }

  private void add(Span span, LoaderPart part, @Nullable String name) {
    found.add(new Fact.LoaderChanged(span, part, name));
  }
}
