package dev.commonjs.shape;

/**
 * Why something is not known, or why an object may have names that nobody lists. Positionless, as a
 * shape is: a reason that arose at a place of the file has the number of that place, and where it
 * stands is in {@link Locations}.
 */
public sealed interface Reason {

  /** For people: a part of a sentence, with names between backticks. */
  String text();

  /** An index of {@link Locations#reasons}; {@link #NOWHERE}: no place says more than the text. */
  default int place() {
    return NOWHERE;
  }

  int NOWHERE = -1;

  /** A reason that says all by itself. */
  enum Plain implements Reason {
    // Names.
    NAMES_COMPUTED("names are computed"),
    NAMES_OF_UNKNOWN_COPIED("names of an unknown object are copied"),
    NAMES_OF_UNKNOWN_ASSIGNED("names of unknown objects are assigned"),
    NAMES_WRITTEN_LATER("names are written after it has loaded"),
    SET_BY_METHOD("a method may set it"),
    REPLACED_LATER("`module.exports` may be replaced after it has loaded"),
    NAMES_FROM_LIST_THAT_MAY_END("names are computed from a list that may end before"),
    NAMES_FROM_UNKNOWN_LIST("names are computed from a list that is not known"),
    DESCRIPTOR_UNKNOWN("a property is defined by a descriptor that is not known"),
    ELEMENTS_UNKNOWN("not all elements are known"),
    LIST_TOO_LONG("the list is too long"),
    LIST_LONG("the list is long"),
    PROXY("it is a proxy"),

    // Who got hold of the object.
    GIVEN_TO_UNKNOWN_CODE("it was given to code that is not known"),
    GIVEN_TO_MODULE("it was given to another module"),
    GIVEN_TO_TOO_MANY("it was handed to too many functions"),
    STORED_IN_GLOBAL("it was stored in a global"),
    STORED_IN_MODULE("it was stored in another module"),
    STORED_IN_UNKNOWN_OBJECT("it was stored in an object that is not known"),
    STORED_IN_UNKNOWN_LIST("it was stored in a list that is not known"),
    HELD_BY_COLLECTION("a collection holds it"),
    HELD_BY_GENERATOR("a generator holds it"),
    HELD_BY_PROXY("a proxy holds it"),
    YIELDED("it was yielded"),
    OF_WITH_STATEMENT("it is the object of a with statement"),
    IN_REACH_OF_EVAL("code that `eval()` runs can reach it"),
    MODULE_HANDED_OVER("`module` was handed to other code"),
    OBJECT_HANDED_OVER("the object was handed to code that is not known"),
    HANDED_TO_UNKNOWN_FUNCTION("handed to a function that is not known"),
    HANDED_TO_UNNAMED_ADDING("handed to a function without a name, which may add names"),
    HANDED_TO_OBJECT("handed to an object"),
    HANDED_TO_ES_MODULE("handed to an ES module"),
    HANDED_THROUGH_MANY("handed through many functions"),
    PASSED_ON_BY_MANY("many modules pass it on"),

    // What a call gives.
    RESULT_OF_CALL("the result of a call"),
    RESULT_OF_NEW("the result of `new`"),
    RESULT_OF_UNKNOWN_CALL("the result of a call that is not known"),
    RESULT_OF_CALLING_UNDEFINED("the result of calling undefined"),
    RESULT_OF_CALLING_NO_FUNCTION("the result of calling what is not a function"),
    RESULT_OF_CALLING_CLASS("the result of calling a class"),
    RESULT_OF_BUILTIN("the result of a built-in function"),
    EVALUATED("depends on code that `eval()` runs"),
    RESULT_OF_PROMISIFIED("the result of a promisified function"),
    RESULT_OF_TIMER("the result of a timer"),
    CALLS_TOO_DEEP("the calls are nested too deeply"),
    INSTANCE_OF_UNKNOWN("an instance of what is not known"),
    NO_CONSTRUCTOR("not a constructor"),
    CONSTRUCTOR_UNKNOWN("what its constructor does is not known"),
    NO_RETURN("it does not return"),
    NOT_FOLLOWED("the function was not followed"),
    BOUND_FUNCTION("a bound function"),
    BUILTIN_FUNCTION("a built-in function"),
    PROXY_OF_FUNCTION("a proxy of a function"),
    GETTER_THROWS("a getter that throws"),
    UNDEFINED_OR_GOT("undefined, or what a getter gives"),

