package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @Test
  void holdsEveryFindingAtOrAboveTheThreshold() throws IOException {
    JsonObject all = data(page(Chat.outcome(), Confidence.LOW));
    assertEquals(2, all.getAsJsonArray("findings").size());
    JsonObject high = data(page(Chat.outcome(), Confidence.HIGH));
    assertEquals(1, high.getAsJsonArray("findings").size());
    assertEquals(1, high.get("below").getAsInt());
    assertEquals(1, high.getAsJsonArray("rules").size(), "only rules that are told");
  }

  @Test
  void showsTheSourceAroundBothPlaces(@TempDir Path root) throws IOException {
    Path file = Files.createDirectories(root.resolve("com/acme")).resolve("ChatStore.java");
    Files.writeString(file, "\n".repeat(30) + "  read();\n\n  write();\n");
    try (SourceLookup sources = SourceLookup.of(List.of(root))) {
      Setting setting = new Setting("1", Chat.RULES, sources, sources.relativeTo(root));
      StringWriter out = new StringWriter();
      HtmlReport.write(Chat.outcome(), Confidence.HIGH, setting, out);
      JsonObject finding = data(out.toString()).getAsJsonArray("findings").get(0).getAsJsonObject();
      assertEquals(1, finding.getAsJsonArray("excerpts").size(), "near places share one");
      JsonObject excerpt = finding.getAsJsonArray("excerpts").get(0).getAsJsonObject();
      assertEquals(28, excerpt.get("first").getAsInt());
      assertEquals("\n\n\n  read();\n\n  write();", excerpt.get("code").getAsString());
      assertEquals("[0,1]", excerpt.get("sites").toString());
    }
  }

  @Test
  void nothingOfTheProgramIsMarkup() throws IOException {
    String evil = "</script><script>alert(1)</script><!--";
    Outcome outcome =
        new Outcome(
            List.of(Chat.hostile(), Chat.lostMessage()),
            List.of(
                new dev.interleave.finding.Diagnostic(
                    dev.interleave.finding.Diagnostic.Kind.TARGET, evil, "", "")),
            1,
            1,
            0);
    String page = page(outcome, Confidence.LOW);
    assertFalse(page.contains("alert(1)</script>"), "no markup of others");
    assertEquals(2, page.split("</script>", -1).length - 1, "two scripts, both ours");
    assertEquals(
        evil + ": cannot be read",
        data(page).getAsJsonArray("diagnostics").get(0).getAsString(),
        "and yet all of it is there");
  }

  @Test
  void thePolicyAllowsItsOwnScriptAndStyleAlone() throws IOException {
    String page = page(Chat.outcome(), Confidence.LOW);
    assertTrue(page.contains("default-src 'none'"), "nothing is loaded");
    assertTrue(page.contains("script-src '" + hash(between(page, "<script>")) + "'"), "script");
    assertTrue(page.contains("style-src '" + hash(between(page, "<style>")) + "'"), "style");
    assertFalse(page.contains("http://") || page.contains("https://"), "no other host");
  }

  @Test
  void equalFindingsGiveEqualPages() throws IOException {
    assertEquals(page(Chat.outcome(), Confidence.LOW), page(Chat.outcome(), Confidence.LOW));
  }

  private static String page(Outcome outcome, Confidence threshold) throws IOException {
    StringWriter out = new StringWriter();
    Format.HTML.write(outcome, threshold, setting(), out);
    return out.toString();
  }

  private static Setting setting() {
    return new Setting("1.2.3", Chat.RULES, SourceLookup.none(), file -> file);
  }

  private static JsonObject data(String page) {
    Matcher data =
        Pattern.compile(
                "<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertTrue(data.find(), "data");
    return JsonParser.parseString(data.group(1)).getAsJsonObject();
  }

  private static String between(String page, String tag) {
    int start = page.indexOf(tag) + tag.length();
    return page.substring(start, page.indexOf("</", start));
  }

  private static String hash(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
