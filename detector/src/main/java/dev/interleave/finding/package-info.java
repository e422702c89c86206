/** A defect as data: both places, the interleaving, the evidence and the fix. */
@NullMarked
package dev.interleave.finding;

import org.jspecify.annotations.NullMarked;
