package dev.interleave.report;

import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.model.Place;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A finding with all that it says as the properties of one JSON object. */
final class FindingJson {
  private final Json json;
  private final UnaryOperator<String> paths;

  FindingJson(Json json, UnaryOperator<String> paths) {
    this.json = json;
    this.paths = paths;
  }

  /** Writes the properties; the object around them is the caller's. */
  void write(Finding finding) throws IOException {
    json.text("rule", finding.rule());
    json.text("confidence", finding.confidence().label());
    json.text("title", finding.title());
    json.text("fingerprint", finding.fingerprint());
    json.object(
        "subject",
        () -> {
          json.text("kind", finding.subject().kind());
          json.text("owner", finding.subject().owner().binaryName());
          json.text("name", finding.subject().name());
        });
    json.objects("sites", finding.sites(), this::site);
    json.text("happens", finding.happens());
    json.object("interleaving", () -> interleaving(finding));
    json.objects("evidence", finding.evidence(), this::evidence);
    json.texts("assumptions", finding.assumptions());
    json.text("fix", finding.fix());
  }

  private void site(Site site) throws IOException {
    place(site.place());
    json.text("role", site.role());
    json.texts("guards", site.guards());
    json.objects("trace", site.trace(), this::place);
  }

  private void place(Place place) throws IOException {
    json.text("path", SafePath.of(paths.apply(place.sourceFile())));
    if (place.span().line() > 0) {
      json.number("line", place.span().line());
    }
    if (place.span().column() > 0) {
      json.number("column", place.span().column());
    }
    json.text("class", place.method().owner().binaryName());
    json.text("method", place.method().sourceName());
  }

  private void interleaving(Finding finding) throws IOException {
    Interleaving how = finding.interleaving();
    json.texts("threads", List.of(how.first(), how.second()));
    List<Integer> turns = IntStream.range(0, how.turns().size()).boxed().toList();
    json.objects("turns", turns, index -> turn(finding, index));
  }

  private void turn(Finding finding, int index) throws IOException {
    Turn turn = finding.interleaving().turns().get(index);
    json.text("thread", turn.lane() == 0 ? "A" : "B");
    json.text("step", turn.step());
    json.text("loss", turn.loss());
    json.number("site", finding.siteOf(index));
  }

  private void evidence(Evidence evidence) throws IOException {
    json.text("kind", evidence.kind().label());
    json.text("text", evidence.text());
  }
}
