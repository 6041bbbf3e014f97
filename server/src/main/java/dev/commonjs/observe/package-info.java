/** What modules export when they run: a sandbox for what reading them cannot tell. */
@NullMarked
package dev.commonjs.observe;

import org.jspecify.annotations.NullMarked;
