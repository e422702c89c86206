/** The questions, one file each. */
@NullMarked
package dev.interleave.rules;

import org.jspecify.annotations.NullMarked;
