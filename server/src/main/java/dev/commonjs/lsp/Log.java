package dev.commonjs.lsp;

import dev.commonjs.text.Visible;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.LogTraceParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.TraceValue;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * Tells the client ({@code window/logMessage}) and the error stream. Nothing is sent before {@link
 * #open}, which the protocol wants to be after the answer to {@code initialize}; until then lines
 * are kept.
 */
final class Log {
  private final PrintStream errors;
  private final Set<String> shown = new HashSet<>();
  private final List<MessageParams> kept = new ArrayList<>();
  private @Nullable LanguageClient client;
  private volatile String trace = TraceValue.Off;

  Log(PrintStream errors) {
    this.errors = errors;
  }

  /** From here on the client is told, starting with what was kept. */
  synchronized void open(LanguageClient to) {
    client = to;
    kept.forEach(to::logMessage);
    shown.forEach(message -> to.showMessage(new MessageParams(MessageType.Warning, message)));
    kept.clear();
  }

  /** A value of {@link TraceValue}; anything else is taken as {@code off}. */
  void trace(@Nullable String value) {
    boolean known = TraceValue.Messages.equals(value) || TraceValue.Verbose.equals(value);
    trace = known && value != null ? value : TraceValue.Off;
  }

  void error(String message, Throwable cause) {
    StringWriter stack = new StringWriter();
    cause.printStackTrace(new PrintWriter(stack));
    tell(MessageType.Error, message + "\n" + stack);
  }

  void warn(String message) {
    tell(MessageType.Warning, message);
  }

  /** Tells the person in front of the editor, each sentence once. */
  synchronized void show(String message) {
    if (shown.add(message)) {
      tell(MessageType.Warning, message);
      if (client != null) {
        client.showMessage(new MessageParams(MessageType.Warning, message));
      }
    }
  }

  void info(String message) {
    tell(MessageType.Info, message);
  }

  /**
   * One line per message handled, for a client that asked to trace; {@code verbose} is added where
   * it asked for more.
   */
  void traced(String message, String verbose) {
    if (trace.equals(TraceValue.Off)) {
      return;
    }
    LogTraceParams params = new LogTraceParams(Visible.lines(message));
    if (trace.equals(TraceValue.Verbose)) {
      params.setVerbose(Visible.lines(verbose));
    }
    LanguageClient to = client();
    if (to != null) {
      to.logTrace(params);
    }
  }

  private synchronized @Nullable LanguageClient client() {
    return client;
  }

  private synchronized void tell(MessageType type, String text) {
    String message = Visible.lines(text);
    errors.println("[" + type.name().toLowerCase(Locale.ROOT) + "] " + message);
    MessageParams params = new MessageParams(type, message);
    if (client == null) {
      kept.add(params);
    } else {
      client.logMessage(params);
    }
  }
}
