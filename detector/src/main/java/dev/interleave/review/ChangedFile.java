package dev.interleave.review;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file on both sides of a change, under two names when it was renamed.
 *
 * @param before as it was; empty when it is new
 * @param now as it is; empty when it is deleted
 */
public record ChangedFile(Optional<Text> before, Optional<Text> now) {
  /**
   * A text and where it stands.
   *
   * @param path in the working tree, where a deleted file no longer is
   * @param content all of it
   */
  public record Text(Path path, String content) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

    /** Returns the file's name relative to its source root. */
    public String sourceFile() {
      Matcher matcher = PACKAGE.matcher(content);
      String folder = matcher.find() ? matcher.group(1).replace('.', '/') + "/" : "";
      return folder + path.getFileName();
    }

    /** Returns the source root, if the file stands in the folder of its package. */
    public Optional<Path> root() {
      Path name = Path.of(sourceFile());
      Path root = path;
      for (int i = 0; root != null && i < name.getNameCount(); i++) {
        root = root.getParent();
      }
      return path.endsWith(name) ? Optional.ofNullable(root) : Optional.empty();
    }
  }
}
