package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  private static final SarifReport REPORT = new SarifReport("1.2.3", Chat.RULES);

  @Test
  void isTheDocumentOnFile() throws IOException {
    assertEquals(resource("chat.sarif"), REPORT.render(Chat.outcome(), Confidence.LOW));
  }

  @Test
  void keepsToTheSchema() throws IOException {
    assertValid(REPORT.render(Chat.outcome(), Confidence.LOW));
    assertValid(REPORT.render(Chat.outcome(), Confidence.HIGH));
    assertValid(
        new SarifReport("", List.of())
            .render(new Outcome(List.of(), List.of(), 0, 0, 1), Confidence.LOW));
  }

  @Test
  void keepsToTheSchemaForHostileNames() throws IOException {
    Outcome outcome = new Outcome(List.of(Chat.hostile(), Chat.hostile()), List.of(), 1, 1, 0);
    String document = REPORT.render(outcome, Confidence.LOW);
    assertValid(document);
    JsonObject result = results(document).get(0).getAsJsonObject();
    JsonObject artifact =
        location(result.getAsJsonArray("locations").get(0))
            .getAsJsonObject("physicalLocation")
            .getAsJsonObject("artifactLocation");
    assertEquals("etc/pass%20wd%00%23%3F", artifact.get("uri").getAsString());
    assertEquals(1, message(result).split("]\\(", -1).length - 1, "no link but our own");
    assertNoBlank(JsonParser.parseString(document));
    assertEquals(
        document,
        new String(document.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
        "encodes as UTF-8");
  }

  @Test
  void noticesADocumentThatBreaksTheSchema() throws IOException {
    String document = REPORT.render(Chat.outcome(), Confidence.LOW);
    assertFalse(schema().validate(document.replace("\"error\"", "\"fatal\""), JSON).isEmpty());
  }

  @Test
  void namesTheMethodOfEveryPlace() {
    for (JsonElement result : results(REPORT.render(Chat.outcome(), Confidence.LOW))) {
      JsonArray all = new JsonArray();
      all.addAll(result.getAsJsonObject().getAsJsonArray("locations"));
      all.addAll(result.getAsJsonObject().getAsJsonArray("relatedLocations"));
      assertTrue(all.size() >= 2);
      for (JsonElement place : all) {
        JsonObject logical =
            location(place).getAsJsonArray("logicalLocations").get(0).getAsJsonObject();
        assertTrue(
            logical.get("fullyQualifiedName").getAsString().startsWith("com.acme.Chat"), "name");
        assertEquals("function", logical.get("kind").getAsString());
      }
    }
  }

  @Test
  void pointsAtTheOtherPlacesFromTheMessage() {
    JsonObject result =
        results(REPORT.render(Chat.outcome(), Confidence.HIGH)).get(0).getAsJsonObject();
    assertEquals(
        "`history` can change between the read and the write: two messages for one chat both read"
            + " the same history; the second put erases the first. The other place:"
            + " [ChatStore.java:33](1) (written here, holding no lock).",
        message(result));
    JsonObject related = result.getAsJsonArray("relatedLocations").get(0).getAsJsonObject();
    assertEquals(1, related.get("id").getAsInt());
  }

  @Test
  void countsEqualFingerprints() {
    List<Finding> twice = List.of(Chat.lostMessage(), Chat.lostMessage());
    JsonArray results =
        results(REPORT.render(new Outcome(twice, List.of(), 1, 1, 0), Confidence.LOW));
    List<String> hashes = new ArrayList<>();
    for (JsonElement result : results) {
      JsonObject prints = result.getAsJsonObject().getAsJsonObject("partialFingerprints");
      hashes.add(prints.get("primaryLocationLineHash").getAsString());
      assertEquals("5f1d0c2ab94e7733", prints.get("interleaveFinding/v1").getAsString());
    }
    assertEquals(List.of("5f1d0c2ab94e7733:1", "5f1d0c2ab94e7733:2"), hashes);
  }

  @Test
  void usesThePathsOfTheRepositoryWhereKnown() {
    String document =
        new SarifReport("1", Chat.RULES, file -> "core/src/main/java/" + file)
            .render(Chat.outcome(), Confidence.HIGH);
    assertTrue(document.contains("\"uri\": \"core/src/main/java/com/acme/ChatStore.java\""));
  }

  @Test
  void writesManyResultsWithoutKeepingThem() throws IOException {
    Outcome outcome =
        new Outcome(Collections.nCopies(25_000, Chat.lostMessage()), List.of(), 1, 1, 0);
    long[] written = {0};
    REPORT.write(
        outcome,
        Confidence.LOW,
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) {
            written[0] += length;
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    assertTrue(written[0] > 25_000_000, "bytes " + written[0]);
  }

  private static final InputFormat JSON = InputFormat.JSON;

  private static void assertValid(String document) throws IOException {
    assertEquals(
        List.of(), schema().validate(document, JSON).stream().map(Object::toString).toList());
  }

  private static Schema schema() throws IOException {
    try (InputStream in = SarifReportTest.class.getResourceAsStream("sarif-schema-2.1.0.json")) {
      assertNotNull(in);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in, JSON);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SarifReportTest.class.getResourceAsStream(name)) {
      assertNotNull(in);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertNoBlank(JsonElement element) {
    if (element.isJsonObject()) {
      element.getAsJsonObject().asMap().values().forEach(SarifReportTest::assertNoBlank);
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(SarifReportTest::assertNoBlank);
    } else if (element.isJsonPrimitive()) {
      assertFalse(element.getAsString().isBlank());
    }
  }

  private static JsonArray results(String document) {
    return JsonParser.parseString(document)
        .getAsJsonObject()
        .getAsJsonArray("runs")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("results");
  }

  private static JsonObject location(JsonElement element) {
    return element.getAsJsonObject();
  }

  private static String message(JsonObject result) {
    return result.getAsJsonObject("message").get("text").getAsString();
  }
}
