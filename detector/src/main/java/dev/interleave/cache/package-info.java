/** What an earlier run found out, on disk, so that the next one reads only what changed. */
@NullMarked
package dev.interleave.cache;

import org.jspecify.annotations.NullMarked;
