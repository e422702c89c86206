package dev.interleave.link;

import dev.interleave.domain.Sources;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which calls wait, and for what. */
final class Waits {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern UNIT =
      Pattern.compile("NANOSECONDS|MICROSECONDS|MILLISECONDS|SECONDS|MINUTES|HOURS|DAYS");
  private static final Pattern DONE = Pattern.compile("is(Done|Completed|Complete|Finished)");
  private static final long SECOND = 1000;

  private final Program program;
  private final CallGraph graph;
  private @Nullable Makers queues;

  Waits(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  /** Returns what an event of a body waits for; null when it does not wait. */
  @Nullable Wait of(MethodSummary body, Event event) {
    if (!(event.action() instanceof Invoke invoke)
        || invoke.effect() == null
        || isDecorator(body, invoke)
        || hasAsked(body, event)) {
      return null;
    }
    Wait.Kind kind = kind(body, invoke, invoke.effect());
    return kind == null ? null : new Wait(kind, invoke.target(), isBrief(event, invoke));
  }

  private Wait.@Nullable Kind kind(MethodSummary body, Invoke invoke, CallEffect effect) {
    if (effect.has(Flag.ENDS)) {
      return Wait.Kind.END;
    }
    if (effect.has(Flag.BLOCKS)) {
      if (effect.has(Flag.ROOM) && hasRoom(invoke, body)) {
        return null;
      }
      boolean task = effect.has(Flag.JOINS) && handOver(body, invoke) != null;
      return task ? Wait.Kind.TASK : Wait.Kind.THREAD;
    }
    if (effect.has(Flag.AWAITS)) {
      return Wait.Kind.SIGNAL;
    }
    return effect.has(Flag.IO) && !isHarmless(invoke) ? Wait.Kind.IO : null;
  }

  /** Returns whether the queue that something is put into never fills up. */
  private boolean hasRoom(Invoke put, MethodSummary body) {
    if (put.operands().isEmpty()) {
      return false;
    }
    AccessPath queue = put.operands().get(0).path();
    FieldRef field = queue.endsInElement() ? null : queue.lastField();
    if (field == null) {
      return Makers.of(body, queue).filter(made -> made.call().has(Flag.ROOMY)).isPresent();
    }
    if (queues == null) {
      queues = new Makers(program, declared -> program.isQueue(program.resolve(declared)));
    }
    List<Optional<Makers.Maker>> makers = queues.of(program.resolve(field));
    return isRoomy(new ClassRef(field.typeName()))
        ? makers.stream().noneMatch(maker -> isMade(maker, Flag.BOUNDED))
        : !makers.isEmpty() && makers.stream().allMatch(maker -> isMade(maker, Flag.ROOMY));
  }

  private static boolean isMade(Optional<Makers.Maker> maker, Flag how) {
    return maker.isPresent() && maker.get().call().has(how);
  }

  /** Returns whether a queue never fills up when nothing else is said as it is made. */
  private boolean isRoomy(ClassRef type) {
    MethodRef constructor = new MethodRef(type, "<init>", "()V");
    CallEffect effect = program.knowledge().effect(constructor, 0, program.hierarchy());
    return effect != null && effect.has(Flag.ROOMY);
  }

  /** Returns where a body handed over the task that it awaits in a call; null when others did. */
  static @Nullable Event handOver(MethodSummary body, Invoke invoke) {
    Sources sources =
        invoke.operands().isEmpty() ? Sources.NONE : invoke.operands().get(0).sources();
    for (int i = 0; i < sources.size(); i++) {
      for (Event before : body.at(sources.get(i))) {
        if (Threads.isHandOver(before)) {
          return before;
        }
      }
    }
    return null;
  }

  /** A class that passes a call on to another object of its own type, with a lock around it. */
  private boolean isDecorator(MethodSummary body, Invoke invoke) {
    return body.ref().name().equals(invoke.target().name())
        && program.hierarchy().isA(body.ref().owner(), invoke.target().owner());
  }

  /** Returns whether a wait happens only after the question whether it would end at once. */
  private boolean hasAsked(MethodSummary body, Event event) {
    for (int i = 0; i < event.control().size(); i++) {
      for (Event before : body.at(event.control().get(i))) {
        if (asks(before) || graph.sites(body, before).stream().anyMatch(this::asks)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether a call on an object is made only after that object was asked, on the way. */
  static boolean hasAskedSame(MethodSummary body, Event event) {
    if (!(event.action() instanceof Invoke call) || call.operands().isEmpty()) {
      return false;
    }
    AccessPath object = call.operands().get(0).path();
    for (int i = 0; i < event.control().size(); i++) {
      for (Event before : body.at(event.control().get(i))) {
        if (before.action() instanceof Invoke asked
            && (asks(before) || DONE.matcher(asked.target().name()).matches())
            && !asked.operands().isEmpty()
            && asked.operands().get(0).path().equals(object)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean asks(CallSite site) {
    MethodSummary target = program.body(site.target());
    return target != null && target.events().stream().anyMatch(Waits::asks);
  }

  private static boolean asks(Event event) {
    return event.action() instanceof Invoke invoke && invoke.has(Flag.ASKS);
  }

  /**
   * Writing to a stream that was made on the spot waits for what it was made of, or for nothing.
   */
  private boolean isHarmless(Invoke invoke) {
    if (invoke.operands().isEmpty() || invoke.target().isConstructor()) {
      return false;
    }
    AccessPath path = invoke.operands().get(0).path();
    boolean isConsole =
        path.root() == Root.GLOBAL
            && path.fields().get(0).owner().name().equals("java/lang/System");
    return isConsole
        || (path.root() == Root.FRESH
            && program.traits(invoke.target().owner()).contains(Trait.STREAM));
  }

  /** Returns whether the call says itself, by constants, that it ends soon, and once is enough. */
  private static boolean isBrief(Event event, Invoke invoke) {
    long time = -1;
    TimeUnit unit = TimeUnit.MILLISECONDS;
    for (Operand operand : invoke.operands()) {
      AccessPath path = operand.path();
      FieldRef field = path.lastField();
      if (path.root() == Root.NAMED && NUMBER.matcher(path.label()).matches()) {
        time = Math.max(time, Long.parseLong(path.label()));
      } else if (field != null && UNIT.matcher(field.name()).matches()) {
        unit = TimeUnit.valueOf(field.name());
      }
    }
    return !event.repeated() && time >= 0 && unit.toMillis(time) < SECOND;
  }
}
