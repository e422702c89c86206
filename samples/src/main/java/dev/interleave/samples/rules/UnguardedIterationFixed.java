package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same list, held for the whole walk. */
public final class UnguardedIterationFixed {
  private final List<String> names = Collections.synchronizedList(new ArrayList<>());

  public void add(String name) {
    names.add(name);
  }

  /** The monitor of the list is the one that each of its calls takes. */
  public int letters() {
    int letters = 0;
    synchronized (names) {
      for (String name : names) {
        letters += name.length();
      }
    }
    return letters;
  }
}
