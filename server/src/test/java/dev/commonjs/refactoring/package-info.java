@NullMarked
package dev.commonjs.refactoring;

import org.jspecify.annotations.NullMarked;
