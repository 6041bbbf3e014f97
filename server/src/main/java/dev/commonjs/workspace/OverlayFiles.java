package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Open documents over the disk. A document that is not saved yet exists, and so do its folders. */
final class OverlayFiles implements FileView {
  private final Map<Path, SourceText> open;
  private final FileView below;
  private final Map<Path, Set<String>> entries = new HashMap<>();

  OverlayFiles(Map<Path, SourceText> open, FileView below) {
    this.open = open;
    this.below = below;
    for (Path file : open.keySet()) {
      for (Path child = file; child.getParent() != null; child = child.getParent()) {
        entries
            .computeIfAbsent(child.getParent(), d -> new TreeSet<>())
            .add(String.valueOf(child.getFileName()));
      }
    }
  }

  @Override
  public Kind kind(Path path) {
    if (open.containsKey(path)) {
      return Kind.FILE;
    }
    Kind kind = below.kind(path);
    return kind == Kind.ABSENT && entries.containsKey(path) ? Kind.DIRECTORY : kind;
  }

  @Override
  public Optional<String> read(Path path) {
    SourceText text = open.get(path);
    return text != null ? Optional.of(text.text()) : below.read(path);
  }

  @Override
  public Path realPath(Path path) {
    return below.realPath(path);
  }

  @Override
  public List<String> list(Path directory) {
    Set<String> more = entries.get(directory);
    if (more == null) {
      return below.list(directory);
    }
    Set<String> all = new LinkedHashSet<>(below.list(directory));
    all.addAll(more);
    return List.copyOf(all);
  }
}
