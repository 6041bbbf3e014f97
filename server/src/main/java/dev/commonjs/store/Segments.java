package dev.commonjs.store;

import dev.commonjs.text.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/*
 * Why files of our own and no library: H2's MVStore locks its file for one process, so that a second window would have none,
 * and LMDB is native code for each platform. Here each process writes a file that nobody else writes, and reads those of all.
 * Nothing is changed in place, so that a process which is killed leaves an end that is too short, which is seen, and no more.
 */

/**
 * Files in one folder, to each of which one process appends, and which all read. Where the disk
 * fails there is nothing. A thread that is interrupted while it reads closes a file; what was there
 * is not found any more. Thread-safe.
 */
final class Segments {
  private static final String SUFFIX = ".summaries";

  /** The hash, the number of bytes, and their checksum. */
  private static final int HEAD = 2 * Long.BYTES + 2 * Integer.BYTES;

  /** More than any summary takes, so that nonsense is not taken for a length. */
  private static final int MOST_BYTES = 1 << 28;

  /** More files than these are made one when a process begins. */
  private static final int MOST_FILES = 32;

  /** Nobody writes any more to a file that was not written to for so long. */
  private static final long QUIET_SECONDS = 60L * 60;

  /** A file that was used keeps the time of that: of a day ago is near enough. */
  private static final long FRESH_SECONDS = 24L * 60 * 60;

  private final Path folder;
  private final long most;
  private final Map<ContentHash, List<Entry>> entries = new HashMap<>();
  private final Map<Path, FileChannel> open = new HashMap<>();
  private boolean broken;
  private @Nullable FileChannel own;
  private long end;

