package dev.interleave.knowledge;

import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.Knowledge.Meaning;
import dev.interleave.model.ClassRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads tables of knowledge, line by line, and says which lines it could not understand. */
public final class KnowledgeReader {
  static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern WORDS = Pattern.compile("[, ]+");

  private final Knowledge knowledge = new Knowledge();
  private final List<String> troubles = new ArrayList<>();

  Knowledge standard() {
    for (String table : List.of("types", "calls", "outside", "entries", "annotations")) {
      InputStream stream = Knowledge.class.getResourceAsStream(table + ".tsv");
      if (stream == null) {
        throw new IllegalStateException("the table " + table + ".tsv is missing from this build");
      }
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        read(table, lines.lines(), table + ".tsv");
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    if (!troubles.isEmpty()) {
      throw new IllegalStateException(String.join("; ", troubles));
    }
    return knowledge;
  }

  /**
   * Reads the tables that ship and a user's files on top.
   *
   * @return the knowledge and one line of text for each line that was not understood
   */
  public static Loaded load(List<Path> files) {
    KnowledgeReader reader = new KnowledgeReader();
    reader.standard();
    for (Path file : files) {
      try (Stream<String> lines = Files.lines(file)) {
        reader.read("", lines, file.toString());
      } catch (IOException | UncheckedIOException unreadable) {
        reader.troubles.add(file + ": cannot be read: " + unreadable.getMessage());
      }
    }
    return new Loaded(reader.knowledge, List.copyOf(reader.troubles));
  }

  /**
   * What was read.
   *
   * @param knowledge all that was understood
   * @param troubles file, line and reason of each line that was not
   */
  public record Loaded(Knowledge knowledge, List<String> troubles) {}

  private void read(String startTable, Stream<String> lines, String name) {
    String table = startTable;
    int number = 0;
    for (String line : (Iterable<String>) lines::iterator) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.trim().endsWith("]")) {
        table = line.trim().substring(1, line.trim().length() - 1);
        continue;
      }
      try {
        row(table, line.split("\t"));
      } catch (IllegalArgumentException wrong) {
        troubles.add(name + ":" + number + ": " + wrong.getMessage());
      }
    }
  }

  private void row(String table, String[] cells) {
    switch (table) {
      case "types" -> {
        need(cells, 3);
        knowledge.addType(type(cells[0]), traits(cells[1]), types(cells[2]));
      }
      case "calls" -> {
        need(cells, 3);
        CallEffect effect = EffectParser.parse(cells[2]);
        for (String method : cells[1].split(",")) {
          knowledge.addCall(type(cells[0]), method, effect);
        }
      }
      case "outside" -> {
        need(cells, 3);
        OutsideCall effect = OutsideParser.parse(cells[2]);
        for (String method : cells[1].split(",")) {
          knowledge.addOutside(type(cells[0]), method, effect);
        }
      }
      case "entries" -> knowledge.addEntry(entry(cells));
      case "annotations" -> {
        need(cells, 2);
        knowledge.addAnnotation(cells[0], Meaning.valueOf(cells[1].toUpperCase(Locale.ROOT)));
      }
      case "" ->
          throw new IllegalArgumentException("a line that names the table goes first: [calls]");
      default -> throw new IllegalArgumentException("no table is named '" + table + "'");
    }
  }

  private static Entry entry(String[] cells) {
    need(cells, 4);
    return new Entry(
        Entry.Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        cells[1],
        cells[2].equals("*") ? Set.of() : Set.of(cells[2].split(",")),
        cells[3],
        cells.length > 4 && cells[4].equals("request"));
  }

  private static void need(String[] cells, int least) {
    if (cells.length < least) {
      throw new IllegalArgumentException(
          "there are " + least + " cells in such a line, separated by tabs, not " + cells.length);
    }
  }

  private static ClassRef type(String name) {
    return new ClassRef(name.replace('.', '/'));
  }

  private static List<ClassRef> types(String cell) {
    return cell.equals("-")
        ? List.of()
        : Stream.of(cell.split(",")).map(KnowledgeReader::type).toList();
  }

  private static Set<Trait> traits(String cell) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (!cell.equals("-")) {
      for (String word : WORDS.split(cell)) {
        traits.add(Trait.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return traits;
  }
}
