package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of methods that the program's own classes inherit from a library: they do what the library
 * does, as long as no class of the program says otherwise.
 */
final class Inherited {
  private final Program program;
  private final Map<MethodRef, Optional<CallEffect>> known = new HashMap<>();

  Inherited(Program program) {
    this.program = program;
  }

  /** Puts what such calls touch in the place of the calls. */
  void run() {
    program.rewrite(
        body ->
            body.events().stream().anyMatch(event -> effect(event) != null)
                ? body.with(body.events().stream().flatMap(it -> told(it).stream()).toList())
                : null);
  }

  private List<Event> told(Event event) {
    CallEffect effect = effect(event);
    if (effect == null || !(event.action() instanceof Invoke invoke)) {
      return List.of(event);
    }
    List<Event> all = new ArrayList<>();
    List<Operand> operands = invoke.operands();
    if (effect.access() != null && effect.subject() < operands.size()) {
      all.add(event.with(touch(invoke, effect)));
      Operand other = at(operands, effect.aside());
      if (other != null && other.path().lastField() != null) {
        all.add(event.with(Touch.aside(effect, invoke.target(), other.path(), other.type())));
      }
    }
    if (effect.runsCode()) {
      all.add(
          event.with(
              new Invoke(
                  invoke.target(), invoke.dispatch(), operands, effect, invoke.resultUsed())));
    }
    return all;
  }

  private static Touch touch(Invoke invoke, CallEffect effect) {
    Operand subject = invoke.operands().get(effect.subject());
    Operand key = effect.key() == 0 ? null : at(invoke.operands(), effect.key());
    Location content =
        new Location(Location.Kind.CONTENT, subject.path(), key == null ? null : key.path());
    Operand value = at(invoke.operands(), effect.value());
    return Touch.of(effect, invoke.target(), content, subject.type(), value);
  }

  private static @Nullable Operand at(List<Operand> operands, int position) {
    return position >= 0 && position < operands.size() ? operands.get(position) : null;
  }

  private @Nullable CallEffect effect(Event event) {
    return event.action() instanceof Invoke invoke
            && invoke.effect() == null
            && invoke.dispatch() == Dispatch.VIRTUAL
        ? known.computeIfAbsent(invoke.target(), it -> effect(it, invoke)).orElse(null)
        : null;
  }

  private Optional<CallEffect> effect(MethodRef method, Invoke invoke) {
    ClassRef owner = method.owner();
    boolean own = program.type(owner) != null && program.find(method) == null;
    return own
            && program.subclasses(owner).stream()
                .allMatch(type -> program.find(method.in(type)) == null)
        ? Optional.ofNullable(
            program.knowledge().effect(method, invoke.operands().size() - 1, program.hierarchy()))
        : Optional.empty();
  }
}
