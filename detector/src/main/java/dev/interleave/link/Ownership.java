package dev.interleave.link;

import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters of a method are objects that no other thread can reach yet: {@code this} of a
 * constructor, and what every caller made itself.
 */
public final class Ownership {
  private static final int DEEPEST = 6;

  private final Program program;
  private final CallGraph graph;
  private final Starters starters;
  private final Map<Parameter, Boolean> known = new HashMap<>();
  private final Set<FieldRef> handedIn = new HashSet<>();

  /** A parameter of a method. */
  private record Parameter(MethodRef method, int index) {}

  Ownership(Program program, CallGraph graph, Starters starters) {
    this.program = program;
    this.graph = graph;
    this.starters = starters;
    program.bodies().forEach(this::noteHandedIn);
  }

  /** What a maker has just made for the one object, that object has alone. */
  private void noteHandedIn(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke made && made.target().isConstructor()) {
        MethodSummary constructor = program.body(made.target());
        for (Keeping kept : constructor == null ? List.<Keeping>of() : Keeping.of(constructor)) {
          if (made.operands().get(kept.operand()).path().root() != Root.FRESH) {
            handedIn.add(kept.declared(program));
          }
        }
      }
    }
  }

  /** Returns whether a path of a body leads to an object of this thread's own. */
  public boolean isOwned(MethodSummary body, AccessPath path) {
    return isOwned(body, path, 0);
  }

  /** Returns whether a path leads to such an object when the body comes to an event. */
  boolean isOwnedAt(MethodSummary body, AccessPath path, Event event) {
    return isOwned(body, path)
        && !(path.root() == Root.FRESH
            && starters.isGivenAway(body, AccessPath.fresh(path.number()), event));
  }

  private boolean isOwned(MethodSummary body, AccessPath path, int depth) {
    if (leadsElsewhere(path)) {
      return false;
    }
    return switch (path.root()) {
      case FRESH -> true;
      case PARAM -> isOwnedParameter(body, path.number(), depth);
      case GLOBAL -> isInitializing(body, depth) && isOwnStatic(body, path);
      case UNKNOWN, NAMED -> false;
    };
  }

  /** An object's own fields are its maker's; what they refer to may be known to others. */
  private static boolean leadsElsewhere(AccessPath path) {
    List<FieldRef> fields = path.fields();
    int followed = path.root() == Root.GLOBAL ? fields.size() - 1 : fields.size();
    int elements = 0;
    for (int i = 0; i < fields.size(); i++) {
      elements += fields.get(i).equals(AccessPath.ELEMENT) ? 1 : 0;
    }
    return followed - elements > 1
        || (followed > 0 && fields.get(fields.size() - followed).name().contains("$"));
  }

  /** Returns whether a body runs only while its class is being initialized. */
  private boolean isInitializing(MethodSummary body, int depth) {
    List<CallSite> callers = graph.callers(body);
    return body.ref().isClassInitializer()
        || (depth <= DEEPEST
            && (Flags.has(body.access(), Flags.PRIVATE) || body.ref().isConstructor())
            && !callers.isEmpty()
            && callers.stream()
                .allMatch(
                    site ->
                        !site.kind().isElsewhere()
                            && isOfOneNest(site.caller().ref(), body.ref())
                            && isInitializing(site.caller(), depth + 1)));
  }

  private static boolean isOfOneNest(MethodRef one, MethodRef other) {
    return one.owner().outermost().equals(other.owner().outermost());
  }

  private boolean isOwnStatic(MethodSummary body, AccessPath path) {
    return program.resolve(path.fields().get(0)).owner().equals(body.ref().owner());
  }

  /**
   * Users call methods of objects of theirs, and libraries call what implements a type of theirs;
   * what another method is handed, its callers at hand show.
   */
  private boolean isForOthers(MethodSummary body, int index) {
    ClassRef owner = body.ref().owner();
    return !Flags.has(body.access(), Flags.STATIC)
        && (index == 0
            || program.hierarchy().lineage(owner).stream()
                .anyMatch(
                    type -> program.type(type) == null && !type.name().equals("java/lang/Object")));
  }

  /** What subclasses may call as well, they call as the class itself does. */
  private boolean isOpen(MethodSummary body) {
    return EntryGuards.isOpen(program, body)
        && !(Flags.has(body.access(), Flags.PROTECTED) && !graph.callers(body).isEmpty());
  }

  private boolean isOwnedParameter(MethodSummary body, int index, int depth) {
    if (index == 0 && (body.ref().isConstructor() || program.isFilling(body.ref()))) {
      return true;
    }
    if (depth > DEEPEST || (isOpen(body) && isForOthers(body, index))) {
      return false;
    }
    Parameter parameter = new Parameter(body.ref(), index);
    Boolean before = known.get(parameter);
    if (before != null) {
      return before;
    }
    known.put(parameter, true);
    boolean owned = ownedByCallers(body, index, depth);
    known.put(parameter, owned);
    return owned;
  }

  private boolean ownedByCallers(MethodSummary body, int index, int depth) {
    List<CallSite> callers =
        graph.callers(body).stream()
            .filter(site -> !program.isTestOnly(site.caller()) && !isUnusedForm(site, body))
            .toList();
    if (callers.isEmpty()) {
      return false;
    }
    for (CallSite site : callers) {
      if (site.kind().isElsewhere() || index >= site.arguments().size()) {
        return false;
      }
      AccessPath argument = site.arguments().get(index);
      boolean recursive =
          site.caller().ref().equals(body.ref())
              && argument.root() == Root.PARAM
              && argument.number() == index;
      boolean givenAway =
          argument.root() == Root.FRESH
              && starters.isGivenAway(
                  site.caller(), AccessPath.fresh(argument.number()), site.event());
      if (givenAway
          || isHandedIn(argument)
          || (!recursive && !isOwned(site.caller(), argument, depth + 1))) {
        return false;
      }
    }
    return true;
  }

  /** What an object was made with belongs to whoever made it, and perhaps to others. */
  private boolean isHandedIn(AccessPath path) {
    FieldRef field = path.endsInElement() ? null : path.lastField();
    return field != null && handedIn.contains(program.resolve(field));
  }

  /** Another form of a method, for subclasses, that nobody at hand calls. */
  private boolean isUnusedForm(CallSite site, MethodSummary body) {
    return Flags.has(site.caller().access(), Flags.PROTECTED) && graph.isByUnusedForm(site, body);
  }

  /** Returns whether a body makes its object, or its class. */
  public static boolean isMaking(MethodSummary body) {
    return body.ref().isConstructor() || body.ref().isClassInitializer();
  }

  /** Returns whether a body runs only while its object, or its class, is being made. */
  public boolean isConstructing(MethodSummary body) {
    if (isMaking(body)) {
      return true;
    }
    return !Flags.has(body.access(), Flags.STATIC) && isOwnedParameter(body, 0, 0);
  }
}
