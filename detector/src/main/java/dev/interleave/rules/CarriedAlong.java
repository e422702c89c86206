package dev.interleave.rules;

import dev.interleave.finding.Finding;
import dev.interleave.link.Program;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program carries along beside what it is for: copies of other libraries under packages of
 * its own, of which it uses only a part, and demonstrations and tests among many other classes.
 */
public final class CarriedAlong {
  private static final Pattern COPIES =
      Pattern.compile("\\.(shade[ds]?|relocated|repack(aged?)?|thirdparty|vendored)\\.");

  private static final Pattern TRIALS =
      Pattern.compile("\\.(tests?|demos?|examples?|stresstests?|benchmarks?)\\.");

  /** Who is at home in such a package has more than one class in four there. */
  private static final int SMALL_PART = 4;

  private CarriedAlong() {}

  /** Returns findings, those in what is carried along as less sure. */
  public static List<Finding> weighed(Program program, List<Finding> findings) {
    List<Finding> some =
        weighed(
            findings,
            COPIES,
            share(program, COPIES, 1),
            "the program uses this part of its copy of the library");
    return weighed(
        some, TRIALS, share(program, TRIALS, SMALL_PART), "somebody relies on this trial");
  }

  /** Returns whether there are classes without, and so many of them. */
  private static boolean share(Program program, Pattern within, int part) {
    long inside =
        program.classes().stream().filter(type -> isIn(within, type.ref().binaryName())).count();
    return inside > 0 && inside * part < program.classes().size();
  }

  private static List<Finding> weighed(
      List<Finding> findings, Pattern within, boolean some, String assumed) {
    return some
        ? findings.stream().map(finding -> weighed(finding, within, assumed)).toList()
        : findings;
  }

  private static Finding weighed(Finding finding, Pattern within, String assumed) {
    String type = finding.primary().place().method().owner().binaryName();
    return isIn(within, type) ? finding.ifAlso(assumed) : finding;
  }

  private static boolean isIn(Pattern within, String type) {
    return within.matcher(type).find();
  }
}
