package dev.interleave.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The detectors of SpotBugs that report about threads, as SpotBugs itself lists them. */
final class MtDetectors {
  static final String CATEGORY = "MT_CORRECTNESS";

  private MtDetectors() {}

  /** Returns the names of the detectors that report a pattern of the category. */
  static List<String> of(Path spotbugs) throws IOException {
    Document list = read(spotbugs);
    Set<String> patterns = new HashSet<>();
    for (Element pattern : elements(list, "BugPattern")) {
      if (pattern.getAttribute("category").equals(CATEGORY)) {
        patterns.add(pattern.getAttribute("type"));
      }
    }
    List<String> detectors = new ArrayList<>();
    for (Element detector : elements(list, "Detector")) {
      List<String> reports = List.of(detector.getAttribute("reports").split(",", -1));
      if (reports.stream().anyMatch(patterns::contains)) {
        String name = detector.getAttribute("class");
        detectors.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return detectors;
  }

  private static Document read(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("findbugs.xml");
      if (entry == null) {
        throw new IOException("no findbugs.xml in " + jar);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("findbugs.xml in " + jar + ": " + e.getMessage(), e);
    }
  }

  private static List<Element> elements(Document document, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
