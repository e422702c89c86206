/** How much a run costs, against the least that it can cost and against SpotBugs. */
@NullMarked
package dev.interleave.bench;

import org.jspecify.annotations.NullMarked;
