package dev.commonjs.rule;

import dev.commonjs.graph.Linked;
import dev.commonjs.shape.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Doubt about what is not there: a shape shows what an object is when its file has loaded, and a
 * function that is called later may write more. Asked only when something is about to be called
 * absent, and only to stay silent.
 */
final class LaterWrites {
  private LaterWrites() {}

  /**
   * Whether the file that {@code specifier} names, or the file of one of these, writes a member of
   * that name anywhere, on whatever object.
   */
  static boolean mayAdd(ModuleView module, String specifier, List<Linked> holders, String name) {
    String quoted = Pattern.quote(name);
    Pattern write =
        Pattern.compile(
            "(?:\\.\\s*%1$s|\\[\\s*(['\"`])%1$s\\1\\s*\\])\\s*(?:=(?!=)|\\+\\+|--|[-+*/%%&|^?<>]{1,3}=(?!=))"
                .formatted(quoted));
    return Stream.concat(
            module.target(specifier).stream(), holders.stream().flatMap(h -> file(h).stream()))
        .distinct()
        .flatMap(file -> module.snapshot().text(file).stream())
        .anyMatch(text -> write.matcher(text.text()).find());
  }

  /**
   * Whether the file that {@code specifier} names assigns {@code module.exports} in code that may
   * run after it has loaded.
   */
  static boolean mayReplace(ModuleView module, String specifier, Phase reader) {
    return reader != Phase.LOAD
        && module
            .target(specifier)
            .flatMap(module.snapshot()::summary)
            .map(
                summary ->
                    summary.exportUses().stream()
                        .anyMatch(u -> u.write() && u.name().isEmpty() && u.phase() != Phase.LOAD))
            .orElse(false);
  }

  private static Optional<Path> file(Linked holder) {
    return switch (holder) {
      case Linked.Local local -> Optional.of(local.file());
      case Linked.Instance instance -> Optional.of(instance.file());
      default -> Optional.empty();
    };
  }
}
