package dev.commonjs.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Markdown as an editor reads it: CommonMark with GitHub's tables, struck-out text and addresses
 * that become links by themselves.
 *
 * @param structure everything but words: {@code Paragraph(StrongEmphasis()Link[https://a]())}
 * @param text the words, a line for each block
 */
public record Rendered(String structure, String text) {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
          .customInlineContentParserFactory(new Addresses())
          .build();

  private static final Set<String> FORBIDDEN = Set.of("Image", "HtmlBlock", "HtmlInline");

  public static Rendered of(String markdown) {
    StringBuilder structure = new StringBuilder();
    StringBuilder text = new StringBuilder();
    walk(PARSER.parse(markdown), structure, text);
    return new Rendered(structure.toString(), text.toString());
  }

  /** What nobody's Markdown may become here: images and HTML. */
  public List<String> forbidden() {
    List<String> found = new ArrayList<>();
    FORBIDDEN.stream().filter(structure::contains).forEach(found::add);
    return found;
  }

  private static void walk(Node node, StringBuilder structure, StringBuilder text) {
    switch (node) {
      case Text t -> text.append(t.getLiteral());
      case Code c -> text.append(c.getLiteral());
      case SoftLineBreak b -> text.append('\n');
      default -> {
        structure.append(node.getClass().getSimpleName()).append(detail(node)).append('(');
        text.append(
            switch (node) {
              case FencedCodeBlock code -> code.getLiteral();
              case IndentedCodeBlock code -> code.getLiteral();
              case HtmlBlock html -> html.getLiteral();
              case HtmlInline html -> html.getLiteral();
              default -> "";
            });
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          walk(child, structure, text);
        }
        structure.append(')');
        text.append(node instanceof Block || node instanceof TableCell ? "\n" : "");
      }
    }
  }

  private static String detail(Node node) {
    return switch (node) {
      case Link link -> "[" + link.getDestination() + "]";
      case Image image -> "[" + image.getDestination() + "]";
      case FencedCodeBlock code -> "[" + code.getInfo() + "]";
      default -> "";
    };
  }

  /**
   * Addresses that are links without brackets, as marked has them, which VS Code uses: looked for
   * in the source, where escapes still are, and at any place in a word. (The extension that comes
   * with commonmark-java looks for them when escapes are gone.)
   */
  private static final class Addresses implements InlineContentParserFactory {
    private static final Pattern ADDRESS =
        Pattern.compile(
            "(?i)(?:(?:https?|ftp)://|www\\.)[^\\s<]+"
                + "|[a-z0-9._+-]+@[a-z0-9-_]+(?:\\.[a-z0-9-_]*[a-z0-9])+(?![-_])");

    @Override
    public Set<Character> getTriggerCharacters() {
      return IntStream.rangeClosed('0', 'z')
          .filter(Character::isLetterOrDigit)
          .mapToObj(c -> (char) c)
          .collect(Collectors.toSet());
    }

    @Override
    public InlineContentParser create() {
      return Addresses::parse;
    }

    private static ParsedInline parse(InlineParserState state) {
      Scanner scanner = state.scanner();
      Position start = scanner.position();
      while (scanner.hasNext()) {
        scanner.next();
      }
      String rest = scanner.getSource(start, scanner.position()).getContent();
      scanner.setPosition(start);
      Matcher address = ADDRESS.matcher(rest);
      if (!address.lookingAt()) {
        return ParsedInline.none();
      }
      for (int i = 0; i < address.end(); i++) {
        scanner.next();
      }
      Link link = new Link(address.group(), null);
      link.appendChild(new Text(address.group()));
      return ParsedInline.of(link, scanner.position());
    }
  }
}
