/**
 * Markdown for people, in which what others wrote is text.
 *
 * <p>Invariants: only this package makes {@link dev.commonjs.markdown.Markdown}, so that no string
 * gets into a page without being escaped, put into code, or read as documentation; everything is
 * bounded in length; what is shown reads the same in CommonMark, in GitHub's Markdown and in what
 * VS Code makes of it.
 *
 * <p>Deliberately not here: what is said, and to whom.
 */
@NullMarked
package dev.commonjs.markdown;

import org.jspecify.annotations.NullMarked;
