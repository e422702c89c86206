package dev.interleave.replay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Copies of the running JDK's own collections that are not thread-safe, woven, so that a race
 * inside {@code HashMap.put} can be replayed; a twin extends the class that it is a copy of.
 */
final class Twins {
  static final String PREFIX = "interleave/twin/";
  static final String PACKAGE = "interleave.twin.";

  private static final String MAP = "java/util/HashMap";
  private static final String SET = "java/util/HashSet";
  private static final String LIST = "java/util/ArrayList";
  private static final List<String> COPIED = List.of(MAP, SET, LIST);
  private static final String LINKED = "java/util/LinkedHashMap$Entry";

  private static final String BORROWED = "dev/interleave/replay/Borrowed";

  /** What the copies call of the JDK's own packages, and {@link Borrowed} has. */
  private static final List<String> INTERNALS =
      List.of("newLength(III)I", "subListRangeCheck(III)V");

  private static final Map<String, byte[]> BYTES = new ConcurrentHashMap<>();

  private Twins() {}

  /** What is and is not looked into, for the report. */
  static String note(boolean areSteppedInto) {
    if (!areSteppedInto || !Usable.YES) {
      return "calls of the JDK's classes count as one step";
    }
    return "of the JDK's classes, HashMap, HashSet and ArrayList are stepped into when woven code"
        + " creates them; calls of all others count as one step";
  }

  /** The twin's internal name, or the name itself when the class has none. */
  static String of(String owner) {
    return COPIED.contains(owner) && Usable.YES ? PREFIX + owner : owner;
  }

  static byte[] bytes(String name, WovenLoader loader) {
    return BYTES.computeIfAbsent(name.replace('.', '/'), twin -> copy(twin, loader));
  }

  private static byte[] copy(String twin, WovenLoader loader) {
    String original = twin.substring(PREFIX.length());
    ClassReader reader = new ClassReader(Weaver.read(loader.urlOf(original)));
    ClassNode copy = new ClassNode();
    reader.accept(new ClassRemapper(copy, new Names()), ClassReader.EXPAND_FRAMES);
    copy.methods.removeIf(m -> m.name.equals("readObject") || m.name.equals("writeObject"));
    copy.methods.removeIf(m -> m.name.equals("<init>") && m.desc.equals("(IFZ)V"));
    if (COPIED.contains(original)) {
      inherit(copy, original);
    }
    String owned = original.substring("java/util/".length());
    if (owned.equals("HashMap")) {
      addField(copy, "keySet", "Ljava/util/Set;");
      addField(copy, "values", "Ljava/util/Collection;");
    } else if (owned.startsWith("ArrayList")) {
      addField(copy, "modCount", "I");
    }
    copy.methods.forEach(Twins::redirectInternals);
    ClassWriter writer = new ClassWriter(0);
    copy.accept(writer);
    return Weaver.weave(writer.toByteArray(), loader);
  }

  /** Puts the twin below its original, constructors included. */
  private static void inherit(ClassNode copy, String original) {
    String before = copy.superName;
    copy.superName = original;
    for (MethodNode method : copy.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call
            && call.getOpcode() == Opcodes.INVOKESPECIAL
            && call.owner.equals(before)) {
          call.owner = original;
        }
      }
    }
  }

  /** A field that the JDK's code reaches in a superclass of its own package. */
  private static void addField(ClassNode copy, String name, String descriptor) {
    boolean isThere = copy.fields.stream().anyMatch(field -> field.name.equals(name));
    boolean isList =
        copy.superName.startsWith("java/util/") && !copy.superName.contains("Spliterator");
    if (!isThere && isList) {
      int access = Opcodes.ACC_PROTECTED | Opcodes.ACC_TRANSIENT;
      copy.fields.add(new FieldNode(access, name, descriptor, null, null));
    }
  }

  private static void redirectInternals(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && INTERNALS.contains(call.name + call.desc)) {
        call.owner = BORROWED;
      }
    }
  }

  /** Whether copies of this JDK's classes can be made; a check does without them otherwise. */
  private static final class Usable {
    static final boolean YES = areUsable();

    private static boolean areUsable() {
      ClassLoader parent = Twins.class.getClassLoader();
      WovenLoader scratch = new WovenLoader(parent, List.of(), true);
      try {
        for (String original : COPIED) {
          String name = PACKAGE + original.replace('/', '.');
          Class.forName(name, true, scratch).getConstructor().newInstance();
        }
        return true;
      } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
        return false;
      }
    }
  }

  /** The classes that are copied along, by name. */
  private static final class Names extends Remapper {
    Names() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String name) {
      boolean isCopied =
          COPIED.stream().anyMatch(top -> name.equals(top) || name.startsWith(top + "$"));
      return isCopied || name.equals(LINKED) ? PREFIX + name : name;
    }
  }
}
