package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A synchronized list, whose calls are guarded one by one and whose walks are not. */
public final class UnguardedIterationBuggy {
  private final List<String> names = Collections.synchronizedList(new ArrayList<>());

  public void add(String name) {
    names.add(name); // WITH: unguarded-iteration
  }

  /** Many calls, and between any two of them another thread may add. */
  public int letters() {
    int letters = 0;
    for (String name : names) { // BUG: unguarded-iteration
      letters += name.length();
    }
    return letters;
  }
}
