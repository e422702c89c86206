package dev.interleave.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A JSON document written as it goes; properties without a value are left out. */
final class Json {
  private final JsonWriter out;

  Json(Writer writer) {
    this(new JsonWriter(writer));
    out.setIndent(" ");
  }

  private Json(JsonWriter out) {
    this.out = out;
    out.setHtmlSafe(false);
  }

  /** Returns a document on one line. */
  static Json line(Writer writer) {
    return new Json(new JsonWriter(writer));
  }

  /** Returns a document on one line that can stand inside a page: no character of it is markup. */
  static Json inPage(Writer writer) {
    Json json = line(writer);
    json.out.setHtmlSafe(true);
    return json;
  }

  /** A part of a document that a property may hold. */
  @FunctionalInterface
  interface Part {
    void write() throws IOException;
  }

  /** Writes one of several like things. */
  @FunctionalInterface
  interface Each<T> {
    void write(T value) throws IOException;
  }

  void object(Part part) throws IOException {
    out.beginObject();
    part.write();
    out.endObject();
  }

  void object(String name, Part part) throws IOException {
    out.name(name);
    object(part);
  }

  void array(String name, Part part) throws IOException {
    out.name(name).beginArray();
    part.write();
    out.endArray();
  }

  /** Writes an array with one object for each value. */
  <T> void objects(String name, List<T> values, Each<T> each) throws IOException {
    out.name(name);
    objects(values, each);
  }

  /** Writes a document that is an array with one object for each value. */
  <T> void objects(List<T> values, Each<T> each) throws IOException {
    out.beginArray();
    for (T value : values) {
      object(() -> each.write(value));
    }
    out.endArray();
  }

  /** Writes a string, unless it is blank: consumers refuse empty ones. */
  void text(String name, String value) throws IOException {
    if (!value.isBlank()) {
      out.name(name).value(wellFormed(value));
    }
  }

  /** Writes an array of strings, blank ones left out. */
  void texts(String name, List<String> values) throws IOException {
    out.name(name).beginArray();
    for (String value : values) {
      if (!value.isBlank()) {
        out.value(wellFormed(value));
      }
    }
    out.endArray();
  }

  void numbers(String name, List<Integer> values) throws IOException {
    out.name(name).beginArray();
    for (int value : values) {
      out.value(value);
    }
    out.endArray();
  }

  /** Writes {@code {"text": …}} under a name, unless the text is blank. */
  void message(String name, String text) throws IOException {
    if (!text.isBlank()) {
      object(name, () -> text("text", text));
    }
  }

  void number(String name, long value) throws IOException {
    out.name(name).value(value);
  }

  void flag(String name, boolean value) throws IOException {
    out.name(name).value(value);
  }

  void end() throws IOException {
    out.flush();
  }

  /** Halves of surrogate pairs, possible in class files, have no form in UTF-8. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int[] points =
            text.codePoints().map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c).toArray();
        return new String(points, 0, points.length);
      }
    }
    return text;
  }
}
