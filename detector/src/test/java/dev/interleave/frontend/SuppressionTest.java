package dev.interleave.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.model.Span;
import dev.interleave.model.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author suppresses, or a program wrote, is not told; a wish without effect is. */
final class SuppressionTest {
  private static final String ANNOTATIONS =
      """
      @Retention(RetentionPolicy.CLASS) @interface SuppressInterleave {
        String[] value() default {};
        String because() default "";
      }
      @Retention(RetentionPolicy.CLASS) @interface Generated {}
      @Retention(RetentionPolicy.CLASS) @interface SuppressFBWarnings {
        String[] value() default {};
      }
      """;

  @TempDir private Path folder;

  @Test
  void anAnnotationOnAMethodSuppresses() throws IOException {
    assertSuppressed("@SuppressWarnings(\"interleave\") void hit() { count++; }");
    assertSuppressed("@SuppressWarnings({\"x\", \"interleave\"}) void hit() { count++; }");
    assertSuppressed("@SuppressWarnings(\"interleave:read-modify-write\") void hit() { count++; }");
  }

  @Test
  void anAnnotationOnAVariableOrAClassSuppresses() throws IOException {
    assertSuppressed("void hit() { @SuppressWarnings(\"interleave\") int old = count++; }");
    assertSuppressed("@SuppressWarnings(\"interleave\") class Inner { void hit() { count++; } }");
  }

  @Test
  void anAnnotationOnTheFieldSuppressesWhereverItIsUsed() throws IOException {
    Outcome outcome =
        source("@SuppressWarnings(\"interleave\") volatile int n; void hit() { n++; }");
    assertEquals(List.of(), outcome.findings());
    assertEquals(1, outcome.waived(Waiver.Kind.SUPPRESSED, Confidence.LOW));
  }

  @Test
  void aCommentOnTheLineOrAboveItSuppresses() throws IOException {
    assertSuppressed(
        "void hit() { count++; } // interleave: ignore read-modify-write — one thread");
    assertSuppressed("void hit() {\n// interleave: ignore\n count++; }");
    assertSuppressed("void hit() { count\n ++; /* interleave: ignore */\n }");
  }

  @Test
  void whatAnotherToolWasToldCountsForTheRuleThatLooksForTheSame() throws IOException {
    String wish = "@SuppressFBWarnings({\"EI_EXPOSE_REP\", \"VO_VOLATILE_INCREMENT\"}) ";
    for (Outcome outcome : both(wish + "void hit() { count++; }")) {
      assertEquals(List.of(), outcome.findings());
      assertEquals(1, outcome.waived(Waiver.Kind.SUPPRESSED, Confidence.LOW));
    }
  }

  @Test
  void whatAnotherToolWasToldIsNotCalledUseless() throws IOException {
    String wish = "@SuppressFBWarnings(\"UL_UNRELEASED_LOCK\") ";
    for (Outcome outcome : both(wish + "void hit() { count++; }")) {
      assertEquals(1, outcome.findings().size());
      assertEquals(List.of(), told(outcome));
    }
  }

  @Test
  void anotherRuleIsNotSuppressedAndTheWishIsTold() throws IOException {
    Outcome outcome = source("void hit() { count++; } // interleave: ignore lock-order");
    assertEquals(1, outcome.findings().size());
    assertEquals(
        List.of("com/acme/Counter.java:5: suppresses lock-order where nothing is found"),
        told(outcome));
  }

  @Test
  void aRuleThatDoesNotExistIsTold() throws IOException {
    Outcome outcome = source("void hit() { count++; } // interleave: ignore read-modfy-write");
    assertEquals(
        List.of("com/acme/Counter.java:5: suppresses 'read-modfy-write', which is no rule"),
        told(outcome));
  }

  @Test
  void aWishForARuleThatWasNotAskedIsNotCalledUseless() throws IOException {
    Path file = write("void hit() {} // interleave: ignore lock-order");
    Input input = new Input(List.of(file), List.of(), Set.of("lock-upgrade"), List.of(), 1);
    assertEquals(List.of(), Analysis.run(input).diagnostics());
  }

  @Test
  void proseAboutTheCommentIsNoComment() throws IOException {
    String javadoc = "/** interleave: ignore nothing, this is prose */ void hit() { count++; }";
    assertEquals(List.of(), source(javadoc).diagnostics());
    assertEquals(1, source(javadoc).findings().size());
  }

  @Test
  void generatedCodeIsLeftOutAndCounted() throws IOException {
    for (Outcome outcome : both("@Generated void hit() { count++; }")) {
      assertEquals(List.of(), outcome.findings());
      assertEquals(1, outcome.waived(Waiver.Kind.GENERATED, Confidence.LOW));
      assertEquals(1, outcome.withGenerated().findings().size());
    }
  }

  @Test
  void aPlaceThatAPersonWroteIsToldFirst() throws IOException {
    String guarded = "int n; synchronized void set() { n = 1; } synchronized void hit() { n++; }";
    String code = guarded + "\n@Generated int peek() { return n; }";
    for (Outcome outcome : both(code)) {
      assertTrue(outcome.findings().size() > 0);
      for (Finding finding : outcome.findings()) {
        assertTrue("set,hit".contains(finding.primary().place().method().name()));
      }
    }
  }

