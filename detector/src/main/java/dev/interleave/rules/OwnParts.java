package dev.interleave.rules;

import dev.interleave.link.Linked;
import dev.interleave.link.Start;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;

/** What each of several tasks has made for itself. */
final class OwnParts {
  private final Linked linked;

  OwnParts(Linked linked) {
    this.linked = linked;
  }

  /** Returns whether a path leads through an object that each task which runs a body has made. */
  boolean leads(MethodRef method, AccessPath path) {
    List<FieldRef> fields = path.fields();
    if (path.root() != Root.PARAM || path.number() != 0 || fields.size() < 2) {
      return false;
    }
    FieldRef part = linked.program().resolve(fields.get(0));
    List<Start> starts = linked.threads().starts(method);
    return !starts.isEmpty()
        && starts.stream().allMatch(start -> linked.threads().isOfEach(start, part.owner()))
        && isMadeByItself(part);
  }

  private boolean isMadeByItself(FieldRef part) {
    ClassSummary type = linked.program().type(part.owner());
    boolean made = false;
    for (MethodSummary body : type == null ? List.<MethodSummary>of() : type.summaries()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch && Statics.fills(touch, part)) {
          if (!body.ref().isConstructor()
              || touch.value() == null
              || touch.value().path().root() != Root.FRESH) {
            return false;
          }
          made = true;
        }
      }
    }
    return made;
  }
}
