package dev.commonjs.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.SymbolKey;
import org.mozilla.javascript.TopLevel;
import org.mozilla.javascript.Undefined;

/**
 * A value of which nothing is known but where it comes from: it can be called, constructed, read,
 * written and extended, and never throws. What is read of it is another such value. Who asks it for
 * names, or for a primitive that may decide a branch, {@linkplain Questions#asked is told on}.
 */
@SuppressWarnings("ReferenceEquality") // Objects of the sandbox equal themselves only.
final class Absorbing extends BaseFunction {
  private static final long serialVersionUID = 1L;

  /** A loop that follows `x.next` must not make labels of ever more text. */
  private static final int LONGEST_LABEL = 80;

  /** Begins every text that is made of an unknown value: a name with it in it is none. */
  static final char UNKNOWN_TEXT = '\uFFFC';

  /** What a function has from {@code Function.prototype} and {@code Object.prototype}. */
  private static final Set<String> INHERITED =
      Set.of("call", "apply", "bind", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable");

  /** What turns it into a primitive. */
  private static final Set<String> CONVERSIONS =
      Set.of("toString", "toLocaleString", "valueOf", "toJSON");

  /** Who wants to know what absorbing values have been asked. */
  static final class Questions {
    private final NodeEnvironment.Host host;
    private @Nullable String open;
    private @Nullable Object openKey;

    Questions(NodeEnvironment.Host host) {
      this.host = host;
    }

    /** A question was asked to which the answer may be wrong. */
    void asked(String label) {
      settle();
      host.taint(label);
    }

    /**
     * Rhino asks whether a property is there before each write; only without that write it counts.
     */
    private void askedFor(String label, Object key) {
      settle();
      open = label;
      openKey = key;
    }

    private void written(Object key) {
      if (key.equals(openKey)) {
        open = null;
        openKey = null;
      }
      settle();
    }

    /** After the last operation: tells of the question that is still open. */
    void settle() {
      if (open != null) {
        String label = open;
        open = null;
        openKey = null;
        host.taint(label);
      }
    }
  }

  private static final SymbolKey COPIED = new SymbolKey("copied", Symbol.Kind.REGULAR);

  private final transient Questions questions;
  private final String label;
  private final boolean instance;
  private final transient Map<Object, Object> read = new HashMap<>();

  /** {@code instance}: it was constructed, so it is no function to {@code typeof}. */
  private Absorbing(Scriptable scope, Questions questions, String label, boolean instance) {
    super(ScriptableObject.getTopLevelScope(scope), prototypeOf(scope));
    this.questions = questions;
    this.label = label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) + '…' : label;
    this.instance = instance;
    // Copying of properties reads it; what is made of it is a copy's property without a name.
    defineProperty(Context.getCurrentContext(), COPIED, self -> copied(), null, EMPTY);
  }

  static Absorbing of(Scriptable scope, Questions questions, String label) {
    return new Absorbing(scope, questions, label, false);
  }

  /** What `new` makes of a class of which only the prototype is known. */
  static Absorbing instance(
      Scriptable scope, Questions questions, String label, @Nullable Scriptable prototype) {
    Absorbing made = new Absorbing(scope, questions, label, true);
    made.setPrototype(prototype);
    return made;
  }

  private static Scriptable prototypeOf(Scriptable scope) {
    return TopLevel.getBuiltinPrototype(
        ScriptableObject.getTopLevelScope(scope), TopLevel.Builtins.Function);
  }

  private Absorbing child(String name) {
    return of(getParentScope(), questions, label + name);
  }

  @Override
  protected boolean includeNonStandardProps() {
    return false;
  }

  @Override
  protected void createProperties() {
    // Its own name and length are as unknown as everything else.
  }

  @Override
  public String getFunctionName() {
    return label;
  }

  @Override
  public String getTypeOf() {
    return instance ? "object" : "function";
  }

  @Override
  public String getClassName() {
    return instance ? "Object" : "Function";
  }

