package dev.commonjs.lsp;

import dev.commonjs.workspace.MemoryGuard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Writes messages in the order in which they were given, on a thread of its own: a client that has
 * stopped reading does not stop us from reading. When the stream breaks, the rest is dropped and
 * {@code broken} runs once.
 */
final class FramedOutput implements MessageConsumer, AutoCloseable {
  /** Ends the writer; no message is empty. */
  private static final byte[] END = {};

  private static final long LONGEST_FLUSH_MILLIS = 2_000;

  private final MessageJsonHandler json;
  private final MemoryGuard memory;
  private final OutputStream out;
  private final Runnable broken;
  private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
  private final Thread writer = new Thread(this::write, "lsp-writer");

  FramedOutput(MessageJsonHandler json, MemoryGuard memory, OutputStream out, Runnable broken) {
    this.json = json;
    this.memory = memory;
    this.out = out;
    this.broken = broken;
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void consume(Message message) {
    queue.add(
        memory.twice(
            () -> frame(message),
            () -> {
              throw Requests.error(
                  ResponseErrorCode.RequestFailed, "There is not enough memory for the answer.");
            }));
  }

  /** Whole, so that the writer needs no memory. */
  private byte[] frame(Message message) {
    byte[] body = json.serialize(message).getBytes(StandardCharsets.UTF_8);
    byte[] header =
        ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, frame, header.length, body.length);
    return frame;
  }

  @SuppressWarnings("ReferenceEquality") // the end is a mark, not a content
  private void write() {
    try {
      for (byte[] frame = queue.take(); frame.length > 0; frame = queue.take()) {
        out.write(frame);
        if (queue.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException e) {
      broken.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until everything is written, but not for ever. */
  @Override
  public void close() {
    queue.add(END);
    try {
      writer.join(LONGEST_FLUSH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
