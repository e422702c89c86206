package dev.interleave.report;

import dev.interleave.finding.Finding;
import java.util.HashMap;
import java.util.Map;

/** Fingerprints made unique within one report, for readers that drop what they know already. */
final class UniqueKeys {
  private final Map<String, Integer> seen = new HashMap<>();

  /** Returns the fingerprint with its ordinal among equal ones. */
  String next(Finding finding) {
    String print = finding.fingerprint().isBlank() ? finding.rule() : finding.fingerprint();
    return print + ":" + seen.merge(print, 1, Integer::sum);
  }
}
