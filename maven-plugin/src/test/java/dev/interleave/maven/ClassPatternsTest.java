package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which classes a pattern selects. */
class ClassPatternsTest {
  private static boolean included(String pattern, String name) {
    return new ClassPatterns(List.of(pattern), List.of()).select(name);
  }

  @Test
  void everythingIsSelectedWithoutPatterns() {
    assertTrue(new ClassPatterns(List.of(), List.of()).select("com.acme.Chat"));
    assertTrue(new ClassPatterns(List.of(" "), List.of("")).select("com.acme.Chat"));
  }

  @Test
  void aClassStandsForItsNestedClasses() {
    assertTrue(included("com.acme.Chat", "com.acme.Chat"));
    assertTrue(included("com.acme.Chat", "com.acme.Chat$Store$1"));
    assertFalse(included("com.acme.Chat", "com.acme.ChatStore"));
    assertTrue(included("com.acme.Chat$Store", "com.acme.Chat$Store"));
    assertFalse(included("com.acme.Chat$Store", "com.acme.Chat"));
  }

  @Test
  void aPackageStandsForItsOwnClasses() {
    assertTrue(included("com.acme", "com.acme.Chat"));
    assertFalse(included("com.acme", "com.acme.store.Chat"));
    assertFalse(included("com.acme", "com.acmes.Chat"));
  }

  @Test
  void oneStarStaysWithinAName() {
    assertTrue(included("com.acme.*", "com.acme.Chat"));
    assertFalse(included("com.*.Chat", "com.acme.store.Chat"));
    assertTrue(included("com.acme.Chat*", "com.acme.ChatStore"));
    assertTrue(included("com.acme.Cha?", "com.acme.Chat"));
    assertFalse(included("com.acme.Cha?", "com.acme.Chats"));
  }

  @Test
  void twoStarsReachAcrossPackages() {
    assertTrue(included("com.acme.**", "com.acme.Chat"));
    assertTrue(included("com.acme.**", "com.acme.a.b.Chat"));
    assertTrue(included("**.generated.**", "com.acme.generated.Chat"));
    assertTrue(included("com/acme/**", "com.acme.a.Chat"));
    assertFalse(included("com.acme.**", "org.acme.Chat"));
  }

  @Test
  void dotsAndDollarsAreMeantAsWritten() {
    assertFalse(included("com.acme.Chat", "com.acmexChat"));
    assertTrue(included("$Proxy", "$Proxy"));
  }

  @Test
  void excludesWinOverIncludes() {
    ClassPatterns patterns = new ClassPatterns(List.of("com.acme.**"), List.of("com.acme.old"));
    assertTrue(patterns.select("com.acme.Chat"));
    assertFalse(patterns.select("com.acme.old.Chat"));
  }
}
