package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks that run other code, which their constructors are handed. */
final class Wrappers {
  /** How the method is called, and described, that whoever has a piece of work runs. */
  static final List<String> WORKS = List.of("run", "call", "get", "compute");

  static final List<String> RESULTS = List.of("()V", "()Ljava/lang/Object;");

  private final Map<ClassRef, Set<FieldRef>> run = new HashMap<>();
  private final Map<MethodRef, Set<Integer>> handed = new HashMap<>();

  Wrappers(Program program) {
    for (ClassSummary type : program.classes()) {
      MethodSummary work = work(program, type.ref());
      if (work != null) {
        findRun(program, work);
      }
    }
    for (MethodSummary body : program.bodies()) {
      if (body.ref().isConstructor() && run.containsKey(body.ref().owner())) {
        findHanded(program, body);
      }
    }
  }

  /** Returns the one method that a thread calls; null when the class declares none. */
  private static @Nullable MethodSummary work(Program program, ClassRef type) {
    for (String name : WORKS) {
      for (String result : RESULTS) {
        MethodSummary body = program.body(new MethodRef(type, name, result));
        if (body != null && !Flags.has(body.access(), Flags.STATIC)) {
          return body;
        }
      }
    }
    return null;
  }

  private void findRun(Program program, MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke
          && invoke.dispatch() == Dispatch.VIRTUAL
          && !invoke.operands().isEmpty()) {
        FieldRef field = own(program, invoke.operands().get(0).path());
        if (field != null && isCode(program, new ClassRef(field.typeName()))) {
          run.computeIfAbsent(body.ref().owner(), o -> new HashSet<>(2)).add(field);
        }
      }
    }
  }

  private void findHanded(Program program, MethodSummary body) {
    Set<FieldRef> fields = run.getOrDefault(body.ref().owner(), Set.of());
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch
          && touch.kind().writes()
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null
          && body.isHandedIn(touch.value().path())
          && fields.contains(own(program, touch.location().path()))) {
        handed
            .computeIfAbsent(body.ref(), c -> new HashSet<>(2))
            .add(touch.value().path().number());
      }
    }
  }

  /** Returns whether objects of a type are pieces of work. */
  static boolean isCode(Program program, ClassRef type) {
    return program.traits(type).contains(Trait.FUNCTIONAL) || hasOneMethod(program.type(type));
  }

  private static boolean hasOneMethod(@Nullable ClassSummary type) {
    return type != null
        && Flags.has(type.access(), Flags.INTERFACE)
        && type.methods().stream().filter(method -> isAbstract(method.access())).count() == 1;
  }

  private static boolean isAbstract(int access) {
    return Flags.has(access, Flags.ABSTRACT) && !Flags.has(access, Flags.STATIC);
  }

  private static @Nullable FieldRef own(Program program, AccessPath path) {
    FieldRef field = path.lastField();
    boolean own = path.root() == Root.PARAM && path.number() == 0 && path.fields().size() == 1;
    return own && field != null ? program.resolve(field) : null;
  }

  /** Returns the code within a task that a body has made, if it is one of these. */
  List<Operand> inside(MethodSummary body, Operand task) {
    AccessPath path = task.path();
    if (path.root() != Root.FRESH
        || !path.isBare()
        || !run.containsKey(Targets.exactType(body, task))) {
      return List.of();
    }
    List<Operand> inside = new ArrayList<>(1);
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke made && made.makes(path)) {
        for (int parameter : handed.getOrDefault(made.target(), Set.of())) {
          Operand inner = made.operands().get(parameter);
          if (!inner.path().equals(path)) {
            inside.add(inner);
          }
        }
      }
    }
    return inside;
  }
}
