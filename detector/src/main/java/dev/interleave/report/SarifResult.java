package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.RuleInfo;
import dev.interleave.finding.Site;
import dev.interleave.model.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings as SARIF results. */
final class SarifResult {
  private static final int LONGEST = 4_100;

  private final Json json;
  private final SarifPlace places;
  private final SarifFlow flow;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final UniqueKeys keys = new UniqueKeys();

  SarifResult(Json json, List<RuleInfo> rules, SarifPlace places) {
    this.json = json;
    this.places = places;
    this.flow = new SarifFlow(json, places);
    rules.forEach(rule -> indexes.putIfAbsent(rule.id(), indexes.size()));
  }

  /** A place beside the primary one, and what it has to do with the finding. */
  private record Related(Place place, String message) {}

  /** Writes one result. */
  void write(Finding finding) throws IOException {
    List<Related> related = related(finding);
    json.object(
        () -> {
          json.text("ruleId", finding.rule());
          Integer index = indexes.get(finding.rule());
          if (index != null) {
            json.number("ruleIndex", index);
          }
          json.text("level", level(finding.confidence()));
          json.message("message", message(finding));
          json.array("locations", () -> location(finding.primary()));
          json.array("relatedLocations", () -> related(related));
          flow.write(finding);
          fingerprints(finding);
          json.object("properties", () -> properties(finding));
        });
  }

  private void location(Site site) throws IOException {
    json.object(
        () -> {
          places.write(site.place());
          json.message("message", site.told());
        });
  }

  private void related(List<Related> all) throws IOException {
    for (int i = 0; i < all.size(); i++) {
      int id = i + 1;
      Related one = all.get(i);
      json.object(
          () -> {
            json.number("id", id);
            places.write(one.place());
            json.message("message", one.message());
          });
    }
  }

  /**
   * The other sites first, so that the message can point at them; then the calls that lead in, and
   * where other threads get the code.
   */
  private static List<Related> related(Finding finding) {
    List<Related> related = new ArrayList<>();
    for (Site site : finding.others()) {
      related.add(new Related(site.place(), site.told()));
    }
    for (Site site : finding.sites()) {
      if (!site.trace().isEmpty()) {
        Place innermost = site.trace().get(site.trace().size() - 1);
        Related call = new Related(innermost, "the call that leads to " + Named.call(site.place()));
        addOnce(related, call);
      }
    }
    for (Evidence why : finding.evidence()) {
      if (why.at() != null) {
        addOnce(related, new Related(why.at().place(), why.at().told()));
      }
    }
    return related;
  }

  private static void addOnce(List<Related> related, Related one) {
    if (!related.contains(one)) {
      related.add(one);
    }
  }

  private static String message(Finding finding) {
    StringBuilder text = new StringBuilder(plain(Message.head(finding)));
    List<Site> others = finding.others();
    for (int i = 0; i < others.size(); i++) {
      String head = others.size() == 1 ? " The other place: [" : " The other places: [";
      text.append(i == 0 ? head : ", [")
          .append(plain(others.get(i).place().shortForm()))
          .append("](")
          .append(i + 1)
          .append(") (")
          .append(plain(others.get(i).told()))
          .append(')');
    }
    return others.isEmpty() ? text.toString() : text.append('.').toString();
  }

  /** Keeps text of the program from reading as a link, and within bounds. */
  private static String plain(String text) {
    return Printable.cut(Printable.of(text).replace("](", "] ("), LONGEST);
  }

  private static String level(Confidence confidence) {
    return switch (confidence) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  private void fingerprints(Finding finding) throws IOException {
    String fingerprint = finding.fingerprint();
    if (fingerprint.isBlank()) {
      return;
    }
    String unique = keys.next(finding);
    json.object(
        "partialFingerprints",
        () -> {
          json.text("interleaveFinding/v1", fingerprint);
          json.text("primaryLocationLineHash", unique);
        });
  }

  private void properties(Finding finding) throws IOException {
    json.text("confidence", finding.confidence().label());
    json.text("location", finding.subject().describe());
    json.texts("evidence", finding.evidence().stream().map(Evidence::text).toList());
    json.texts("assumptions", finding.assumptions());
    json.text("fix", finding.fix());
  }
}
