package dev.interleave.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A check that replays interleavings: what is built, what thread A does, what thread B does, and
 * what is observed.
 *
 * <pre>{@code
 * Replay.of(Counter::new)
 *     .threadA(Counter::increment)
 *     .threadB(Counter::increment)
 *     .observe("value", Counter::value)
 *     .check();
 * }</pre>
 *
 * <p>{@link #check} stops A before each of its accesses and calls in turn, lets B run until it ends
 * or has to wait for A, lets A go on, and compares what both returned or threw and what the
 * observers see with the serial orders (A then B, B then A); then the same with the roles changed.
 * It fails with the first interleaving that no serial order explains.
 *
 * <p>The lambdas are carried into a class loader of their own (and into a second process), so they
 * may capture only what can be serialized, and paths; the test's own static fields are fresh there.
 *
 * @param <S> the type of the object under test
 */
public final class Replay<S> {
  private final Packed setup;
  private final boolean takesDirectory;
  private final List<Plan.Observer> observers = new ArrayList<>();
  private final List<String> packages = new ArrayList<>();
  private final Plan.Part[] steps = new Plan.Part[2];
  private Packed prepare;
  private Packed closing;
  private Duration limit = Duration.ofSeconds(30);
  private int maxPoints = 5_000;
  private boolean inSecondProcess;
  private boolean mustBeGuarded;
  private boolean stepsIntoCollections = true;

  private Replay(Object setup, boolean takesDirectory) {
    this.setup = Transport.pack(Objects.requireNonNull(setup, "setup"));
    this.takesDirectory = takesDirectory;
  }

  /**
   * Starts a check of an object that lives in memory.
   *
   * @param <S> the type of the object under test
   * @param setup builds the object, afresh for every schedule
   * @return the check, still without threads
   */
  public static <S> Replay<S> of(Setup<S> setup) {
    return new Replay<>(setup, false);
  }

  /**
   * Starts a check of an object that keeps files.
   *
   * @param <S> the type of the object under test
   * @param setup builds the object on an empty directory, both afresh for every schedule
   * @return the check, still without threads
   */
  public static <S> Replay<S> inDirectory(DirectorySetup<S> setup) {
    return new Replay<>(setup, true);
  }

  /**
   * Does something with the object before the threads start.
   *
   * @param step what is done; a failure ends the check with an error
   * @return this check
   */
  public Replay<S> prepare(Step<S> step) {
    prepare = Transport.pack(step);
    return this;
  }

  /**
   * Says what thread A does.
   *
   * @param step what it does
   * @return this check
   */
  public Replay<S> threadA(Step<S> step) {
    return step(0, step, false);
  }

  /**
   * Says what thread A asks; the answer is compared too.
   *
   * @param question what it asks
   * @return this check
   */
  public Replay<S> threadAReturning(Question<S> question) {
    return step(0, question, true);
  }

  /**
   * Says what thread B does.
   *
   * @param step what it does
   * @return this check
   */
  public Replay<S> threadB(Step<S> step) {
    return step(1, step, false);
  }

  /**
   * Says what thread B asks; the answer is compared too.
   *
   * @param question what it asks
   * @return this check
   */
  public Replay<S> threadBReturning(Question<S> question) {
    return step(1, question, true);
  }

  private Replay<S> step(int index, Object code, boolean isQuestion) {
    steps[index] = new Plan.Part(Transport.pack(code), isQuestion);
    return this;
  }

  /**
   * Compares a value at the end of each schedule.
   *
   * @param name what to call it in a report
   * @param question how to get it
   * @return this check
   */
  public Replay<S> observe(String name, Question<S> question) {
    observers.add(new Plan.Observer(name, Transport.pack(question), null));
    return this;
  }

  /**
   * Compares the text of a file at the end of each schedule; needs {@link #inDirectory}.
   *
   * @param relativePath the file, relative to the directory of the run
   * @return this check
   */
  public Replay<S> observeFile(String relativePath) {
    if (!takesDirectory || Path.of(relativePath).isAbsolute()) {
      throw new IllegalArgumentException("a file is observed relative to inDirectory's directory");
    }
    observers.add(new Plan.Observer(relativePath, null, relativePath));
    return this;
  }

  /**
   * Shuts the object down after each schedule; an {@link AutoCloseable} is closed anyway.
   *
   * @param step what ends the threads that the object started
   * @return this check
   */
  public Replay<S> closing(Step<S> step) {
    closing = Transport.pack(step);
    return this;
  }

  /**
   * Lets thread B live in a second Java process, with an object of its own on the same directory.
   *
   * @return this check
   */
  public Replay<S> inSecondProcess() {
    inSecondProcess = true;
    return this;
  }

  /**
   * Weaves packages that come in jars; what comes in directories is woven anyway.
   *
   * @param prefixes the beginnings of class names, such as {@code com.acme.}
   * @return this check
   */
  public Replay<S> weaving(String... prefixes) {
    packages.addAll(List.of(prefixes));
    return this;
  }

  /**
   * Demands that at some point one thread had to wait for the other, as a lock makes it; without
   * that a check of a lock could pass although the lock was never met.
   *
   * @return this check
   */
  public Replay<S> mustBeGuarded() {
    mustBeGuarded = true;
    return this;
  }

  /**
   * Takes each call of a JDK collection for one step, as calls of all other JDK classes are: fewer
   * points, when the state that matters is elsewhere (a file, a row).
   *
   * @return this check
   */
  public Replay<S> collectionsAsOneStep() {
    stepsIntoCollections = false;
    return this;
  }

  /**
   * Bounds a single run; a longer one ends the check with an error, never with a verdict.
   *
   * @param limitOfOneRun how long one run may take, 30 seconds unless told
   * @return this check
   */
  public Replay<S> within(Duration limitOfOneRun) {
    limit = limitOfOneRun;
    return this;
  }

  /**
   * Bounds the number of points; more of them end the check with an error, never with a verdict.
   *
   * @param points how many stops are tried at most, 5000 unless told
   * @return this check
   */
  public Replay<S> atMost(int points) {
    maxPoints = points;
    return this;
  }

  /**
   * Runs every schedule and fails on the first interleaving that no serial order explains.
   *
   * @return the figures of a check that passed
   * @throws InterleavingFound when an interleaving does harm
   * @throws Inconclusive when the check tested nothing or could not be made
   */
  public Verdict check() {
    Verdict verdict = run();
    if (verdict.violation().isPresent()) {
      throw new InterleavingFound(verdict.violation().get());
    }
    if (verdict.points() == 0) {
      throw new Inconclusive("the threads were stopped nowhere: no woven class was run");
    }
    if (mustBeGuarded && verdict.guarded() == 0) {
      throw new Inconclusive("no point was guarded: neither thread ever waited for the other");
    }
    return verdict;
  }

  /**
   * Runs every schedule up to the first harmful interleaving, without judging.
   *
   * @return the figures, and the violation if there is one
   * @throws Inconclusive when the check could not be made
   */
  public Verdict run() {
    if (steps[0] == null || steps[1] == null) {
      throw new IllegalStateException("both threadA and threadB must be given");
    }
    Plan plan =
        new Plan(
            setup,
            takesDirectory,
            prepare,
            List.of(steps),
            List.copyOf(observers),
            closing,
            List.copyOf(packages),
            stepsIntoCollections,
            limit);
    if (!inSecondProcess) {
      return new Sweep(plan, maxPoints, null).run();
    }
    try (SecondProcessLink link = new SecondProcessLink(plan)) {
      return new Sweep(plan, maxPoints, link).run();
    }
  }
}
