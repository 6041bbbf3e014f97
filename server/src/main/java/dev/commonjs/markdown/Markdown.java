package dev.commonjs.markdown;

import dev.commonjs.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of Markdown (CommonMark, with GitHub's tables), and how it reads without. Immutable; made
 * from strings by the methods here and in {@link Documentation} only, each of which takes any
 * string.
 */
public final class Markdown {
  public static final Markdown EMPTY = new Markdown("", "");

  private static final int LONGEST_TEXT = 400;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_LINE = 400;

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private final String source;
  private final String plain;

  Markdown(String source, String plain) {
    this.source = source;
    this.plain = plain;
  }

  /** What a renderer of Markdown is given. */
  public String source() {
    return source;
  }

  /** What a person reads who has no renderer. */
  public String plain() {
    return plain;
  }

  public boolean isEmpty() {
    return source.isEmpty();
  }

  @Override
  public String toString() {
    return source;
  }

  // ---------------------------------------------------------------- parts of a line

  /** Shown as it is, on one line. */
  public static Markdown text(String text) {
    String shown = Visible.line(Visible.cut(text, LONGEST_TEXT));
    return new Markdown(Escapes.inText(shown), shown);
  }

  /** A name or a piece of code. */
  public static Markdown code(String code) {
    String shown = Visible.line(Visible.cut(code, LONGEST_NAME));
    return new Markdown(span(shown), shown);
  }

  private static String span(String code) {
    String content = code.isEmpty() ? " " : code;
    boolean padded =
        content.startsWith("`")
            || content.endsWith("`")
            || (content.startsWith(" ") && content.endsWith(" ") && !content.isBlank());
    String pad = padded ? " " : "";
    String delimiter = "`".repeat(longestRun(content) + 1);
    return delimiter + pad + content + pad + delimiter;
  }

  private static int longestRun(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }

  /** A name that stands out. */
  public static Markdown strong(String name) {
    String shown = Visible.line(Visible.cut(name, LONGEST_NAME));
    boolean edged = !shown.equals(shown.strip()) || shown.isEmpty(); // would be no emphasis
    return edged ? code(name) : new Markdown("**" + Escapes.inText(shown) + "**", shown);
  }

  /**
   * A message of ours in which names stand between backticks, see {@link Visible#sentence}. A name
   * that has backticks itself is shown with other borders, but never as anything but text or code.
   */
  public static Markdown sentence(String message) {
    String[] parts = Visible.sentence(message).split("`", -1);
    StringBuilder source = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean quoted = i % 2 == 1 && i < parts.length - 1;
      boolean unpaired = i % 2 == 1 && !quoted;
      source.append(quoted ? span(parts[i]) : Escapes.inText(unpaired ? "`" + parts[i] : parts[i]));
      plain.append(unpaired ? "`" : "").append(parts[i]);
    }
    return new Markdown(source.toString(), plain.toString());
  }

  /** This and what follows on the same line. */
  public Markdown and(Markdown next) {
    return new Markdown(source + next.source, plain + next.plain);
  }

  // ---------------------------------------------------------------- blocks

  /**
   * @param level 1 to 6
   */
  public static Markdown heading(int level, Markdown line) {
    return new Markdown("#".repeat(level) + " " + line.source, line.plain);
  }

  /**
   * A block of code; empty where there are no lines.
   *
   * @param language one of our own words
   */
  public static Markdown fence(String language, List<String> lines) {
    if (lines.isEmpty()) {
      return EMPTY;
    }
    String code =
        lines.stream()
            .map(line -> Visible.line(Visible.cut(line, LONGEST_LINE)))
            .collect(Collectors.joining("\n"));
    String fence = "`".repeat(Math.max(3, longestRun(code) + 1));
    return new Markdown(fence + language + "\n" + code + "\n" + fence, code);
  }

  /** Each line once. */
  public static Markdown bullets(Stream<Markdown> lines) {
    List<Markdown> items = new ArrayList<>();
    lines
        .filter(line -> items.stream().noneMatch(item -> item.source.equals(line.source)))
        .forEach(items::add);
    return joined(items.stream().map(i -> new Markdown("- " + i.source, "- " + i.plain)), "\n");
  }

  /** Empty where there are no rows. */
  public static Markdown table(List<Markdown> heads, List<List<Markdown>> rows) {
    if (rows.isEmpty()) {
      return EMPTY;
    }
    Markdown rule = row(heads.stream().map(head -> new Markdown("---", "")).toList());
    return joined(
        Stream.of(
                Stream.of(row(heads)),
                Stream.of(new Markdown(rule.source, "")),
                rows.stream().map(Markdown::row))
            .flatMap(lines -> lines),
        "\n");
  }

  private static Markdown row(List<Markdown> cells) {
    return new Markdown(
        cells.stream().map(c -> c.source).collect(Collectors.joining(" | ", "| ", " |")),
        cells.stream().map(c -> c.plain).collect(Collectors.joining("  ")));
  }

  /** {@link #code} for a {@link #table}, whose rows are divided before code is looked for. */
  public static Markdown cell(String code) {
    if (code.isEmpty()) {
      return EMPTY;
    }
    Markdown cell = code(code);
    // Renderers differ in what a backslash before an escaped bar stands for in code.
    return cell.plain.contains("\\|")
        ? new Markdown(Escapes.inText(cell.plain).replace("\\|", "&#124;"), cell.plain)
        : new Markdown(cell.source.replace("|", "\\|"), cell.plain);
  }

  /** Blocks, one below the other; empty ones are left out. */
  public static Markdown page(Stream<Markdown> blocks) {
    List<Markdown> all = blocks.filter(block -> !block.isEmpty()).toList();
    return new Markdown(
        all.stream().map(Markdown::source).collect(Collectors.joining("\n\n")),
        all.stream().map(Markdown::plain).collect(Collectors.joining("\n")));
  }

  /** Parts of a line with {@code separator}, one of our own, between them. */
  public static Markdown joined(Stream<Markdown> parts, String separator) {
    List<Markdown> all = parts.toList();
    return new Markdown(
        all.stream().map(Markdown::source).collect(Collectors.joining(separator)),
        all.stream().map(Markdown::plain).collect(Collectors.joining(separator)));
  }
}
