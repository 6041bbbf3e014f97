package dev.commonjs.observe;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;

/**
 * The constructor of regular expressions. Rhino's refuses some flags that Node knows, and two of
 * them together: then there is made the expression that Rhino has and that is nearest.
 */
final class RegExps extends Native {
  private static final long serialVersionUID = 1L;

  private final BaseFunction original;

  private RegExps(Scriptable scope, BaseFunction original) {
    super(scope, "RegExp", 2);
    this.original = original;
  }

  /** Puts it in the place of Rhino's in {@code global}. */
  static void install(Context cx, ScriptableObject global) {
    BaseFunction original = (BaseFunction) ScriptableObject.getProperty(global, "RegExp");
    RegExps made = new RegExps(global, original);
    ScriptableObject prototype =
        (ScriptableObject) ScriptableObject.getProperty(original, "prototype");
    made.setImmunePrototypeProperty(prototype);
    prototype.defineProperty("constructor", made, DONTENUM);
    global.defineProperty("RegExp", made, DONTENUM);
    for (Object id : original.getAllIds()) {
      if (id instanceof String name && !made.has(name, made)) { // such as `$1`
        made.defineProperty(cx, name, self -> original.get(name, original), null, DONTENUM);
      }
    }
    made.defineProperty(cx, SymbolKey.SPECIES, self -> self, null, DONTENUM);
  }

  @Override
  public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
    return original.call(cx, scope, thisObj, known(args));
  }

  @Override
  public Scriptable construct(Context cx, Scriptable scope, Object[] args) {
    return original.construct(cx, scope, known(args));
  }

  private static Object[] known(Object[] args) {
    if (args.length < 2 || !(args[1] instanceof CharSequence flags)) {
      return args;
    }
    Object pattern =
        args[0] instanceof Scriptable object && object.getClassName().equals("RegExp")
            ? ScriptableObject.getProperty(object, "source")
            : args[0];
    String known =
        known(pattern instanceof CharSequence text ? text.toString() : "", flags.toString());
    return known.contentEquals(flags) ? args : new Object[] {pattern, known};
  }

  /** The flags that Rhino takes instead of {@code flags}; the same ones if it shall judge. */
  private static String known(String source, String flags) {
    if (flags.chars().distinct().count() < flags.length()) {
      return flags;
    }
    String known = flags.replace("d", "");
    if (known.contains("v") && !known.contains("u") && !hasSets(source)) {
      known = known.replace("v", "u");
    }
    if (known.contains("u") && known.contains("i")) {
      known = known.replace(needsUnicode(source) ? "i" : "u", "");
    }
    return known;
  }

  private static boolean hasSets(String source) {
    return source.contains("[[")
        || source.contains("--")
        || source.contains("&&")
        || source.contains("\\q{");
  }

  private static boolean needsUnicode(String source) {
    return source.contains("\\u{")
        || source.contains("\\p{")
        || source.contains("\\P{")
        || source.chars().anyMatch(c -> Character.isSurrogate((char) c));
  }
}
