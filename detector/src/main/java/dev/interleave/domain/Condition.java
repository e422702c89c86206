package dev.interleave.domain;

/**
 * What has to be true of an argument for something to happen.
 *
 * @param parameter the position of the parameter, {@code this} included
 * @param expected what a boolean has to be, or whether an object has to be there
 * @param reference whether it is asked for an object
 */
public record Condition(int parameter, boolean expected, boolean reference) {
  /**
   * Returns whether a constant contradicts it.
   *
   * @param constant as it is spelled in class files or sources
   */
  public boolean isContradictedBy(String constant) {
    if (reference) {
      return expected && constant.equals("null");
    }
    return expected
        ? constant.equals("0") || constant.equals("false")
        : constant.equals("1") || constant.equals("true");
  }
}
