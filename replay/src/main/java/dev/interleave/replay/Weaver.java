package dev.interleave.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Puts a stop before each access and call of a class; each class is woven once per process. */
final class Weaver {
  private static final Map<String, byte[]> WOVEN = new ConcurrentHashMap<>();
  private static final Map<String, Set<String>> DECLARED = new ConcurrentHashMap<>();

  private Weaver() {}

  static byte[] woven(String internalName, WovenLoader loader) {
    String key = internalName + "|" + loader.signature() + "|" + loader.getParent().hashCode();
    return WOVEN.computeIfAbsent(key, any -> weave(read(loader.urlOf(internalName)), loader));
  }

  static byte[] weave(byte[] original, WovenLoader loader) {
    ClassReader reader = new ClassReader(original);
    ClassNode type = new ClassNode();
    reader.accept(type, ClassReader.EXPAND_FRAMES);
    for (MethodNode method : type.methods) {
      if (method.instructions.size() > 0 && !method.name.equals("$deserializeLambda$")) {
        new MethodWeaver(type, method, loader).weave();
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.accept(writer);
    return writer.toByteArray();
  }

  /** Whether the body of a method is woven itself, so that a stop before its call adds nothing. */
  static boolean isWovenBody(String owner, String nameAndDescriptor, WovenLoader loader) {
    return loader.isOwn(owner)
        && DECLARED
            .computeIfAbsent(
                owner + "|" + loader.getParent().hashCode(), any -> bodies(owner, loader))
            .contains(nameAndDescriptor);
  }

  private static Set<String> bodies(String owner, WovenLoader loader) {
    ClassNode type = new ClassNode();
    new ClassReader(read(loader.urlOf(owner)))
        .accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    Set<String> bodies = new HashSet<>();
    for (MethodNode method : type.methods) {
      if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
        bodies.add(method.name + method.desc);
      }
    }
    return bodies;
  }

  static byte[] read(URL url) {
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
