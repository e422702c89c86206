package dev.interleave.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is run by its main method has one thread, unless it says otherwise. */
final class AudienceTest {
  private static final String MAIN =
      "package com.acme;\npublic class Main { public static void main(String[] args) { } }\n";

  private static final String TABLES =
      """
      package com.acme;
      import java.util.*;
      public class Tables {
        private static final Map<String, String> NAMES = new HashMap<>();
        private static int asked;
        public static String name(String of) {
          String name = NAMES.get(of);
          if (name == null) {
            name = of.trim();
            NAMES.put(of, name);
          }
          return name;
        }
        public static void ask() {
          asked++;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void whatIsCountedInAProgramOfOneThreadIsLessSure() throws IOException {
    write("Main", MAIN);
    write("Tables", TABLES);
    assertEquals(Confidence.LOW, told().get("asked"));
  }

  @Test
  void whatAnybodyMayAskForIsForAllWhoAsk() throws IOException {
    write("Main", MAIN);
    write("Tables", TABLES);
    assertEquals(Confidence.MEDIUM, told().get("NAMES"));
  }

  @Test
  void aLibraryIsForAnyNumberOfThreads() throws IOException {
    write("Tables", TABLES);
    assertEquals(Confidence.MEDIUM, told().get("asked"));
  }

  private void write(String name, String text) throws IOException {
    Path home = Files.createDirectories(folder.resolve("com/acme"));
    Files.writeString(home.resolve(name + ".java"), text);
  }

  private Map<String, Confidence> told() {
    Map<String, Confidence> told = new TreeMap<>();
    Input input = new Input(List.of(folder), List.of(), Set.of(), List.of(), 1);
    Analysis.run(input)
        .findings()
        .forEach(it -> told.merge(it.subject().name(), it.confidence(), AudienceTest::surer));
    return told;
  }

  private static Confidence surer(Confidence one, Confidence other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
