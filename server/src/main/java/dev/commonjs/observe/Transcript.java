package dev.commonjs.observe;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world that notes what it is asked. */
public final class Transcript implements World {
  private final World world;
  private final Map<Question, Object> answers = new LinkedHashMap<>();

  public Transcript(World world) {
    this.world = world;
  }

  private record Question(Wire.Ask ask, Path path, String specifier) {}

  /** What was asked until now, and answered. Keeps hashes of texts, and nothing of the world. */
  public Answers answers() {
    return new Answers(world.folder(), world.nodeVersion(), Map.copyOf(answers));
  }

  /** Why a run went as it did: it would go the same way wherever the answers are the same. */
  public static final class Answers {
    private final Path folder;
    private final String nodeVersion;
    private final Map<Question, Object> answers;

    private Answers(Path folder, String nodeVersion, Map<Question, Object> answers) {
      this.folder = folder;
      this.nodeVersion = nodeVersion;
      this.answers = answers;
    }

    public boolean holdIn(World world) {
      return folder.equals(world.folder())
          && nodeVersion.equals(world.nodeVersion())
          && answers.entrySet().stream()
              .allMatch(asked -> answer(world, asked.getKey()).equals(asked.getValue()));
    }
  }

  private static Object answer(World world, Question question) {
    Path path = question.path();
    return switch (question.ask()) {
      case RESOLVE -> world.resolve(path, question.specifier());
      case READ -> world.hash(path);
      case KIND -> world.kind(path);
      case LIST -> List.copyOf(world.list(path));
      case REAL_PATH -> world.realPath(path);
    };
  }

  private <T> T noted(Wire.Ask ask, Path path, String specifier, T answer) {
    answers.put(new Question(ask, path, specifier), answer);
    return answer;
  }

  @Override
  public Target resolve(Path from, String specifier) {
    return noted(Wire.Ask.RESOLVE, from, specifier, world.resolve(from, specifier));
  }

  @Override
  public Optional<String> read(Path file) {
    noted(Wire.Ask.READ, file, "", world.hash(file));
    return world.read(file);
  }

  @Override
  public FileView.Kind kind(Path path) {
    return noted(Wire.Ask.KIND, path, "", world.kind(path));
  }

  @Override
  public List<String> list(Path directory) {
    return noted(Wire.Ask.LIST, directory, "", List.copyOf(world.list(directory)));
  }

  @Override
  public Path realPath(Path path) {
    return noted(Wire.Ask.REAL_PATH, path, "", world.realPath(path));
  }

  @Override
  public Path folder() {
    return world.folder();
  }

  @Override
  public String nodeVersion() {
    return world.nodeVersion();
  }
}
