package dev.commonjs.feature;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The graph as one HTML page, to be looked at in a browser or an editor's web view. It loads
 * nothing, and its content security policy lets nothing run but the page's own scripts: these and
 * the styles are known by their hashes. What is different from graph to graph is data only, which
 * the page shows as text.
 */
public final class GraphPage {
  /** Of {@code org.webjars.npm:cytoscape}, at the version in the {@code pom.xml}. */
  private static final String LIBRARY =
      "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js";

  /** Escapes {@code <}, {@code >} and {@code &}: nothing in its strings ends the element. */
  private static final Gson GSON = new Gson();

  private GraphPage() {}

  /**
   * @param addresses of files, for whoever clicks on one; percent-encoded
   * @param selected the file that is selected at first
   */
  public static String of(
      ModuleGraphView view, Function<Path, String> addresses, @Nullable Path selected) {
    String library = resource(LIBRARY);
    String script = resource("graph.js");
    String style = resource("graph.css");
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; script-src "
            + Stream.of(library, script).map(GraphPage::source).collect(Collectors.joining(" "))
            + "; style-src "
            + source(style);
    return resource("graph.html")
        .replace("@POLICY@", policy)
        .replace("@STYLE@", style)
        .replace("@LIBRARY@", library)
        .replace("@SCRIPT@", script)
        .replace("@DATA@", GSON.toJson(data(view, addresses, selected)));
  }

  private static JsonObject data(
      ModuleGraphView view, Function<Path, String> addresses, @Nullable Path selected) {
    JsonObject data = GraphJson.of(view.shown());
    for (int i = 0; i < view.nodes().size(); i++) {
      Path file = view.nodes().get(i).file();
      if (file != null) {
        JsonObject node = data.getAsJsonArray("nodes").get(i).getAsJsonObject();
        node.addProperty("address", addresses.apply(file));
        if (file.equals(selected)) {
          data.addProperty("selected", i);
        }
      }
    }
    return data;
  }

  /** As a content security policy names a text that it allows (CSP 3, hash-source). */
  private static String source(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(GraphPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
