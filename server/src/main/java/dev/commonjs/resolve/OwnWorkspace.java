package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.List;

/**
 * The packages of one's own that are installed together, by one command in one folder.
 *
 * @param root that folder
 * @param file in it, which tells what belongs together: {@code package.json}, or where there is
 *     none {@code pnpm-workspace.yaml} or {@code lerna.json}
 * @param members the folders of the packages, sorted, without {@code root}; not empty
 */
public record OwnWorkspace(Path root, Path file, List<Path> members) {
  public OwnWorkspace {
    members = List.copyOf(members);
  }
}
