package dev.interleave.spotbugs;

import edu.umd.cs.findbugs.classfile.Global;
import edu.umd.cs.findbugs.classfile.IClassPath;
import edu.umd.cs.findbugs.classfile.ICodeBase;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Where SpotBugs looks for classes: the program, also what was not shown of it, and libraries. */
final class HostClassPath {
  private HostClassPath() {}

  /** Returns the directories and archives that exist; the platform itself is none of them. */
  static List<Path> entries() {
    IClassPath path = Global.getAnalysisCache().getClassPath();
    List<Path> entries = new ArrayList<>();
    add(path.appCodeBaseIterator(), entries);
    add(path.auxCodeBaseIterator(), entries);
    return entries;
  }

  private static void add(Iterator<? extends ICodeBase> codeBases, List<Path> entries) {
    while (codeBases.hasNext()) {
      String name = codeBases.next().getPathName();
      try {
        if (name != null && isReadable(Path.of(name))) {
          entries.add(Path.of(name));
        }
      } catch (InvalidPathException elsewhere) {
        // a code base that is no file, inside another archive, say
      }
    }
  }

  private static boolean isReadable(Path entry) {
    return Files.isDirectory(entry)
        || (entry.toString().endsWith(".jar") && Files.isRegularFile(entry));
  }
}
