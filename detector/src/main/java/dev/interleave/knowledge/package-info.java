/** What calls into the JDK and into frameworks do, as data. */
@NullMarked
package dev.interleave.knowledge;

import org.jspecify.annotations.NullMarked;
