package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interleave.finding.RuleInfo;
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
        List.of(Format.TEXT, Format.SARIF), Format.parse(List.of("SARIF", " text ", "sarif", "")));
    assertEquals(List.of(), Format.parse(List.of()));
  }

  @Test
  void anUnknownFormatIsNamedBesideTheKnownOnes() {
    assertEquals(
        "interleave.formats: `html` is none of text, sarif",
        assertThrows(MojoExecutionException.class, () -> Format.parse(List.of("html")))
            .getMessage());
  }

  @Test
  void rulesAreCheckedAgainstTheCatalogue() throws MojoExecutionException {
    assertEquals(Set.of(), RuleNames.parse(List.of(), RULES));
    assertEquals(Set.of("two"), RuleNames.parse(List.of("two", " "), RULES));
    assertEquals(
        "interleave.rules: `three` is none of one, two",
        assertThrows(
                MojoExecutionException.class, () -> RuleNames.parse(List.of("one", "three"), RULES))
            .getMessage());
  }
}
