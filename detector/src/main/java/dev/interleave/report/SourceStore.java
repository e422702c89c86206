package dev.interleave.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** One place that holds source files: a directory or an archive. */
interface SourceStore extends AutoCloseable {
  /** No source file is longer; what is, is no source. */
  int LONGEST = 16 << 20;

  /** Returns the text of a file, {@code com/acme/Chat.java}. */
  Optional<String> text(String sourceFile);

  /** Returns the file on disk, when there is one. */
  Optional<Path> file(String sourceFile);

  @Override
  void close();

  /** Returns the store below a source root. */
  static SourceStore root(Path root) {
    return new Root(root);
  }

  /**
   * Returns the store in an archive.
   *
   * @throws IOException if it cannot be opened
   */
  static SourceStore archive(Path path) throws IOException {
    return new Archive(new ZipFile(path.toFile()));
  }

  /** Files below a directory; which folders there are is asked once. */
  final class Root implements SourceStore {
    private final Path directory;
    private final Map<String, Boolean> folders = new HashMap<>();
    private @Nullable Set<String> files;

    private Root(Path directory) {
      this.directory = directory;
    }

    @Override
    public Optional<String> text(String sourceFile) {
      return file(sourceFile).flatMap(Root::read);
    }

    @Override
    public Optional<Path> file(String sourceFile) {
      int slash = sourceFile.lastIndexOf('/');
      if (holds(sourceFile.substring(0, slash + 1))) {
        Path whole = directory.resolve(sourceFile);
        if (Files.isRegularFile(whole)) {
          return Optional.of(whole);
        }
      }
      String name = sourceFile.substring(slash + 1);
      if (slash > 0 && files().contains(name)) {
        Path beside = directory.resolve(name);
        return isOf(sourceFile, slash, beside) ? Optional.of(beside) : Optional.empty();
      }
      return Optional.empty();
    }

    private boolean holds(String folder) {
      return folders.computeIfAbsent(folder, name -> Files.isDirectory(directory.resolve(name)));
    }

    /** Returns the names of the files in the directory itself. */
    private Set<String> files() {
      Set<String> all = files;
      if (all == null) {
        try (Stream<Path> entries = Files.list(directory)) {
          all =
              entries
                  .filter(Files::isRegularFile)
                  .map(path -> path.getFileName().toString())
                  .collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException unreadable) {
          all = Set.of();
        }
        files = all;
      }
      return all;
    }

    /** A directory may be that of the package itself; the file then says which package. */
    private static boolean isOf(String sourceFile, int slash, Path file) {
      String name = sourceFile.substring(0, slash).replace('/', '.');
      Pattern header =
          Pattern.compile("(?m)^\\s*package\\s+" + Pattern.quote(name) + "\\s*;?\\s*$");
      return read(file).filter(text -> header.matcher(text).find()).isPresent();
    }

    private static Optional<String> read(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        return decoded(in);
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public void close() {}
  }

  /** Entries of a zip file. */
  record Archive(ZipFile zip) implements SourceStore {
    @Override
    public Optional<String> text(String sourceFile) {
      ZipEntry entry = zip.getEntry(sourceFile);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return decoded(in);
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<Path> file(String sourceFile) {
      return Optional.empty();
    }

    @Override
    public void close() {
      try {
        zip.close();
      } catch (IOException e) {
        // Nothing was written to it.
      }
    }
  }

  private static Optional<String> decoded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    return bytes.length > LONGEST
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }
}
