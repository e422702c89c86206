package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.cache.Facts.Summarized;
import dev.interleave.domain.Hierarchy;
import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.model.ClassRef;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.LockWrappers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Class files and source files to summaries, several at a time. */
final class Lowering {
  private final Summaries summaries;
  private final Hierarchy hierarchy;
  private final Workers workers;
  private final List<Diagnostic> troubles;

  Lowering(Summaries summaries, Hierarchy hierarchy, Workers workers, List<Diagnostic> troubles) {
    this.summaries = summaries;
    this.hierarchy = hierarchy;
    this.workers = workers;
    this.troubles = troubles;
  }

  /**
   * All summaries; who has the classes can let go of them.
   *
   * @param classes in the order of their names
   * @param print what they amount to
   */
  record Lowered(List<ClassSummary> classes, Digest print) {}

  /** Summarizes the classes, those that call lock wrappers a second time. */
  Lowered run(List<Unit> units) {
    Map<ClassRef, ClassSummary> all = new TreeMap<>();
    Map<ClassRef, Digest> prints = new TreeMap<>();
    Map<ClassRef, Integer> origin = new HashMap<>();
    List<Summarized> first = pass(units, LockWrappers.NONE, true);
    for (int i = 0; i < units.size(); i++) {
      for (ClassSummary summary : first.get(i).classes()) {
        if (all.putIfAbsent(summary.ref(), summary) == null) {
          origin.put(summary.ref(), i);
          prints.put(summary.ref(), first.get(i).print());
        }
      }
    }
    renew(units, all, prints, origin);
    units.clear();
    Digest.Sum print = new Digest.Sum();
    prints.values().forEach(print::add);
    return new Lowered(new ArrayList<>(all.values()), print.end());
  }

  private void renew(
      List<Unit> units,
      Map<ClassRef, ClassSummary> all,
      Map<ClassRef, Digest> prints,
      Map<ClassRef, Integer> origin) {
    LockWrappers wrappers = LockWrappers.among(all.values(), hierarchy);
    LockWrappers before = LockWrappers.NONE;
    for (int round = 0; round < 2 && !wrappers.isEmpty(); round++) {
      Set<Integer> again = new LinkedHashSet<>();
      for (ClassSummary summary : all.values()) {
        if (wrappers.isNewsTo(summary, before)) {
          again.add(origin.get(summary.ref()));
        }
      }
      before = wrappers;
      for (Summarized renewed : pass(again.stream().map(units::get).toList(), wrappers, false)) {
        for (ClassSummary summary : renewed.classes()) {
          all.put(summary.ref(), summary);
          prints.put(summary.ref(), renewed.print());
        }
      }
      wrappers = LockWrappers.among(all.values(), hierarchy);
    }
  }

  private List<Summarized> pass(List<Unit> units, LockWrappers wrappers, boolean report) {
    Summaries.Round round = summaries.with(wrappers);
    Summarized nothing = new Summarized(List.of(), Digest.NONE);
    List<Summarized> results = new ArrayList<>(Collections.nCopies(units.size(), nothing));
    Diagnostic[] failures = new Diagnostic[units.size()];
    workers.forEach(
        units.size(),
        i -> {
          Unit unit = units.get(i);
          try {
            results.set(i, round.of(unit));
          } catch (UnreadableClassException unreadable) {
            failures[i] = trouble(unit, String.valueOf(unreadable.getMessage()), unreadable);
          } catch (RuntimeException | StackOverflowError unexpected) {
            failures[i] = trouble(unit, "cannot be analysed: " + unexpected, unexpected);
          }
          unit.release();
        });
    if (report) {
      for (Diagnostic failure : failures) {
        if (failure != null) {
          troubles.add(failure);
        }
      }
    }
    return results;
  }

  private static Diagnostic trouble(Unit file, String message, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return new Diagnostic(Diagnostic.Kind.CLASS_FILE, file.name(), message, trace.toString());
  }
}
