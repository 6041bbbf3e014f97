package dev.commonjs.observe;

import dev.commonjs.observe.Observation.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * What the scripts of this room may ask. Takes and gives strings, numbers and plain objects of the
 * sandbox; nothing of Java.
 */
final class Host implements NodeEnvironment.Host {
  /** Of one run: who writes more has computed enough. */
  private static final int MOST_WRITES = 20_000;

  private static final int MOST_ARGUMENTS = 4;

  private final Context cx;
  private final ScriptableObject global;
  private final World world;
  private final Scripts scripts;
  private final Scriptable object;
  private final Set<String> doubts = new LinkedHashSet<>();
  private final Map<Object, Map<String, Place>> writes = new IdentityHashMap<>();
  private int written;
  private boolean askedOutside;
  private @Nullable Function requires;

  Host(Context cx, ScriptableObject global, World world, Scripts scripts) {
    this.cx = cx;
    this.global = global;
    this.world = world;
    this.scripts = scripts;
    this.object = cx.newObject(global);
    define();
  }

  /** A function of the host, with what it was given; missing arguments are undefined. */
  interface Body {
    @Nullable Object answer(Object[] arguments);
  }

  Function function(String name, Body body) {
    return new LambdaFunction(
        global,
        name,
        MOST_ARGUMENTS,
        (c, scope, self, given) -> {
          Object[] arguments = new Object[MOST_ARGUMENTS];
          Arrays.fill(arguments, Undefined.instance);
          System.arraycopy(given, 0, arguments, 0, Math.min(MOST_ARGUMENTS, given.length));
          return body.answer(arguments);
        });
  }

  private void put(String name, Body body) {
    object.put(name, object, function(name, body));
  }

  private static String text(Object value) {
    return Context.toString(value);
  }

  private void define() {
    object.put("main", object, mainModule());
    put("folderOf", a -> folderOf(text(a[0])));
    put("read", a -> read(text(a[0])));
    put("isFile", a -> "file".equals(kind(text(a[0]))));
    put("formatOf", a -> "commonjs");
    put("nameOf", a -> nameOf(text(a[0])));
    put("extensionOf", a -> extensionOf(text(a[0])));
    put("call", a -> callWith(a[0], a[1], (NativeArray) a[2]));
    put("resolve", a -> resolve(text(a[0]), text(a[1])));
    put("modulePaths", a -> strings(modulePaths(text(a[0]))));
    put("compile", a -> scripts.module(cx, global, text(a[0]), text(a[1])));
    put("doubt", a -> doubt(text(a[0])));
    put("wrote", a -> wrote(a[0], text(a[1]), path(text(a[2])), Context.toNumber(a[3])));
  }

  Scriptable object() {
    return object;
  }

  List<String> doubts() {
    return List.copyOf(doubts);
  }

  private Object doubt(String about) {
    if (doubts.size() <= Bounds.MOST_DOUBTS) {
      doubts.add(about);
    }
    return Undefined.instance;
  }

  // ---------------------------------------------------------------- files

