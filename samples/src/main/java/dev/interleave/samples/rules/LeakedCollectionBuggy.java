package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.List;

/** Members that are guarded inside and handed out live. */
public final class LeakedCollectionBuggy {
  private final List<String> members = new ArrayList<>();

  public synchronized void join(String name) {
    members.add(name); // WITH: leaked-collection
  }

  /** The lock is released before the caller looks at what it was given. */
  public synchronized List<String> members() {
    return members; // BUG: leaked-collection
  }

  /** A caller like any other. */
  public static int letters(LeakedCollectionBuggy club) {
    int letters = 0;
    for (String name : club.members()) { // BUG: unguarded-collection
      letters += name.length();
    }
    return letters;
  }
}
