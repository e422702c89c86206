/** The {@code interleave} command. */
@NullMarked
package dev.interleave.cli;

import org.jspecify.annotations.NullMarked;
