package dev.interleave.replay;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A "before" and "after" around a whole method body, on every way out: the monitor of a
 * synchronized method made visible, or the silence of a class initializer.
 */
final class Envelope {
  private final ClassNode type;
  private final MethodNode method;
  private final boolean isMonitor;
  private final int place;

  private Envelope(ClassNode type, MethodNode method, boolean isMonitor, int place) {
    this.type = type;
    this.method = method;
    this.isMonitor = isMonitor;
    this.place = place;
  }

  static Envelope monitor(ClassNode type, MethodNode method, int place) {
    return new Envelope(type, method, true, place);
  }

  static Envelope quiet(ClassNode type, MethodNode method) {
    return new Envelope(type, method, false, 0);
  }

  void wrap() {
    InsnList code = method.instructions;
    LabelNode first = new LabelNode();
    LabelNode start = first;
    List<LabelNode[]> ranges = new ArrayList<>();
    for (AbstractInsnNode insn : code.toArray()) {
      if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
        LabelNode end = new LabelNode();
        code.insertBefore(insn, end);
        code.insertBefore(insn, leave());
        ranges.add(new LabelNode[] {start, end});
        start = new LabelNode();
        code.insert(insn, start);
      }
    }
    LabelNode handler = new LabelNode();
    ranges.add(new LabelNode[] {start, handler});
    code.insert(first);
    code.insertBefore(first, enter());
    code.add(handler);
    addHandler(code);
    for (LabelNode[] range : ranges) {
      if (hasCode(range[0], range[1])) {
        method.tryCatchBlocks.add(new TryCatchBlockNode(range[0], range[1], handler, null));
      }
    }
  }

  private void addHandler(InsnList code) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    Object[] locals = isStatic ? new Object[0] : new Object[] {type.name};
    code.add(
        new FrameNode(
            Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"}));
    code.add(leave());
    code.add(new InsnNode(Opcodes.ATHROW));
  }

  private static boolean hasCode(LabelNode from, LabelNode to) {
    for (AbstractInsnNode insn = from; insn != to; insn = insn.getNext()) {
      if (insn.getOpcode() >= 0) {
        return true;
      }
    }
    return false;
  }

  private InsnList enter() {
    InsnList list = new InsnList();
    if (!isMonitor) {
      list.add(new InsnNode(Opcodes.ICONST_1));
      list.add(MethodWeaver.stops("quiet", "(I)V"));
      return list;
    }
    list.add(lock());
    list.add(new LdcInsnNode(place));
    list.add(MethodWeaver.stops("enter", "(Ljava/lang/Object;I)V"));
    list.add(lock());
    list.add(new InsnNode(Opcodes.MONITORENTER));
    list.add(lock());
    list.add(new LdcInsnNode(place));
    list.add(MethodWeaver.stops("entered", "(Ljava/lang/Object;I)V"));
    return list;
  }

  private InsnList leave() {
    InsnList list = new InsnList();
    if (!isMonitor) {
      list.add(new InsnNode(Opcodes.ICONST_M1));
      list.add(MethodWeaver.stops("quiet", "(I)V"));
      return list;
    }
    list.add(lock());
    list.add(new InsnNode(Opcodes.MONITOREXIT));
    list.add(lock());
    list.add(MethodWeaver.stops("exited", "(Ljava/lang/Object;)V"));
    return list;
  }

  private AbstractInsnNode lock() {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    return isStatic
        ? new LdcInsnNode(Type.getObjectType(type.name))
        : new VarInsnNode(Opcodes.ALOAD, 0);
  }
}
