package dev.interleave.report;

import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Places as SARIF locations. */
final class SarifPlace {
  /** The name of the directory that all paths are relative to. */
  static final String ROOT = "%SRCROOT%";

  private static final String UNRESERVED = "-._~!$&'()*+,;=@";

  private final Json json;
  private final UnaryOperator<String> paths;

  SarifPlace(Json json, UnaryOperator<String> paths) {
    this.json = json;
    this.paths = paths;
  }

  /** Writes the properties of a location. */
  void write(Place place) throws IOException {
    json.object(
        "physicalLocation",
        () -> {
          json.object(
              "artifactLocation",
              () -> {
                json.text("uri", uri(paths.apply(place.sourceFile())));
                json.text("uriBaseId", ROOT);
              });
          region(place.span());
        });
    json.array(
        "logicalLocations",
        () ->
            json.object(
                () -> {
                  json.text("name", place.method().sourceName());
                  json.text(
                      "fullyQualifiedName",
                      place.method().owner().binaryName() + "." + place.method().name());
                  json.text("kind", "function");
                }));
  }

  /** Consumers mark one line: of a longer stretch, the first. */
  private void region(Span span) throws IOException {
    if (span.line() < 1) {
      return;
    }
    json.object(
        "region",
        () -> {
          json.number("startLine", span.line());
          if (span.column() > 0) {
            json.number("startColumn", span.column());
            if (span.endLine() == span.line() && span.endColumn() >= span.column()) {
              json.number("endColumn", span.endColumn() + 1L);
            }
          }
        });
  }

  /** Returns a relative URI: a safe path, and no character that is not plain in one. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (String segment : SafePath.of(path).split("/")) {
      uri.append(uri.isEmpty() ? "" : "/").append(encoded(segment));
    }
    return uri.toString();
  }

  private static String encoded(String segment) {
    StringBuilder out = new StringBuilder();
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return out.toString();
  }
}