  @Override
  public Object get(String name, Scriptable start) {
    questions.settle();
    Object own = super.get(name, start);
    if (own != NOT_FOUND || isNeverThere(name)) {
      return own;
    }
    if (name.equals("prototype") && !instance) {
      return prototype();
    }
    if (isFunctionOfNobody() ? INHERITED.contains(name) : isInherited(name)) {
      return NOT_FOUND;
    }
    if (name.equals("length") || name.equals("size")) {
      questions.asked(label);
      return 0;
    }
    if (name.equals("name")) {
      questions.asked(label);
      return text();
    }
    return read.computeIfAbsent(
        name, key -> CONVERSIONS.contains(name) ? conversion(name) : child("." + name));
  }

  @Override
  public Object get(int index, Scriptable start) {
    questions.settle();
    Object own = super.get(index, start);
    return own != NOT_FOUND ? own : read.computeIfAbsent(index, key -> child("[" + index + "]"));
  }

  @Override
  public Object get(Symbol key, Scriptable start) {
    questions.settle();
    Object own = super.get(key, start);
    if (own != NOT_FOUND || !SymbolKey.ITERATOR.equals(key)) {
      return own;
    }
    questions.asked(label);
    return read.computeIfAbsent(key, k -> new NoElements(getParentScope()));
  }

  @Override
  public boolean has(String name, Scriptable start) {
    return has(name, super.has(name, start), !isNeverThere(name));
  }

  @Override
  public boolean has(int index, Scriptable start) {
    return has(index, super.has(index, start), true);
  }

  private boolean has(Object key, boolean own, boolean maybe) {
    if (!own && maybe) {
      questions.askedFor(label, key);
    }
    return own || maybe;
  }

  @Override
  public void put(String name, Scriptable start, Object value) {
    questions.written(name);
    if (start == this || super.has(name, this)) {
      super.put(name, start, value);
    } else {
      start.put(name, start, value);
    }
  }

  @Override
  public void put(int index, Scriptable start, Object value) {
    questions.written(index);
    if (start == this || super.has(index, this)) {
      super.put(index, start, value);
    } else {
      start.put(index, start, value);
    }
  }

  @Override
  public Object[] getIds() {
    questions.asked(label);
    return super.getIds();
  }

  private String text() {
    return UNKNOWN_TEXT + label;
  }

  private Object copied() {
    questions.asked(label);
    return Undefined.instance;
  }

  /** To those operations of Rhino that list names past {@link #getIds()}. */
  void listed() {
    questions.asked(label);
  }

  @Override
  public Object getDefaultValue(Class<?> hint) {
    if (hint == ScriptRuntime.FunctionClass) {
      return this;
    }
    questions.asked(label);
    return instance ? super.getDefaultValue(hint) : text();
  }

  @Override
  public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
    questions.settle();
    return isOwnInstance(thisObj) ? Undefined.instance : child("()");
  }

  @Override
  public Scriptable createObject(Context cx, Scriptable scope) {
    return instance(getParentScope(), questions, "new " + label, prototype());
  }

  @Override
  protected Scriptable getClassPrototype() {
    return prototype();
  }

  private boolean isOwnInstance(@Nullable Scriptable object) {
    return object != null
        && super.get("prototype", this) instanceof Scriptable prototype
        && ScriptRuntime.jsDelegatesTo(object, prototype);
  }

  private Scriptable prototype() {
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

  /** Nobody gave it another prototype. */
  private boolean isFunctionOfNobody() {
    return getPrototype() == prototypeOf(getParentScope());
  }

  private boolean isInherited(String name) {
    Scriptable prototype = getPrototype();
    return prototype != null && ScriptableObject.hasProperty(prototype, name);
  }

  /** It is no promise and no module that was an ES module. */
  private static boolean isNeverThere(String name) {
    return name.equals("then") || name.startsWith("__");
  }

  private BaseFunction conversion(String name) {
    return new Native(getParentScope(), name, 0) {
      private static final long serialVersionUID = 1L;

      @Override
      public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
        questions.asked(label);
        return name.equals("valueOf") && thisObj != null ? thisObj : text();
      }
    };
  }

  /** The method that gives an iterator over nothing. */
  private static final class NoElements extends Native {
    private static final long serialVersionUID = 1L;

    NoElements(Scriptable scope) {
      super(scope, "[Symbol.iterator]", 0);
    }

    @Override
    public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
      Scriptable empty = cx.newArray(scope, 0);
      return ScriptableObject.callMethod(cx, empty, "values", new Object[0]);
    }
  }
}
