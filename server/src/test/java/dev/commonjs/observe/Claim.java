package dev.commonjs.observe;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.rule.Finding;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a finding says of another module, as a question that a run of that module answers.
 *
 * @param file the file that the finding is in
 * @param target what {@code require()} is given for that module: an absolute path, or {@code
 *     node:…}
 * @param path the members of its exports that the claim is about
 */
record Claim(Path file, Finding finding, String target, List<String> path, About about) {
  /** What is denied. */
  enum About {
    /** The last member of the path is not there. */
    MEMBER,
    /** It is not a function. */
    CALL,
    /** It has nothing at all. */
    WHOLE
  }

  private static final Map<String, About> RULES =
      Map.of(
          "missing-member",
          About.MEMBER,
          "not-callable",
          About.CALL,
          "exports-nothing",
          About.WHOLE);

  /** Empty for findings about anything else, and for the namespaces of ES modules. */
  static Optional<Claim> of(Snapshot snapshot, Path file, Finding finding) {
    About about = RULES.get(finding.rule());
    return about == null
        ? Optional.empty()
        : snapshot.summary(file).stream()
            .flatMap(summary -> summary.uses().stream())
            .filter(use -> isAt(finding.span(), use, about))
            .flatMap(use -> claim(snapshot, file, finding, use, about).stream())
            .findFirst();
  }

  private static boolean isAt(Span span, Use use, About about) {
    return use.span().equals(span) && (about == About.WHOLE) == use.value().path().isEmpty()
        || use.span().equals(span) && about == About.CALL;
  }

  private static Optional<Claim> claim(
      Snapshot snapshot, Path file, Finding finding, Use use, About about) {
    List<String> path = new ArrayList<>();
    for (Shape.Step step : use.value().path()) {
      if (!(step instanceof Shape.Prop prop)) {
        return Optional.empty();
      }
      path.add(prop.name());
    }
    return target(snapshot.resolve(file, use.value().specifier()))
        .map(target -> new Claim(file, finding, target, List.copyOf(path), about));
  }

  private static Optional<String> target(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found -> Optional.of(found.file().toString());
      case Resolution.Builtin builtin -> Optional.of("node:" + builtin.name());
      case Resolution.NotFound missing -> Optional.empty();
    };
  }

  /** The module as a file; empty for what Node has in itself. */
  Optional<Path> module() {
    return target.startsWith("node:") ? Optional.empty() : Optional.of(Path.of(target));
  }
}
