package dev.interleave;

import dev.interleave.ClassFiles.ClassFile;
import dev.interleave.domain.Hierarchy;
import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.ir.ClassFacts;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.LockWrappers;
import dev.interleave.summary.Summarizer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Class files to summaries, several at a time. */
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
  List<ClassSummary> run(List<ClassFile> files) {
    Map<ClassRef, ClassSummary> all = new TreeMap<>();
    Map<ClassRef, ClassFile> origin = new HashMap<>();
    List<ClassSummary> first = pass(files, LockWrappers.NONE, true);
    for (int i = 0; i < files.size(); i++) {
      ClassSummary summary = first.get(i);
      if (summary != null && all.putIfAbsent(summary.ref(), summary) == null) {
        origin.put(summary.ref(), files.get(i));
      }
    }
    LockWrappers wrappers = LockWrappers.among(all.values(), hierarchy);
    LockWrappers before = LockWrappers.NONE;
    for (int round = 0; round < 2 && !wrappers.isEmpty(); round++) {
      List<ClassFile> again = new ArrayList<>();
      for (ClassSummary summary : all.values()) {
        if (wrappers.isNewsTo(summary, before)) {
          again.add(origin.get(summary.ref()));
        }
      }
      before = wrappers;
      for (ClassSummary summary : pass(again, wrappers, false)) {
        if (summary != null) {
          all.put(summary.ref(), summary);
        }
      }
      wrappers = LockWrappers.among(all.values(), hierarchy);
    }
    files.clear();
    return List.copyOf(all.values());
  }

  private List<ClassSummary> pass(List<ClassFile> files, LockWrappers wrappers, boolean report) {
    Summarizer summarizer = new Summarizer(knowledge, hierarchy, wrappers);
    ClassSummary[] results = new ClassSummary[files.size()];
    Diagnostic[] failures = new Diagnostic[files.size()];
    workers.forEach(
        files.size(),
        i -> {
          ClassFile file = files.get(i);
          try {
            ClassFacts facts = ClassFileReader.read(file.bytes(), symbols);
            results[i] = summarizer.summarize(facts);
          } catch (UnreadableClassException unreadable) {
            failures[i] = trouble(file, String.valueOf(unreadable.getMessage()), unreadable);
          } catch (RuntimeException | StackOverflowError unexpected) {
            failures[i] = trouble(file, "cannot be analysed: " + unexpected, unexpected);
          }
        });
    if (report) {
      for (Diagnostic failure : failures) {
        if (failure != null) {
          troubles.add(failure);
        }
      }
    }
    return Arrays.asList(results);
  }

  private static Diagnostic trouble(ClassFile file, String message, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return new Diagnostic(Diagnostic.Kind.CLASS_FILE, file.name(), message, trace.toString());
  }
}
