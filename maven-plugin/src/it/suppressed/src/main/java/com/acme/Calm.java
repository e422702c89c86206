package com.acme;

/** Nothing is found here, but somebody expected it. */
public final class Calm {
  @SuppressWarnings("interleave:lock-order")
  public int twice(int x) {
    return 2 * x;
  }
}
