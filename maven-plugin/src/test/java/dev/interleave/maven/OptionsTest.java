package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interleave.finding.RuleInfo;
import dev.interleave.report.Format;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

/** Names that users write. */
class OptionsTest {
  private static final List<RuleInfo> RULES =
      List.of(new RuleInfo("one", "", "", 362, ""), new RuleInfo("two", "", "", 362, ""));

  @Test
  void formatsAreReadOnceEachInOneOrder() throws MojoExecutionException {
    assertEquals(
        List.of(Format.TEXT, Format.SARIF), Formats.parse(List.of("SARIF", " text ", "sarif", "")));
    assertEquals(List.of(), Formats.parse(List.of()));
  }

  @Test
  void anUnknownFormatIsNamedBesideTheKnownOnes() {
    assertEquals(
        "interleave.formats: `xml` is none of " + String.join(", ", Format.labels()),
        assertThrows(MojoExecutionException.class, () -> Formats.parse(List.of("xml")))
            .getMessage());
  }

  @Test
  void rulesAreCheckedAgainstTheCatalogue() throws MojoExecutionException {
    assertEquals(Set.of(), RuleNames.parse("interleave.rules", List.of(), RULES));
    assertEquals(Set.of("two"), RuleNames.parse("interleave.rules", List.of("two", " "), RULES));
    assertEquals(
        "interleave.rules: `three` is none of one, two",
        assertThrows(
                MojoExecutionException.class,
                () -> RuleNames.parse("interleave.rules", List.of("one", "three"), RULES))
            .getMessage());
  }
}
