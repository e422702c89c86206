package dev.interleave.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML file.
 *
 * @param name without a prefix
 * @param text its own text, without the white space around it
 * @param children the elements inside
 */
record Element(String name, String text, List<Element> children) {
  private static final int DEEPEST = 64;

  /** Reads a file; what it refers to is not followed. */
  static Element read(Path file) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream stream = Files.newInputStream(file)) {
      XMLStreamReader reader = factory.createXMLStreamReader(stream);
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        // what stands before the root says nothing
      }
      return element(reader, 0);
    } catch (XMLStreamException malformed) {
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNumber();
      throw new IOException("is no well-formed XML, line " + line, malformed);
    }
  }

  private static Element element(XMLStreamReader reader, int depth)
      throws XMLStreamException, IOException {
    if (depth > DEEPEST) {
      throw new IOException("is nested too deep");
    }
    String name = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    List<Element> children = new ArrayList<>();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(reader, depth + 1));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      }
    }
    return new Element(name, text.toString().strip(), List.copyOf(children));
  }

  /** Returns the elements at a path of names. */
  List<Element> all(String... names) {
    Stream<Element> here = Stream.of(this);
    for (String name : names) {
      here = here.flatMap(one -> one.children.stream()).filter(one -> one.name.equals(name));
    }
    return here.toList();
  }

  /** Returns the text of the first element at a path of names; empty when there is none. */
  String text(String... names) {
    List<Element> found = all(names);
    return found.isEmpty() ? "" : found.get(0).text;
  }
}
