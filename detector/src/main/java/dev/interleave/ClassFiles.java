package dev.interleave;

import dev.interleave.finding.Diagnostic;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class files of the targets, in directories, in archives and in archives in archives,
 * and the source files in directories and in archives of sources.
 */
final class ClassFiles implements AutoCloseable {
  private static final int LARGEST_ENTRY = 64 << 20;
  private static final int LARGEST_USUAL = 1 << 20;
  private static final int DEEPEST = 3;

  private final List<ClassFile> found = new ArrayList<>();
  private final List<SourceText> sources = new ArrayList<>();
  private final List<Diagnostic> troubles = new ArrayList<>();
  private final Map<Path, ClassPath.Archive> opened = new HashMap<>();
  private int emptyTargets;

  /** Finds those of the targets, and takes the ones that are at hand, under their names. */
  static ClassFiles of(List<Path> targets, Map<String, byte[]> atHand) {
    ClassFiles files = new ClassFiles();
    targets.stream().sorted(Comparator.comparing(Path::toString)).distinct().forEach(files::target);
    new TreeMap<>(atHand)
        .forEach((name, bytes) -> files.found.add(new ClassFile(name, bytes, null)));
    return files;
  }

  /** Puts texts in the place of what was found of some source files; an empty one puts nothing. */
  ClassFiles with(Map<String, String> texts) {
    if (!texts.isEmpty()) {
      found.removeIf(file -> texts.containsKey(file.origin()));
      sources.removeIf(file -> texts.keySet().stream().anyMatch(file::isNamed));
      new TreeMap<>(texts).forEach(this::put);
    }
    return this;
  }

