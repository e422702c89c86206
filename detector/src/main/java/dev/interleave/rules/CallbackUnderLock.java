package dev.interleave.rules;

import dev.interleave.finding.Finding;
import dev.interleave.link.Linked;
import java.util.List;

/** Reports code of others that runs while a lock is held. */
final class CallbackUnderLock implements Rule {
  @Override
  public String id() {
    return "callback-under-lock";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    return List.of();
  }
}
