package dev.interleave.replay;

/**
 * What the JDK's collections call inside their own packages, for their woven copies. Not for use by
 * hand: the copies are the only callers.
 */
public final class Borrowed {
  private Borrowed() {}

  /**
   * The JDK's own rule for how a list grows, for its woven copy.
   *
   * @param oldLength the length now
   * @param minGrowth how much is needed
   * @param prefGrowth how much is wanted
   * @return the new length
   */
  public static int newLength(int oldLength, int minGrowth, int prefGrowth) {
    int preferred = oldLength + Math.max(minGrowth, prefGrowth);
    if (preferred > 0) {
      return preferred;
    }
    throw new OutOfMemoryError("required length exceeds the implementation's limit");
  }

  /**
   * The JDK's own check of a sublist's range, for its woven copy.
   *
   * @param fromIndex the first index
   * @param toIndex the index after the last
   * @param size the size of the list
   */
  public static void subListRangeCheck(int fromIndex, int toIndex, int size) {
    if (fromIndex < 0) {
      throw new IndexOutOfBoundsException("fromIndex = " + fromIndex);
    }
    if (toIndex > size) {
      throw new IndexOutOfBoundsException("toIndex = " + toIndex);
    }
    if (fromIndex > toIndex) {
      throw new IllegalArgumentException("fromIndex(" + fromIndex + ") > toIndex(" + toIndex + ")");
    }
  }
}
