/** A JSON state store with a read-write lock, a debounced save and counters. */
package dev.interleave.samples.agentstore;
