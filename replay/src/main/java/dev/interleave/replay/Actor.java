package dev.interleave.replay;

import java.util.List;

/** One of the two threads, here or in a second process; it moves only when it has the turn. */
interface Actor {
  /** Gives it the turn and returns when the turn has ended. */
  Signal take(Turn turn);

  /** How its step ended, as text; known after it has ended. */
  String result();

  /** The accesses that it has made so far, as lines of a report. */
  List<TraceLine> trace(int from);

  /** What it holds now, in words. */
  List<String> holds();

  /** How many calls of atomic operations it made. */
  int atomicCalls();
}
