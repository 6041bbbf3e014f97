package dev.commonjs.feature;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.commonjs.feature.ModuleGraphView.Edge;
import dev.commonjs.feature.ModuleGraphView.Folder;
import dev.commonjs.feature.ModuleGraphView.Kind;
import dev.commonjs.feature.ModuleGraphView.Node;
import java.util.List;
import java.util.Locale;

/** The graph as data for programs. */
public final class GraphJson {
  private GraphJson() {}

  /**
   * {@code nodes}, which others name by their index; {@code edges}; {@code cycles}; {@code root}
   * with the folders. Names are as they are: whoever shows them has to care.
   */
  public static JsonObject of(ModuleGraphView view) {
    JsonObject all = new JsonObject();
    JsonArray nodes = new JsonArray();
    view.nodes().forEach(node -> nodes.add(node(node)));
    all.add("nodes", nodes);
    JsonArray edges = new JsonArray();
    view.edges().forEach(edge -> edges.add(edge(view, edge)));
    all.add("edges", edges);
    JsonArray cycles = new JsonArray();
    view.cycles().forEach(cycle -> cycles.add(numbers(cycle)));
    all.add("cycles", cycles);
    all.add("root", folder(view.root()));
    return all;
  }

  private static JsonObject node(Node node) {
    JsonObject one = new JsonObject();
    one.addProperty("kind", word(node.kind()));
    one.addProperty("name", node.name());
    return one;
  }

  private static JsonObject edge(ModuleGraphView view, Edge edge) {
    JsonObject one = new JsonObject();
    one.addProperty("from", edge.from());
    one.addProperty("to", edge.to());
    JsonArray kinds = new JsonArray();
    edge.kinds().forEach(kind -> kinds.add(word(kind)));
    one.add("kinds", kinds);
    one.addProperty("atLoad", edge.runsTarget());
    one.addProperty("guarded", edge.guarded());
    one.addProperty("cycle", edge.cycle());
    one.addProperty("resolved", view.nodes().get(edge.to()).kind() != Kind.UNRESOLVED);
    return one;
  }

  private static JsonObject folder(Folder folder) {
    JsonObject one = new JsonObject();
    one.addProperty("name", folder.name());
    one.add("modules", numbers(folder.modules()));
    JsonArray folders = new JsonArray();
    folder.folders().forEach(inner -> folders.add(folder(inner)));
    one.add("folders", folders);
    return one;
  }

  private static JsonArray numbers(List<Integer> numbers) {
    JsonArray list = new JsonArray();
    numbers.forEach(list::add);
    return list;
  }

  /** {@code dynamic-import}. */
  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
