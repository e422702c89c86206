/** Files that are there as a whole or not at all. */
@NullMarked
package dev.interleave.disk;

import org.jspecify.annotations.NullMarked;
