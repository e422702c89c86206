package dev.interleave.report;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.model.Place;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** An interleaving as a SARIF code flow with one thread flow for each thread. */
final class SarifFlow {
  private final Json json;
  private final SarifPlace places;

  SarifFlow(Json json, SarifPlace places) {
    this.json = json;
    this.places = places;
  }

  /** Writes the flow; nothing for an empty interleaving. */
  void write(Finding finding) throws IOException {
    List<Turn> turns = finding.interleaving().turns();
    if (turns.isEmpty()) {
      return;
    }
    json.array(
        "codeFlows",
        () ->
            json.object(
                () ->
                    json.array(
                        "threadFlows",
                        () -> {
                          thread(finding, 0);
                          thread(finding, 1);
                        })));
  }

  private void thread(Finding finding, int thread) throws IOException {
    List<Turn> turns = finding.interleaving().turns();
    int[] own =
        IntStream.range(0, turns.size()).filter(i -> turns.get(i).lane() == thread).toArray();
    if (own.length == 0) {
      return;
    }
    Interleaving how = finding.interleaving();
    String name = thread == 0 ? "A" : "B";
    String runs = (thread == 0 ? how.first() : how.second()).strip();
    json.object(
        () -> {
          json.text("id", name);
          json.message("message", "thread " + name + (runs.isEmpty() ? "" : ": " + runs));
          json.array("locations", () -> steps(finding, own));
        });
  }

  private void steps(Finding finding, int[] own) throws IOException {
    List<Turn> turns = finding.interleaving().turns();
    Site before = null;
    for (int i = 0; i < own.length; i++) {
      Turn turn = turns.get(own[i]);
      Site site = finding.sites().get(finding.siteOf(own[i]));
      if (!site.equals(before)) {
        for (Place call : site.trace()) {
          call(call);
        }
      }
      step(turn, own[i] + 1, site.place());
      before = site;
    }
  }

  private void call(Place call) throws IOException {
    json.object(
        () ->
            json.object(
                "location",
                () -> {
                  places.write(call);
                  json.message("message", "called from " + Named.method(call.method()));
                }));
  }

  private void step(Turn turn, int number, Place place) throws IOException {
    json.object(
        () -> {
          json.object(
              "location",
              () -> {
                places.write(place);
                String loss = turn.loss().isBlank() ? "" : " ← " + turn.loss().strip();
                json.message("message", turn.step().strip() + loss);
              });
          json.number("executionOrder", number);
          json.text("importance", turn.loss().isBlank() ? "important" : "essential");
        });
  }
}
