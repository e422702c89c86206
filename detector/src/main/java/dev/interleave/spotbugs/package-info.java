/** Interleave as a detector of SpotBugs. */
@NullMarked
package dev.interleave.spotbugs;

import org.jspecify.annotations.NullMarked;
