package dev.interleave.link;

import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which methods a call may reach, by class hierarchy. */
final class Targets {
  private static final int MOST = 32;

  private final Program program;
  private static final int[] NONE = {};

  private final Map<Call, int[]> known = new HashMap<>();
  private final Map<MethodRef, int[]> asNamed = new HashMap<>();
  private final Map<MethodRef, int[]> exact = new HashMap<>();

  /** A method as called on a type; exactly that type, or any below it. */
  private record Call(MethodRef named, ClassRef type, boolean exact) {}

  Targets(Program program) {
    this.program = program;
  }

  /** Returns the numbers of the bodies that a call may reach; none when they are too many. */
  int[] of(MethodSummary body, Invoke invoke) {
    MethodRef named = invoke.target();
    if (invoke.dispatch() != Dispatch.VIRTUAL) {
      return targets(exact, named, true);
    }
    Operand receiver = invoke.operands().get(0);
    boolean own = receiver.path().root() == Root.FRESH && receiver.path().isBare();
    ClassRef type = own ? exactType(body, receiver) : narrower(named.owner(), receiver.type());
    return !own && type.equals(named.owner())
        ? targets(asNamed, named, false)
        : known.computeIfAbsent(new Call(named, type, own), this::find);
  }

  /** Most calls name the very type that they are looked up in; those need no key of their own. */
  private int[] targets(Map<MethodRef, int[]> among, MethodRef named, boolean isExact) {
    int[] its = among.get(named);
    if (its == null) {
      its = find(new Call(named, named.owner(), isExact));
      among.put(named, its);
    }
    return its;
  }

  private int[] find(Call call) {
    MethodRef found = program.find(call.named.in(call.type));
    MethodSummary first = found == null ? null : program.body(found);
    int own = first == null ? MethodSummary.NO_NUMBER : first.number();
    int[] targets = first == null ? NONE : new int[] {own};
    if (!call.exact) {
      for (ClassRef below : program.subclasses(call.type)) {
        MethodSummary override = program.body(call.named.in(below));
        if (override != null && override.number() != own) {
          if (targets.length == MOST) {
            return NONE;
          }
          targets = Arrays.copyOf(targets, targets.length + 1);
          targets[targets.length - 1] = override.number();
        }
      }
    }
    return targets;
  }

  private ClassRef narrower(ClassRef named, String type) {
    if (type.isEmpty() || type.equals(named.name())) {
      return named;
    }
    ClassRef receiver = new ClassRef(type);
    boolean below = program.type(receiver) != null && program.hierarchy().isA(receiver, named);
    return below ? receiver : named;
  }

  /** Returns the class of an object that the body made itself, its static type otherwise. */
  static ClassRef exactType(MethodSummary body, Operand operand) {
    AccessPath path = operand.path();
    if (path.root() == Root.FRESH && path.isBare()) {
      String made = body.created().get(path.number());
      if (made != null && !made.startsWith("makes:")) {
        return new ClassRef(made);
      }
    }
    return new ClassRef(operand.type());
  }
}
