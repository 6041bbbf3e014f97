/** What the features answer, by fixtures. */
package dev.commonjs.feature;
