/** Source files to steps: syntax and types only, no knowledge of any API. */
@NullMarked
package dev.interleave.frontend.source;

import org.jspecify.annotations.NullMarked;