  private void put(String sourceFile, String text) {
    if (!text.isEmpty()) {
      sources.add(new SourceText(sourceFile, text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  List<ClassFile> found() {
    return found;
  }

  /** Returns the source files. */
  List<SourceText> sources() {
    return sources;
  }

  List<Diagnostic> troubles() {
    return troubles;
  }

  /** Returns how many targets gave nothing to analyse. */
  int emptyTargets() {
    return emptyTargets;
  }

  private void target(Path target) {
    int before = found.size() + sources.size();
    int troublesBefore = troubles.size();
    if (!Files.exists(target)) {
      trouble(Diagnostic.Kind.TARGET, target.toString(), "does not exist");
    } else if (Files.isDirectory(target)) {
      directory(target);
    } else if (target.toString().endsWith(".class")) {
      file(target);
    } else if (target.toString().endsWith(".java")) {
      sources.add(SourceText.of(target));
    } else {
      archive(target);
    }
    if (found.size() + sources.size() == before) {
      emptyTargets++;
      if (troubles.size() == troublesBefore) {
        trouble(
            Diagnostic.Kind.TARGET, target.toString(), "holds no class file and no source file");
      }
    }
  }

  private void trouble(Diagnostic.Kind kind, String subject, String message) {
    troubles.add(new Diagnostic(kind, subject, message, ""));
  }

  private void directory(Path directory) {
    try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      walk.filter(path -> isWanted(path.toString())).sorted().forEach(this::inDirectory);
    } catch (IOException | UncheckedIOException unreadable) {
      trouble(Diagnostic.Kind.TARGET, directory.toString(), reason(unreadable));
    }
  }

  private void inDirectory(Path path) {
    if (path.toString().endsWith(".class")) {
      file(path);
    } else if (path.toString().endsWith(".java") && Files.isRegularFile(path)) {
      sources.add(SourceText.of(path));
    }
  }

  private void file(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      found.add(new ClassFile(file.toString(), bytes, () -> Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      trouble(Diagnostic.Kind.CLASS_FILE, file.toString(), reason(unreadable));
    }
  }

  private void archive(Path archive) {
    int before = found.size();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (isInteresting(entry)) {
          String name = archive.getFileName() + "!" + entry.getName();
          try (InputStream stream = zip.getInputStream(entry)) {
            byte[] bytes = content(stream, entry.getSize());
            entry(name, bytes, 0, () -> again(archive, entry.getName()));
          } catch (IOException | RuntimeException damaged) {
            trouble(Diagnostic.Kind.CLASS_FILE, name, reason(damaged));
          }
        }
      }
      if (found.size() == before) {
        sourcesIn(zip, archive.getFileName() + "!");
      }
    } catch (IOException unreadable) {
      entryByEntry(archive, reason(unreadable));
    }
  }

  /** An archive whose directory is damaged, or missing at its end, can be read from its start. */
  private void entryByEntry(Path archive, String reason) {
    int before = found.size();
    try (InputStream stream = Files.newInputStream(archive)) {
      stream(String.valueOf(archive.getFileName()), stream, 0);
    } catch (IOException unreadable) {
      trouble(Diagnostic.Kind.CLASS_FILE, archive.toString(), reason(unreadable));
    }
    int count = found.size() - before;
    String what =
        count == 0
            ? "cannot be opened: " + reason
            : "has a damaged directory: " + reason + "; read from its start, class files: " + count;
    trouble(Diagnostic.Kind.TARGET, archive.toString(), what);
  }

  private byte[] again(Path archive, String entry) throws IOException {
    ClassPath.Archive its;
    synchronized (opened) {
      its = opened.get(archive);
      if (its == null) {
        its = new ClassPath.Archive(new ZipFile(archive.toFile()));
        opened.put(archive, its);
      }
    }
    return its.bytes(entry);
  }

  /** Closes what was opened again; after that, no class file can be read once more. */
  @Override
  public void close() {
    ClassPath.close(opened.values());
  }

  /** Sources beside class files are there to be shown; alone, they are what there is. */
  private void sourcesIn(ZipFile zip, String prefix) {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      String name = entry.getName();
      if (!entry.isDirectory() && name.endsWith(".java") && isWanted(name)) {
        try (InputStream stream = zip.getInputStream(entry)) {
          sources.add(new SourceText(prefix + name, stream.readNBytes(LARGEST_ENTRY)));
        } catch (IOException | RuntimeException damaged) {
          trouble(Diagnostic.Kind.SOURCE_FILE, prefix + name, reason(damaged));
        }
      }
    }
  }

  private static boolean isInteresting(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory() && isWanted(name) && (name.endsWith(".class") || isArchive(name));
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear");
  }

  /** Copies of a class for other Java versions, and module descriptors, are left out. */
  private static boolean isWanted(String name) {
    return !name.contains("META-INF/versions/")
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class")
        && !name.endsWith("module-info.java")
        && !name.endsWith("package-info.java");
  }

  /** The size that an archive tells is nearly always true, and saves putting pieces together. */
  private static byte[] content(InputStream stream, long told) throws IOException {
    if (told <= 0 || told > LARGEST_USUAL) {
      return stream.readNBytes(LARGEST_ENTRY + 1);
    }
    byte[] bytes = new byte[(int) told];
    int count = stream.readNBytes(bytes, 0, bytes.length);
    int next = count < told ? -1 : stream.read();
    if (next < 0) {
      return count == told ? bytes : Arrays.copyOf(bytes, count);
    }
    byte[] more = stream.readNBytes(LARGEST_ENTRY - count);
    byte[] all = Arrays.copyOf(bytes, count + 1 + more.length);
    all[count] = (byte) next;
    System.arraycopy(more, 0, all, count + 1, more.length);
    return all;
  }

  private void entry(String name, byte[] bytes, int depth, ClassFile.@Nullable Way again) {
    if (bytes.length > LARGEST_ENTRY) {
      trouble(Diagnostic.Kind.CLASS_FILE, name, "is larger than " + (LARGEST_ENTRY >> 20) + " MiB");
    } else if (name.endsWith(".class")) {
      found.add(new ClassFile(name, bytes, again));
    } else if (depth < DEEPEST) {
      stream(name, new ByteArrayInputStream(bytes), depth + 1);
    } else {
      trouble(Diagnostic.Kind.CLASS_FILE, name, "is nested too deep");
    }
  }

  private void stream(String name, InputStream bytes, int depth) {
    try (ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (isInteresting(entry)) {
          entry(name + "!" + entry.getName(), zip.readNBytes(LARGEST_ENTRY + 1), depth, null);
        }
      }
    } catch (IOException | RuntimeException damaged) {
      trouble(Diagnostic.Kind.CLASS_FILE, name, reason(damaged));
    }
  }

  static String reason(Exception problem) {
    if (problem instanceof EOFException) {
      return "it ends too early";
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
