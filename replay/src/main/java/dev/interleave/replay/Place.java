package dev.interleave.replay;

/**
 * A stop: one access or call in the woven code.
 *
 * @param file the source file
 * @param line its line, 0 when the class file does not say
 * @param member the class and method, {@code Counter.increment}
 * @param what the access in words, {@code reads count}
 * @param isAtomic whether it calls an operation that is atomic by itself
 * @param isInTwin whether it lies in the copy of a class of the JDK
 */
record Place(
    String file, int line, String member, String what, boolean isAtomic, boolean isInTwin) {
  /** The place as an editor understands it. */
  String at() {
    return line > 0 ? file + ":" + line : file;
  }
}
