package dev.interleave;

import dev.interleave.domain.Hierarchy;
import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.LockWrappers;
import dev.interleave.summary.Summarizer;
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
  private final Knowledge knowledge;
  private final Symbols symbols;
  private final Hierarchy hierarchy;
  private final Workers workers;
  private final List<Diagnostic> troubles;

  Lowering(ClassPath path, Hierarchy hierarchy, Workers workers, List<Diagnostic> troubles) {
    this.knowledge = path.knowledge();
    this.symbols = path.symbols();
    this.hierarchy = hierarchy;
    this.workers = workers;
    this.troubles = troubles;
  }

  /** Summarizes the classes, those that call lock wrappers a second time. */
  List<ClassSummary> run(List<Unit> units) {
    Map<ClassRef, ClassSummary> all = new TreeMap<>();
    Map<ClassRef, Unit> origin = new HashMap<>();
    List<List<ClassSummary>> first = pass(units, LockWrappers.NONE, true);
    for (int i = 0; i < units.size(); i++) {
      for (ClassSummary summary : first.get(i)) {
        if (all.putIfAbsent(summary.ref(), summary) == null) {
          origin.put(summary.ref(), units.get(i));
        }
      }
    }
    LockWrappers wrappers = LockWrappers.among(all.values(), hierarchy);
    LockWrappers before = LockWrappers.NONE;
    for (int round = 0; round < 2 && !wrappers.isEmpty(); round++) {
      Set<Unit> again = new LinkedHashSet<>();
      for (ClassSummary summary : all.values()) {
        if (wrappers.isNewsTo(summary, before)) {
          again.add(origin.get(summary.ref()));
        }
      }
      before = wrappers;
      for (List<ClassSummary> renewed : pass(List.copyOf(again), wrappers, false)) {
        renewed.forEach(summary -> all.put(summary.ref(), summary));
      }
      wrappers = LockWrappers.among(all.values(), hierarchy);
    }
    units.clear();
    return List.copyOf(all.values());
  }

  private List<List<ClassSummary>> pass(List<Unit> units, LockWrappers wrappers, boolean report) {
    Summarizer summarizer = new Summarizer(knowledge, hierarchy, wrappers);
    List<List<ClassSummary>> results =
        new ArrayList<>(Collections.nCopies(units.size(), List.of()));
    Diagnostic[] failures = new Diagnostic[units.size()];
    workers.forEach(
        units.size(),
        i -> {
          Unit unit = units.get(i);
          try {
            results.set(i, unit.read(symbols).stream().map(summarizer::summarize).toList());
          } catch (UnreadableClassException unreadable) {
            failures[i] = trouble(unit, String.valueOf(unreadable.getMessage()), unreadable);
          } catch (RuntimeException | StackOverflowError unexpected) {
            failures[i] = trouble(unit, "cannot be analysed: " + unexpected, unexpected);
          }
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
