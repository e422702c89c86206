package dev.interleave.replay;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * A check as data that can cross class loaders and processes.
 *
 * @param setup how the subject is built
 * @param takesDirectory whether building it needs a directory
 * @param prepare what is done before the threads start, may be null
 * @param steps what the two threads do
 * @param observers what is asked at the end
 * @param closing how the subject is shut down, may be null
 * @param packages packages that are woven although they come in jars
 * @param stepsIntoCollections whether the JDK's collections are copied with stops in them
 * @param limit how long one run may take
 */
record Plan(
    Packed setup,
    boolean takesDirectory,
    Packed prepare,
    List<Part> steps,
    List<Observer> observers,
    Packed closing,
    List<String> packages,
    boolean stepsIntoCollections,
    Duration limit)
    implements Serializable {

  /** A thread's step; a question's answer is part of the outcome. */
  record Part(Packed code, boolean isQuestion) implements Serializable {}

  /** A named observer: a question, or a file of the run's directory. */
  record Observer(String name, Packed question, String file) implements Serializable {}
}
