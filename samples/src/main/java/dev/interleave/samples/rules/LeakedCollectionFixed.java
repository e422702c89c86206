package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.List;

/** Members that are guarded inside and handed out as a copy. */
public final class LeakedCollectionFixed {
  private final List<String> members = new ArrayList<>();

  public synchronized void join(String name) {
    members.add(name);
  }

  /** The copy is made under the lock and is the caller's own. */
  public synchronized List<String> members() {
    return new ArrayList<>(members);
  }

  /** A caller like any other. */
  public static int letters(LeakedCollectionFixed club) {
    int letters = 0;
    for (String name : club.members()) {
      letters += name.length();
    }
    return letters;
  }
}
