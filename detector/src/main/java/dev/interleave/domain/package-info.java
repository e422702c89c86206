/** Abstract values, pure: guards, locations, accesses, updates and the contexts they run in. */
@NullMarked
package dev.interleave.domain;

import org.jspecify.annotations.NullMarked;
