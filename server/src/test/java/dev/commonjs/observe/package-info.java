@NullMarked
package dev.commonjs.observe;

import org.jspecify.annotations.NullMarked;
