/** Renderings of an outcome: pure functions of findings. */
@NullMarked
package dev.interleave.report;

import org.jspecify.annotations.NullMarked;
