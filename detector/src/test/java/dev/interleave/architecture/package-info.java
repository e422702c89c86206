/** Holds the code to the map in ARCHITECTURE.md. */
package dev.interleave.architecture;
