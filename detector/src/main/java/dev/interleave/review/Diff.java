package dev.interleave.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lines that a change touches, in the numbering of the files after it. */
public final class Diff {
  private final Map<String, List<Changed>> byName = new HashMap<>();
  private final List<String> notes;

  Diff(List<Changed> files, List<String> notes) {
    for (Changed file : files) {
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(file);
    }
    this.notes = List.copyOf(notes);
  }

  /**
   * One file after the change.
   *
   * @param path relative to the root of the repository
   * @param lines the lines that were added or changed, and those beside lines that are gone
   * @param bared those of them where fewer guards are named than before, and what stood there
   * @param whole whether the file is new as a whole
   */
  record Changed(
      String path,
      NavigableSet<Integer> lines,
      NavigableMap<Integer, String> bared,
      boolean whole) {
    boolean touches(int from, int to) {
      Integer next = lines.ceiling(from);
      return whole || (next != null && next <= to);
    }
  }

  /** Reads a unified diff, as git and {@code diff -u} write it. */
  public static Diff parse(String text) {
    return new DiffReader(text.lines().toList()).read();
  }

  /** Returns this change with files that are new as a whole. */
  Diff withNewFiles(List<String> paths) {
    List<Changed> files = new ArrayList<>();
    byName.values().forEach(files::addAll);
    paths.forEach(path -> files.add(new Changed(path, new TreeSet<>(), new TreeMap<>(), true)));
    return new Diff(files, notes);
  }

  /** Returns what a reader should know about the change: renames, deletions, what is not read. */
  public List<String> notes() {
    return notes;
  }

  /** Returns whether there is no file in it. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /**
   * Returns whether the change touches lines of a source file.
   *
   * @param sourceFile the file relative to its source root, which a path in the change ends with
   * @param from the first line
   * @param to the last line
   */
  boolean touches(String sourceFile, int from, int to) {
    return files(sourceFile).stream().anyMatch(file -> file.touches(from, to));
  }

  /**
   * Returns the lines of a source file where a lock, or a type that needs none, is gone, each with
   * the text that stood there.
   */
  NavigableMap<Integer, String> bared(String sourceFile) {
    NavigableMap<Integer, String> bared = new TreeMap<>();
    files(sourceFile).forEach(file -> bared.putAll(file.bared()));
    return bared;
  }

  private List<Changed> files(String sourceFile) {
    String name = sourceFile.substring(sourceFile.lastIndexOf('/') + 1);
    return byName.getOrDefault(name, List.of()).stream()
        .filter(file -> file.path().equals(sourceFile) || file.path().endsWith("/" + sourceFile))
        .toList();
  }
}
