package dev.interleave.spotbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.finding.RuleInfo;
import edu.umd.cs.findbugs.FindBugs2;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What SpotBugs reads about the plugin says what the catalogue says. */
final class PatternsTest {
  private static final List<RuleInfo> RULES = Analysis.rules();

  @Test
  void theBuildPutTheFilesBesideTheClasses() throws IOException {
    assertEquals(Patterns.messages(RULES), resource("messages.xml"));
    assertEquals(Patterns.ranks(RULES), resource("bugrank.txt"));
    assertTrue(resource("findbugs.xml").contains("pluginid=\"dev.interleave\""));
  }

  @Test
  void spotBugsOwnSchemasAcceptThem() throws Exception {
    validate("findbugsplugin.xsd", Patterns.plugin(RULES, "1.0"));
    validate("messagecollection.xsd", Patterns.messages(RULES));
  }

  @Test
  void everyRuleHasAPatternWithItsCwe() throws Exception {
    Document plugin = parse(Patterns.plugin(RULES, "1.0"));
    List<Element> patterns = elements(plugin, "BugPattern");
    assertEquals(
        RULES.stream().map(rule -> Patterns.type(rule.id()) + " " + rule.cwe()).toList(),
        patterns.stream()
            .map(p -> p.getAttribute("type") + " " + p.getAttribute("cweid"))
            .toList());
    Element detector = elements(plugin, "Detector").get(0);
    assertEquals(
        String.join(",", RULES.stream().map(rule -> Patterns.type(rule.id())).toList()),
        detector.getAttribute("reports"));
    assertEquals(InterleaveDetector.class.getName(), detector.getAttribute("class"));
  }

  @Test
  void everyRuleHasItsPageAsHtml() throws Exception {
    List<Element> messages = elements(parse(Patterns.messages(RULES)), "BugPattern");
    assertEquals(RULES.size(), messages.size());
    for (int i = 0; i < messages.size(); i++) {
      String details = elements(messages.get(i), "Details").get(0).getTextContent();
      assertTrue(details.startsWith("<h2>" + RULES.get(i).id() + "</h2>\n<p>"), details);
      assertTrue(details.contains("<h3>How to fix</h3>"), details);
    }
  }

  @Test
  void aPageKeepsItsCodeAndItsLists() {
    assertEquals(
        """
        <h2>a</h2>
        <p>one <code>Map&lt;K&gt;</code> two</p>
        <ul>
        <li>first, goes on</li>
        <li>second</li>
        </ul>
        <pre>
        1 x &amp; y
          2 z
        </pre>
        """,
        PageHtml.of(
            """
            # a

            one `Map<K>`
            two

            - first,
              goes on
            - second

            ```
            1 x & y
              2 z
            ```
            """));
  }

  private static void validate(String schema, String document) throws Exception {
    URL url = FindBugs2.class.getClassLoader().getResource(schema);
    assertNotNull(url, schema);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(url)
        .newValidator()
        .validate(new StreamSource(new StringReader(document)));
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> elements(Document document, String name) {
    return elements(document.getDocumentElement(), name);
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static String resource(String name) throws IOException {
    URL url = InterleaveDetector.class.getProtectionDomain().getCodeSource().getLocation();
    try (InputStream stream = new URL(url, name).openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
