/** What a method does, as a short list of steps in static single assignment form. */
@NullMarked
package dev.interleave.ir;

import org.jspecify.annotations.NullMarked;
