package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Each format, read again by what reads it. */
class FormatTest {
  private static final Outcome HOSTILE =
      new Outcome(List.of(Chat.hostile(), Chat.hostile()), List.of(), 1, 1, 0);

  @ParameterizedTest
  @EnumSource(Format.class)
  void namesOfHostileClassFilesEncodeAndCannotCommandATerminal(Format format) throws IOException {
    String report = render(format, HOSTILE, Confidence.LOW);
    assertEquals(
        report, new String(report.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    assertFalse(report.contains("\u001b"), "no escape sequence");
    assertEquals(report, render(format, HOSTILE, Confidence.LOW), "equal input, equal report");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theThresholdHoldsInEveryFormat(Format format) throws IOException {
    String high = render(format, Chat.outcome(), Confidence.HIGH);
    assertTrue(high.contains("read-modify-write"), high);
    assertFalse(high.contains("a listener is called"), high);
  }

  @Test
  void everyFormatHasAFileOfItsOwn() {
    Set<String> names = new HashSet<>();
    for (Format format : Format.values()) {
      assertTrue(names.add(format.fileName()), format.fileName());
      assertEquals(format, Format.named(format.label().toUpperCase(java.util.Locale.ROOT)).get());
    }
  }

  @Test
  void gitLabFindsItsFieldsAndUniqueFingerprints() throws IOException {
    Outcome outcome =
        new Outcome(
            List.of(Chat.lostMessage(), Chat.lostMessage(), Chat.callback(), Chat.hostile()),
            List.of(),
            1,
            1,
            0);
    JsonArray issues =
        JsonParser.parseString(render(Format.GITLAB, outcome, Confidence.LOW)).getAsJsonArray();
    assertEquals(4, issues.size());
    Set<String> fingerprints = new HashSet<>();
    for (JsonElement element : issues) {
      JsonObject issue = element.getAsJsonObject();
      assertFalse(issue.get("description").getAsString().isBlank());
      assertFalse(issue.get("check_name").getAsString().isBlank());
      assertTrue(
          Set.of("info", "minor", "major", "critical", "blocker")
              .contains(issue.get("severity").getAsString()));
      JsonObject location = issue.getAsJsonObject("location");
      assertFalse(location.get("path").getAsString().startsWith("."), "relative to the project");
      assertTrue(location.getAsJsonObject("lines").get("begin").getAsInt() >= 1);
      assertTrue(fingerprints.add(issue.get("fingerprint").getAsString()), "unique");
    }
    assertEquals("critical", issues.get(0).getAsJsonObject().get("severity").getAsString());
    assertEquals("[]", render(Format.GITLAB, Chat.none(), Confidence.LOW).strip());
  }

  @Test
  void reviewdogCountsColumnsInBytes(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("com/acme"));
    Files.writeString(
        root.resolve("com/acme/ChatStore.java"), "/* ä\ud801\udc00 */ history.get();\n");
    Place place = Chat.place(Chat.STORE, "post", 1);
    Place exact = new Place(place.method(), place.sourceFile(), new Span(1, 11, 1, 24));
    Finding finding = Chat.at(new Site(exact, "read here", List.of(), List.of()));
    try (SourceLookup sources = SourceLookup.of(List.of(root))) {
      Setting setting = new Setting("1", Chat.RULES, sources, file -> "src/" + file);
      StringWriter out = new StringWriter();
      Outcome outcome = new Outcome(List.of(finding), List.of(), 1, 1, 0);
      Format.RDJSONL.write(outcome, Confidence.LOW, setting, out);
      JsonObject diagnostic = JsonParser.parseString(out.toString()).getAsJsonObject();
      assertEquals("ERROR", diagnostic.get("severity").getAsString());
      assertEquals(
          "{\"path\":\"src/com/acme/ChatStore.java\",\"range\":{\"start\":{\"line\":1,\"column\":14}}}",
          diagnostic.getAsJsonObject("location").toString());
      assertEquals("{\"value\":\"read-modify-write\"}", diagnostic.get("code").toString());
    }
  }

  @Test
  void everyLineOfTheLineFormatsIsOneObject() throws IOException {
    for (Format format : List.of(Format.JSONL, Format.RDJSONL)) {
      List<String> lines = render(format, Chat.outcome(), Confidence.LOW).lines().toList();
      assertEquals(2, lines.size());
      lines.forEach(line -> assertTrue(JsonParser.parseString(line).isJsonObject(), line));
    }
  }

  @Test
  void jsonLinesKeepTheWholeFinding() throws IOException {
    JsonObject finding =
        JsonParser.parseString(
                render(Format.JSONL, Chat.outcome(), Confidence.HIGH).lines().findFirst().get())
            .getAsJsonObject();
    assertEquals("5f1d0c2ab94e7733", finding.get("fingerprint").getAsString());
    assertEquals(2, finding.getAsJsonArray("sites").size());
    JsonArray turns = finding.getAsJsonObject("interleaving").getAsJsonArray("turns");
    assertEquals("m2 is lost", turns.get(3).getAsJsonObject().get("loss").getAsString());
    assertEquals(1, turns.get(3).getAsJsonObject().get("site").getAsInt(), "the write's place");
  }

  @Test
  void checkstylesXmlIsReadByAParser() throws Exception {
    Document document = xml(render(Format.CHECKSTYLE, Chat.outcome(), Confidence.LOW));
    assertEquals("checkstyle", document.getDocumentElement().getTagName());
    Element file = (Element) document.getElementsByTagName("file").item(0);
    assertEquals("com/acme/ChatStore.java", file.getAttribute("name"));
    assertEquals(2, file.getElementsByTagName("error").getLength(), "errors are grouped by file");
    Element error = (Element) file.getElementsByTagName("error").item(0);
    assertEquals("31", error.getAttribute("line"));
    assertEquals("error", error.getAttribute("severity"));
    assertEquals("interleave.read-modify-write", error.getAttribute("source"));
    assertTrue(error.getAttribute("message").contains("ChatStore.java:33 (written here"), "both");
    assertEquals(
        2,
        xml(render(Format.CHECKSTYLE, HOSTILE, Confidence.LOW))
            .getElementsByTagName("error")
            .getLength());
  }

  private static Document xml(String text)
      throws ParserConfigurationException, IOException, SAXException {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return parser.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static final Pattern COMMAND =
      Pattern.compile("::(error|warning|notice) file=([^,:]+),line=(\\d+),title=([^,:]+)::(.+)");

  @Test
  void gitHubGetsTenOfAKindAndIsToldOfTheRest() throws IOException {
    Outcome outcome = new Outcome(Collections.nCopies(12, Chat.lostMessage()), List.of(), 1, 1, 0);
    List<String> lines = render(Format.GITHUB, outcome, Confidence.LOW).lines().toList();
    assertEquals(13, lines.size());
    for (String line : lines.subList(0, 10)) {
      Matcher command = COMMAND.matcher(line);
      assertTrue(command.matches(), line);
      assertEquals("error", command.group(1));
      assertEquals("com/acme/ChatStore.java", command.group(2));
      assertEquals("31", command.group(3));
      assertEquals("read-modify-write", command.group(4));
    }
    assertTrue(lines.get(10).startsWith("- com/acme/ChatStore.java:31: [read-modify-write]"));
    assertTrue(lines.get(12).startsWith("2 more"), lines.get(12));
  }

  @Test
  void noNameStartsAnotherCommand() throws IOException {
    for (String line : render(Format.GITHUB, HOSTILE, Confidence.LOW).lines().toList()) {
      assertTrue(line.startsWith("::notice file=etc/pass wd\\u0000#?,title="), line);
    }
  }

  @Test
  void theSummaryShowsNothingOfTheProgramAsMarkup() throws IOException {
    String summary = render(Format.MARKDOWN, HOSTILE, Confidence.LOW);
    String markdown = summary.replaceAll("(?s)<pre>.*?</pre>", "");
    assertFalse(markdown.contains("](http"), "no link");
    assertEquals(2, summary.split("<details>", -1).length - 1);
    String chat = render(Format.MARKDOWN, Chat.outcome(), Confidence.LOW);
    assertTrue(chat.contains("<code>history</code> can change between"), chat);
    assertTrue(chat.contains("← m2 is lost"), chat);
  }

  @Test
  void theSummaryStaysWithinItsRoom() throws IOException {
    Outcome outcome =
        new Outcome(Collections.nCopies(2_000, Chat.lostMessage()), List.of(), 1, 1, 0);
    String summary = render(Format.MARKDOWN, outcome, Confidence.LOW);
    assertTrue(summary.getBytes(StandardCharsets.UTF_8).length < 1 << 20, "one mebibyte");
    assertTrue(summary.contains(" more, for which there is no room here"), "what is left out");
  }

  private static String render(Format format, Outcome outcome, Confidence threshold)
      throws IOException {
    StringWriter out = new StringWriter();
    Setting setting = new Setting("1.2.3", Chat.RULES, SourceLookup.none(), file -> file);
    format.write(outcome, threshold, setting, out);
    return out.toString();
  }
}
