package dev.interleave.replay;

/** Unwinds a thread whose run is over; never an outcome. */
final class Abandoned extends Error {
  private static final long serialVersionUID = 1L;

  Abandoned() {
    super("the replay ended this run", null, false, false);
  }
}
