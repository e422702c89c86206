/** Interleave in a Maven build. */
@NullMarked
package dev.interleave.maven;

import org.jspecify.annotations.NullMarked;
