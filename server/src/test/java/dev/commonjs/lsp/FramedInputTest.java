package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.commonjs.lsp.FramedInput.Body;
import dev.commonjs.lsp.FramedInput.Frame;
import dev.commonjs.lsp.FramedInput.Garbage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramedInputTest {
  @Test
  void messages_are_cut_at_their_length_in_bytes() throws IOException {
    assertEquals(
        List.of(new Body("{\"ö\":1}"), new Body("{}")),
        frames("Content-Length: 8\r\n\r\n{\"ö\":1}Content-Length: 2\r\n\r\n{}"));
  }

  @Test
  void other_headers_and_bare_line_feeds_are_accepted() throws IOException {
    assertEquals(
        List.of(new Body("{}"), new Body("[]")),
        frames(
            "content-type: application/x\n",
            "content-length:2\n\n",
            "{}\r\n",
            "Content-Length: 2\r\n",
            "X: y\r\n\r\n",
            "[]"));
  }

  @Test
  void a_wrong_length_costs_that_message_and_no_other() throws IOException {
    List<Frame> frames =
        frames(
            "Content-Length: 1\r\n\r\n",
            "{\"a\":1}Content-Length: 2\r\n\r\n",
            "{}Content-Length: 3\r\n\r\n",
            "[1]");
    assertEquals(List.of(new Body("{"), new Body("{}"), new Body("[1]")), frames);
  }

  @Test
  void noise_is_reported_and_skipped() throws IOException {
    List<Frame> frames =
        frames("hello\r\n\r\nContent-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}");
    assertInstanceOf(Garbage.class, frames.getFirst());
    assertEquals(new Body("{}"), frames.getLast());
  }

  @Test
  void a_message_too_long_is_skipped_without_being_stored() throws IOException {
    List<Frame> frames =
        frames("Content-Length: 200\r\n\r\n" + "x".repeat(200) + "Content-Length: 2\r\n\r\n{}");
    assertInstanceOf(Garbage.class, frames.getFirst());
    assertEquals(new Body("{}"), frames.getLast());
  }

  @Test
  void a_cut_off_message_is_the_end() throws IOException {
    assertEquals(List.of(), frames("Content-Length: 10\r\n\r\n{}"));
    assertEquals(List.of(), frames("Content-Len"));
  }

  private static List<Frame> frames(String... parts) throws IOException {
    String input = String.join("", parts);
    InputStream bytes = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    FramedInput in = new FramedInput(bytes, 100);
    List<Frame> frames = new ArrayList<>();
    for (Frame frame = in.next(); frame != null; frame = in.next()) {
      frames.add(frame);
    }
    return frames;
  }
}
