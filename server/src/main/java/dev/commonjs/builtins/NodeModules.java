package dev.commonjs.builtins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Node's own modules export, as far as every version in use agrees: the {@code typeof} of each
 * name.
 */
public final class NodeModules {
  private record Module(String type, Map<String, String> members) {}

  private static final Map<String, Module> MODULES = read();

  private NodeModules() {}

  /** {@code name} without {@code node:}. */
  public static boolean isModule(String name) {
    return MODULES.containsKey(name);
  }

  /** Whether {@code module}, without {@code node:}, has {@code name} in every version in use. */
  public static boolean isAlwaysThere(String module, String name) {
    Module known = MODULES.get(module);
    return known != null && known.members.containsKey(name);
  }

  public static String withoutPrefix(String specifier) {
    return specifier.startsWith("node:") ? specifier.substring("node:".length()) : specifier;
  }

  /**
   * The {@code typeof} of {@code module}, or of its member {@code name} where that is not null;
   * null when it is not known.
   *
   * @param module with or without {@code node:}
   */
  public static @Nullable String typeOf(String module, @Nullable String name) {
    Module known = MODULES.get(withoutPrefix(module));
    if (known == null) {
      return null;
    }
    return name == null ? known.type : known.members.get(name);
  }

  private static Map<String, Module> read() {
    Map<String, Module> modules = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(NodeModules.class.getResourceAsStream("node-modules.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ");
        Map<String, String> members = new HashMap<>();
        for (String member : fields[2].equals("-") ? new String[0] : fields[2].split(",")) {
          int colon = member.indexOf(':');
          members.put(member.substring(0, colon), member.substring(colon + 1));
        }
        modules.put(fields[0], new Module(fields[1], Map.copyOf(members)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("node-modules.txt is part of this program", e);
    }
    return Map.copyOf(modules);
  }
}
