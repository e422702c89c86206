/** User records in files that four worker processes share. */
package dev.interleave.samples.profiles;
