package dev.commonjs.store;

import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which build of this program runs. */
final class Build {
  private Build() {}

  /**
   * The same for the same classes and tables, those of libraries included; another for any others.
   * Empty where the program is not run from its jar: classes in a folder come and go.
   */
  static Optional<String> name() {
    @Nullable CodeSource source = Build.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return Optional.empty();
    }
    // The checksums are in the jar's table of contents: nothing is unpacked.
    try (JarFile jar = new JarFile(Path.of(source.getLocation().toURI()).toString())) {
      String contents =
          jar.stream()
              .map(entry -> entry.getName() + " " + entry.getCrc())
              .collect(Collectors.joining("\n"));
      return Optional.of(new SourceText(contents).hash().toString());
    } catch (IOException | URISyntaxException e) {
      return Optional.empty();
    }
  }
}
