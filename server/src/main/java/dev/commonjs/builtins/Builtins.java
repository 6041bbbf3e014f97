package dev.commonjs.builtins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Node's built-in modules and what they export, over the versions that {@code
 * tools/builtin-exports.mjs} was run with: a name is known as soon as one of them has it.
 *
 * <p>The resource {@code builtin-exports.txt} has a line per name: {@code NAME KIND}, with {@code
 * ?} behind it when only some of the versions have the name, where the number of spaces in front
 * tells how deep it stands. {@code .x} is a property of the line above that is less deep, names
 * without a dot are modules.
 */
public final class Builtins {
  private Builtins() {}

  private static final String RESOURCE = "builtin-exports.txt";

  /**
   * Those that {@code require()} finds only behind {@code node:}, see <em>Modules: CommonJS
   * modules, Built-in modules</em>.
   */
  private static final Set<String> NEED_PREFIX = Set.of("sea", "sqlite", "test", "test/reporters");

  /** What a name stands for. */
  public enum Kind {
    FUNCTION,
    /** Constructible: a class or an old-style constructor; these can often be called, too. */
    CLASS,
    OBJECT,
    /** Neither callable nor an object with members of interest: numbers, strings, symbols. */
    CONSTANT
  }

  /**
   * A module or something in it.
   *
   * @param members properties: exports, static members, names in a namespace; listed as deep as the
   *     resource goes, so an empty list proves nothing
   * @param inAllVersions whether all the versions have it
   */
  public record Member(String name, Kind kind, boolean inAllVersions, List<Member> members) {
    public Member {
      members = List.copyOf(members);
    }

    public Optional<Member> member(String wanted) {
      return members.stream().filter(member -> member.name.equals(wanted)).findFirst();
    }
  }

  /** Reading the resource waits until somebody asks. */
  private static final class Loaded {
    static final Map<String, Member> MODULES = Collections.unmodifiableMap(load());
    static final SortedSet<String> NAMES =
        Collections.unmodifiableSortedSet(new TreeSet<>(MODULES.keySet()));
  }

  /** All names, without {@code node:}, sorted. */
  public static SortedSet<String> names() {
    return Loaded.NAMES;
  }

  /** Whether {@code name}, without {@code node:}, is a module that users can require. */
  public static boolean isBuiltin(String name) {
    return Loaded.MODULES.containsKey(name);
  }

  /** Whether the built-in {@code name} is found only as {@code node:name}. */
  public static boolean needsPrefix(String name) {
    return NEED_PREFIX.contains(name);
  }

  /** The module {@code name}, without {@code node:}. */
  public static Optional<Member> module(String name) {
    return Optional.ofNullable(Loaded.MODULES.get(name));
  }

  /** What the module exports, sorted by name; empty for an unknown module. */
  public static List<Member> exportNames(String module) {
    return module(module).map(Member::members).orElse(List.of());
  }

  private static Map<String, Member> load() {
    try (InputStream in =
            Objects.requireNonNull(Builtins.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(reader.lines().filter(line -> !line.startsWith("//")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Open {
    final String name;
    final Kind kind;
    final boolean inAllVersions;
    final int depth;
    final List<Member> members = new ArrayList<>();

    Open(String name, Kind kind, boolean inAllVersions, int depth) {
      this.name = name;
      this.kind = kind;
      this.inAllVersions = inAllVersions;
      this.depth = depth;
    }
  }

  private static Map<String, Member> parse(List<String> lines) {
    Map<String, Member> modules = new TreeMap<>();
    Deque<Open> open = new ArrayDeque<>();
    for (String line : lines) {
      String text = line.stripLeading();
      int depth = line.length() - text.length();
      int space = text.indexOf(' ');
      closeDownTo(depth, open, modules);
      String name = text.substring(0, space);
      boolean inAllVersions = !text.endsWith(" ?");
      int end = inAllVersions ? text.length() : text.length() - " ?".length();
      Kind kind = Kind.valueOf(text.substring(space + 1, end).toUpperCase(Locale.ROOT));
      String bare = name.startsWith(".") ? name.substring(1) : name;
      open.push(new Open(bare, kind, inAllVersions, depth));
    }
    closeDownTo(0, open, modules);
    return modules;
  }

  private static void closeDownTo(int depth, Deque<Open> open, Map<String, Member> modules) {
    while (!open.isEmpty() && open.element().depth >= depth) {
      Open done = open.pop();
      Member member = new Member(done.name, done.kind, done.inAllVersions, done.members);
      if (open.isEmpty()) {
        modules.put(member.name(), member);
      } else {
        open.element().members.add(member);
      }
    }
  }
}
