package dev.commonjs.feature;

import dev.commonjs.feature.ModuleGraphView.Edge;
import dev.commonjs.feature.ModuleGraphView.Folder;
import dev.commonjs.feature.ModuleGraphView.Kind;
import dev.commonjs.feature.ModuleGraphView.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The languages of graphs that other programs draw. Names in them are text, whatever is in it. */
public final class GraphText {
  /** What edges of cycles are drawn in. */
  private static final String RED = "#c62828";

  private final StringBuilder out = new StringBuilder();
  private final ModuleGraphView view;
  private int folders;

  private GraphText(ModuleGraphView view) {
    this.view = view.shown();
  }

  /** As Graphviz reads it. */
  public static String dot(ModuleGraphView view) {
    return new GraphText(view).dot();
  }

  /** As Mermaid reads it. It draws no more than 500 edges unless it is told to. */
  public static String mermaid(ModuleGraphView view) {
    return new GraphText(view).mermaid();
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }

  // ---------------------------------------------------------------- DOT

  private String dot() {
    line("", "digraph modules {");
    line("  ", "rankdir=LR;");
    line("  ", "node [shape=box, style=filled, fillcolor=white, fontname=\"sans-serif\"];");
    line("  ", "graph [fontname=\"sans-serif\"];");
    dotInside(view.root(), "  ");
    for (int i = 0; i < view.nodes().size(); i++) {
      Node node = view.nodes().get(i);
      switch (node.kind()) {
        case MODULE -> {}
        case PACKAGE -> line("  ", dotNode(i, ", shape=component"));
        case BUILTIN -> line("  ", dotNode(i, ", shape=ellipse"));
        case UNRESOLVED -> line("  ", dotNode(i, ", style=dashed"));
      }
    }
    for (Edge edge : view.edges()) {
      List<String> attributes = dotAttributes(edge);
      String list = attributes.isEmpty() ? "" : " [" + String.join(", ", attributes) + "]";
      line("  ", "n" + edge.from() + " -> n" + edge.to() + list + ";");
    }
    line("", "}");
    return out.toString();
  }

  private List<String> dotAttributes(Edge edge) {
    List<String> attributes = new ArrayList<>();
    if (edge.cycle()) {
      attributes.add("color=\"" + RED + "\", penwidth=2");
    }
    if (edge.resolvesOnly()) {
      attributes.add("style=dotted");
    } else if (!edge.runsTarget()) {
      attributes.add("style=dashed");
    }
    note(edge).ifPresent(note -> attributes.add("label=\"" + note + "\""));
    return attributes;
  }

  private void dotInside(Folder folder, String indent) {
    folder.modules().forEach(i -> line(indent, dotNode(i, "")));
    for (Folder inner : folder.folders()) {
      line(indent, "subgraph cluster_" + folders++ + " {");
      line(indent + "  ", "label=\"" + dotText(inner.name()) + "\";");
      dotInside(inner, indent + "  ");
      line(indent, "}");
    }
  }

  private String dotNode(int i, String more) {
    Node node = view.nodes().get(i);
    String path = node.kind() == Kind.MODULE ? ", tooltip=\"" + dotText(node.name()) + "\"" : "";
    return "n" + i + " [label=\"" + dotText(node.shortName()) + "\"" + path + more + "];";
  }

  /**
   * In a quoted string {@code \} begins an escape of labels, and {@code &} an HTML entity
   * (Graphviz, The DOT Language, and Node Attributes: escString).
   */
  private static String dotText(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
  }

  // ---------------------------------------------------------------- Mermaid

  private String mermaid() {
    line("", "flowchart LR");
    mermaidInside(view.root(), "  ");
    for (int i = 0; i < view.nodes().size(); i++) {
      Node node = view.nodes().get(i);
      String text = "\"" + mermaidText(node.shortName()) + "\"";
      switch (node.kind()) {
        case MODULE -> {}
        case PACKAGE -> line("  ", "n" + i + "[[" + text + "]]");
        case BUILTIN -> line("  ", "n" + i + "([" + text + "])");
        case UNRESOLVED -> line("  ", "n" + i + "[" + text + "]:::unresolved");
      }
    }
    for (Edge edge : view.edges()) {
      boolean dotted = edge.resolvesOnly() || !edge.runsTarget();
      String label = note(edge).map(note -> "|" + note + "|").orElse("");
      line("  ", "n" + edge.from() + (dotted ? " -.->" : " -->") + label + " n" + edge.to());
    }
    String cycles =
        IntStream.range(0, view.edges().size())
            .filter(i -> view.edges().get(i).cycle())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    if (!cycles.isEmpty()) {
      line("  ", "linkStyle " + cycles + " stroke:" + RED + ",stroke-width:2px");
    }
    line("  ", "classDef unresolved stroke-dasharray:4");
    return out.toString();
  }

  private void mermaidInside(Folder folder, String indent) {
    for (int i : folder.modules()) {
      line(indent, "n" + i + "[\"" + mermaidText(view.nodes().get(i).shortName()) + "\"]");
    }
    for (Folder inner : folder.folders()) {
      line(indent, "subgraph f" + folders++ + "[\"" + mermaidText(inner.name()) + "\"]");
      mermaidInside(inner, indent + "  ");
      line(indent, "end");
    }
  }

  /**
   * Everything that Mermaid, or the Markdown or HTML that it makes, may take for more than text as
   * an entity (Mermaid, Flowcharts: entity codes to escape characters).
   */
  private static String mermaidText(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || c == '/' || c == '.' || c == '-' || c == ' ') {
                result.appendCodePoint(c);
              } else {
                result.append('#').append(c).append(';');
              }
            });
    return result.toString();
  }

  // ---------------------------------------------------------------- both

  /** What is written at an edge that is not just a require. */
  private Optional<String> note(Edge edge) {
    List<String> notes = new ArrayList<>();
    if (edge.resolvesOnly()) {
      notes.add("resolve");
    }
    if (view.nodes().get(edge.to()).kind() == Kind.UNRESOLVED) {
      notes.add(edge.guarded() ? "optional" : "unresolved");
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", notes));
  }
}
