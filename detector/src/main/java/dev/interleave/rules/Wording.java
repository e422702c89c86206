package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Effect;
import dev.interleave.link.Linked;
import dev.interleave.link.Program;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The program's own words for what the analysis speaks of. */
final class Wording {
  private static final String HANDED_OVER = "handed to another thread here";

  private final Program program;

  Wording(Linked linked) {
    this.program = linked.program();
  }

  /** Returns {@code Chat.post}, or {@code the lambda in Chat.post}. */
  static String method(MethodRef method) {
    String owner = method.owner().simpleName();
    if (method.isConstructor()) {
      return "new " + owner;
    }
    String name = owner + "." + method.sourceName();
    return method.isLambda() ? "the lambda in " + name : name;
  }

  /** Returns {@code post}. */
  static String shortMethod(MethodRef method) {
    return method.isClassInitializer() ? "static initializer" : method.sourceName();
  }

  /** Returns what goes wrong when two threads run one body. */
  static Interleaving twoCalls(MethodSummary body, Turn... turns) {
    String method = shortMethod(body.ref());
    return new Interleaving(method, method, List.of(turns));
  }

  /** Returns the guards by the names a reader of the body knows, each once. */
  List<String> guards(MethodSummary body, GuardSet guards) {
    Set<String> names = new LinkedHashSet<>();
    for (Guard guard : guards.guards()) {
      String mode =
          switch (guard.mode()) {
            case EXCLUSIVE -> "";
            case SHARED -> " (read mode)";
            case ENTRY -> " (one entry)";
          };
      names.add("`" + path(body, guard.lock()) + "`" + mode);
    }
    return List.copyOf(names);
  }

  /** Returns a path as source would spell it. */
  String path(MethodSummary body, AccessPath path) {
    StringBuilder text = new StringBuilder(root(body, path));
    for (FieldRef field : path.fields()) {
      if (field.equals(AccessPath.ELEMENT)) {
        text.append("[…]");
      } else if (field.isOuter()) {
        text.setLength(0);
        text.append(new ClassRef(field.typeName()).simpleName());
        text.append(".this");
      } else {
        if (text.toString().equals("this")) {
          text.setLength(0);
        }
        if (text.length() > 0) {
          text.append('.');
        }
        text.append(field.name());
      }
    }
    return text.toString();
  }

  private static String root(MethodSummary body, AccessPath path) {
    return switch (path.root()) {
      case PARAM -> parameter(body, path.number());
      case GLOBAL -> path.fields().get(0).owner().simpleName();
      case NAMED -> named(path.label());
      case FRESH, UNKNOWN -> "a local";
    };
  }

  /** A class monitor, or a guard of which only the field is known. */
  private static String named(String label) {
    String name = label.startsWith("some ") ? label.substring(5) : label;
    boolean isClass = name.endsWith(".class");
    String base = isClass ? name.substring(0, name.length() - 6) : name;
    int cut = isClass ? base.lastIndexOf('.') : base.lastIndexOf('/');
    return base.substring(cut + 1).replace('$', '.') + (isClass ? ".class" : "");
  }

  private static String parameter(MethodSummary body, int index) {
    String name = index < body.names().size() ? body.names().get(index) : "";
    return name.isEmpty() ? "parameter " + index : name;
  }

  /** Returns the place of an effect, and the calls that lead there. */
  Site site(MethodSummary body, Effect effect, String role, GuardSet guards) {
    List<Place> trace = new ArrayList<>();
    effect
        .calls()
        .forEach(call -> trace.add(program.place(call.caller().ref(), call.event().span())));
    Place place = program.place(effect.origin(), effect.event().span());
    return new Site(place, role, guards(body, guards), trace);
  }

  /** Returns {@code add holds `lock` for `count` at Counter.java:12}. */
  String guarded(Access access) {
    boolean itself = !access.event().held().isEmpty();
    return method(access.body().ref())
        + (itself ? " holds " : " is called holding ")
        + String.join(" and ", guards(access.body(), access.guards()))
        + " for `"
        + access.slot().field().name()
        + "` at "
        + program.place(access.body().ref(), access.event().span()).shortForm();
  }

  /** Returns a place without a trace. */
  Site site(MethodSummary body, Event event, String role, GuardSet guards) {
    return new Site(program.place(body.ref(), event.span()), role, guards(body, guards), List.of());
  }

  /** Returns {@code history.get} or {@code count}. */
  static String step(Slot slot, Touch touch) {
    String subject = subject(slot);
    if (touch.through().startsWith(Touch.COPY)) {
      return touch.through() + "(" + subject + ")";
    }
    boolean plain = touch.through().isEmpty() || touch.through().endsWith("=");
    if (plain) {
      return subject;
    }
    return slot.elements() == 0
        ? subject + "." + touch.through()
        : touch.through() + " on " + subject;
  }

  /** Returns {@code history}, or {@code a value of history}. */
  static String subject(Slot slot) {
    return slot.elements() == 0 ? slot.field().name() : "a value of " + slot.field().name();
  }

  /** Returns the same in code quotes, as far as it is code. */
  static String quoted(Slot slot) {
    String name = "`" + slot.field().name() + "`";
    return slot.elements() == 0 ? name : "a value of " + name;
  }

  /** Returns whether a slot holds no more than yes or no. */
  static boolean isFlag(Slot slot) {
    return slot.field().descriptor().equals("Z")
        || slot.field().typeName().equals("java/util/concurrent/atomic/AtomicBoolean");
  }

  Evidence evidence(Reason reason) {
    Evidence.Kind kind =
        reason.isDeclared() ? Evidence.Kind.DECLARED : Evidence.Kind.valueOf(reason.kind().name());
    CallSite at = reason.at();
    Site where = at == null ? null : site(at.caller(), at.event(), HANDED_OVER, at.event().held());
    return new Evidence(kind, reason.text(), where);
  }
}
