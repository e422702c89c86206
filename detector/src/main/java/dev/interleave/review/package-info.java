/** Which findings matter now: those not known before, and those that a change touches. */
@NullMarked
package dev.interleave.review;

import org.jspecify.annotations.NullMarked;
