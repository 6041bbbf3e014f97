@NullMarked
package dev.commonjs.rule;

import org.jspecify.annotations.NullMarked;
