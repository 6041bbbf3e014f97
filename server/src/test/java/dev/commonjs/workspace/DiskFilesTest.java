package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.resolve.FileView.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTest {
  @TempDir private Path folder = Path.of("");
  private final DiskFiles disk = new DiskFiles();

  @Test
  void files_and_folders_are_told_apart() throws IOException {
    Path file = Files.writeString(folder.resolve("a.js"), "a");
    assertEquals(Kind.FILE, disk.kind(file));
    assertEquals(Kind.DIRECTORY, disk.kind(folder));
    assertEquals(Kind.ABSENT, disk.kind(folder.resolve("nope")));
    assertEquals(List.of("a.js"), disk.list(folder));
    assertEquals(Optional.of("a"), disk.read(file));
  }

  @Test
  void what_cannot_be_read_is_absent_and_says_why() {
    assertEquals(Optional.empty(), disk.read(folder));
    assertEquals(Optional.of("it is a folder"), disk.whyUnreadable(folder));
    assertEquals(Optional.empty(), disk.read(folder.resolve("nope")));
    assertEquals(List.of(), disk.list(folder.resolve("nope")));
    assertEquals(folder.resolve("nope"), disk.realPath(folder.resolve("nope")));
  }

  @Test
  void malformed_bytes_are_replaced() throws IOException {
    Path file = Files.write(folder.resolve("a.js"), new byte[] {'a', (byte) 0xFF, 'b', 0});
    assertEquals(Optional.of("a\uFFFDb\0"), disk.read(file));
  }

  @Test
  void a_huge_file_is_not_read() throws IOException {
    Path file = folder.resolve("huge.js");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(DiskFiles.MAX_SIZE + 1);
    }
    assertEquals(Optional.empty(), disk.read(file));
    assertTrue(disk.whyUnreadable(file).orElse("").contains("20 MB"));
  }

  @Test
  void a_link_to_itself_is_absent_and_a_circle_of_folders_ends() throws IOException {
    Path loop = folder.resolve("loop.js");
    Files.createSymbolicLink(loop, loop);
    assertEquals(Kind.ABSENT, disk.kind(loop));
    assertEquals(Optional.empty(), disk.read(loop));
    assertEquals(loop, disk.realPath(loop));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    Files.writeString(folder.resolve("a.js"), "");
    Workspace workspace = Workspace.open(List.of(folder), Settings.DEFAULT, disk);
    assertEquals(List.of(disk.realPath(folder).resolve("a.js")), workspace.current().files());
  }

  @Test
  void a_linked_file_is_the_file_that_it_stands_for() throws IOException {
    Path real = Files.createDirectories(folder.resolve("tool/lib")).resolve("run.js");
    Files.writeString(real, "require('../index');");
    Files.createSymbolicLink(folder.resolve("run.js"), real);
    Workspace workspace = Workspace.open(List.of(folder), Settings.DEFAULT, disk);
    assertEquals(List.of(disk.realPath(real)), workspace.current().files());
  }
}
