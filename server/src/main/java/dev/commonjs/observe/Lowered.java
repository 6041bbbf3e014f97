package dev.commonjs.observe;

/**
 * A module's text in the language that Rhino runs.
 *
 * @param text the body of the module's function; every line of the source is the same line here
 */
record Lowered(String text) {}
