package dev.interleave.replay;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Which calls are leaves, which are atomic, which release, and which {@link Stops} stands in for.
 */
final class Calls {
  private static final String LOCKS = "java/util/concurrent/locks/";
  private static final String LOCK = LOCKS + "Lock";
  private static final String STAMPED = LOCKS + "StampedLock";
  private static final String SEMAPHORE = "java/util/concurrent/Semaphore";
  private static final String CHANNEL = "java/nio/channels/FileChannel";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";
  private static final String FILE_LOCK = "Ljava/nio/channels/FileLock;";

  private static final Set<String> LOCK_TYPES =
      Set.of(
          LOCK,
          LOCKS + "ReentrantLock",
          LOCKS + "ReentrantReadWriteLock$ReadLock",
          LOCKS + "ReentrantReadWriteLock$WriteLock");

  /** A call by owner, name and descriptor, and the type that its stand-in takes it on. */
  private static final Map<String, String> STAND_INS =
      Map.ofEntries(
          Map.entry("lock()V", LOCK),
          Map.entry("lockInterruptibly()V", LOCK),
          Map.entry("tryLock()Z", LOCK),
          Map.entry("tryLock(JLjava/util/concurrent/TimeUnit;)Z", LOCK),
          Map.entry("unlock()V", LOCK),
          Map.entry("writeLock()J", STAMPED),
          Map.entry("readLock()J", STAMPED),
          Map.entry("acquire()V", SEMAPHORE),
          Map.entry("release()V", SEMAPHORE),
          Map.entry("lock()" + FILE_LOCK, CHANNEL),
          Map.entry("lock(JJZ)" + FILE_LOCK, CHANNEL),
          Map.entry("join()Ljava/lang/Object;", FUTURE));

  private static final Set<String> RELEASES =
      Set.of(
          "unlock",
          "unlockRead",
          "unlockWrite",
          "release",
          "close",
          "countDown",
          "complete",
          "completeExceptionally",
          "signal",
          "signalAll",
          "notify",
          "notifyAll");

  private static final Set<String> LEAVES =
      Set.of(
          "java/lang/String",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Boolean",
          "java/lang/Character",
          "java/lang/Double",
          "java/lang/Byte",
          "java/lang/Short",
          "java/lang/Float",
          "java/lang/Math",
          "java/lang/Class",
          "java/lang/Enum",
          "java/util/Objects",
          "java/util/Optional",
          "java/lang/Record");

  private Calls() {}

  static boolean isLeaf(MethodInsnNode call) {
    boolean isPlainConstructor =
        call.name.equals("<init>")
            && (call.owner.startsWith("java/lang/") || call.owner.startsWith("java/util/"));
    boolean isOfObject =
        call.owner.equals("java/lang/Object")
            && !call.name.startsWith("notify")
            && !call.name.equals("wait");
    return isPlainConstructor || isOfObject || LEAVES.contains(call.owner);
  }

  static boolean isAtomic(MethodInsnNode call) {
    return call.owner.startsWith("java/util/concurrent/")
        && !call.owner.startsWith(LOCKS)
        && !call.name.equals("<init>");
  }

  static boolean isRelease(MethodInsnNode call) {
    return RELEASES.contains(call.name);
  }

  /** Replaces a call by its stand-in, if it has one. */
  static boolean swap(MethodInsnNode call, InsnList code, int place) {
    if (call.getOpcode() == Opcodes.INVOKESTATIC || call.getOpcode() == Opcodes.INVOKESPECIAL) {
      return false;
    }
    if (swapWait(call, code, place) || swapView(call, code)) {
      return true;
    }
    String receiver = STAND_INS.get(call.name + call.desc);
    boolean fits =
        receiver != null
            && (receiver.equals(LOCK)
                ? LOCK_TYPES.contains(call.owner)
                : receiver.equals(call.owner));
    if (fits) {
      String stops = "(L" + receiver + ";" + call.desc.substring(1).replace(")", "I)");
      boolean isFile = receiver.equals(CHANNEL);
      code.insertBefore(call, new LdcInsnNode(place));
      replace(call, isFile ? "fileLock" : call.name, stops);
    }
    return fits;
  }

  private static boolean swapWait(MethodInsnNode call, InsnList code, int place) {
    boolean isWait =
        call.name.equals("wait") && (call.desc.equals("()V") || call.desc.equals("(J)V"));
    if (!isWait) {
      return false;
    }
    if (call.desc.equals("()V")) {
      code.insertBefore(call, new InsnNode(Opcodes.LCONST_0));
    }
    code.insertBefore(call, new LdcInsnNode(place));
    replace(call, "await", "(Ljava/lang/Object;JI)V");
    return true;
  }

  private static boolean swapView(MethodInsnNode call, InsnList code) {
    boolean isView =
        (call.name.equals("readLock") || call.name.equals("writeLock"))
            && (call.owner.equals(LOCKS + "ReadWriteLock")
                || call.owner.equals(LOCKS + "ReentrantReadWriteLock"));
    if (isView) {
      String view = Type.getReturnType(call.desc).getInternalName();
      replace(call, call.name, "(L" + LOCKS + "ReadWriteLock;)L" + LOCK + ";");
      code.insert(call, new TypeInsnNode(Opcodes.CHECKCAST, view));
    }
    return isView;
  }

  private static void replace(MethodInsnNode call, String name, String descriptor) {
    call.setOpcode(Opcodes.INVOKESTATIC);
    call.owner = MethodWeaver.STOPS;
    call.name = name;
    call.desc = descriptor;
    call.itf = false;
  }
}
