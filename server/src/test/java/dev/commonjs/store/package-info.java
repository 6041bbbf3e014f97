@NullMarked
package dev.commonjs.store;

import org.jspecify.annotations.NullMarked;
