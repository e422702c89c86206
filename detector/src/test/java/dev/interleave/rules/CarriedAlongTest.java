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

/** What lies beside the main thing is told as less sure; the main thing never is. */
final class CarriedAlongTest {
  @TempDir private Path folder;

  @Test
  void aDemonstrationAmongOtherClassesIsLessSure() throws IOException {
    write("core", "One", "Two", "Three", "Four", "Five");
    write("demo", "Show");
    assertEquals(Confidence.LOW, told().get("com.acme.demo.Show"));
    assertEquals(Confidence.MEDIUM, told().get("com.acme.core.One"));
  }

  @Test
  void aProgramThatIsADemonstrationIsNot() throws IOException {
    write("demo", "Show", "Main");
    write("core", "One");
    assertEquals(Confidence.MEDIUM, told().get("com.acme.demo.Show"));
  }

  @Test
  void aCopyOfAnotherLibraryIsLessSure() throws IOException {
    write("shaded", "Map", "List");
    write("core", "One");
    assertEquals(Confidence.LOW, told().get("com.acme.shaded.Map"));
    assertEquals(Confidence.MEDIUM, told().get("com.acme.core.One"));
  }

  private void write(String inner, String... names) throws IOException {
    Path home = Files.createDirectories(folder.resolve("com/acme/" + inner));
    for (String name : names) {
      Files.writeString(
          home.resolve(name + ".java"),
          "package com.acme."
              + inner
              + ";\npublic class "
              + name
              + " {\n  private volatile int count;\n  public void add() { count++; }\n}\n");
    }
  }

  private Map<String, Confidence> told() {
    Map<String, Confidence> told = new TreeMap<>();
    Input input = new Input(List.of(folder), List.of(), Set.of(), List.of(), 1);
    Analysis.run(input)
        .findings()
        .forEach(it -> told.put(it.subject().owner().binaryName(), it.confidence()));
    return told;
  }
}
