package dev.commonjs.observe;

import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;

/** Compiled texts: of this program for good, of modules as long as there is memory. */
final class Scripts {
  private record Key(String file, ContentHash hash) {}

  private final Map<Key, SoftReference<Script>> modules = new HashMap<>();
  private final Map<String, Script> resources = new HashMap<>();

  /**
   * A function that takes the helpers of {@link Lowering} and gives the one that Node would call to
   * run the module; null if the text can only be an ES module.
   */
  @Nullable Object module(Context cx, Scriptable global, String file, String text) {
    SourceText source = new SourceText(text);
    Key key = new Key(file, source.hash());
    SoftReference<Script> known = modules.get(key);
    Script script = known == null ? null : known.get();
    if (script == null) {
      ParsedFile parsed = JsParser.parse(source);
      if (parsed.program().esmSyntax() && parsed.errors().isEmpty()) {
        return null;
      }
      Lowered lowered = Lowering.lower(parsed);
      String wrapped =
          "(function ("
              + lowered.helpers()
              + ") { return function (exports, require, module, __filename, __dirname) {"
              + lowered.text()
              + "\n} })";
      script = cx.compileString(wrapped, file, 1, null);
      modules.put(key, new SoftReference<>(script));
    }
    return script.exec(cx, global, global);
  }

  /** The value of a file beside this class, evaluated in {@code global}. */
  Object resource(Context cx, Scriptable global, String name) {
    Script script = resources.get(name);
    if (script == null) {
      script = cx.compileString(text(name), name, 1, null);
      resources.put(name, script);
    }
    return script.exec(cx, global, global);
  }

  private static String text(String name) {
    try (InputStream in = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is part of this program", e);
    }
  }
}
