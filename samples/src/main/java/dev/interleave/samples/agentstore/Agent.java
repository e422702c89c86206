package dev.interleave.samples.agentstore;

/**
 * One registered worker of a fleet.
 *
 * @param name what it is called
 * @param number its number, never given twice
 * @param lastSeen when it was heard of, in milliseconds
 */
public record Agent(String name, int number, long lastSeen) {}
