/** What a project's own description says of it: where its sources, classes and libraries are. */
@NullMarked
package dev.interleave.project;

import org.jspecify.annotations.NullMarked;
