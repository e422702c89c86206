package dev.interleave;

import dev.interleave.cache.Contents;
import dev.interleave.cache.Digest;
import dev.interleave.cache.Facts;
import dev.interleave.cache.KeptSources;
import dev.interleave.cache.Results;
import dev.interleave.cache.Shelf;
import dev.interleave.domain.Hierarchy;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What earlier runs on the same targets left: their facts, their findings, and the whole outcome if
 * no byte changed since. All of it can be lost without harm.
 */
final class Memory {
  private final Optional<Opened> opened;
  private Optional<Facts> facts = Optional.empty();

  private Memory(Optional<Opened> opened) {
    this.opened = opened;
  }

  /**
   * What is asked about what.
   *
   * @param input as the caller put it
   * @param targets what that comes to
   */
  private record Question(Input input, Targets targets) {}

  /** Files that were found. */
  private record Opened(Shelf shelf, String name, Question question, Sums sums, Results results) {}

  /**
   * What the input amounts to.
   *
   * @param context the engine and what it was taught
   * @param around that, the class path and the rules
   * @param all that and the targets
   */
  private record Sums(Digest context, Digest around, Digest all) {}

  /** Returns the memory of who keeps nothing. */
  static Memory none() {
    return new Memory(Optional.empty());
  }

  /** Opens what there is for an input; nothing when it asks for none or cannot be read. */
  static Memory of(Input input, Targets targets) {
    Question question = new Question(input, targets);
    return new Memory(input.cache().flatMap(shelf -> opened(question, shelf)));
  }

  private static Optional<Opened> opened(Question question, Shelf shelf) {
    Digest.Sum targets = new Digest.Sum();
    for (Path target : question.targets().targets()) {
      targets.add(target.toAbsolutePath().toString());
    }
    String name = targets.end().toString();
    return sums(question)
        .map(
            sums ->
                new Opened(shelf, name, question, sums, Results.open(shelf, name + ".results")));
  }

  private static Optional<Sums> sums(Question question) {
    Contents contents = new Contents();
    try {
      if (!contents.engine()) {
        return Optional.empty();
      }
      for (Path table : question.input().knowledge()) {
        contents.whole(table);
      }
      Digest context = contents.end();
      contents.add(new TreeSet<>(question.input().rules()).toString());
      for (Path library : question.targets().classpath()) {
        contents.library(library);
      }
      Digest around = contents.end();
      contents.add(question.targets().troubles().toString());
      for (Path target : question.targets().targets()) {
        contents.whole(target);
      }
      return Optional.of(new Sums(context, around, contents.end()));
    } catch (IOException | UncheckedIOException unreadable) {
      return Optional.empty();
    }
  }

  /** Returns the outcome if no byte of the input changed. */
  Optional<Outcome> outcome() {
    return opened.flatMap(its -> its.results().of(its.sums().all()));
  }

  /** Returns the summaries of earlier runs that still hold. */
  Optional<Facts> facts(Hierarchy hierarchy, Symbols symbols) {
    facts =
        opened.map(
            its ->
                Facts.open(
                    its.shelf(), its.name() + ".facts", its.sums().context(), hierarchy, symbols));
    return facts;
  }

  /** Returns what earlier runs found source files to be. */
  Optional<KeptSources> sources(Symbols symbols) {
    return opened.map(
        its ->
            KeptSources.open(its.shelf(), its.name() + ".sources", its.sums().context(), symbols));
  }

  /**
   * Returns the findings if the program is the same to those who link and ask.
   *
   * @param print of all its summaries
   */
  Optional<List<Finding>> findings(Digest print) {
    return opened.flatMap(its -> its.results().findings(program(its, print)));
  }

  private static Digest program(Opened its, Digest print) {
    return new Digest.Sum().add(its.sums().around()).add(print).end();
  }

  /**
   * Leaves an outcome to later runs, unless somebody changed the input meanwhile.
   *
   * @param findings of the rules, before anything is left out
   */
  void keep(Digest print, List<Finding> findings, Outcome outcome) {
    Optional<Sums> now = opened.flatMap(its -> sums(its.question()));
    if (opened.isPresent() && now.isPresent()) {
      Opened its = opened.get();
      if (now.get().context().equals(its.sums().context())) {
        facts.ifPresent(Facts::write);
      }
      if (now.get().equals(its.sums())) {
        its.results().keep(its.sums().all(), program(its, print), findings, outcome);
      }
    }
  }
}
