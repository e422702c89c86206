package dev.interleave.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Outcome;
import dev.interleave.probes.ReadModifyWriteProbes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What cannot be read is told, and all the rest is analysed. */
final class BadInputTest {
  @TempDir private Path folder;

  @Test
  void aTruncatedClassCostsOnlyItself() throws IOException {
    byte[] good = probe();
    Files.write(folder.resolve("Good.class"), good);
    Files.write(folder.resolve("Cut.class"), Arrays.copyOf(good, good.length / 2));
    Outcome outcome = run(folder);
    assertEquals(1, outcome.classes());
    assertEquals(1, outcome.findings().size());
    assertEquals(1, outcome.diagnostics().size());
    assertTrue(outcome.diagnostics().get(0).subject().endsWith("Cut.class"));
  }

  @Test
  void aClassFromTheFutureIsNamedWithItsVersion() throws IOException {
    byte[] future = probe();
    future[6] = 0;
    future[7] = (byte) 200;
    Files.write(folder.resolve("Future.class"), future);
    Outcome outcome = run(folder);
    assertEquals(0, outcome.classes());
    assertTrue(outcome.diagnostics().get(0).message().contains("Java 156"));
  }

  @Test
  void missingAndEmptyTargetsAreTold() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Outcome outcome = run(empty, folder.resolve("nowhere"));
    assertEquals(2, outcome.unreadableTargets());
    assertEquals(2, outcome.diagnostics().size());
  }

  @Test
  void archivesInArchivesAreReadAndStrangeNamesDoNoHarm() throws IOException {
    byte[] inner = zip("BOOT-INF/classes/Probe.class", probe());
    Path outer = folder.resolve("app.war");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("WEB-INF/lib/inner.jar"));
      zip.write(inner);
      zip.putNextEntry(new ZipEntry("../../escape.class"));
      zip.write(new byte[] {1, 2, 3});
      zip.putNextEntry(new ZipEntry("WEB-INF/lib/broken.jar"));
      zip.write(Arrays.copyOf(inner, inner.length / 2));
    }
    Files.write(outer, bytes.toByteArray());
    Outcome outcome = run(outer);
    assertEquals(1, outcome.findings().size());
    assertFalse(Files.exists(folder.resolve("../../escape.class")));
    assertTrue(outcome.diagnostics().stream().anyMatch(d -> d.subject().contains("escape.class")));
  }

  @Test
  void aFileThatIsNoArchiveIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.jar"), "not an archive");
    Outcome outcome = run(text);
    assertEquals(1, outcome.unreadableTargets());
    assertTrue(outcome.diagnostics().get(0).message().contains("cannot be opened"));
  }

  @Test
  void anArchiveThatIsCutOffIsReadFromItsStart() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Probe.class"));
      zip.write(probe());
      zip.putNextEntry(new ZipEntry("Rest.class"));
      zip.write(probe());
    }
    Path cut = folder.resolve("cut.jar");
    Files.write(cut, Arrays.copyOf(bytes.toByteArray(), bytes.size() * 3 / 4));
    Outcome outcome = run(cut);
    assertEquals(1, outcome.findings().size());
    assertTrue(outcome.diagnostics().stream().anyMatch(d -> d.message().contains("damaged")));
  }

  @Test
  void aNameThatEndsInADollarSignIsAName() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Count$", null, "java/lang/Object", null);
    writer.visitField(0, "count", "I", null, null);
    for (int access : new int[] {Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNCHRONIZED, 1}) {
      String name = access == 1 ? "reset" : "clear";
      MethodVisitor method = writer.visitMethod(access, name, "()V", null, null);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitInsn(Opcodes.ICONST_0);
      method.visitFieldInsn(Opcodes.PUTFIELD, "Count$", "count", "I");
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(2, 1);
    }
    Files.write(folder.resolve("Count$.class"), writer.toByteArray());
    assertEquals(1, run(folder).findings().size());
  }

  @Test
  void aClassThatExtendsItselfInACircleEnds() throws IOException {
    Files.write(folder.resolve("A.class"), type("A", "B"));
    Files.write(folder.resolve("B.class"), type("B", "A"));
    Outcome outcome = run(folder);
    assertEquals(2, outcome.classes());
  }

  @Test
  void aMethodOfNearly64KilobytesIsAnalysed() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Long", null, "java/lang/Object", null);
    writer.visitField(Opcodes.ACC_VOLATILE | Opcodes.ACC_STATIC, "count", "I", null, null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
    for (int i = 0; i < 8000; i++) {
      method.visitFieldInsn(Opcodes.GETSTATIC, "Long", "count", "I");
      method.visitInsn(Opcodes.ICONST_1);
      method.visitInsn(Opcodes.IADD);
      method.visitFieldInsn(Opcodes.PUTSTATIC, "Long", "count", "I");
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(2, 0);
    Files.write(folder.resolve("Long.class"), writer.toByteArray());
    Outcome outcome = run(folder);
    assertEquals(List.of(), outcome.diagnostics());
    assertEquals(1, outcome.findings().size());
  }

  @Test
  void codeThatAJvmWouldRefuseCostsOnlyItsMethod() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Odd", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "bad", "()V", null, null);
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    Files.write(folder.resolve("Odd.class"), writer.toByteArray());
    Outcome outcome = run(folder);
    assertEquals(1, outcome.classes());
    assertEquals("Odd.bad", outcome.diagnostics().get(0).subject());
  }

  @Test
  void theResultDoesNotDependOnThreadsOrOrder() throws Exception {
    Path probes =
        Path.of(
            ReadModifyWriteProbes.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Path one = probes.resolve("dev/interleave/probes");
    Path other = probes.resolve("dev/interleave/frontend");
    Outcome first = Analysis.run(new Input(List.of(one, other), List.of(), Set.of(), List.of(), 1));
    Outcome second =
        Analysis.run(new Input(List.of(other, one), List.of(), Set.of(), List.of(), 4));
    assertEquals(first, second);
    assertTrue(first.findings().size() > 20);
  }

  private static Outcome run(Path... targets) {
    return Analysis.run(new Input(List.of(targets), List.of(), Set.of(), List.of(), 2));
  }

  private static byte[] probe() throws IOException {
    String name = "/dev/interleave/probes/ReadModifyWriteProbes$VolatileIncrementBad.class";
    try (InputStream stream = ReadModifyWriteProbes.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    }
  }

  private static byte[] type(String name, String superclass) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superclass, null);
    return writer.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
