package dev.commonjs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.store.SummaryStore.Kept;
import dev.commonjs.summarize.Summarizer;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryStoreTest {
  private static final long PLENTY = 1L << 30;

  @TempDir private Path folder;
  private final List<SummaryStore> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (SummaryStore store : open) {
      store.close();
    }
  }

  private SummaryStore store() {
    return store("build", PLENTY);
  }

  private SummaryStore store(String build, long most) {
    SummaryStore store = SummaryStore.in(folder.resolve("cache"), build, most);
    open.add(store);
    return store;
  }

  private static ContentHash hash(String text) {
    return new SourceText(text).hash();
  }

  private static ModuleSummary summary(String text) {
    return Summarizer.summarize(JsParser.parse(new SourceText(text)), specifier -> false);
  }

  private static void put(SummaryStore store, String text) {
    store.put(hash(text), new Kept(Map.of(), summary(text)));
  }

  private static boolean has(SummaryStore store, String text) {
    Optional<Kept> kept = store.find(hash(text), Map.of()::equals);
    kept.ifPresent(found -> assertEquals(summary(text), found.summary()));
    return kept.isPresent();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Whatever records there are, now and later. */
  @Test
  void any_summary_is_read_as_it_was_written() throws ReflectiveOperationException {
    AnyRecord any = new AnyRecord(1);
    for (int i = 0; i < 3_000; i++) {
      ModuleSummary written = any.of(ModuleSummary.class);
      Bytes bytes = new Bytes();
      SummaryWriter.write(written, bytes);
      assertEquals(written, SummaryReader.read(new Input(bytes.toArray())));
    }
    Set<Class<?>> missing = new HashSet<>();
    for (Class<?> room : List.of(dev.commonjs.shape.Shape.class, dev.commonjs.shape.Fact.class)) {
      Stream.of(room.getDeclaredClasses()).filter(Class::isRecord).forEach(missing::add);
    }
    missing.removeAll(any.drawn.keySet());
    assertEquals(Set.of(), missing);
    assertTrue(any.drawn.containsKey(Reason.HandedToUnknown.class));
  }

  @Test
  void what_was_kept_is_there_for_the_same_store_and_the_next() {
    SummaryStore store = store();
    put(store, "exports.a = 1;");
    assertTrue(has(store, "exports.a = 1;"));
    assertTrue(has(store(), "exports.a = 1;"));
    assertEquals(false, has(store(), "exports.b = 1;"));
  }

  @Test
  void assumptions_tell_summaries_of_one_text_apart() {
    SummaryStore store = store();
    String text = "exports.a = 1;";
    store.put(hash(text), new Kept(Map.of("x", true), summary("exports.missing = 1;")));
    store.put(hash(text), new Kept(Map.of("x", false), summary("exports.there = 1;")));
    for (SummaryStore each : List.of(store, store())) {
      assertEquals(
          Optional.of(summary("exports.missing = 1;")),
          each.find(hash(text), Map.of("x", true)::equals).map(Kept::summary));
      assertEquals(
          Optional.of(summary("exports.there = 1;")),
          each.find(hash(text), Map.of("x", false)::equals).map(Kept::summary));
      assertEquals(Optional.empty(), each.find(hash(text), Map.of()::equals));
    }
  }

  @Test
  void what_another_build_made_is_not_read() {
    put(store(), "exports.a = 1;");
    assertEquals(false, has(store("other", PLENTY), "exports.a = 1;"));
  }

  /** As a process leaves it that is killed while it writes. */
  @Test
  void an_end_that_is_too_short_is_no_summary_and_hides_none() throws IOException {
    SummaryStore store = store();
    put(store, "exports.a = 1;");
    long whole = Files.size(files().get(0));
    put(store, "exports.b = 2;");
    long both = Files.size(files().get(0));
    for (long length = both - 1; length >= whole; length--) {
      try (RandomAccessFile file = new RandomAccessFile(files().get(0).toFile(), "rw")) {
        file.setLength(length);
      }
      SummaryStore next = store();
      assertTrue(has(next, "exports.a = 1;"));
      assertEquals(false, has(next, "exports.b = 2;"));
    }
  }

  @Test
  void bytes_that_changed_are_no_summary() throws IOException {
    put(store(), "exports.a = 1;");
    Path file = files().get(0);
    byte[] written = Files.readAllBytes(file);
    for (int i = 0; i < written.length; i++) {
      byte[] changed = written.clone();
      changed[i] ^= 0x10;
      Files.write(file, changed);
      assertEquals(false, has(store(), "exports.a = 1;"), "byte " + i);
    }
  }

  @Test
  void processes_read_what_others_have_kept_and_lose_nothing_of_their_own() throws IOException {
    SummaryStore one = store();
    SummaryStore two = store();
    put(one, "exports.a = 1;");
    put(two, "exports.b = 1;");
    assertEquals(2, files().size());
    SummaryStore three = store();
    assertTrue(has(three, "exports.a = 1;"));
    assertTrue(has(three, "exports.b = 1;"));
    put(three, "exports.c = 1;");
    assertTrue(has(one, "exports.a = 1;"));
    assertTrue(has(two, "exports.b = 1;"));
  }

  @Test
  void what_was_used_longest_ago_goes_when_there_is_too_much() throws IOException {
    put(store("old", PLENTY), "exports.a = 1;");
    Files.setLastModifiedTime(files().get(0), FileTime.from(Instant.EPOCH));
    put(store("new", PLENTY), "exports.a = 1;");
    long size = Files.size(files().get(0));
    assertEquals(2, files().size());
    assertTrue(has(store("new", 3 * size), "exports.a = 1;"));
    assertEquals(1, files().size());
    put(store("new", 3 * size), "exports.b = 1;");
    assertEquals(2, files().size());
  }

  @Test
  void a_process_keeps_no_more_than_there_is_room_for() {
    SummaryStore store = store("build", 4_000);
    List<Boolean> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String text = "exports.a = " + i + ";";
      put(store, text);
      kept.add(has(store, text));
    }
    assertTrue(kept.get(0));
    assertEquals(false, kept.get(99));
  }

  @Test
  void many_files_that_nobody_writes_to_become_one() throws IOException {
    for (int i = 0; i < 40; i++) {
      put(store(), "exports.a = " + i + ";");
    }
    assertEquals(40, files().size());
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
    SummaryStore store = store();
    assertEquals(1, files().size());
    for (int i = 0; i < 40; i++) {
      assertTrue(has(store, "exports.a = " + i + ";"));
      assertTrue(has(store(), "exports.a = " + i + ";"));
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_no_failure() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file");
    SummaryStore store = store();
    put(store, "exports.a = 1;");
    assertEquals(false, has(store, "exports.a = 1;"));
    assertEquals("a file", Files.readString(folder.resolve("cache")));
  }

  @Test
  void nothing_is_written_until_there_is_something_to_keep() throws IOException {
    assertEquals(false, has(store(), "exports.a = 1;"));
    assertEquals(List.of(), files());
  }

  @Test
  void only_the_user_may_read_it() throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    put(store(), "exports.a = 1;");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("cache/build"))));
  }
}
