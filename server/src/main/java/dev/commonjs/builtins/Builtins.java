package dev.commonjs.builtins;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Node's built-in modules and what they export, over the versions that the table knows. */
public final class Builtins {
  private static final String PREFIX = "node:";

  private Builtins() {}

  /** Reading the resource waits until somebody asks. */
  private static final class Loaded {
    static final Table TABLE = new Table("modules.txt");
  }

  public static String withoutPrefix(String specifier) {
    return specifier.startsWith(PREFIX) ? specifier.substring(PREFIX.length()) : specifier;
  }

  /** The names of those that one of {@code versions} has, without {@code node:}. */
  public static SortedSet<String> names(Versions versions) {
    SortedSet<String> names = new TreeSet<>(Loaded.TABLE.names());
    names.removeIf(name -> !isBuiltin(name, versions));
    return names;
  }

  /** Whether {@code name}, without {@code node:}, is a module in some version. */
  public static boolean isBuiltin(String name) {
    return Loaded.TABLE.names().contains(name);
  }

  /** Whether one of {@code versions} has it, with an experimental flag at least. */
  public static boolean isBuiltin(String name, Versions versions) {
    Entry module = module(name);
    return module != null && module.mayBeIn(versions);
  }

  /** Whether the built-in {@code name} is found only as {@code node:name}. */
  public static boolean needsPrefix(String name) {
    Entry module = module(name);
    return module != null && module.needsPrefix();
  }

  /** The module {@code name}, without {@code node:}; null when there is none. */
  public static @Nullable Entry module(String name) {
    return Loaded.TABLE.get(name);
  }

  /** What {@code path}, such as {@code posix.join}, is in a module; with no path the module. */
  public static @Nullable Entry find(String module, String path) {
    Entry at = module(module);
    for (String name : path.isEmpty() ? List.<String>of() : List.of(path.split("\\."))) {
      at = at == null ? null : at.members().get(name);
    }
    return at;
  }

  /** What the module exports in some version, by name; empty for an unknown module. */
  public static Collection<Entry> exports(String module) {
    Entry entry = module(module);
    return entry == null ? List.of() : entry.members().values();
  }

  /**
   * The {@code typeof} of a module, with or without {@code node:}, or of its member {@code name}
   * where that is not empty; null when it is not known.
   */
  public static @Nullable String typeOf(String module, String name) {
    Entry entry = find(withoutPrefix(module), name);
    return entry == null || !entry.isAlwaysThere() ? null : entry.typeOf();
  }
}
