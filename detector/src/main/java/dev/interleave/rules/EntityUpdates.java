package dev.interleave.rules;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Annotation;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link RowReadModifyWrite} that looks at rows which a library hands out as objects.
 */
final class EntityUpdates {
  private static final Pattern LOCKING = Pattern.compile("PESSIMISTIC.*|UPGRADE.*|WRITE|FORCE");
  private static final String LOCK_MODE = "LockMode";

  private final Linked linked;
  private final Meetings meetings;

  EntityUpdates(Linked linked, Meetings meetings) {
    this.linked = linked;
    this.meetings = meetings;
  }

  /** The body that loads a row and has it changed, and where it does the one. */
  private record Load(MethodSummary body, Event event) {}

  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Update update : linked.torn()) {
      if (linked.program().isEntity(update.slot().field().owner())
          && isColumn(update.slot().field())
          && !linked.program().isVersioned(update.slot().field().owner())
          && !linked.program().isTestOnly(update.body())) {
        load(update)
            .filter(load -> !isLocked(load.body))
            .ifPresent(load -> drafts.add(draft(rule, update, load)));
      }
    }
    return drafts;
  }

  private boolean isColumn(FieldRef field) {
    int access = linked.program().access(field);
    return access >= 0
        && !Flags.has(access, Flags.STATIC)
        && !Flags.has(access, Flags.TRANSIENT)
        && !linked.program().isTransient(field);
  }

  /**
   * Returns where the object that is changed was loaded: there, or where the change is asked for.
   */
  private Optional<Load> load(Update update) {
    AccessPath path = update.read().location().path();
    if (path.root() == Root.UNKNOWN) {
      return load(update.body(), path, update.read().step());
    }
    if (path.root() == Root.PARAM) {
      for (CallSite site : linked.graph().callers(update.body())) {
        boolean loaded =
            path.number() < site.arguments().size()
                && site.kind() == CallSite.Kind.CALL
                && site.arguments().get(path.number()).root() == Root.UNKNOWN;
        Optional<Load> load =
            loaded
                ? load(site.caller(), site.arguments().get(path.number()), site.event().step())
                : Optional.empty();
        if (load.isPresent()) {
          return load;
        }
      }
    }
    return Optional.empty();
  }

  /** What a call gives that is no load is another object; what only unwraps a load is no event. */
  private Optional<Load> load(MethodSummary body, AccessPath object, int before) {
    boolean isOther =
        body.at(object.number()).stream()
            .anyMatch(e -> e.action() instanceof Invoke invoke && !linked.program().loads(invoke));
    if (isOther) {
      return Optional.empty();
    }
    Event last = null;
    for (Event event : body.events()) {
      if (event.step() < before
          && event.action() instanceof Invoke invoke
          && linked.program().loads(invoke)) {
        last = event;
      }
    }
    return last == null ? Optional.empty() : Optional.of(new Load(body, last));
  }

  /** Whoever reads for a change has the database keep others out, by a lock or by isolation. */
  private boolean isLocked(MethodSummary body) {
    return linked.program().isSerializable(body)
        || locks(body)
        || linked.graph().sites(body).stream()
            .anyMatch(site -> site.callee() != null && locks(site.callee()));
  }

  private boolean locks(MethodSummary body) {
    return body.events().stream()
        .anyMatch(event -> event.action() instanceof Invoke call && isLocking(call));
  }

  private boolean isLocking(Invoke call) {
    MethodDeclaration called = declaration(call.target());
    return call.paths().stream().anyMatch(EntityUpdates::isLockMode)
        || (called != null && called.annotations().stream().anyMatch(EntityUpdates::locks));
  }

  private @Nullable MethodDeclaration declaration(MethodRef method) {
    MethodRef found = linked.program().find(method);
    return found == null ? null : linked.program().declaration(found);
  }

  private static boolean locks(Annotation annotation) {
    String value = annotation.value().toLowerCase(Locale.ROOT);
    return value.contains("for update") || LOCKING.matcher(annotation.value()).matches();
  }

  private static boolean isLockMode(AccessPath path) {
    FieldRef field = path.root() == Root.GLOBAL ? path.lastField() : null;
    return field != null
        && field.typeName().contains(LOCK_MODE)
        && LOCKING.matcher(field.name()).matches();
  }

  private Draft draft(String rule, Update update, Load load) {
    FieldRef field = update.slot().field();
    String entity = field.owner().simpleName();
    Wording wording = new Wording(linked);
    return new Draft(
        rule,
        Confidence.assuming(assumptions(update, load).size()),
        "`"
            + entity
            + "."
            + field.name()
            + "` can change between the read of its row and the write",
        new Subject("entity", field.owner(), field.name()),
        load.body.ref(),
        List.of(
            wording.site(update.body(), update.write(), "changed here", update.write().guards()),
            wording.site(load.body, load.event, "loaded here", load.event.held())),
        "two callers both load the same row; the second to be saved erases the first change",
        interleaving(field, load.body),
        List.of(RowReadModifyWrite.evidence(linked, meetings, load.body)),
        assumptions(update, load),
        "give "
            + entity
            + " a @Version and try again when it has changed, load it with"
            + " LockModeType.PESSIMISTIC_WRITE, or let one UPDATE do both steps");
  }

  private static List<String> assumptions(Update update, Load load) {
    String method = Wording.method(load.body.ref());
    String met = "two threads or processes call " + method + " for one row at once";
    return update.data() ? List.of(met) : List.of(met, "doing it twice does harm");
  }

  private static Interleaving interleaving(FieldRef field, MethodSummary body) {
    String look = "loads " + field.owner().simpleName() + " with " + field.name() + " v0";
    return Wording.twoCalls(
        body,
        Turn.of(0, look),
        Turn.of(1, look),
        Turn.of(1, "saves " + field.name() + " v1"),
        new Turn(0, "saves " + field.name() + " v2", "v1 is lost"));
  }
}
