package dev.commonjs.observe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world that notes what it is asked, in order: what it lets be looked at depends on what has been
 * resolved before.
 */
public final class Transcript implements World {
  private final World world;
  private final Map<Question, Object> last = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();

  public Transcript(World world) {
    this.world = world;
  }

  private record Question(Wire.Ask ask, Path path, String specifier) {}

  private record Asked(Question question, Object answer) {}

  /** What was asked until now, and answered. Keeps hashes of texts, and nothing of the world. */
  public Answers answers() {
    return new Answers(world.folder(), world.nodeVersion(), List.copyOf(asked));
  }

  /** Why a run went as it did: it would go the same way wherever the answers are the same. */
  public static final class Answers {
    private final Path folder;
    private final String nodeVersion;
    private final List<Asked> asked;

    private Answers(Path folder, String nodeVersion, List<Asked> asked) {
      this.folder = folder;
      this.nodeVersion = nodeVersion;
      this.asked = asked;
    }

    /** How many they are. */
    public int size() {
      return asked.size();
    }

    public boolean holdIn(World world) {
      return folder.equals(world.folder())
          && nodeVersion.equals(world.nodeVersion())
          && asked.stream().allMatch(then -> answer(world, then.question()).equals(then.answer()));
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
    Question question = new Question(ask, path, specifier);
    if (!answer.equals(last.put(question, answer))) {
      asked.add(new Asked(question, answer));
    }
    return answer;
  }

  @Override
  public Target resolve(Path from, String specifier) {
    return noted(Wire.Ask.RESOLVE, from, specifier, world.resolve(from, specifier));
  }

  @Override
  public Optional<String> read(Path file) {
    Optional<String> text = world.read(file);
    noted(Wire.Ask.READ, file, "", text.flatMap(t -> world.hash(file)));
    return text;
  }

  @Override
  public Kind kind(Path path) {
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
