package dev.interleave.spotbugs;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.StringAnnotation;
import edu.umd.cs.findbugs.ba.XClass;
import edu.umd.cs.findbugs.ba.XField;
import edu.umd.cs.findbugs.ba.XMethod;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import edu.umd.cs.findbugs.classfile.Global;
import java.util.Optional;

/** A finding as SpotBugs keeps it. The messages of a pattern count on the order of its parts. */
final class Bug {
  private final Detector2 detector;
  private final Finding finding;
  private final Telling telling;

  Bug(Detector2 detector, Finding finding) {
    this.detector = detector;
    this.finding = finding;
    this.telling = new Telling(finding);
  }

  BugInstance instance() {
    BugInstance bug = new BugInstance(detector, Patterns.type(finding.rule()), priority());
    MethodRef method = finding.primary().place().method();
    bug.addClass(method.owner().binaryName());
    addMethod(bug, method);
    addText(bug, telling.what());
    addText(bug, telling.where());
    addText(bug, telling.how());
    addText(bug, telling.why());
    addText(bug, "Fix: " + finding.fix());
    field().ifPresent(bug::addField);
    for (Site site : finding.sites()) {
      addLine(bug, site.place(), role(site));
    }
    for (Site site : finding.sites()) {
      for (Place call : site.trace()) {
        addLine(bug, call, "SOURCE_LINE_INVOKED");
      }
    }
    bug.setProperty("interleave.fingerprint", finding.fingerprint());
    return bug;
  }

  private int priority() {
    return switch (finding.confidence()) {
      case HIGH -> Priorities.HIGH_PRIORITY;
      case MEDIUM -> Priorities.NORMAL_PRIORITY;
      case LOW -> Priorities.LOW_PRIORITY;
    };
  }

  /** SpotBugs prints the roles that it knows, and any other as it stands in the program. */
  private static String role(Site site) {
    if (site.role().startsWith("called")) {
      return "SOURCE_LINE_INVOKED";
    }
    return site.guards().isEmpty() ? "SOURCE_LINE_UNSYNC_ACCESS" : "SOURCE_LINE_SYNC_ACCESS";
  }

  private static void addText(BugInstance bug, String text) {
    StringAnnotation annotation = new StringAnnotation(text);
    annotation.setDescription(StringAnnotation.STRING_MESSAGE);
    bug.add(annotation);
  }

  private static void addMethod(BugInstance bug, MethodRef method) {
    Optional<XMethod> known =
        lookUp(method.owner()).flatMap(type -> method(type, method.name(), method.descriptor()));
    if (known.isPresent()) {
      bug.addMethod(known.get());
    } else {
      bug.addMethod(method.owner().binaryName(), method.name(), method.descriptor(), false);
    }
  }

  private static void addLine(BugInstance bug, Place place, String role) {
    String type = place.method().owner().binaryName();
    int line = place.span().line();
    SourceLineAnnotation annotation =
        line == 0
            ? SourceLineAnnotation.createUnknown(type, place.fileName())
            : new SourceLineAnnotation(
                type, place.fileName(), line, place.span().endLine(), -1, -1);
    annotation.setDescription(role);
    bug.add(annotation);
  }

  private Optional<XField> field() {
    return lookUp(finding.subject().owner())
        .flatMap(
            type ->
                type.getXFields().stream()
                    .filter(field -> field.getName().equals(finding.subject().name()))
                    .findFirst()
                    .map(XField.class::cast));
  }

  private static Optional<XMethod> method(XClass type, String name, String descriptor) {
    return type.getXMethods().stream()
        .filter(m -> m.getName().equals(name) && m.getSignature().equals(descriptor))
        .findFirst()
        .map(XMethod.class::cast);
  }

  private static Optional<XClass> lookUp(ClassRef type) {
    try {
      return Optional.ofNullable(
          Global.getAnalysisCache()
              .getClassAnalysis(
                  XClass.class, DescriptorFactory.createClassDescriptor(type.name())));
    } catch (CheckedAnalysisException missing) {
      return Optional.empty();
    }
  }
}
