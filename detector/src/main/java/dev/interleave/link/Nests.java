package dev.interleave.link;

import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** What a body runs on the thread that it is run by. */
final class Nests {
  private final Program program;
  private final CallGraph graph;
  private final PerBody<List<MethodSummary>> made;

  Nests(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    this.made = new PerBody<>(program);
    findMade();
  }

  /** Code that is stored to be run by means not at hand counts as run by whoever made it. */
  private void findMade() {
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke invoke) {
          invoke.operands().forEach(operand -> noteMade(body, operand));
        } else if (event.action() instanceof Touch touch && touch.value() != null) {
          noteMade(body, touch.value());
        }
      }
    }
  }

  private void noteMade(MethodSummary body, Operand operand) {
    Closure closure = operand.closure();
    MethodRef found = closure == null ? null : program.find(closure.body());
    MethodSummary target = found == null ? null : program.body(found);
    if (target != null && graph.callers(target).isEmpty()) {
      made.orPut(body, () -> new ArrayList<>(1)).add(target);
    }
  }

  /**
   * Returns what a body reaches by calls without leaving its outermost class, on the object or the
   * captured ones that it works for.
   */
  List<MethodSummary> of(MethodSummary root) {
    String outermost = root.ref().owner().outermost();
    BitSet seen = new BitSet();
    seen.set(root.number());
    List<MethodSummary> all = new ArrayList<>(List.of(root));
    for (int i = 0; i < all.size(); i++) {
      for (MethodSummary callee : callees(all.get(i), Nests::staysWithObject)) {
        if (!seen.get(callee.number()) && callee.ref().owner().outermost().equals(outermost)) {
          seen.set(callee.number());
          all.add(callee);
        }
      }
    }
    return all;
  }

  /** Returns whether each of the threads has its objects of a class for itself. */
  boolean isOfEach(Start start, ClassRef type) {
    CallSite site = start.at();
    if (site == null) {
      return false;
    }
    boolean own = false;
    List<AccessPath> captured = site.arguments();
    for (AccessPath path : captured) {
      if (program.hierarchy().isA(type(site.caller(), path), type)) {
        if (path.root() != AccessPath.Root.FRESH
            || (site.isSeveralInOne() && !Spawns.isMadeAgain(site.caller(), path))) {
          return false;
        }
        own = true;
      }
    }
    return own || (start.isAwaited() && isOfElement(start.root(), captured.size(), type));
  }

  private static ClassRef type(MethodSummary body, AccessPath path) {
    FieldRef field = path.lastField();
    if (field != null) {
      return new ClassRef(field.typeName());
    }
    return switch (path.root()) {
      case FRESH -> new ClassRef(body.created().getOrDefault(path.number(), ""));
      case PARAM -> body.parameterType(path.number());
      default -> new ClassRef("");
    };
  }

  /** Of the elements of a stream each thread has its own. */
  private boolean isOfElement(MethodRef root, int captured, ClassRef type) {
    MethodSummary body = program.body(root);
    return body != null && program.hierarchy().isA(body.parameterType(captured), type);
  }

  /** Returns the bodies that a body runs on its own thread, by some of its calls. */
  List<MethodSummary> callees(MethodSummary body, Predicate<CallSite> followed) {
    List<MethodSummary> all = new ArrayList<>();
    for (CallSite site : graph.sites(body)) {
      if (site.callee() != null && site.kind().isWaitedFor() && followed.test(site)) {
        all.add(site.callee());
      }
    }
    all.addAll(made.get(body, List.of()));
    return all;
  }

  /** Returns whether a call stays with the object, or the captured ones, that a body works for. */
  private static boolean staysWithObject(CallSite site) {
    if (site.arguments().isEmpty() || site.kind() != CallSite.Kind.CALL) {
      return true;
    }
    if (site.event().action() instanceof Invoke invoke && invoke.dispatch() == Dispatch.STATIC) {
      return true;
    }
    AccessPath receiver = site.arguments().get(0);
    boolean forAll = receiver.root() == AccessPath.Root.GLOBAL && receiver.fields().size() == 1;
    return forAll
        || (receiver.root() == AccessPath.Root.PARAM
            && receiver.fields().stream().allMatch(FieldRef::isOuter));
  }
}
