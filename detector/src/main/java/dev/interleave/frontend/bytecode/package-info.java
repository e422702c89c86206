/** Class files to steps: syntax only, no knowledge of any API. */
@NullMarked
package dev.interleave.frontend.bytecode;

import org.jspecify.annotations.NullMarked;