    // What a function is given.
    ARGUMENT("an argument"),
    ARGUMENT_OF_FUNCTION("an argument of a function"),
    ARGUMENT_OF_CALLBACK("an argument of a callback"),
    RECEIVER("this is not known"),
    RECEIVER_OF_CALLBACK("this of a callback"),
    PASSED_IN("depends on what is passed in"),
    NEW_TARGET("new.target"),
    SUPER("super"),

    // Parts of values that are not known.
    ELEMENT("an element"),
    ELEMENT_OF_LIST("an element of a list"),
    ELEMENT_OF_FOREIGN_LIST("an element of another module's list"),
    ENTRY_OF_UNKNOWN("an entry of an object that is not known"),
    LIST_MAY_END("the list may end before"),
    MEMBER_OF_UNDEFINED("a member of undefined"),
    MEMBER_OF_NULL("a member of null"),
    MEMBER_OF_COPIED_VALUE("a member of a value that a loop copies"),
    MEMBER_OF_FOREIGN_ELEMENT("a member of an element of another module's list"),
    MEMBER_OF_NOTHING("no member"),
    NAME_COMPUTED("the name is computed"),
    NAME_COPIED("a copied name"),
    NAME_WRITTEN_BY_LOOP("a name that a loop wrote"),
    NAME_FROM_MODULE("a name that comes from another module"),
    VALUE_COPIED_BY_LOOP("a value that a loop copies"),
    PART_OF_STRING("a part of a string"),
    PROTOTYPE("a prototype"),
    CHAIN_TOO_LONG("the prototype chain is too long"),
    ACCESSES_TOO_LONG("the chain of accesses is too long"),

    // How it was written.
    DEFINED_PROPERTY("a defined property"),
    DEFINED_BY_UNKNOWN("it is defined by a descriptor that is not known"),
    PROPERTY_DESCRIPTOR("a property descriptor"),
    PROPERTY_DESCRIPTORS("property descriptors"),
    WRITTEN_UNDER_COMPUTED_NAME("it is written under a computed name"),
    WRITTEN_BY_FOREIGN_FUNCTION("another module's function wrote it"),
    GIVEN_TO_FOREIGN_FUNCTION("another module's function was given the object"),
    WRITTEN_LATER("it is written after the file has loaded"),
    PERHAPS_DELETED("it may have been deleted"),
    DELETED_EXPORTS("module.exports was deleted"),

    // What the language or Node decides.
    UNDER_SYMBOL("a member under a symbol"),
    MANY("it can be one of many values"),
    MANY_OBJECTS("it can be one of many objects"),
    LARGE_OBJECT_COPIED("names of a large object are copied"),
    SUM("a sum of unknown values"),
    ERROR("an error"),
    ERROR_THROWN("an error that was thrown"),
    MODULE_NOT_FOUND("MODULE_NOT_FOUND"),
    PROMISED("what a promise resolves to"),
    PROMISE("a promise"),
    PROMISE_REJECTED("a rejected promise"),
    GENERATOR("a generator"),
    RESUMED_WITH("what a generator is resumed with"),
    EVENT_EMITTER_STATE("state of an EventEmitter"),
    CONTENT_OF_FILE("the content of a file"),
    ENVIRONMENT("the environment decides"),
    NODE_VERSION("it depends on Node's version"),
    NODE_MODULES_VERSION("what Node's own modules hold depends on its version"),
    NODE_START("`process` has further names by how Node was started"),
    LOADER("it depends on who loads the file"),
    IMPORT_ASYNCHRONOUS("import() is asynchronous"),
    IMPORT_META("import.meta"),
    SPECIFIER_COMPUTED("the specifier is computed"),
    SPECIFIER_ABSENT("require without a specifier"),
    BEFORE_DECLARATION("used before its declaration"),

