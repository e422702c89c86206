/** One body to its effect on its callers. */
@NullMarked
package dev.interleave.summary;

import org.jspecify.annotations.NullMarked;
