package dev.interleave.frontend.bytecode;

import dev.interleave.ir.ClassHeader;
import dev.interleave.ir.ClassHeader.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads what others may know of a class, without its code. */
public final class HeaderReader extends ClassVisitor {
  private String name = "";
  private int access;
  private String signature = "";
  private final List<String> members = new ArrayList<>();
  private final List<Member> fields = new ArrayList<>();
  private final List<Member> methods = new ArrayList<>();

  private HeaderReader() {
    super(Opcodes.ASM9);
  }

  /** Returns the header; null when the bytes cannot be read. */
  public static @Nullable ClassHeader read(byte[] bytes) {
    if (bytes.length < 10) {
      return null;
    }
    HeaderReader reader = new HeaderReader();
    try {
      new ClassReader(bytes)
          .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (RuntimeException damaged) {
      return null;
    }
    return new ClassHeader(
        reader.name,
        reader.access,
        reader.members,
        reader.signature,
        reader.fields,
        reader.methods);
  }

  @Override
  public void visit(
      int version,
      int flags,
      String internalName,
      @Nullable String generic,
      @Nullable String superName,
      String[] interfaces) {
    name = internalName;
    access = flags;
    if (generic != null) {
      signature = generic;
      return;
    }
    StringBuilder text = new StringBuilder();
    if (superName != null) {
      text.append('L').append(superName).append(';');
    }
    for (String type : interfaces) {
      text.append('L').append(type).append(';');
    }
    signature = text.toString();
  }

  @Override
  public void visitInnerClass(
      String inner, @Nullable String outer, @Nullable String simple, int flags) {
    if (inner.equals(name)) {
      access |= flags & Opcodes.ACC_STATIC;
    } else if (name.equals(outer)) {
      members.add(inner);
    }
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int flags,
      String field,
      String descriptor,
      @Nullable String generic,
      @Nullable Object value) {
    fields.add(new Member(field, flags, descriptor, generic == null ? descriptor : generic, value));
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int flags, String method, String descriptor, @Nullable String generic, String[] exceptions) {
    if ((flags & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE)) == 0) {
      methods.add(
          new Member(method, flags, descriptor, generic == null ? descriptor : generic, null));
    }
    return null;
  }
}
