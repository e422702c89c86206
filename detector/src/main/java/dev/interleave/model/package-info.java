/** Names and places: classes, methods, fields, access paths and where things stand in a file. */
@NullMarked
package dev.interleave.model;

import org.jspecify.annotations.NullMarked;
