package dev.interleave.replay;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Weaves one method body. */
final class MethodWeaver {
  static final String STOPS = "dev/interleave/replay/Stops";

  private final ClassNode type;
  private final MethodNode method;
  private final WovenLoader loader;
  private final InsnList code;
  private int line;

  MethodWeaver(ClassNode type, MethodNode method, WovenLoader loader) {
    this.type = type;
    this.method = method;
    this.loader = loader;
    this.code = method.instructions;
  }

  void weave() {
    for (AbstractInsnNode insn : code.toArray()) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else {
        weave(insn);
      }
    }
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      method.access &= ~Opcodes.ACC_SYNCHRONIZED;
      Envelope.monitor(type, method, place("locks the monitor", false)).wrap();
    } else if (method.name.equals("<clinit>")) {
      Envelope.quiet(type, method).wrap();
    }
  }

  private void weave(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    if (insn instanceof FieldInsnNode field) {
      weaveField(field);
    } else if (insn instanceof MethodInsnNode call) {
      weaveCall(call);
    } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
      swapHandles(dynamic);
    } else if (insn instanceof TypeInsnNode created && opcode == Opcodes.NEW) {
      created.desc = twinOf(created.desc);
    } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
      stopBefore(insn, place("reads an array element", false));
    } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
      stopBefore(insn, place("writes an array element", false));
    } else if (opcode == Opcodes.MONITORENTER) {
      weaveEnter(insn);
    } else if (opcode == Opcodes.MONITOREXIT) {
      code.insertBefore(insn, new InsnNode(Opcodes.DUP));
      code.insert(insn, stops("exited", "(Ljava/lang/Object;)V"));
    }
  }

  private void weaveField(FieldInsnNode field) {
    boolean isRead =
        field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.GETSTATIC;
    boolean isConstant = field.getOpcode() == Opcodes.GETSTATIC && field.owner.startsWith("java/");
    if (!isConstant
        && !isFinalHere(field)
        && !field.name.startsWith("$")
        && !field.name.startsWith("this$")) {
      stopBefore(field, place((isRead ? "reads " : "writes ") + field.name, false));
    }
  }

  private boolean isFinalHere(FieldInsnNode field) {
    if (!field.owner.equals(type.name)) {
      return false;
    }
    for (FieldNode declared : type.fields) {
      if (declared.name.equals(field.name)) {
        return (declared.access & Opcodes.ACC_FINAL) != 0;
      }
    }
    return false;
  }

  private void weaveCall(MethodInsnNode call) {
    if (call.name.equals("<init>")) {
      call.owner = isSuperCall(call) ? call.owner : twinOf(call.owner);
    }
    boolean isDirect = call.getOpcode() != Opcodes.INVOKEINTERFACE;
    if (Calls.isLeaf(call) || (isDirect && isWovenBody(call))) {
      return;
    }
    int place = place("calls " + nameOf(call), Calls.isAtomic(call));
    if (!Calls.swap(call, code, place)) {
      stopBefore(call, place);
      if (Calls.isRelease(call)) {
        code.insert(call, stops("released", "()V"));
      }
    }
  }

  private boolean isWovenBody(MethodInsnNode call) {
    boolean isInsideTwin =
        type.name.startsWith(Twins.PREFIX) && call.owner.startsWith(Twins.PREFIX);
    return isInsideTwin || Weaver.isWovenBody(call.owner, call.name + call.desc, loader);
  }

  private boolean isSuperCall(MethodInsnNode call) {
    return method.name.equals("<init>") && call.owner.equals(type.superName);
  }

  private String twinOf(String owner) {
    boolean isInTwin = type.name.startsWith(Twins.PREFIX);
    boolean stays = isInTwin || !loader.stepsIntoCollections() || owner.equals(type.superName);
    return stays ? owner : Twins.of(owner);
  }

  private void swapHandles(InvokeDynamicInsnNode dynamic) {
    for (int i = 0; i < dynamic.bsmArgs.length; i++) {
      if (dynamic.bsmArgs[i] instanceof Handle handle
          && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
        dynamic.bsmArgs[i] =
            new Handle(
                handle.getTag(),
                twinOf(handle.getOwner()),
                handle.getName(),
                handle.getDesc(),
                false);
      }
    }
  }

  private void weaveEnter(AbstractInsnNode insn) {
    int place = place("locks the monitor", false);
    InsnList before = new InsnList();
    before.add(new InsnNode(Opcodes.DUP));
    before.add(new InsnNode(Opcodes.DUP));
    before.add(new LdcInsnNode(place));
    before.add(stops("enter", "(Ljava/lang/Object;I)V"));
    code.insertBefore(insn, before);
    InsnList after = new InsnList();
    after.add(new LdcInsnNode(place));
    after.add(stops("entered", "(Ljava/lang/Object;I)V"));
    code.insert(insn, after);
  }

  private void stopBefore(AbstractInsnNode insn, int place) {
    code.insertBefore(insn, new LdcInsnNode(place));
    code.insertBefore(insn, stops("at", "(I)V"));
  }

  private int place(String what, boolean isAtomic) {
    String file = type.sourceFile == null ? simple(type.name) : type.sourceFile;
    String member = simple(type.name) + "." + method.name;
    return Places.add(
        new Place(file, line, member, what, isAtomic, type.name.startsWith(Twins.PREFIX)));
  }

  private static String nameOf(MethodInsnNode call) {
    String name = call.name.equals("<init>") ? "new" : call.name;
    return simple(call.owner) + "." + name;
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  static MethodInsnNode stops(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, STOPS, name, descriptor, false);
  }
}
