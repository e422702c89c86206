package dev.interleave;

import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Who extends whom, among the targets, on the class path, and by what is known of libraries. Its
 * archives stay open as long as it is.
 */
final class ClassPath implements AutoCloseable {
  private final Map<ClassRef, List<ClassRef>> known = new ConcurrentHashMap<>();
  private final Symbols symbols = new Symbols();
  private static final Pattern MOVED =
      Pattern.compile("^.*/(?:shaded?|repackaged|relocated|thirdparty|backport)/([a-z].*)");

  private final Knowledge knowledge;
  private final List<Entry> entries;

  private ClassPath(Knowledge knowledge, List<Entry> entries) {
    this.knowledge = knowledge;
    this.entries = entries;
  }

  /** Something that holds class files. */
  interface Entry extends AutoCloseable {
    /** Returns the content of a file; empty when there is none. */
    byte[] bytes(String name) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Class files below a directory. */
  private record Directory(Path root) implements Entry {
    @Override
    public byte[] bytes(String name) throws IOException {
      Path file = root.resolve(name).normalize();
      return file.startsWith(root.normalize()) && Files.isRegularFile(file)
          ? Files.readAllBytes(file)
          : new byte[0];
    }

    @Override
    public void close() {}
  }

  /** Class files in an archive. */
  record Archive(ZipFile zip) implements Entry {
    @Override
    public byte[] bytes(String name) throws IOException {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        return new byte[0];
      }
      try (InputStream stream = zip.getInputStream(entry)) {
        return stream.readAllBytes();
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  static ClassPath of(
      List<ClassFile> files, List<Path> classpath, Knowledge knowledge, List<Diagnostic> troubles) {
    List<Entry> usable = new ArrayList<>();
    for (Path entry : classpath) {
      try {
        usable.add(
            Files.isDirectory(entry)
                ? new Directory(entry)
                : new Archive(new ZipFile(entry.toFile())));
      } catch (IOException unusable) {
        String reason = Files.exists(entry) ? "cannot be opened" : "does not exist";
        troubles.add(
            new Diagnostic(
                Diagnostic.Kind.TARGET, entry.toString(), "on the class path, " + reason, ""));
      }
    }
    ClassPath path = new ClassPath(knowledge, usable);
    for (ClassFile file : files) {
      List<ClassRef> names = ClassFileReader.lineage(file.bytes(), path.symbols);
      if (!names.isEmpty()) {
        path.known.putIfAbsent(names.get(0), names.subList(1, names.size()));
      }
    }
    return path;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  /** Returns the names of this analysis. */
  Symbols symbols() {
    return symbols;
  }

  /** Returns the direct supertypes of a class; empty when nothing is known of it. */
  List<ClassRef> supertypes(ClassRef type) {
    List<ClassRef> its = known.get(type);
    if (its == null) {
      its = knowledge.knows(type) ? knowledge.supertypes(type) : search(type);
      known.put(type, its);
    }
    return withOrigin(type, its);
  }

  /** A copy of a library under another package is what it was before it was moved. */
  private List<ClassRef> withOrigin(ClassRef type, List<ClassRef> above) {
    Matcher moved = MOVED.matcher(type.name());
    ClassRef origin = moved.find() ? new ClassRef(moved.group(1)) : type;
    if (origin.equals(type) || !knowledge.knows(origin)) {
      return above;
    }
    List<ClassRef> all = new ArrayList<>(above);
    all.add(origin);
    return List.copyOf(all);
  }

  /** Adds a class that a source file declares, in place of a class file of the same name. */
  void declare(ClassRef type, List<ClassRef> above) {
    known.put(type, above);
  }

  private List<ClassRef> search(ClassRef type) {
    List<ClassRef> names = ClassFileReader.lineage(bytes(type.name()), symbols);
    return names.isEmpty() ? List.of() : names.subList(1, names.size());
  }

  /** Returns the class file of a class, by its internal name; empty when the path has none. */
  byte[] bytes(String type) {
    String name = type + ".class";
    for (Entry entry : entries) {
      try {
        byte[] bytes = entry.bytes(name);
        if (bytes.length > 0) {
          return bytes;
        }
      } catch (IOException | RuntimeException unreadable) {
        // an entry that cannot be read has nothing to say; the next one may
      }
    }
    return new byte[0];
  }

  @Override
  public void close() {
    close(entries);
  }

  static void close(Collection<? extends Entry> entries) {
    for (Entry entry : entries) {
      try {
        entry.close();
      } catch (IOException unimportant) {
        // nothing was written to it
      }
    }
  }
}
