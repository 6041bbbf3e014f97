package dev.commonjs.observe;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * A function or class of Node's that does nothing: its names are known, what it returns is {@link
 * Absorbing}.
 */
final class Stub extends Native {
  private static final long serialVersionUID = 1L;

  private final transient Absorbing.Questions questions;
  private final String label;

  Stub(Scriptable scope, Absorbing.Questions questions, String label, String name, int length) {
    super(scope, name, length);
    this.questions = questions;
    this.label = label;
  }

  @Override
  public Object get(String name, Scriptable start) {
    return name.equals("prototype") && start == this ? prototype() : super.get(name, start);
  }

  @Override
  public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
    if (thisObj != null
        && super.get("prototype", this) instanceof Scriptable prototype
        && ScriptRuntime.jsDelegatesTo(thisObj, prototype)) {
      return Undefined.instance;
    }
    return Absorbing.of(getParentScope(), questions, label + "()");
  }

  @Override
  public Scriptable createObject(Context cx, Scriptable scope) {
    return Absorbing.instance(getParentScope(), questions, "new " + label, prototype());
  }

  @Override
  protected Scriptable getClassPrototype() {
    return prototype();
  }

  /** The object in {@code prototype}, made when it is first asked for. */
  Scriptable prototype() {
    if (super.get("prototype", this) instanceof Scriptable known) {
      return known;
    }
    NativeObject prototype = new NativeObject();
    prototype.setParentScope(getParentScope());
    prototype.setPrototype(ScriptableObject.getObjectPrototype(getParentScope()));
    prototype.defineProperty("constructor", this, DONTENUM);
    defineProperty("prototype", prototype, DONTENUM);
    return prototype;
  }
}
