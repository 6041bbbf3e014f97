package dev.commonjs.observe;

import dev.commonjs.observe.Observation.Name;
import dev.commonjs.text.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a run is kept. The process that runs modules keeps to it, and the server, which can't
 * rely on that, cuts what arrives all the same. Whatever is cut off, a doubt says that there is
 * more. Lengths are in UTF-16 units.
 */
final class Bounds {
  /** Exported names of one run. */
  static final int MOST_NAMES = 5_000;

  /** A longer name is left out: the beginning of a name is another name. */
  static final int LONGEST_NAME = 500;

  /** All names and the paths of their places together. */
  static final int MOST_NAMES_TEXT = 250_000;

  static final int MOST_DOUBTS = 5;

  /** A doubt, with what it quotes: a longer one is cut. It is one line. */
  static final int LONGEST_DOUBT = 300;

  /** A path or a specifier that is asked about. */
  static final int LONGEST_QUESTION = 4_096;

  /** Questions of one run. */
  static final int MOST_QUESTIONS = 20_000;

  /** All paths and specifiers of a run together. */
  static final int MOST_QUESTIONS_TEXT = 2_000_000;

  /** What the server reads at once: the longest observation, every character of it escaped. */
  static final int LONGEST_LINE = 6 * MOST_NAMES_TEXT + 200 * MOST_NAMES;

  static final String MORE_NAMES = "it exports more names than are kept";
  static final String MORE_DOUBTS = "and others";

  private Bounds() {}

  /** {@code seen} without what is too much, which is said then. */
  static Observation cut(Observation seen) {
    List<Name> names = new ArrayList<>();
    int text = 0;
    for (Name name : seen.names()) {
      int length = length(name);
      if (names.size() < MOST_NAMES
          && name.name().length() <= LONGEST_NAME
          && text + length <= MOST_NAMES_TEXT) {
        names.add(name);
        text += length;
      }
    }
    List<String> doubts = new ArrayList<>();
    if (names.size() < seen.names().size()) {
      doubts.add(MORE_NAMES);
    }
    doubts.addAll(seen.doubts());
    return new Observation(seen.outcome(), seen.kind(), names, cut(doubts));
  }

  private static int length(Name name) {
    return name.name().length() + (name.place() == null ? 0 : lengthOf(name.place().file()));
  }

  private static int lengthOf(Path path) {
    return path.toString().length();
  }

  private static List<String> cut(List<String> doubts) {
    List<String> kept =
        new ArrayList<>(
            doubts.stream().map(Bounds::cut).distinct().limit(MOST_DOUBTS + 1).toList());
    if (kept.size() > MOST_DOUBTS) {
      kept.set(MOST_DOUBTS, MORE_DOUBTS);
    }
    return kept;
  }

  private static String cut(String text) {
    return Visible.cut(Visible.line(text), LONGEST_DOUBT);
  }

  /** Counts the questions of one run. */
  static final class Questions {
    private int number;
    private int text;

    /** Whether one more is within the bounds. */
    boolean admit(Path path, String specifier) {
      int length = lengthOf(path) + specifier.length();
      number++;
      text = Math.min(text + length, MOST_QUESTIONS_TEXT + 1);
      return lengthOf(path) <= LONGEST_QUESTION
          && specifier.length() <= LONGEST_QUESTION
          && number <= MOST_QUESTIONS
          && text <= MOST_QUESTIONS_TEXT;
    }
  }
}
