package dev.interleave.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;

/**
 * The least that looking at every method costs: each class of some jars read once into ASM's tree,
 * and the frames of each method computed with {@code BasicInterpreter}.
 */
public final class Floor {
  private int classes;
  private int methods;
  private int failures;

  private Floor() {}

  public static void main(String[] jars) throws IOException {
    Floor floor = new Floor();
    for (String jar : jars) {
      floor.jar(jar);
    }
    System.out.println(
        floor.classes + " classes " + floor.methods + " methods " + floor.failures + " failures");
  }

  private void jar(String path) throws IOException {
    try (ZipFile jar = new ZipFile(path)) {
      for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          try (InputStream in = jar.getInputStream(entry)) {
            type(in.readAllBytes());
          }
        }
      }
    }
  }

  private void type(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
    classes++;
    for (MethodNode method : node.methods) {
      methods++;
      try {
        new Analyzer<>(new BasicInterpreter()).analyze(node.name, method);
      } catch (AnalyzerException e) {
        failures++;
      }
    }
  }
}
