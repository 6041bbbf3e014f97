/**
 * Whole runs, from text to findings, over what nobody writes and over any folder of what people
 * wrote: nothing throws, nothing takes long. Absent: what is found. Each package's own tests say
 * that.
 */
@NullMarked
package dev.commonjs.totality;

import org.jspecify.annotations.NullMarked;
