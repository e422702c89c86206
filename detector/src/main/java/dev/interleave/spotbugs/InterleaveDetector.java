package dev.interleave.spotbugs;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;
import edu.umd.cs.findbugs.classfile.Global;
import edu.umd.cs.findbugs.classfile.analysis.ClassData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All classes that SpotBugs shows, looked at together when it has shown the last one. */
public final class InterleaveDetector implements Detector2 {
  private static final int DIAGNOSTIC_LINES = 10;

  private final BugReporter reporter;
  private final SortedMap<String, ClassDescriptor> shown = new TreeMap<>();

  /** Called by SpotBugs, once a pass. */
  public InterleaveDetector(BugReporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void visitClass(ClassDescriptor type) {
    shown.put(type.getClassName(), type);
  }

  @Override
  public void finishPass() {
    try {
      report(analyse());
    } catch (Exception | Error failure) {
      // what leaves this method ends SpotBugs, and the findings of all other detectors with it
      reporter.logError("Interleave itself failed: " + failure, failure);
    } finally {
      shown.clear();
    }
  }

  @Override
  public String getDetectorClassName() {
    return getClass().getName();
  }

  private Outcome analyse() {
    Map<String, byte[]> classes = new TreeMap<>();
    for (ClassDescriptor type : shown.values()) {
      try {
        ClassData data = Global.getAnalysisCache().getClassAnalysis(ClassData.class, type);
        classes.put(type.getClassName() + ".class", data.getData());
      } catch (CheckedAnalysisException unreadable) {
        reporter.logError("Interleave cannot read " + type.getDottedClassName(), unreadable);
      }
    }
    int threads = Runtime.getRuntime().availableProcessors();
    Input input = new Input(List.of(), HostClassPath.entries(), Set.of(), List.of(), threads);
    return Analysis.run(input, classes);
  }

  private void report(Outcome outcome) {
    for (Finding finding : outcome.findings()) {
      reporter.reportBug(new Bug(this, finding).instance());
    }
    List<Diagnostic> troubles = outcome.diagnostics();
    for (Diagnostic trouble : troubles.subList(0, Math.min(DIAGNOSTIC_LINES, troubles.size()))) {
      reporter.logError("Interleave: " + trouble.subject() + ": " + trouble.message());
    }
    if (troubles.size() > DIAGNOSTIC_LINES) {
      reporter.logError("Interleave: and " + (troubles.size() - DIAGNOSTIC_LINES) + " more");
    }
  }
}
