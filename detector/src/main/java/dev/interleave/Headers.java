package dev.interleave;

import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.frontend.bytecode.HeaderReader;
import dev.interleave.ir.ClassHeader;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What class files say of a class: the targets' own, the class path's, the running JDK's. */
final class Headers {
  private final Map<String, byte[]> targets = new HashMap<>();
  private final ClassPath path;

  Headers(List<ClassFile> targets, ClassPath path) {
    this.path = path;
    for (ClassFile file : targets) {
      List<ClassRef> names = ClassFileReader.lineage(file.bytes(), new Symbols());
      if (!names.isEmpty()) {
        this.targets.putIfAbsent(names.get(0).name(), file.bytes());
      }
    }
  }

  @Nullable ClassHeader of(String name) {
    byte[] bytes = name.startsWith("java/") ? ofPlatform(name) : targets.get(name);
    if (bytes == null || bytes.length == 0) {
      bytes = path.bytes(name);
    }
    return HeaderReader.read(bytes.length == 0 ? ofPlatform(name) : bytes);
  }

  private static byte[] ofPlatform(String name) {
    try (InputStream stream =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return stream == null ? new byte[0] : stream.readAllBytes();
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }
}
