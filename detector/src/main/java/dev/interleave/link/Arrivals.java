package dev.interleave.link;

import dev.interleave.knowledge.Entry;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which bodies frameworks run, from threads of their own. */
final class Arrivals {
  private final Program program;
  private final CallGraph graph;
  private final Nests nests;
  private final PerBody<List<Arrival>> arrivals;

  Arrivals(Program program, CallGraph graph, Nests nests) {
    this.program = program;
    this.graph = graph;
    this.nests = nests;
    this.arrivals = new PerBody<>(program);
    findArrivals();
  }

  /** Returns the frameworks' calls that run a body. */
  List<Arrival> of(MethodRef method) {
    MethodSummary body = program.body(method);
    return body == null ? List.of() : arrivals.get(body, List.of());
  }

  /**
   * Returns the method that a framework calls again only when it has ended, where no other call at
   * hand leads to a body; null when others do.
   */
  @Nullable MethodRef task(MethodRef method) {
    List<Arrival> all = of(method);
    Arrival first = all.isEmpty() ? null : all.get(0);
    boolean alone =
        first != null
            && all.stream().anyMatch(Arrival::serial)
            && all.stream().allMatch(arrival -> arrival.serial() || !arrival.named())
            && all.stream().allMatch(arrival -> arrival.root().equals(first.root()))
            && graph.callers(first.root()).isEmpty()
            && graph.callers(method).stream().allMatch(site -> all.equals(of(site.caller().ref())));
    return first != null && alone ? first.root() : null;
  }

  private void findArrivals() {
    List<Entry> entries = program.knowledge().entries();
    Mentions mentions = new Mentions(program, entries);
    for (ClassSummary type : program.classes()) {
      mentions.in(type).stream().forEach(i -> arrive(type, entries.get(i)));
    }
    Map<String, Entry> supertypes = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.kind() == Entry.Kind.SUPERTYPE) {
        supertypes.putIfAbsent(entry.name(), entry);
      }
    }
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke call && isForeign(call)) {
          handedOver(call, supertypes);
        }
      }
    }
  }

  /** A lambda is handed over as what a framework calls. */
  private void handedOver(Invoke call, Map<String, Entry> supertypes) {
    int first = call.dispatch() == Dispatch.STATIC ? 0 : 1;
    for (int i = first; i < call.operands().size(); i++) {
      Closure closure = call.operands().get(i).closure();
      if (closure != null) {
        Entry entry = supertypes.get(call.target().parameterType(i - first).name());
        if (entry != null) {
          arrive(closure.body(), entry);
        }
      }
    }
  }

  /** What the program's own methods do with code, and known ones, is looked up elsewhere. */
  private boolean isForeign(Invoke call) {
    return call.effect() == null && program.type(call.target().owner()) == null;
  }

  private void arrive(ClassSummary type, Entry entry) {
    if (entry.kind() == Entry.Kind.METHOD || entry.kind() == Entry.Kind.TASK) {
      annotated(type, entry);
    } else if (entry.kind() == Entry.Kind.CLASS
        ? isAnnotated(type.annotations(), entry.name())
        : program.hierarchy().isA(type.ref(), new ClassRef(entry.name()))) {
      called(type, entry);
    }
  }

  /** Frameworks look at the annotations of overridden methods, too. */
  private void annotated(ClassSummary type, Entry entry) {
    for (MethodDeclaration method : type.methods()) {
      if (isAnnotated(method.annotations(), entry.name())) {
        arrive(method.ref(), entry);
        for (ClassRef below : program.subclasses(type.ref())) {
          arrive(method.ref().in(below), entry);
        }
      }
    }
  }

  /** What a framework's own base class hands its calls on to may be protected. */
  private void called(ClassSummary type, Entry entry) {
    for (MethodSummary body : type.summaries()) {
      boolean named = entry.methods().contains(body.ref().name());
      int open = named ? Flags.PUBLIC | Flags.PROTECTED : Flags.PUBLIC;
      if ((named || entry.methods().isEmpty())
          && (body.access() & open) != 0
          && !Flags.has(body.access(), Flags.STATIC)
          && !body.ref().isConstructor()) {
        arrive(body.ref(), entry);
      }
    }
  }

  private void arrive(MethodRef method, Entry entry) {
    MethodSummary body = program.body(method);
    if (body != null) {
      String what = HandingTexts.method(method);
      boolean serial = entry.kind() == Entry.Kind.TASK;
      boolean named = serial || entry.kind() == Entry.Kind.METHOD || !entry.methods().isEmpty();
      Arrival arrival =
          new Arrival(method, what + " " + entry.why(), named, entry.request(), serial);
      for (MethodSummary reached : nests.of(body)) {
        arrivals.orPut(reached, () -> new ArrayList<>(1)).add(arrival);
      }
    }
  }

  private static boolean isAnnotated(List<Annotation> annotations, String name) {
    for (Annotation annotation : annotations) {
      if (annotation.type().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
