package dev.interleave.rules;

import dev.interleave.finding.Finding;
import dev.interleave.link.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Copies of other libraries that a program carries along under packages of its own: who maintains
 * the program does not maintain them, and uses only a part.
 */
public final class Borrowed {
  private static final Pattern PACKAGE =
      Pattern.compile("\\.(shade[ds]?|relocated|repack(aged?)?|thirdparty|vendored)\\.");

  private Borrowed() {}

  /** Returns findings, those in borrowed code as less sure. */
  public static List<Finding> weighed(Program program, List<Finding> findings) {
    boolean wholly =
        program.classes().stream().allMatch(type -> isBorrowed(type.ref().binaryName()));
    return wholly
        ? findings
        : findings.stream()
            .map(
                finding ->
                    isBorrowed(finding.primary().place().method().owner().binaryName())
                        ? finding.ifAlso("the program uses this part of its copy of the library")
                        : finding)
            .collect(Collectors.toCollection(ArrayList::new));
  }

  private static boolean isBorrowed(String type) {
    return PACKAGE.matcher(type).find();
  }
}
