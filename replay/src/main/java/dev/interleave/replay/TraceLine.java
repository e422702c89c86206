package dev.interleave.replay;

import java.io.Serializable;

/**
 * One access in a report.
 *
 * @param at {@code File.java:line}
 * @param what the access in words
 * @param isInTwin whether it lies in the copy of a class of the JDK
 */
record TraceLine(String at, String what, boolean isInTwin) implements Serializable {}