  private Segments(Path folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  /** Looks at what is there. */
  static Segments open(Path folder, long most) {
    Segments segments = new Segments(folder, most);
    segments.prepare();
    return segments;
  }

  /** Bytes that were kept. */
  record Entry(FileChannel file, long start, int length, int checksum) {
    /** Empty when they can't be read, or are not those that were written. */
    Optional<byte[]> read() {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      try {
        if (!fill(bytes, file, start)) {
          return Optional.empty();
        }
      } catch (IOException e) {
        return Optional.empty();
      }
      return checksumOf(bytes.array()) == checksum ? Optional.of(bytes.array()) : Optional.empty();
    }
  }

  /** Whether there were as many bytes. */
  private static boolean fill(ByteBuffer bytes, FileChannel file, long start) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes, start + bytes.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int checksumOf(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /** What was kept under {@code hash}, the newest first. */
  synchronized List<Entry> of(ContentHash hash) {
    return List.copyOf(entries.getOrDefault(hash, List.of())).reversed();
  }

  synchronized void append(ContentHash hash, byte[] bytes) {
    if (broken || bytes.length > MOST_BYTES || end + HEAD + bytes.length > most / 2) {
      return;
    }
    try {
      write(hash, bytes);
    } catch (IOException e) {
      // A full disk, say: what is there can still be read.
      broken = true;
    }
  }

  private void write(ContentHash hash, byte[] bytes) throws IOException {
    FileChannel file = own;
    if (file == null) {
      file = create();
      own = file;
    }
    int checksum = checksumOf(bytes);
    ByteBuffer all = ByteBuffer.allocate(HEAD + bytes.length);
    all.putLong(hash.high()).putLong(hash.low()).putInt(bytes.length).putInt(checksum).put(bytes);
    all.flip();
    long at = end;
    while (all.hasRemaining()) {
      at += file.write(all, at);
    }
    entry(hash, new Entry(file, end + HEAD, bytes.length, checksum));
    end = at;
  }

  private void entry(ContentHash hash, Entry entry) {
    entries.computeIfAbsent(hash, h -> new ArrayList<>(1)).add(entry);
  }

  /** For the user alone, where files have owners. */
  private FileChannel create() throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ofFolder = posix ? new FileAttribute<?>[] {mode("rwx------")} : NONE;
    FileAttribute<?>[] ofFile = posix ? new FileAttribute<?>[] {mode("rw-------")} : NONE;
    Files.createDirectories(folder, ofFolder);
    Path made = folder.resolve(UUID.randomUUID() + SUFFIX);
    FileChannel file =
        FileChannel.open(
            made,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            ofFile);
    open.put(made, file);
    return file;
  }

  private static final FileAttribute<?>[] NONE = {};

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Finds out what is there; makes room first. */
  private synchronized void prepare() {
    try {
      List<Found> found = new ArrayList<>();
      for (Found segment : withinBounds(all())) {
        if (folder.equals(segment.file().getParent())) {
          index(segment);
          found.add(segment);
        }
      }
      merge(found);
    } catch (IOException | SecurityException e) {
      broken = true;
    }
  }

  /**
   * @param used when it was written, or read a day or more after that
   */
  private record Found(Path file, long size, Instant used) {}

  /** Those of other analyses, too; the oldest first. */
  private List<Found> all() throws IOException {
    List<Found> found = new ArrayList<>();
    Path root = folder.getParent();
    if (root == null || !Files.isDirectory(root)) {
      return found;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path each : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(each, "*" + SUFFIX)) {
          for (Path file : files) {
            found(file).ifPresent(found::add);
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(Found::used));
    return found;
  }

  /** Empty when somebody else has deleted it. */
  private static Optional<Found> found(Path file) throws IOException {
    try {
      Instant used = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new Found(file, Files.size(file), used));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** Without the files that were used longest ago, if all together are too many bytes. */
  private List<Found> withinBounds(List<Found> found) throws IOException {
    long sum = found.stream().mapToLong(Found::size).sum();
    int gone = 0;
    while (gone < found.size() && sum > most / 2) {
      Found oldest = found.get(gone++);
      sum -= oldest.size();
      Files.deleteIfExists(oldest.file());
    }
    return found.subList(gone, found.size());
  }

  private void index(Found segment) throws IOException {
    FileChannel file;
    try {
      file = FileChannel.open(segment.file(), StandardOpenOption.READ);
    } catch (NoSuchFileException gone) {
      return;
    }
    open.put(segment.file(), file);
    long size = file.size();
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    long at = 0;
    while (at + HEAD <= size && fill(head.clear(), file, at)) {
      head.flip();
      ContentHash hash = new ContentHash(head.getLong(), head.getLong());
      int length = head.getInt();
      int checksum = head.getInt();
      if (length < 0 || length > MOST_BYTES || at + HEAD + length > size) {
        break;
      }
      entry(hash, new Entry(file, at + HEAD, length, checksum));
      at += HEAD + length;
    }
    Instant now = Instant.now();
    if (segment.used().isBefore(now.minusSeconds(FRESH_SECONDS))) {
      Files.setLastModifiedTime(segment.file(), FileTime.from(now));
    }
  }

  /** Copies what is in many files to the one of this process, but for those still written to. */
  private void merge(List<Found> found) throws IOException {
    Instant quiet = Instant.now().minusSeconds(QUIET_SECONDS);
    List<Path> merged =
        found.stream().filter(f -> f.used().isBefore(quiet)).map(Found::file).toList();
    if (merged.size() <= MOST_FILES) {
      return;
    }
    Set<FileChannel> files = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Path file : merged) {
      FileChannel channel = open.get(file);
      if (channel != null) {
        files.add(channel);
      }
    }
    Map<ContentHash, List<Entry>> before = Map.copyOf(entries);
    entries.clear();
    for (Map.Entry<ContentHash, List<Entry>> kept : before.entrySet()) {
      for (Entry entry : kept.getValue()) {
        if (!files.contains(entry.file())) {
          entry(kept.getKey(), entry);
        } else {
          Optional<byte[]> bytes = entry.read();
          if (bytes.isPresent()) {
            write(kept.getKey(), bytes.get());
          }
        }
      }
    }
    for (Path file : merged) {
      Files.deleteIfExists(file);
    }
  }

  synchronized void close() throws IOException {
    broken = true;
    entries.clear();
    for (FileChannel file : open.values()) {
      file.close();
    }
    open.clear();
  }
}
