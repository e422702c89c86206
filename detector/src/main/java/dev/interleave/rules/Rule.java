package dev.interleave.rules;

import dev.interleave.finding.Finding;
import dev.interleave.link.Linked;
import java.util.List;

/** A question to the linked program. */
public interface Rule {
  /** Returns the rule's id, {@code read-modify-write}. */
  String id();

  /** Returns the findings, in any order. */
  List<Finding> ask(Linked program);
}
