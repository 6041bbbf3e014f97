package dev.commonjs.bench;

import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts of the folder that {@code -Dcorpus=FOLDER} names: every n-th file, so that at most 400
 * are taken.
 */
record Sources(List<SourceText> texts, long bytes) {
  private static final int MOST = 400;

  static Sources read() throws IOException {
    Path folder = Path.of(System.getProperty("corpus", "server/samples"));
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> f.toString().endsWith(".js") || f.toString().endsWith(".cjs"))
              .sorted()
              .toList();
    }
    int step = Math.max(1, files.size() / MOST);
    List<SourceText> texts = new java.util.ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < files.size(); i += step) {
      byte[] content = Files.readAllBytes(files.get(i));
      bytes += content.length;
      texts.add(SourceText.decode(content));
    }
    return new Sources(texts, bytes);
  }
}