  @Test
  void anAnnotationThatClassFilesKeepSuppressesWithItsLambdas() throws IOException {
    String code =
        "@SuppressInterleave(value = \"read-modify-write\", because = \"tested\")"
            + " Runnable hit() { return () -> count++; }";
    for (Outcome outcome : both(code)) {
      assertEquals(List.of(), outcome.findings());
      assertEquals(1, outcome.waived(Waiver.Kind.SUPPRESSED, Confidence.LOW));
      assertEquals(List.of(), outcome.diagnostics());
    }
  }

  @Test
  void uselessAnnotationsInClassFilesAreToldByTheirDeclaration() throws IOException {
    Outcome outcome = compiled("@SuppressInterleave void quiet() {}");
    assertEquals(
        List.of("com.acme.Counter.quiet: suppresses interleave where nothing is found"),
        told(outcome));
  }

  @Test
  void theSourcesAtHandAreHeededForClassFiles() throws IOException {
    Outcome outcome = compiled("void hit() { count++; } // interleave: ignore");
    assertEquals(1, outcome.findings().size());
    Outcome heeded = Analysis.heed(outcome, this::text, Set.of());
    assertEquals(List.of(), heeded.findings());
    assertEquals(1, heeded.waived(Waiver.Kind.SUPPRESSED, Confidence.LOW));
    assertEquals(List.of(), heeded.diagnostics());
  }

  @Test
  void theSourcesAtHandAreAskedEvenWhereNothingIsFound() throws IOException {
    Outcome outcome = compiled("void hit() { } // interleave: ignore");
    assertEquals(List.of("com/acme/Counter.java"), outcome.sourceFiles());
    assertEquals(
        List.of("com/acme/Counter.java:5: suppresses interleave where nothing is found"),
        told(Analysis.heed(outcome, this::text, Set.of())));
  }

  @Test
  void whatWasReadFromSourceIsNotAskedTwice() throws IOException {
    Outcome outcome = source("void hit() { } // interleave: ignore");
    assertEquals(told(outcome), told(Analysis.heed(outcome, this::text, Set.of())));
    assertEquals(1, told(outcome).size());
  }

  @Test
  void theSourcesAtHandTellWhereOnTheLine() throws IOException {
    Outcome outcome = compiled("void hit() { int x = 1; count += x; }");
    assertEquals(Span.ofLine(5), span(outcome));
    Outcome exact = Analysis.locate(input(folder), outcome, Confidence.LOW, this::text);
    assertEquals(new Span(5, 25, 5, 34), span(exact));
    assertEquals(new Span(5, 25, 5, 34), span(source("void hit() { int x = 1; count += x; }")));
  }

  @Test
  void whatIsKnownOfPlacesHoldsForTheirTextAlone() throws IOException {
    Outcome outcome = compiled("void hit() { count++; }");
    List<String> told = new ArrayList<>();
    Input input = input(folder).cachedIn(folder.resolve("cache"), told::add);
    Span first = span(Analysis.locate(input, outcome, Confidence.LOW, this::text));
    assertEquals(new Span(5, 14, 5, 20), first);
    assertTrue(Files.exists(folder.resolve("cache/places")));
    assertEquals(first, span(Analysis.locate(input, outcome, Confidence.LOW, this::text)));
    write("void hit() {   count++; }");
    assertEquals(
        new Span(5, 16, 5, 22), span(Analysis.locate(input, outcome, Confidence.LOW, this::text)));
    Files.write(folder.resolve("cache/places"), new byte[] {1, 2, 3});
    assertEquals(
        new Span(5, 16, 5, 22), span(Analysis.locate(input, outcome, Confidence.LOW, this::text)));
    assertEquals(1, told.size(), told::toString);
  }

  @Test
  void aPlaceMayTakeSeveralLines() throws IOException {
    assertEquals(new Span(5, 14, 6, 1), span(source("void hit() { count +=\n1; }")));
  }

  private void assertSuppressed(String code) throws IOException {
    Outcome outcome = source(code);
    assertEquals(List.of(), outcome.findings(), code);
    assertEquals(1, outcome.waived(Waiver.Kind.SUPPRESSED, Confidence.LOW), code);
    assertEquals(List.of(), outcome.diagnostics(), code);
  }

  private static Span span(Outcome outcome) {
    return outcome.findings().get(0).primary().place().span();
  }

  private static List<String> told(Outcome outcome) {
    return outcome.diagnostics().stream()
        .filter(one -> one.kind() == Diagnostic.Kind.SUPPRESSION)
        .map(one -> one.subject() + ": " + one.message())
        .toList();
  }

  private List<Outcome> both(String code) throws IOException {
    return List.of(source(code), compiled(code));
  }

  private Outcome source(String code) throws IOException {
    return run(write(code));
  }

  private Outcome compiled(String code) throws IOException {
    Path file = write(code);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-nowarn", "-d", classes.toString(), file.toString());
    assertEquals(0, failed);
    return run(classes);
  }

  private Path write(String code) throws IOException {
    String head = "package com.acme;\nimport java.lang.annotation.*;\nclass Counter {\n";
    String text = head + "  volatile int count;\n" + code + "\n}\n" + ANNOTATIONS;
    return Files.writeString(folder.resolve("Counter.java"), text);
  }

  private Optional<String> text(String sourceFile) {
    assertEquals("com/acme/Counter.java", sourceFile);
    try {
      return Optional.of(Files.readString(folder.resolve("Counter.java")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Outcome run(Path target) {
    return Analysis.run(input(target));
  }

  private static Input input(Path target) {
    return new Input(List.of(target), List.of(), Set.of(), List.of(), 1);
  }
}
