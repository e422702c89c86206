/** The pipeline: class files and sources in, findings out. */
@NullMarked
package dev.interleave;

import org.jspecify.annotations.NullMarked;
