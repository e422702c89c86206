package dev.interleave.cache;

import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What source files were found to be, by their content. What a file says hangs on that, and on what
 * is known of the classes that it asks about: whoever uses it has to compare both.
 */
public final class KeptSources {
  private final Shelf shelf;
  private final String name;
  private final Digest context;
  private final Map<Digest, Kept> earlier = new HashMap<>();

  private KeptSources(Shelf shelf, String name, Digest context) {
    this.shelf = shelf;
    this.name = name;
    this.context = context;
  }

  /**
   * What is kept of one file.
   *
   * @param content the digest of its name and bytes
   * @param declared what it says to others
   * @param asked what was known of the classes that it asked about
   * @param troubles what could not be read
   * @param above the direct supertypes of its classes
   */
  public record Kept(
      Digest content,
      String declared,
      Map<String, Digest> asked,
      List<Told> troubles,
      Map<ClassRef, List<ClassRef>> above) {}

  /**
   * Something in a file that could not be read.
   *
   * @param line where; 0 when that is not known
   * @param reason one clause
   * @param detail more for those who ask
   */
  public record Told(int line, String reason, String detail) {}

  /** A file's content. */
  record All(Digest context, List<Kept> files) {}

  /**
   * Opens what an earlier run left.
   *
   * @param context sums up the engine and what it knows
   */
  public static KeptSources open(Shelf shelf, String name, Digest context, Symbols symbols) {
    KeptSources sources = new KeptSources(shelf, name, context);
    shelf.get(name).ifPresent(bytes -> sources.load(bytes, symbols));
    return sources;
  }

  private void load(byte[] bytes, Symbols symbols) {
    try {
      All all = records().read(new In(ByteBuffer.wrap(bytes), symbols));
      if (all.context().equals(context)) {
        all.files().forEach(file -> earlier.put(file.content(), file));
      }
    } catch (RuntimeException damaged) {
      shelf.damaged(name, damaged.toString());
    }
  }

  private static Records<All> records() {
    return new Records<>(All.class);
  }

  /** Returns what an earlier run found a file of this content to be. */
  public Optional<Kept> find(Digest content) {
    return Optional.ofNullable(earlier.get(content));
  }

  /** Leaves what this run knows to later ones, if that differs from what it found. */
  public void write(List<Kept> files) {
    Map<Digest, Kept> now = new TreeMap<>();
    files.forEach(file -> now.put(file.content(), file));
    if (!files.isEmpty() && !now.equals(earlier)) {
      shelf.put(name, records().bytes(new All(context, List.copyOf(now.values()))));
    }
  }
}
