package dev.commonjs.resolve;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Words in the configuration of a project's tools: anybody's text, which must not keep us busy. */
public final class Told {
  private static final Pattern ROOT = Pattern.compile("^<rootDir>/?");

  private Told() {}

  /** {@code text} with {@code ./} for Jest's {@code <rootDir>/}. */
  public static String path(String text) {
    return ROOT.matcher(text).replaceFirst("./");
  }

  /**
   * A regular expression of JavaScript, as far as Java's mean the same. Engines that can't be kept
   * busy do not look ahead, and tools make and people write what does.
   *
   * @param source as it is written
   * @param pattern null where Java has none like it
   */
  public record Expression(String source, @Nullable Pattern pattern) {
    /** How often characters are looked at before that is given up: names are short. */
    private static final int MOST_LOOKS = 100_000;

    public static Expression of(String source) {
      try {
        return new Expression(source, Pattern.compile(source));
      } catch (PatternSyntaxException notOfJava) {
        return new Expression(source, null);
      }
    }

    /** Whether nobody knows if {@code text} has it: there is no such pattern, or it takes long. */
    public boolean isUnsureOf(String text) {
      return !look(text).sure();
    }

    /** Where {@code text} has it; empty where it has not, or {@link #isUnsureOf}. */
    public Optional<MatchResult> in(String text) {
      return look(text).found();
    }

    private Look look(String text) {
      if (pattern == null) {
        return Look.UNSURE;
      }
      Matcher matcher = pattern.matcher(new Counted(text, new Looks(MOST_LOOKS)));
      try {
        return new Look(
            true, matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty());
      } catch (TooManyLooks | StackOverflowError e) {
        return Look.UNSURE;
      }
    }

    private record Look(boolean sure, Optional<MatchResult> found) {
      static final Look UNSURE = new Look(false, Optional.empty());
    }
  }

  /** Java's engine can't be stopped but by the text that it reads. */
  private record Counted(CharSequence text, Looks looks) implements CharSequence {
    @Override
    public char charAt(int index) {
      looks.take();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class Looks {
    private int left;

    Looks(int left) {
      this.left = left;
    }

    void take() {
      if (left-- == 0) {
        throw new TooManyLooks();
      }
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }
}
