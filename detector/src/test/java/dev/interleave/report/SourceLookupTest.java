package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLookupTest {
  private static final String TEXT = "package com.acme;\nclass Chat {\n}\n";

  @TempDir Path dir;

  private Path file;

  @BeforeEach
  void source() throws IOException {
    file = dir.resolve("project/src/main/java/com/acme/Chat.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, TEXT);
  }

  @Test
  void readsBelowARoot() {
    SourceLookup lookup = SourceLookup.of(List.of(dir.resolve("project/src/main/java")));
    assertEquals(Optional.of("class Chat {"), lookup.line("com/acme/Chat.java", 2));
    assertEquals(Optional.empty(), lookup.line("com/acme/Chat.java", 4));
    assertEquals(Optional.empty(), lookup.line("com/acme/Chat.java", 0));
    assertEquals(Optional.empty(), lookup.line("com/acme/Other.java", 1));
    assertEquals(Optional.of(file), lookup.file("com/acme/Chat.java"));
  }

  @Test
  void findsTheUsualRootsOfAProject() {
    SourceLookup lookup = SourceLookup.of(List.of(dir.resolve("project")));
    assertEquals(Optional.of("class Chat {"), lookup.line("com/acme/Chat.java", 2));
  }

  @Test
  void takesTheDirectoryOfASingleFileWhenThePackageIsTheSame() {
    SourceLookup lookup = SourceLookup.of(List.of(file));
    assertEquals(Optional.of("class Chat {"), lookup.line("com/acme/Chat.java", 2));
    assertEquals(Optional.empty(), lookup.line("org/other/Chat.java", 2));
  }

  @Test
  void readsAnArchive() throws IOException {
    Path jar = dir.resolve("chat-sources.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("com/acme/Chat.java"));
      out.write(TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    try (SourceLookup lookup = SourceLookup.of(List.of(jar))) {
      assertEquals(Optional.of("class Chat {"), lookup.line("com/acme/Chat.java", 2));
      assertEquals(Optional.empty(), lookup.file("com/acme/Chat.java"));
    }
  }

  @Test
  void saysWhatItCannotOpen() throws IOException {
    Path broken = Files.writeString(dir.resolve("broken.jar"), "not a zip");
    Path missing = dir.resolve("missing");
    SourceLookup lookup = SourceLookup.of(List.of(broken, missing));
    assertEquals(
        List.of(
            broken + ": not a readable archive of sources",
            missing + ": no such source directory, file or archive"),
        lookup.problems());
    assertEquals(Optional.empty(), lookup.line("com/acme/Chat.java", 1));
  }

  @Test
  void staysBelowItsRoots() {
    SourceLookup lookup = SourceLookup.of(List.of(dir.resolve("project/src/main/java/com")));
    for (String name : List.of("../com/acme/Chat.java", file.toString(), "a\u0000b", "", ".")) {
      assertEquals(Optional.empty(), lookup.line(name, 1), name);
      assertTrue(lookup.file(name).isEmpty(), name);
    }
  }
}
