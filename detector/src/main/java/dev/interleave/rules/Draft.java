package dev.interleave.rules;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.model.MethodRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A finding before it has its fingerprint, which counts equal ones.
 *
 * @param member the method that names the finding across edits
 */
record Draft(
    String rule,
    Confidence confidence,
    String title,
    Subject subject,
    MethodRef member,
    List<Site> sites,
    String happens,
    Interleaving interleaving,
    List<Evidence> evidence,
    List<String> assumptions,
    String fix) {

  private static final int MOST_SITES = 20;

  /** Returns this draft with the places of another one that one change mends, too. */
  Draft withSitesOf(Draft other) {
    List<Site> all = new ArrayList<>(sites);
    for (Site site : other.sites) {
      boolean known = all.stream().anyMatch(one -> one.place().equals(site.place()));
      if (!known && all.size() < MOST_SITES) {
        all.add(site);
      }
    }
    return new Draft(
        rule,
        confidence,
        title,
        subject,
        member,
        all,
        happens,
        interleaving,
        evidence,
        assumptions,
        fix);
  }

  /** Makes findings, equal ones told apart by their order. */
  static List<Finding> finish(List<Draft> drafts) {
    Map<String, Integer> seen = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Draft draft : drafts) {
      String identity =
          String.join(
              "|",
              draft.rule,
              draft.member.owner().name(),
              draft.member.sourceName(),
              draft.subject.describe());
      int ordinal = seen.merge(identity, 1, Integer::sum);
      findings.add(draft.finding(hash(identity + "|" + ordinal)));
    }
    return findings;
  }

  private Finding finding(String fingerprint) {
    return new Finding(
        rule,
        confidence,
        title,
        subject,
        sites,
        happens,
        interleaving,
        evidence,
        assumptions,
        fix,
        fingerprint);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      // every Java platform must have SHA-256 (java.security.MessageDigest)
      throw new IllegalStateException(impossible);
    }
  }
}
