/**
 * Five stores that lost data, each buggy and fixed, and what their fixed forms share.
 *
 * <p>{@code // BUG: rule} marks the line that Interleave reports, {@code // WITH: rule} the other
 * place that it names, {@code // MISSED: rule} a line that it does not report yet.
 */
package dev.interleave.samples;
