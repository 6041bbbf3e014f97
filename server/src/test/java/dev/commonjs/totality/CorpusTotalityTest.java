package dev.commonjs.totality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No file is too strange. By itself over this project's samples; over any folder with {@code
 * -Dcorpus=FOLDER}, in parts with {@code -Dcorpus.part=0 -Dcorpus.parts=10}.
 */
class CorpusTotalityTest {
  private static final Path SAMPLES = Path.of("samples");

  @Test
  void every_file_of_a_folder_is_read_without_an_exception_and_soon() throws IOException {
    String corpus = System.getProperty("corpus");
    int parts = Integer.getInteger("corpus.parts", 1);
    CorpusRun run =
        CorpusRun.over(
            corpus == null ? SAMPLES : Path.of(corpus),
            Integer.getInteger("corpus.part", 0),
            parts);
    if (corpus != null) {
      run.report(System.out);
    }
    assertEquals(List.of(), run.complaints());
  }
}
