package dev.commonjs.workspace;

import java.util.List;
import java.util.Map;

/**
 * What a person can set.
 *
 * @param nodeVersion {@code 20.19.0}; empty: from {@code engines} or the default
 * @param rules by rule id: {@code off}, {@code hint}, {@code information}, {@code warning}, {@code error}
 * @param includeNodeModules list and check files inside {@code node_modules} too
 * @param exclude globs, relative to a root, of files that are not listed
 * @param conditions added to {@code node} and {@code require} when {@code exports} and {@code imports} are matched
 */
public record Settings(
    String nodeVersion,
    Map<String, String> rules,
    boolean includeNodeModules,
    List<String> exclude,
    List<String> conditions) {
  public static final Settings DEFAULT = new Settings("", Map.of(), false, List.of(), List.of());

  public Settings {
    rules = Map.copyOf(rules);
    exclude = List.copyOf(exclude);
    conditions = List.copyOf(conditions);
  }

  /** Reads the JSON object of {@code .commonjsrc.json}, of package.json's {@code commonjs} or of an editor; what is not understood keeps its value from {@code defaults}. */
  public static Settings parse(String json, Settings defaults) {
    throw new UnsupportedOperationException();
  }
}
