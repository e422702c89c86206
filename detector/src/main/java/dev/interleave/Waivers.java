package dev.interleave;

import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Outcome.Waived;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Waiver;
import dev.interleave.model.Waiver.Kind;
import dev.interleave.rules.Catalog;
import dev.interleave.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nobody wants to hear of. A finding is suppressed where one of its places, or the field that
 * it is about, is; it lies in generated code when all of its places do.
 */
final class Waivers {
  private final List<Waiver> all;
  private final Map<String, List<Waiver>> byFile = new HashMap<>();
  private final Map<ClassRef, List<Waiver>> byType = new HashMap<>();
  private final Set<Waiver> used = new HashSet<>();
  private final List<Finding> told = new ArrayList<>();
  private final List<Waived> waived = new ArrayList<>();

  Waivers(List<Waiver> all) {
    this.all = all;
    for (Waiver waiver : all) {
      byFile.computeIfAbsent(waiver.sourceFile(), file -> new ArrayList<>()).add(waiver);
      byType.computeIfAbsent(waiver.type(), type -> new ArrayList<>()).add(waiver);
    }
  }

  /** Sorts the findings into those that are told and those that are not. */
  private void sort(List<Finding> findings) {
    findings.forEach(this::sort);
    told.sort(null);
  }

  /**
   * Returns an outcome with the findings sorted, and suppressions without effect told.
   *
   * @param asked the rules that were asked; empty means all
   */
  Outcome applied(Outcome outcome, Set<String> asked) {
    sort(outcome.findings());
    outcome.waived().forEach(this::take);
    return outcome.with(told, waived, useless(asked));
  }

  private void sort(Finding finding) {
    int primary = written(finding);
    if (isSuppressed(finding)) {
      waived.add(new Waived(finding, Kind.SUPPRESSED));
    } else if (primary < 0) {
      waived.add(new Waived(finding, Kind.GENERATED));
    } else {
      told.add(finding.startingAt(primary));
    }
  }

  /** Returns the first site that a person wrote, negative for none. */
  private int written(Finding finding) {
    for (int i = 0; i < finding.sites().size(); i++) {
      if (covering(finding.sites().get(i)).noneMatch(one -> one.kind() == Kind.GENERATED)) {
        return i;
      }
    }
    return -1;
  }

  private Stream<Waiver> covering(Site site) {
    return byFile.getOrDefault(site.place().sourceFile(), List.of()).stream()
        .filter(one -> one.covers(site.place()));
  }

  /** Takes over what was waived before; suppressions that apply to it as well are useful. */
  private void take(Waived before) {
    used.addAll(about(before.finding()));
    waived.add(before);
  }

  /** Every one that applies is noted, so that none of two is called useless. */
  private boolean isSuppressed(Finding finding) {
    List<Waiver> about = about(finding);
    used.addAll(about);
    return !about.isEmpty();
  }

  private List<Waiver> about(Finding finding) {
    Subject subject = finding.subject();
    return Stream.concat(
            finding.sites().stream().flatMap(this::covering),
            byType.getOrDefault(subject.owner(), List.of()).stream()
                .filter(one -> one.isOn(subject.owner(), subject.name())))
        .filter(one -> one.kind() == Kind.SUPPRESSED)
        .filter(one -> one.rule().isEmpty() || one.rule().equals(finding.rule()))
        .toList();
  }

  private List<Diagnostic> useless(Set<String> asked) {
    Set<String> ids = Catalog.rules().stream().map(Rule::id).collect(Collectors.toSet());
    List<Diagnostic> useless = new ArrayList<>();
    for (Waiver one : all) {
      boolean unknown = !one.rule().isEmpty() && !ids.contains(one.rule());
      boolean wasAsked = asked.isEmpty() || asked.contains(one.rule());
      if (unknown) {
        useless.add(trouble(one, "suppresses '" + one.rule() + "', which is no rule"));
      } else if (one.kind() == Kind.SUPPRESSED && one.ours() && wasAsked && !used.contains(one)) {
        String rule = one.rule().isEmpty() ? "interleave" : one.rule();
        useless.add(trouble(one, "suppresses " + rule + " where nothing is found"));
      }
    }
    return useless.stream().distinct().toList();
  }

  private static Diagnostic trouble(Waiver waiver, String message) {
    return new Diagnostic(Diagnostic.Kind.SUPPRESSION, waiver.where(), message, "");
  }
}
