package dev.interleave.cache;

import dev.interleave.disk.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A directory of files that can be deleted at any time. Several processes may share it: a file is
 * there as a whole or not at all, and who finds it damaged takes it for missing.
 *
 * @param directory where; made when something is to be put there
 * @param log is told what went wrong, which never matters to the result
 */
public record Shelf(Path directory, Consumer<String> log) {
  private static final int MOST_FILES = 64;
  private static final int SUM = Long.BYTES;

  /** Returns the content of a file, and its sum behind it; nothing when it cannot be relied on. */
  Optional<byte[]> get(String name) {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] all = Files.readAllBytes(file);
      int size = all.length - SUM;
      if (size >= 0 && ByteBuffer.wrap(all).getLong(size) == sum(all, size)) {
        return Optional.of(all);
      }
      damaged(name, "its sum is wrong");
    } catch (IOException unreadable) {
      damaged(name, unreadable.toString());
    }
    return Optional.empty();
  }

  /** Tells that a file is of no use. */
  void damaged(String name, String why) {
    log.accept("cache: " + directory.resolve(name) + " is not used: " + why);
  }

  /** Puts a file there, in place of one of the same name. */
  void put(String name, byte[] content) {
    try {
      Files.createDirectories(directory);
      WholeFile.bytes(
          directory.resolve(name),
          out -> {
            out.write(content);
            out.write(ByteBuffer.allocate(SUM).putLong(sum(content, content.length)).array());
          });
      prune();
    } catch (IOException unwritable) {
      log.accept("cache: " + directory.resolve(name) + " is not written: " + unwritable);
    }
  }

  private static long sum(byte[] bytes, int size) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, size);
    return sum.getValue();
  }

  /** Keeps the directory from growing: the files written longest ago go. */
  private void prune() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    if (files.size() <= MOST_FILES) {
      return;
    }
    List<Path> oldest =
        files.stream()
            .sorted(Comparator.comparing(Shelf::written).thenComparing(Path::toString))
            .toList();
    for (Path file : oldest.subList(0, files.size() - MOST_FILES)) {
      Files.deleteIfExists(file);
    }
  }

  private static long written(Path file) {
    return file.toFile().lastModified();
  }
}
