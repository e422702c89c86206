/**
 * Makes an interleaving repeatable: runs every schedule of two threads that has one preemption and
 * compares each with the two serial orders.
 *
 * <p>{@link dev.interleave.replay.Replay} is where a test begins.
 */
package dev.interleave.replay;
