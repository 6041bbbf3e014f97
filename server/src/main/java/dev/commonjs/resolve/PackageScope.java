package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The package a file belongs to: the nearest {@code package.json} upwards, not beyond a {@code
 * node_modules}.
 *
 * @param directory where that {@code package.json} stands
 * @param manifest its content; empty when no {@code package.json} was found, {@code directory} is
 *     the last one searched then
 * @param probed the paths that were looked at
 */
public record PackageScope(Path directory, Optional<PackageJson> manifest, Set<Path> probed) {
  public PackageScope {
    probed = Set.copyOf(probed);
  }
}
