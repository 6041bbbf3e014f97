package dev.commonjs.observe;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;

/** A function of the sandbox that is written in Java. */
abstract class Native extends BaseFunction {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final int length;

  Native(Scriptable scope, String name, int length) {
    super(
        ScriptableObject.getTopLevelScope(scope),
        TopLevel.getBuiltinPrototype(
            ScriptableObject.getTopLevelScope(scope), TopLevel.Builtins.Function));
    this.name = name;
    this.length = length;
  }

  @Override
  protected boolean includeNonStandardProps() {
    return false;
  }

  @Override
  public String getFunctionName() {
    return name;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public int getArity() {
    return length;
  }
}
