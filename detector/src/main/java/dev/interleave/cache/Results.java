package dev.interleave.cache;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.model.Symbols;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The outcome of the latest run on one set of targets, with what it hangs on. */
public final class Results {
  private final Shelf shelf;
  private final String name;
  private final Optional<Kept> kept;

  private Results(Shelf shelf, String name, Optional<Kept> kept) {
    this.shelf = shelf;
    this.name = name;
    this.kept = kept;
  }

  /**
   * A file's content.
   *
   * @param input sums up every byte that the run read
   * @param program sums up what linking and rules saw of it
   * @param findings what the rules answered
   * @param outcome what came of it
   */
  record Kept(Digest input, Digest program, List<Finding> findings, Outcome outcome) {}

  /** Opens the results of an earlier run. */
  public static Results open(Shelf shelf, String name) {
    return new Results(shelf, name, shelf.get(name).flatMap(bytes -> read(shelf, name, bytes)));
  }

  private static Optional<Kept> read(Shelf shelf, String name, byte[] bytes) {
    try {
      return Optional.of(records().read(new In(ByteBuffer.wrap(bytes), new Symbols())));
    } catch (RuntimeException damaged) {
      shelf.damaged(name, damaged.toString());
      return Optional.empty();
    }
  }

  private static Records<Kept> records() {
    return new Records<>(Kept.class);
  }

  /** Returns the outcome if every byte of the input is as it was. */
  public Optional<Outcome> of(Digest input) {
    return kept.filter(its -> its.input().equals(input)).map(Kept::outcome);
  }

  /** Returns the findings if linking and rules would see what they saw then. */
  public Optional<List<Finding>> findings(Digest program) {
    return kept.filter(its -> its.program().equals(program)).map(Kept::findings);
  }

  /** Keeps an outcome. */
  public void keep(Digest input, Digest program, List<Finding> findings, Outcome outcome) {
    shelf.put(name, records().bytes(new Kept(input, program, findings, outcome)));
  }
}