    // What could not be read or followed.
    NOT_PARSED("it could not be parsed"),
    NOT_LOOKED_AT("not looked at"),
    NO_TARGET("not an assignment target"),
    NO_JSON("it is not valid JSON"),
    UNREADABLE("unreadable"),
    FILE_TOO_LARGE("the file is too large"),
    FILE_TOO_DEEP("the code is nested too deeply"),
    FILE_TOO_SLOW("the file takes too many steps to load"),
    EXPORT_TOO_LARGE("the export is too large"),
    LOADING_THROWS("loading it throws, as far as can be seen"),
    OUT_OF_MEMORY("it takes more memory to read than there is"),
    NOT_KNOWN("not known"),
    ES_MODULE("an ES module"),
    NAMESPACE("the namespace of an imported module"),
    EXPORTED_BY_ES_MODULE("exported by an ES module"),
    CIRCLE("modules that require each other in a circle"),
    IN_CIRCLE("the modules require each other in a circle"),
    TOO_MANY_STEPS("too many steps through other modules"),
    TOO_MANY_PARTS("more parts than are followed"),
    TOO_MANY_ALTERNATIVES("more alternatives than are followed"),
    TOO_MANY_MODULES("too many modules are loaded"),
    NOTHING_REACHES("nothing reaches this place");

    private final String text;

    Plain(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /** What may be the reason with something that has a name. */
  enum About {
    RESULT_OF("the result of `%s`"),
    MADE_BY("made by `%s`"),
    MAKER("`%s` made it"),
    MEMBER_OF("a member of `%s`"),
    NOT_DEFINED("`%s` is not defined in this file"),
    UNKNOWN_MEMBER("`%s` is not known"),
    UNKNOWN_GLOBAL("`%s`"),
    NOT_FOUND("`%s` cannot be found"),
    NO_MEMBERS("`%s` has no members"),
    OF_BUILTIN_KIND("`%s` of a built-in kind"),
    BUILTIN("`%s` is the language's or Node's own"),
    BUILTIN_MODULE("Node's own `%s`"),
    MADE_FROM("made from what `%s` holds elsewhere"),
    NOT_WRITTEN("its module does not write `%s`"),
    PATCHED("`%s` is written by another module"),
    HANDED_TO("handed to `%s`"),
    HANDED_TO_ADDING("handed to `%s`, which may add names"),
    HANDED_TO_MADE_BY("handed to what `%s` made"),
    HANDED_OVER_IN("handed to code that is not known, in %s"),
    NO_JAVASCRIPT("not JavaScript: %s"),
    UNREADABLE_FILE("unreadable: %s");

    private final String sentence;

    About(String sentence) {
      this.sentence = sentence;
    }

    /**
     * @param subject the name of a function, a member, a module or a file
     */
    public Reason of(String subject) {
      return new Particular(this, subject);
    }
  }

  /** The reason lies with {@code subject}. */
  record Particular(About about, String subject) implements Reason {
    @Override
    public String text() {
      return about.sentence.formatted(subject);
    }
  }

  /**
   * A place of the file says more than the reason alone.
   *
   * @param number an index of {@link Locations#reasons}
   */
  record Placed(Reason reason, int number) implements Reason {
    @Override
    public String text() {
      return reason.text();
    }

    @Override
    public int place() {
      return number;
    }
  }

  /** The object was handed to a function that is not known, {@code because} of something. */
  record HandedToUnknown(Reason because) implements Reason {
    @Override
    public String text() {
      return "handed to code that is not known: " + because.text();
    }

    @Override
    public int place() {
      return because.place();
    }
  }
}
