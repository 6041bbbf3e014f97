package dev.commonjs.store;

/** What tells the records of one interface apart. */
final class Tags {
  // Shapes.
  static final int CONSTANT = 0;
  static final int PRIMITIVE = 1;
  static final int REF = 2;
  static final int REQUIRED = 3;
  static final int BUILTIN = 4;
  static final int UNION = 5;
  static final int UNKNOWN = 6;
  static final int ARGUMENT = 7;

  // Steps.
  static final int PROP = 0;
  static final int CALL = 1;
  static final int NEW = 2;
  static final int AWAIT = 3;
  static final int NAMESPACE = 4;

  // Reasons.
  static final int PLAIN = 0;
  static final int PARTICULAR = 1;
  static final int PLACED = 2;
  static final int HANDED_TO_UNKNOWN = 3;

  // Parts of objects.
  static final int MEMBER = 0;
  static final int NAMED = 1;
  static final int ELEMENTS = 2;
  static final int DELETED = 3;
  static final int COPY = 4;
  static final int EFFECT = 5;

  // Facts.
  static final int EXPORTS_REASSIGNED = 0;
  static final int LOST_WRITE = 1;
  static final int OVERWRITTEN_EXPORT = 2;
  static final int MODULE_REASSIGNED = 3;
  static final int WRAPPER_REDECLARED = 4;
  static final int MISSPELLED_EXPORTS = 5;
  static final int LATE_EXPORT = 6;
  static final int WRAPPER_USED = 7;
  static final int NATIVE_ADDITION = 8;
  static final int HOST_TESTED = 9;
  static final int FILE_NAMED = 10;
  static final int LOADER_CHANGED = 11;
  static final int NAMES_MAPPED = 12;
  static final int ESM_SYNTAX = 13;

  private Tags() {}
}
