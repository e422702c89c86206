package dev.interleave.link;

import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;

/** Says what is handed to which thread, and where. */
final class HandingTexts {
  private final Program program;
  private final CallGraph graph;

  HandingTexts(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  /** Returns a clause for people: what is run by what, and where. */
  String of(CallSite site) {
    String how = "a thread";
    if (site.event().action() instanceof Invoke invoke) {
      ClassRef owner = invoke.target().owner();
      how =
          invoke.target().isConstructor()
              ? "new " + owner.simpleName()
              : owner.simpleName() + "." + invoke.target().name();
    }
    String several = site.event().repeated() ? ", in a loop" : ", on several threads";
    String loop = site.kind().areMany() ? several : "";
    String where = where(site.caller(), site.event());
    return method(site.target()) + " is run by " + how + where + handedOn(site) + loop;
  }

  private String where(MethodSummary body, Event event) {
    return " at " + program.place(body.ref(), event.span()).shortForm();
  }

  /** A method of the program's own that runs code on a thread says where it does so. */
  private String handedOn(CallSite site) {
    boolean own = site.event().action() instanceof Invoke call && call.effect() == null;
    for (CallSite within : own ? graph.sites(site.caller(), site.event()) : List.<CallSite>of()) {
      MethodSummary helper = within.callee();
      if (helper == null || within.kind() != CallSite.Kind.CALL) {
        continue;
      }
      for (Event event : helper.events()) {
        if (Threads.isHandOver(event) && event.action() instanceof Invoke invoke) {
          String to = invoke.target().owner().simpleName() + "." + invoke.target().sourceName();
          return ", which hands it to " + to + where(helper, event);
        }
      }
    }
    return "";
  }

  static String method(MethodRef method) {
    return method.isLambda()
        ? "the lambda in " + method.sourceName()
        : method.owner().simpleName() + "." + method.sourceName();
  }
}
