package dev.interleave;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A source file and where it was found, for people; a file on disk is read when it is asked for.
 */
final class SourceText {
  private final String name;
  private final @Nullable Path file;
  private final byte[] bytes;

  private SourceText(String name, @Nullable Path file, byte[] bytes) {
    this.name = name;
    this.file = file;
    this.bytes = bytes;
  }

  /** Takes one that is read already. */
  SourceText(String name, byte[] bytes) {
    this(name, null, bytes);
  }

  static SourceText of(Path file) {
    return new SourceText(file.toString(), file, new byte[0]);
  }

  String name() {
    return name;
  }

  /** Returns whether it has a name, which is relative to its source root. */
  boolean isNamed(String sourceFile) {
    String path = name.replace('\\', '/');
    int start = path.length() - sourceFile.length();
    return path.endsWith(sourceFile) && (start == 0 || "/!".indexOf(path.charAt(start - 1)) >= 0);
  }

  /** Reads all of it. */
  byte[] content() throws IOException {
    return file == null ? bytes : Files.readAllBytes(file);
  }

  /**
   * Content as text.
   *
   * @param otherFrom the first line that is no UTF-8, and for the sake of which all of it was taken
   *     in the encoding in which every byte means something; 0 for none
   */
  record Decoded(String text, int otherFrom) {}

  static Decoded decoded(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    try {
      return new Decoded(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), 0);
    } catch (CharacterCodingException other) {
      int line = 1;
      for (int i = 0; i < bytes.position(); i++) {
        line += content[i] == '\n' ? 1 : 0;
      }
      return new Decoded(new String(content, StandardCharsets.ISO_8859_1), line);
    }
  }
}
