package dev.interleave.review;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over the lines of a unified diff; what it cannot read becomes a note. */
final class DiffReader {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
  private static final Pattern GUARD =
      Pattern.compile(
          "\\b(synchronized\\w*|volatile|(Concurrent|Atomic|CopyOnWrite)\\w+"
              + "|(l|tryL|withL)ock(Interruptibly)?(?=\\s*[({]))|@Synchronized\\b");
  private static final Pattern NO_CODE = Pattern.compile(".\\s*(import\\b|//|/?\\*)");
  private static final String NO_FILE = "/dev/null";

  private final List<String> lines;
  private final List<Diff.Changed> files = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private TreeSet<Integer> touched = new TreeSet<>();
  private TreeMap<Integer, String> bared = new TreeMap<>();
  private final TreeSet<Integer> run = new TreeSet<>();
  private final TreeSet<Integer> added = new TreeSet<>();
  private final StringBuilder removed = new StringBuilder();
  private int guards;
  private String before = "";
  private String renamed = "";
  private int deleted;
  private int at;

  DiffReader(List<String> lines) {
    this.lines = lines;
  }

  Diff read() {
    while (at < lines.size()) {
      String line = lines.get(at++);
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        hunk(number(hunk, 2), Integer.parseInt(hunk.group(3)), number(hunk, 4));
      } else {
        head(line);
      }
    }
    if (files.isEmpty() && deleted == 0 && lines.stream().anyMatch(line -> !line.isBlank())) {
      notes.add("no changed file can be read from the diff; a unified diff is needed");
    }
    return new Diff(files, notes);
  }

  private void head(String line) {
    if (line.startsWith("--- ")) {
      before = path(line);
    } else if (line.startsWith("+++ ")) {
      file(path(line));
    } else if (line.startsWith("rename from ")) {
      renamed = unquoted(line.substring("rename from ".length()));
    } else if (line.startsWith("rename to ") && isSource(renamed)) {
      notes.add(renamed + " is now " + unquoted(line.substring("rename to ".length())));
    } else if (line.startsWith("@@@ ")) {
      notes.add("a hunk with several parents is not read; compare with one parent");
    }
  }

  private static boolean isSource(String path) {
    return path.matches(".*\\.(java|kt|groovy|scala)");
  }

  private void file(String path) {
    touched = new TreeSet<>();
    bared = new TreeMap<>();
    if (path.equals(NO_FILE)) {
      deleted++;
      if (isSource(before)) {
        notes.add(before + " is deleted");
      }
    } else {
      files.add(new Diff.Changed(path, touched, bared, before.equals(NO_FILE)));
    }
  }

  /** Reads exactly as many lines as the hunk's head promises, whatever they look like. */
  private void hunk(int old, int start, int now) {
    int line = now == 0 ? start + 1 : start;
    int end = line + now;
    int gone = old;
    while (at < lines.size() && (line < end || gone > 0)) {
      String text = lines.get(at++);
      char mark = text.isEmpty() ? ' ' : text.charAt(0);
      if (mark == '+') {
        guards -= guards(text);
        added.add(line);
        run.add(line++);
      } else if (mark == '-') {
        gone--;
        guards += guards(text);
        removed.append(text, 1, text.length()).append('\n');
        run.add(line);
        run.add(Math.max(1, line - 1));
      } else if (mark == ' ') {
        endRun();
        gone--;
        line++;
      } else if (mark != '\\') {
        at--;
        notes.add("line " + (at + 1) + " of the diff is no line of a hunk");
        return;
      }
      submodule(text);
    }
    endRun();
  }

  /** Lines that follow each other were changed together. */
  private void endRun() {
    touched.addAll(run);
    if (guards > 0) {
      String stood = removed.toString();
      (added.isEmpty() ? run : added).forEach(line -> bared.put(line, stood));
    }
    run.clear();
    added.clear();
    removed.setLength(0);
    guards = 0;
  }

  private static int guards(String text) {
    return NO_CODE.matcher(text).lookingAt() ? 0 : (int) GUARD.matcher(text).results().count();
  }

  private void submodule(String text) {
    if (text.startsWith("+Subproject commit ")) {
      notes.add("a submodule moved; what changed in it is not part of this diff");
    }
  }

  private static int number(Matcher hunk, int group) {
    return hunk.group(group) == null ? 1 : Integer.parseInt(hunk.group(group));
  }

  /** The path after {@code ---} or {@code +++}, without git's prefix and diff's time. */
  private static String path(String line) {
    String path = line.substring(4);
    int tab = path.indexOf('\t');
    path = unquoted(tab < 0 ? path : path.substring(0, tab)).replace('\\', '/');
    boolean prefixed =
        path.length() > 2 && path.charAt(1) == '/' && "abciow".indexOf(path.charAt(0)) >= 0;
    return prefixed ? path.substring(2) : path;
  }

  /** Git writes other bytes than ASCII in quotes, as octal numbers. */
  private static String unquoted(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] inner = text.substring(1, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < inner.length; i++) {
      if (inner[i] == '\\' && i + 3 < inner.length && Character.isDigit(inner[i + 1])) {
        bytes.write((inner[i + 1] - '0') * 64 + (inner[i + 2] - '0') * 8 + inner[i + 3] - '0');
        i += 3;
      } else if (inner[i] != '\\') {
        bytes.write(inner[i]);
      } else if (++i < inner.length) {
        bytes.write(inner[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
