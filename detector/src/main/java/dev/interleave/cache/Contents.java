package dev.interleave.cache;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/** Sums up what is in files and directories. */
public final class Contents {
  private static final int END_SIZE = 22;
  private static final int END_MARK = 0x06054b50;
  private static final int LONGEST_COMMENT = 0xFFFF;

  private final Digest.Sum sum = new Digest.Sum();

  /** Adds a text. */
  public Contents add(String text) {
    sum.add(text);
    return this;
  }

  /** Adds every byte of a file, or of the class files and sources in a directory. */
  public Contents whole(Path path) throws IOException {
    sum.add(path.toString());
    if (Files.isDirectory(path)) {
      directory(path);
    } else if (Files.exists(path)) {
      sum.add(Files.readAllBytes(path));
    }
    return this;
  }

  /** Adds what a library holds: of an archive, the table of its entries, which has their sums. */
  public Contents library(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return whole(path);
    }
    sum.add(path.toString()).add(Files.size(path));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      sum.add(table(file));
    }
    return this;
  }

  /** Adds the code that runs here; false when that cannot be found. */
  public boolean engine() throws IOException {
    CodeSource source = Contents.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return false;
    }
    try {
      Path code = Path.of(source.getLocation().toURI());
      sum.add(Runtime.version().toString());
      library(code);
      return Files.exists(code);
    } catch (URISyntaxException | IllegalArgumentException | UnsupportedOperationException other) {
      return false;
    }
  }

  /** Returns the sum. */
  public Digest end() {
    return sum.end();
  }

  private void directory(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      files = walk.filter(Contents::matters).sorted().toList();
    }
    for (Path file : files) {
      sum.add(file.toString()).add(Files.readAllBytes(file));
    }
  }

  private static boolean matters(Path path) {
    String name = path.toString();
    return (name.endsWith(".class") || name.endsWith(".java") || name.endsWith(".tsv"))
        && Files.isRegularFile(path);
  }

  /** Returns the table of entries at the end of an archive; all of a file that is none. */
  private static byte[] table(RandomAccessFile file) throws IOException {
    long length = file.length();
    ByteBuffer end = read(file, Math.max(0, length - END_SIZE - LONGEST_COMMENT), length);
    for (int at = end.limit() - END_SIZE; at >= 0; at--) {
      if (end.getInt(at) == END_MARK) {
        long size = end.getInt(at + 12) & 0xFFFFFFFFL;
        long start = end.getInt(at + 16) & 0xFFFFFFFFL;
        if (start + size <= length) {
          return read(file, start, start + size).array();
        }
      }
    }
    return read(file, 0, length).array();
  }

  private static ByteBuffer read(RandomAccessFile file, long from, long to) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    file.seek(from);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
