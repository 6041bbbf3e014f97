package dev.commonjs.observe;

import java.nio.file.Path;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A scope with {@link NodeEnvironment} and the functions {@code require}, {@code absorb}. */
final class TestScope implements AutoCloseable {
  final FolderHost host;
  private final Context cx;
  private final ScriptableObject global;
  private final NodeEnvironment environment;

  TestScope(Path folder) {
    host = new FolderHost(folder);
    cx = Context.enter();
    cx.setInterpretedMode(true);
    cx.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    cx.setClassShutter(name -> false);
    global = cx.initSafeStandardObjects();
    environment = NodeEnvironment.create(cx, global, host);
  }

  BaseFunction require() {
    return new Native(global, "require", 1) {
      private static final long serialVersionUID = 1L;

      @Override
      public Object call(Context context, Scriptable scope, Scriptable thisObj, Object[] args) {
        Object found = environment.builtin(ScriptRuntime.toString(args[0]));
        if (found == null) {
          throw ScriptRuntime.constructError("Error", "Cannot find module");
        }
        return found;
      }
    };
  }

  /**
   * The value of an expression as a text; {@code throws …} where it throws an error of JavaScript.
   */
  String evaluate(String expression) {
    try {
      Object function =
          cx.evaluateString(
              global,
              "(function (require, absorb) { return (" + expression + "); })",
              "test",
              1,
              null);
      Object value =
          ((BaseFunction) function)
              .call(cx, global, global, new Object[] {require(), environment.absorb("absorb")});
      return ScriptRuntime.toString(value);
    } catch (RhinoException e) {
      return "throws " + e.details();
    } finally {
      environment.settle();
    }
  }

  /** Calls the function that a script gives, with {@code require} and a list of texts. */
  Object call(String script, Object[] texts) {
    BaseFunction function = (BaseFunction) cx.evaluateString(global, script, "test", 1, null);
    return function.call(cx, global, global, new Object[] {require(), cx.newArray(global, texts)});
  }

  @Override
  public void close() {
    Context.exit();
  }
}
