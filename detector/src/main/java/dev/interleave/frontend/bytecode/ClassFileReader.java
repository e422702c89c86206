package dev.interleave.frontend.bytecode;

import dev.interleave.ir.Body;
import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.ClassFacts.Trouble;
import dev.interleave.ir.MethodFacts;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads one class file (JVMS §4), subroutines of old compilers inlined. */
public final class ClassFileReader {
  private static final int NEWEST_KNOWN_MAJOR = Opcodes.V28 & 0xFFFF;

  private final Names names;

  private ClassFileReader(Names names) {
    this.names = names;
  }

  /**
   * Reads declarations and bodies.
   *
   * @param symbols the names of the analysis
   * @throws UnreadableClassException when the bytes are no class file, are cut off or damaged, or
   *     come from a version that is not known yet
   */
  public static ClassFacts read(byte[] bytes, Symbols symbols) throws UnreadableClassException {
    check(bytes);
    ClassNode node = new InliningNode();
    int constants;
    try {
      ClassReader reader = new ClassReader(bytes);
      constants = reader.getItemCount();
      reader.accept(node, ClassReader.SKIP_FRAMES);
    } catch (RuntimeException damaged) {
      // ASM reports damage by whatever its reads run into: bounds, nulls, bad tags
      throw new UnreadableClassException("the class file is damaged", damaged);
    }
    return new ClassFileReader(new Names(symbols, constants)).facts(node);
  }

  /**
   * Reads no more than the name of a class and those of its direct supertypes, in this order.
   *
   * @return empty when the bytes cannot be read
   */
  public static List<ClassRef> lineage(byte[] bytes, Symbols symbols) {
    try {
      check(bytes);
      ClassReader reader = new ClassReader(bytes);
      List<ClassRef> names = new ArrayList<>();
      names.add(symbols.type(reader.getClassName()));
      if (reader.getSuperName() != null) {
        names.add(symbols.type(reader.getSuperName()));
      }
      for (String type : reader.getInterfaces()) {
        names.add(symbols.type(type));
      }
      return names;
    } catch (UnreadableClassException | RuntimeException unreadable) {
      return List.of();
    }
  }

  private static void check(byte[] bytes) throws UnreadableClassException {
    if (bytes.length < 10 || (bytes[0] & 0xFF) != 0xCA || (bytes[1] & 0xFF) != 0xFE) {
      throw new UnreadableClassException("not a class file", null);
    }
    int major = (bytes[6] & 0xFF) << 8 | (bytes[7] & 0xFF);
    if (major > NEWEST_KNOWN_MAJOR) {
      throw new UnreadableClassException(
          "class file version %d (Java %d) is newer than this release knows (Java %d)"
              .formatted(major, major - 44, NEWEST_KNOWN_MAJOR - 44),
          null);
    }
  }

  private ClassFacts facts(ClassNode node) {
    ClassRef ref = names.type(node.name);
    List<MethodFacts> methods = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    for (MethodNode method : node.methods) {
      methods.add(
          new MethodFacts(
              declaration(ref, method),
              method.instructions.size() > 0 ? body(node, method, troubles) : null));
    }
    ClassFacts facts =
        new ClassFacts(
            ref,
            node.superName == null ? null : names.type(node.superName),
            node.interfaces.stream().map(names::type).toList(),
            node.access,
            sourceFile(node),
            annotations(node.visibleAnnotations, node.invisibleAnnotations),
            node.fields.stream().map(field -> declaration(ref, field)).toList(),
            methods,
            troubles,
            List.of());
    return facts.waived(DeclaredWaivers.of(facts));
  }

  private FieldDeclaration declaration(ClassRef owner, FieldNode field) {
    return new FieldDeclaration(
        names.field(owner.name(), field.name, field.desc),
        field.access,
        annotations(field.visibleAnnotations, field.invisibleAnnotations));
  }

  private MethodDeclaration declaration(ClassRef owner, MethodNode method) {
    return new MethodDeclaration(
        names.method(owner.name(), method.name, method.desc),
        method.access,
        annotations(method.visibleAnnotations, method.invisibleAnnotations));
  }

  private @Nullable Body body(ClassNode node, MethodNode method, List<Trouble> troubles) {
    try {
      return MethodLowering.lower(node.name, method, names);
    } catch (RuntimeException unreadable) {
      String reason = unreadable.getMessage();
      troubles.add(new Trouble(method.name, reason == null ? unreadable.toString() : reason));
      return null;
    }
  }

  /**
   * Returns the source file of a class, relative to its source root; empty if there is no class.
   */
  public static String origin(byte[] bytes) {
    try {
      check(bytes);
      ClassNode head = new ClassNode();
      new ClassReader(bytes).accept(head, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
      return sourceFile(head);
    } catch (UnreadableClassException | RuntimeException unreadable) {
      return "";
    }
  }

  private static String sourceFile(ClassNode node) {
    int slash = node.name.lastIndexOf('/');
    String folder = node.name.substring(0, slash + 1);
    if (node.sourceFile != null && !node.sourceFile.isEmpty()) {
      return folder + node.sourceFile;
    }
    int nested = node.name.indexOf('$', slash + 2);
    return (nested < 0 ? node.name : node.name.substring(0, nested)) + ".java";
  }

  private List<Annotation> annotations(
      @Nullable List<AnnotationNode> visible, @Nullable List<AnnotationNode> invisible) {
    if (visible == null && invisible == null) {
      return List.of();
    }
    List<Annotation> all = new ArrayList<>();
    for (List<AnnotationNode> nodes : Arrays.asList(visible, invisible)) {
      if (nodes != null) {
        nodes.forEach(node -> all.add(annotation(node)));
      }
    }
    return List.copyOf(all);
  }

  private static Annotation annotation(AnnotationNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    if (node.values != null) {
      for (int i = 0; i + 1 < node.values.size(); i += 2) {
        values.put((String) node.values.get(i), text(node.values.get(i + 1)));
      }
    }
    return new Annotation(Type.getType(node.desc).getInternalName(), Map.copyOf(values));
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ClassFileReader::text).collect(Collectors.joining(","));
    }
    return value instanceof String[] constant ? constant[1] : String.valueOf(value);
  }

  /** A class whose methods have no subroutines left. */
  private static final class InliningNode extends ClassNode {
    InliningNode() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodNode inlined =
          new JSRInlinerAdapter(null, access, name, descriptor, signature, exceptions);
      methods.add(inlined);
      return inlined;
    }
  }
}
