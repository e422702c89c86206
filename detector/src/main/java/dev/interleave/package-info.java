/** The pipeline: class files in, findings out. */
@NullMarked
package dev.interleave;

import org.jspecify.annotations.NullMarked;
