package dev.commonjs.builtins;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name of the table, with all that the versions have under it. Written while the table is read,
 * never after.
 */
public final class Entry {
  private final String name;

  /** {@code typeof}, with {@code class} and {@code any}, by the versions that have that. */
  private final Map<String, Versions> kinds = new LinkedHashMap<>();

  private Versions has = Versions.NONE;
  private Versions may = Versions.NONE;
  private boolean enumerable;
  private boolean language;
  private boolean needsPrefix;
  private boolean differs;
  private @Nullable String same;
  private @Nullable String parent;
  private final Map<String, Entry> members = new LinkedHashMap<>();
  private final Map<String, Entry> inherited = new LinkedHashMap<>();
  private final Map<String, Entry> own = new LinkedHashMap<>();
  private boolean ownUnknown;

  Entry(String name) {
    this.name = name;
  }

  /**
   * Takes a line of the table in: {@code attributes} as in {@link Table}, the kind first; the
   * versions that have it.
   */
  Versions add(String[] attributes, int from, Versions above) {
    Versions versions = above;
    for (int i = from + 1; i < attributes.length; i++) {
      String attribute = attributes[i];
      switch (attribute.charAt(0)) {
        case '+' -> enumerable = true;
        case '*' -> language = true;
        case '~' -> differs = true;
        case '<' -> parent = attribute.substring(1);
        case '=' -> same = attribute.substring(1);
        case '!' -> may = may.or(Versions.parse(attribute.substring(1)));
        default -> {
          if (attribute.equals("node:")) {
            needsPrefix = true;
          } else {
            versions = Versions.parse(attribute);
          }
        }
      }
    }
    kinds.merge(attributes[from], versions, Versions::or);
    has = has.or(versions);
    return versions;
  }

  Entry under(char sort, String wanted) {
    Map<String, Entry> map = sort == '#' ? inherited : sort == '=' ? own : members;
    if (sort == '=' && wanted.isEmpty()) {
      ownUnknown = true;
    }
    return map.computeIfAbsent(wanted, Entry::new);
  }

  public String name() {
    return name;
  }

  /** The versions that have it. */
  public Versions has() {
    return has;
  }

  /** Whether one of {@code versions} has it, with an experimental flag at least. */
  public boolean mayBeIn(Versions versions) {
    return has.or(may).overlaps(versions);
  }

  /** Which versions have it, in words. */
  public String where() {
    return has.isEmpty() ? may + " with a flag" : "it is in " + has;
  }

  /** Whether every version has it. */
  public boolean isAlwaysThere() {
    return has.equals(Versions.ALL);
  }

  /**
   * {@code typeof}, or {@code class} or {@code null}, in all versions that have it; null where they
   * do not agree or it is not known. What is undefined here is something on other platforms.
   */
  public @Nullable String kind() {
    if (kinds.size() != 1) {
      return null;
    }
    String kind = kinds.keySet().iterator().next();
    return kind.equals("any") || kind.equals("undefined") ? null : kind;
  }

  /** {@link #kind} in these versions only. */
  public @Nullable String kind(Versions versions) {
    String found = null;
    for (Map.Entry<String, Versions> kind : kinds.entrySet()) {
      if (kind.getValue().overlaps(versions)) {
        if (found != null) {
          return null;
        }
        found = kind.getKey();
      }
    }
    return found == null || found.equals("any") || found.equals("undefined") ? null : found;
  }

  /** {@code typeof}; null where it is not known. */
  public @Nullable String typeOf() {
    String kind = kind();
    if (kind == null) {
      return null;
    }
    return switch (kind) {
      case "class" -> "function";
      case "null" -> null;
      default -> kind;
    };
  }

  public boolean isClass() {
    return "class".equals(kind());
  }

  /** Whether a loop over the names of its owner sees it. */
  public boolean isEnumerable() {
    return enumerable;
  }

  /** Whether ECMA-262 defines it, not Node. */
  public boolean isOfLanguage() {
    return language;
  }

  boolean needsPrefix() {
    return needsPrefix;
  }

  /** Whether it has other names on other platforms, in other builds or hosts. */
  public boolean differs() {
    return differs;
  }

  /** The path of the same function under the name that it is known by. */
  public @Nullable String same() {
    return same;
  }

  /** The constructor whose prototype the prototype of this class inherits from. */
  public @Nullable String parent() {
    return parent;
  }

  public Map<String, Entry> members() {
    return members;
  }

  /** What the prototype of a class has, by name. */
  public Map<String, Entry> inherited() {
    return inherited;
  }

  /** What the instances of a class have themselves, by name; null where that is not known. */
  public @Nullable Map<String, Entry> own() {
    return ownUnknown ? null : own;
  }
}
