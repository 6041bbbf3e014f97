/**
 * Which file a specifier names, as Node decides it.
 *
 * <p>The algorithm follows Node's documentation step by step: <em>Modules: CommonJS modules, All
 * together</em> for {@code require()}, <em>Modules: ECMAScript modules, Resolution Algorithm
 * Specification</em> for {@code import}, <em>Modules: Packages</em> for {@code exports}, {@code
 * imports} and conditions. Where the page and Node disagree, Node is right; a test asks it.
 *
 * <p>Invariants: answers are data, also for broken {@code package.json} files and specifiers that
 * are no paths; every answer names the paths it depends on; files are seen through {@link
 * dev.commonjs.resolve.FileView} only; gson stays inside this package.
 *
 * <p>Deliberately not here: {@code NODE_PATH} and the global folders in the home directory (what a
 * workspace needs stands in the workspace), loader hooks, {@code --preserve-symlinks}, the contents
 * of modules.
 */
@NullMarked
package dev.commonjs.resolve;

import org.jspecify.annotations.NullMarked;
