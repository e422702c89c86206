/** The whole program: who calls whom, who runs beside whom, which guards a method always has. */
@NullMarked
package dev.interleave.link;

import org.jspecify.annotations.NullMarked;
