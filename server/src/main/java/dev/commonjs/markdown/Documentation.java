package dev.commonjs.markdown;

import dev.commonjs.text.Visible;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.markdown.MarkdownNodeRendererContext;
import org.commonmark.renderer.markdown.MarkdownNodeRendererFactory;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/**
 * Markdown that others wrote, as documentation: paragraphs, lists, emphasis, code, and links to the
 * web stay; whatever else it has is shown as text.
 */
public final class Documentation {
  private static final int LONGEST = 600;

  private static final Pattern LANGUAGE = Pattern.compile("[\\w+#.-]{1,20}");

  private static final String WEB_CHARACTERS = "[\\w\\-.~:/?#@!$&'()*+,;=%]";

  /** Ends in a character that no sentence ends with. */
  private static final Pattern WEB_ADDRESS =
      Pattern.compile("(?i)\\bhttps?://" + WEB_CHARACTERS + "*[\\w/]");

  private static final Pattern WEB_LINK = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}<>\\\\]+");

  /** {@code {@link target label}}, {@code {@link target|label}}. */
  private static final Pattern INLINE_TAG =
      Pattern.compile("\\{@\\w+\\s+([^}|]*)(?:\\|([^}]*))?\\}");

  private static final Pattern LABELLED = Pattern.compile("(\\S+)\\s+(.*\\S)\\s*", Pattern.DOTALL);

  /** Headings, quotes, HTML and tables are none of its blocks, and so are read as text. */
  private static final Parser PARSER =
      Parser.builder().enabledBlockTypes(Set.of(FencedCodeBlock.class, ListBlock.class)).build();

  private static final MarkdownRenderer RENDERER =
      MarkdownRenderer.builder().nodeRendererFactory(new PlainTextFactory()).build();

  private Documentation() {}

  /** Of a long one the beginning, with an ellipsis. */
  public static Markdown of(String markdown) {
    String text = Visible.lines(Visible.cut(markdown, LONGEST));
    Node document = PARSER.parse(withLinks(text));
    document.accept(new Allowed());
    PlainText plain = new PlainText();
    document.accept(plain);
    return new Markdown(RENDERER.render(document).strip(), plain.text());
  }

  /** JSDoc's inline tags as Markdown has them. */
  private static String withLinks(String text) {
    return INLINE_TAG
        .matcher(text)
        .replaceAll(tag -> Matcher.quoteReplacement(link(tag.group(1), tag.group(2))));
  }

  private static String link(String target, String label) {
    Matcher labelled = LABELLED.matcher(target);
    boolean inside = label == null && labelled.matches();
    String address = inside ? labelled.group(1) : target.strip();
    if (!isWeb(address)) {
      return Escapes.inText(target.replace('\n', ' '));
    }
    String shown = inside ? labelled.group(2) : label == null ? address : label.strip();
    return "[" + Escapes.inText(shown.replace('\n', ' ')) + "](<" + address + ">)";
  }

  private static boolean isWeb(String address) {
    return WEB_LINK.matcher(address).matches();
  }

  /** Takes out, or turns into text, what may not be shown. */
  private static final class Allowed extends AbstractVisitor {
    @Override
    protected void visitChildren(Node parent) {
      Node next;
      for (Node node = parent.getFirstChild(); node != null; node = next) {
        next = node.getNext();
        node.accept(this);
      }
      joinTexts(parent);
    }

    /** What is text only together would be something else alone: {@code 1} and {@code . a}. */
    private static void joinTexts(Node parent) {
      for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
        while (node instanceof Text first && node.getNext() instanceof Text second) {
          first.setLiteral(first.getLiteral() + second.getLiteral());
          second.unlink();
        }
      }
    }

    @Override
    public void visit(HtmlInline html) {
      replace(html, new Text(html.getLiteral()));
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
      replace(lineBreak, new Text(" "));
    }

    @Override
    public void visit(Image image) {
      visitChildren(image);
      unwrap(image);
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      boolean bare =
          link.getFirstChild() instanceof Text only
              && only.getNext() == null
              && only.getLiteral().equals(link.getDestination());
      if (isWeb(link.getDestination()) && link.getFirstChild() != null && !bare) {
        link.setTitle(null);
      } else {
        unwrap(link);
      }
    }

    @Override
    public void visit(Emphasis emphasis) {
      visitChildren(emphasis);
      unlinkEmpty(emphasis);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
      visitChildren(emphasis);
      unlinkEmpty(emphasis);
    }

    @Override
    public void visit(Code code) {
      code.setLiteral(Visible.line(code.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock code) {
      code.setInfo(LANGUAGE.matcher(code.getInfo()).matches() ? code.getInfo() : "");
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      definition.unlink();
    }

    private static void unlinkEmpty(Node node) {
      if (node.getFirstChild() == null) {
        node.unlink();
      }
    }

    private static void replace(Node node, Node other) {
      node.insertBefore(other);
      node.unlink();
    }

    private static void unwrap(Node node) {
      for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
        node.insertBefore(child);
      }
      node.unlink();
    }
  }

  private static final class PlainTextFactory implements MarkdownNodeRendererFactory {
    @Override
    public NodeRenderer create(MarkdownNodeRendererContext context) {
      return new NodeRenderer() {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
          return Set.of(Text.class);
        }

        @Override
        public void render(Node node) {
          context.getWriter().raw(written(node, ((Text) node).getLiteral()));
        }
      };
    }

    @Override
    public Set<Character> getSpecialCharacters() {
      return Set.of();
    }

    /** Addresses of the web become links, as they do in editors, where they are in none yet. */
    private static String written(Node node, String text) {
      String shown = Visible.line(text);
      if (isInLink(node)) {
        return Escapes.inText(shown);
      }
      StringBuilder result = new StringBuilder();
      Matcher address = WEB_ADDRESS.matcher(shown);
      int from = 0;
      while (address.find()) {
        result.append(Escapes.inText(shown.substring(from, address.start())));
        result.append('<').append(address.group()).append('>');
        from = address.end();
      }
      return result.append(Escapes.inText(shown.substring(from))).toString();
    }

    private static boolean isInLink(Node node) {
      for (Node at = node.getParent(); at != null; at = at.getParent()) {
        if (at instanceof Link) {
          return true;
        }
      }
      return false;
    }
  }

  /** The words alone. */
  private static final class PlainText extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    String text() {
      return text.toString().strip();
    }

    @Override
    public void visit(Text node) {
      text.append(Visible.line(node.getLiteral()));
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(HardLineBreak node) {
      text.append('\n');
    }

    @Override
    public void visit(Paragraph node) {
      visitChildren(node);
      text.append('\n');
    }

    @Override
    public void visit(ListItem node) {
      text.append("- ");
      visitChildren(node);
    }
  }
}
