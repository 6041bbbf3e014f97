package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Where functions are deployed to, as the Serverless Framework ({@code serverless.yml}) and AWS SAM
 * ({@code template.yml}) are told.
 *
 * @param node the major versions of Node of AWS Lambda's runtimes, as often as they are named
 * @param providers the values of {@code provider.name}
 */
public record Deployment(List<Integer> node, List<String> providers) {
  public static final Deployment NONE = new Deployment(List.of(), List.of());

  private static final List<String> FILES =
      List.of("serverless.yml", "serverless.yaml", "template.yml", "template.yaml");

  private static final Pattern RUNTIME = Pattern.compile("nodejs(\\d{1,4})\\.x");

  /** A scalar is the value of a key in a mapping, or an element of a list. */
  private static final class Level {
    private final boolean mapping;
    private @Nullable String key;

    Level(boolean mapping) {
      this.mapping = mapping;
    }
  }

  public Deployment {
    node = List.copyOf(node);
    providers = List.copyOf(providers);
  }

  /** What the files in {@code folder} say; empty where there are none. */
  static Optional<Deployment> in(Path folder, FileView files) {
    List<String> texts =
        FILES.stream().flatMap(name -> files.read(folder.resolve(name)).stream()).toList();
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> node = new ArrayList<>();
    List<String> providers = new ArrayList<>();
    texts.forEach(text -> read(text, node, providers));
    return Optional.of(new Deployment(node, providers));
  }

  /** Event by event, not as a tree: a text may be deep, or refer to itself. */
  private static void read(String text, List<Integer> node, List<String> providers) {
    Deque<Level> levels = new ArrayDeque<>();
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
        switch (event.getEventId()) {
          case MappingStart, SequenceStart ->
              levels.push(new Level(event.getEventId() == Event.ID.MappingStart));
          case MappingEnd, SequenceEnd -> {
            levels.pop();
            valueEnds(levels.peek());
          }
          case Scalar -> scalar(((ScalarEvent) event).getValue(), levels, node, providers);
          case Alias -> valueEnds(levels.peek());
          default -> {}
        }
      }
    } catch (YamlEngineException e) {
      // What stands before the mistake has been read.
    }
  }

  private static void scalar(
      String value, Deque<Level> levels, List<Integer> node, List<String> providers) {
    Level level = levels.peek();
    if (level == null || !level.mapping) {
      return;
    }
    if (level.key == null) {
      level.key = value;
      return;
    }
    Matcher runtime = RUNTIME.matcher(value);
    if (level.key.equalsIgnoreCase("runtime") && runtime.matches()) {
      node.add(Integer.valueOf(runtime.group(1)));
    }
    boolean ofProvider =
        levels.size() == 2 && "provider".equals(levels.peekLast().key) && level.key.equals("name");
    if (ofProvider) {
      providers.add(value);
    }
    level.key = null;
  }

  /** A list or mapping can be a key, too: then it is an unknown one. */
  private static void valueEnds(@Nullable Level level) {
    if (level != null && level.mapping) {
      level.key = level.key == null ? "" : null;
    }
  }
}
