package dev.commonjs.resolve;

/** How Node loads a file. */
public enum ModuleKind {
  /** Wrapped in a function with {@code exports}, {@code require}, {@code module}. */
  COMMONJS,
  /** An ES module. */
  ESM,
  /** Parsed as JSON. */
  JSON,
  /** A native addon. */
  ADDON,
  /** WebAssembly. */
  WASM,
  /** Nothing that Node runs without help: TypeScript, JSX, style sheets, templates, images. */
  OTHER
}
