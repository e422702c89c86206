package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser: searched, filtered, and driven by keys. */
@Timeout(300)
class BrowserTest {
  private static final String VISIBLE =
      "document.querySelectorAll('#rows li:not([hidden])').length";
  private static final String TITLE = "document.querySelector('#detail h2').textContent";

  /** A browser that is ended may still write for a moment. */
  @TempDir(cleanup = CleanupMode.NEVER)
  Path dir;

  private Browser open(List<Finding> findings) throws IOException, InterruptedException {
    assumeTrue(Browser.program().isPresent(), "no Chromium here");
    Path page = dir.resolve("report.html");
    Setting setting = new Setting("1", Chat.RULES, SourceLookup.none(), file -> file);
    try (Writer out = Files.newBufferedWriter(page)) {
      Outcome outcome = new Outcome(findings, List.of(), 1, 1, 0);
      Format.HTML.write(outcome, Confidence.LOW, setting, out);
    }
    Browser browser = Browser.open(Browser.program().get(), dir.resolve("browser"), page);
    browser.await("document.title === 'Interleave' && document.readyState === 'complete'");
    return browser;
  }

  @Test
  void searchFiltersAndKeysWork() throws IOException, InterruptedException {
    List<Finding> findings = List.of(Chat.lostMessage(), Chat.callback(), Chat.hostile());
    try (Browser browser = open(findings)) {
      assertEquals("3", browser.ask(VISIBLE));
      assertEquals("history can change between the read and the write", browser.ask(TITLE));
      assertEquals("m2 is lost", browser.ask("document.querySelector('.loss').textContent"));
      browser.press("j");
      assertEquals("a listener is called while lock is held", browser.ask(TITLE));
      browser.press("k");
      browser.press("/");
      for (char c : "listener".toCharArray()) {
        browser.press(String.valueOf(c));
      }
      assertEquals("1", browser.ask(VISIBLE), "search");
      assertEquals("a listener is called while lock is held", browser.ask(TITLE));
      browser.press("Escape");
      assertEquals("3", browser.ask(VISIBLE), "Escape clears");
      browser.ask("document.querySelector('#facets input').click()");
      assertEquals("1", browser.ask(VISIBLE), "high confidence alone");
      assertEquals("1 of 3 findings", browser.ask("document.getElementById('count').textContent"));
      browser.press("Escape");
      browser.press("?");
      assertEquals("true", browser.ask("document.getElementById('help').open"));
    }
  }

  @Test
  void hostileNamesStayText() throws IOException, InterruptedException {
    try (Browser browser = open(List.of(Chat.hostile()))) {
      assertEquals("1", browser.ask(VISIBLE));
      assertEquals("0", browser.ask("document.querySelectorAll('#detail a, #rows a').length"));
      String shown = browser.ask("document.body.innerText");
      assertTrue(shown.contains("\\u001b]0;owned\\u0007"), "escapes are shown");
      assertEquals(-1, shown.indexOf('\u202e'), "nothing turns the text around");
    }
  }

  /** Measured against the same page laid out anew, so that a busy machine slows both. */
  @Test
  void twoThousandFindingsAreFilteredInAFewLayouts() throws IOException, InterruptedException {
    List<Finding> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(Chat.lostMessage());
      many.add(Chat.callback());
    }
    try (Browser browser = open(many)) {
      assertEquals("2000", browser.ask(VISIBLE));
      double search =
          tenTimes(
              browser,
              "box.value = i % 2 ? 'listener' : ''; box.dispatchEvent(new Event('input'));");
      assertEquals("1000", browser.ask(VISIBLE));
      browser.press("Escape");
      double layout =
          tenTimes(
              browser,
              "rows.style.display = 'none'; document.body.offsetHeight; rows.style.display = '';");
      assertTrue(search < 40 * layout, search + " ms a search, " + layout + " ms a layout");
    }
  }

  private static double tenTimes(Browser browser, String step)
      throws IOException, InterruptedException {
    String timed =
        "(() => { const box = document.getElementById('search');"
            + " const rows = document.getElementById('rows'); const start = performance.now();"
            + " for (let i = 0; i < 10; i++) { "
            + step
            + " document.body.offsetHeight; } return (performance.now() - start) / 10; })()";
    return Double.parseDouble(browser.ask(timed));
  }
}
