package dev.commonjs.builtins;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the global scope of a Node process has, over the versions that the table knows. */
public final class Globals {
  private static final Table TABLE = new Table("globals.txt");
  private static final Map<String, Entry> FOUND = new ConcurrentHashMap<>();
  private static final Entry NOTHING = new Entry("");
  private static final String PROTOTYPE = ".prototype";

  /** Members of {@code process} that other hosts have: Electron, NW.js, bundlers. */
  private static final Set<String> PROCESS_ABSENT =
      Set.of("browser", "type", "pkg", "resourcesPath", "__nwjs");

  private Globals() {}

  /** Whether every version of Node in use has the global {@code name}. */
  public static boolean isAlwaysThere(String name) {
    Entry entry = TABLE.get(name);
    return entry != null && entry.isAlwaysThere() || isGlobalObject(name);
  }

  private static boolean isGlobalObject(String name) {
    return name.equals("global") || name.equals("globalThis");
  }

  /** Whether some versions of Node that are in use have the global {@code name}, others not. */
  public static boolean dependsOnVersion(String name) {
    Entry entry = TABLE.get(name);
    return entry != null && !entry.isAlwaysThere();
  }

  /** Whether {@code process.name} is there on other hosts than Node only. */
  public static boolean isOfOtherHosts(String name) {
    return PROCESS_ABSENT.contains(name);
  }

  /**
   * The built-in of that path, such as {@code Array.prototype.map}; null where the table has none.
   */
  public static @Nullable Entry find(String path) {
    Entry entry = FOUND.computeIfAbsent(path, Globals::look);
    return entry == NOTHING ? null : entry;
  }

  private static Entry look(String path) {
    Entry at = null;
    boolean prototype = false;
    for (String name : path.split("\\.")) {
      if (at == null) {
        at = TABLE.get(name);
      } else if (name.equals("prototype") && !prototype) {
        prototype = true;
        continue;
      } else {
        at = (prototype ? at.inherited() : at.members()).get(name);
        prototype = false;
      }
      if (at == null) {
        return NOTHING;
      }
    }
    return at == null || prototype ? NOTHING : at;
  }

  /** Of the language, all but these call what they are given before they return. */
  private static final Set<String> CALL_LATER =
      Set.of("Promise", "FinalizationRegistry", "Atomics");

  /** Whether the function of that path calls functions that it is given, if any, at once. */
  public static boolean callsAtOnce(String path) {
    int dot = path.indexOf('.');
    String global = dot < 0 ? path : path.substring(0, dot);
    Entry entry = TABLE.get(global);
    return entry != null && entry.isOfLanguage() && !CALL_LATER.contains(global);
  }

  /** Whether lists or collections have a method of that name. */
  public static boolean isMethodOfLists(String name) {
    return member("Array.prototype", name) != null
        || member("Map.prototype", name) != null
        || member("Set.prototype", name) != null;
  }

  /** {@code global.name}; null where the table has none. */
  public static @Nullable Entry member(String global, String name) {
    return find(global + "." + name);
  }

  /** Whether the table has {@code path}, and says all that is under it. */
  public static boolean isComplete(String path) {
    Entry entry = find(path);
    return entry != null && !entry.differs();
  }

  /** The own names of a global that a loop over them sees; empty when it is not known. */
  public static List<String> enumerable(String global) {
    Entry entry = find(global);
    return entry == null
        ? List.of()
        : entry.members().values().stream().filter(Entry::isEnumerable).map(Entry::name).toList();
  }

  /** Whether the built-in of that path makes objects. */
  public static boolean isClass(String path) {
    Entry entry = find(path);
    return entry != null && entry.isClass();
  }

  /**
   * Whether {@code typeof} the built-in of that path is {@code 'function'}, as far as it is known.
   */
  public static boolean isFunction(String path) {
    return "function".equals(typeOf(path));
  }

  /** {@code typeof} the built-in of that path; null where it is not known. */
  public static @Nullable String typeOf(String path) {
    if (path.equals("globalThis") || path.equals("process.env")) {
      return "object";
    }
    if (path.endsWith(PROTOTYPE)) {
      return path.equals("Function.prototype") ? "function" : "object";
    }
    Entry entry = find(path);
    return entry == null ? null : entry.typeOf();
  }
}