  /** Absolute and normalised; null for what is no such path. */
  static @Nullable Path path(String text) {
    if (text.length() > Bounds.LONGEST_QUESTION) {
      return null; // no system has such a path
    }
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? path.normalize() : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String folderOf(String file) {
    int end = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    return end < 0 ? "." : end == 0 ? file.substring(0, 1) : file.substring(0, end);
  }

  /** With its dot; empty if there is none. */
  private static String extensionOf(String file) {
    int dot = file.lastIndexOf('.');
    return dot <= folderOf(file).length() + 1 ? "" : file.substring(dot);
  }

  /** How people speak of a file: from its package on, else from the program's folder on. */
  String nameOf(String file) {
    Path path = path(file);
    if (path == null) {
      return file;
    }
    Path shown = path;
    for (Path at = path; at.getParent() != null; at = at.getParent()) {
      if (at.getParent().endsWith("node_modules") || at.getParent().equals(world.folder())) {
        shown = at.getParent().relativize(path);
        break;
      }
    }
    return shown.toString().replace('\\', '/');
  }

  private Object callWith(Object function, Object self, NativeArray arguments) {
    Scriptable receiver = self instanceof Scriptable object ? object : global;
    return ((Function) function).call(cx, global, receiver, arguments.toArray());
  }

  @Override
  public @Nullable String kind(String text) {
    Path path = path(text);
    return switch (path == null ? World.Kind.ABSENT : kind(path)) {
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case ABSENT, OUTSIDE -> null;
    };
  }

  /**
   * Code that asks for something outside gets the answer that it must be ready for: no such file.
   */
  private World.Kind kind(Path path) {
    World.Kind kind = world.kind(path);
    if (kind == World.Kind.OUTSIDE && !askedOutside) {
      askedOutside = true; // one such doubt is enough
      doubt("it looks for `" + path + "`, outside of what it may read");
    }
    return kind;
  }

  @Override
  public @Nullable List<String> list(String text) {
    Path path = path(text);
    return path == null || kind(path) != World.Kind.DIRECTORY
        ? null
        : world.list(path).stream().sorted().toList();
  }

  @Override
  public @Nullable String read(String text) {
    Path path = path(text);
    Optional<String> read = path == null ? Optional.empty() : world.read(path);
    if (path != null && read.isEmpty()) {
      kind(path); // says why
    }
    return read.orElse(null);
  }

  @Override
  public @Nullable String realpath(String text) {
    Path path = path(text);
    return path == null || kind(text) == null ? null : world.realPath(path).toString();
  }

  // ---------------------------------------------------------------- the program

  @Override
  public String nodeVersion() {
    return world.nodeVersion();
  }

  @Override
  public String workingFolder() {
    return world.folder().toString();
  }

  @Override
  public String mainModule() {
    return world.folder().resolve("index.js").toString();
  }

  @Override
  public void taint(String label) {
    doubt("it asked for what `" + label + "` holds");
  }

  @Override
  public Object createRequire(String path) {
    Function create = requires;
    return create == null
        ? Undefined.instance
        : create.call(cx, global, global, new Object[] {path});
  }

  /**
   * @param create makes the function {@code require} of a module with a given path
   */
  void setRequires(Function create) {
    requires = create;
  }

  private Scriptable strings(List<String> texts) {
    return cx.newArray(global, texts.toArray());
  }

  private static List<String> modulePaths(String folder) {
    List<String> paths = new ArrayList<>();
    for (Path at = path(folder); at != null; at = at.getParent()) {
      if (!at.endsWith("node_modules")) {
        paths.add(at.resolve("node_modules").toString());
      }
    }
    return paths;
  }

  // ---------------------------------------------------------------- modules

  static String formatName(World.Format format) {
    return switch (format) {
      case COMMONJS -> "commonjs";
      case JSON -> "json";
      case ES_MODULE -> "esm";
      case OPAQUE -> "opaque";
      case OUTSIDE -> "outside";
    };
  }

  private Scriptable resolve(String from, String specifier) {
    Scriptable answer = cx.newObject(global);
    Path file = path(from);
    World.Target target =
        file == null || specifier.length() > Bounds.LONGEST_QUESTION
            ? new World.Target.Missing("MODULE_NOT_FOUND", "Cannot find module '" + specifier + "'")
            : world.resolve(file, specifier);
    switch (target) {
      case World.Target.Module module -> {
        answer.put("file", answer, module.file().toString());
        answer.put("format", answer, formatName(module.format()));
      }
      case World.Target.Builtin builtin -> answer.put("builtin", answer, builtin.name());
      case World.Target.Missing missing -> {
        answer.put("code", answer, missing.code());
        answer.put("message", answer, missing.message());
      }
    }
    return answer;
  }

  // ---------------------------------------------------------------- places

  private Object wrote(Object holder, String name, @Nullable Path file, double offset) {
    if (file != null && offset >= 0 && written++ < MOST_WRITES) {
      writes.computeIfAbsent(holder, h -> new HashMap<>()).put(name, new Place(file, (int) offset));
    }
    return Undefined.instance;
  }

  /** Where {@code name} was last written on {@code holder} by a computed key; null if never. */
  @Nullable Place written(Object holder, String name) {
    return writes.getOrDefault(holder, Map.of()).get(name);
  }
}
