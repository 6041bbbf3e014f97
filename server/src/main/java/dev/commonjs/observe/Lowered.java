package dev.commonjs.observe;

/**
 * A module's text in the language that Rhino runs.
 *
 * @param text the body of the module's function; every line of the source is the same line here
 * @param helpers the name by which {@code text} reaches the object that {@code lowering.js} makes;
 *     it starts every name that was added, and no name of the source
 */
record Lowered(String text, String helpers) {}
