package dev.interleave.cache;

import dev.interleave.model.Span;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where in sources something was found to be, so that a text is not parsed again for it. */
public final class Places {
  private static final String NAME = "places";

  private final Optional<Shelf> shelf;
  private final Digest engine;
  private final Map<Question, Span> before = new HashMap<>();
  private final Map<Question, Span> asked = new LinkedHashMap<>();

  /**
   * What is looked for.
   *
   * @param text the file's
   * @param name of a field or method
   * @param reads whether it is only read
   * @param line the line that a class file names
   */
  public record Question(Digest text, String name, boolean reads, int line) {}

  /** An answer on file. */
  record Answer(Question question, Span span) {}

  /**
   * A file's content.
   *
   * @param engine that found the answers
   */
  record Kept(Digest engine, List<Answer> answers) {}

  private Places(Optional<Shelf> shelf, Digest engine) {
    this.shelf = shelf;
    this.engine = engine;
  }

  /** Opens what an earlier run found; nothing without a shelf to keep it on. */
  public static Places open(Optional<Shelf> shelf) {
    Optional<Digest> engine = shelf.flatMap(its -> engine());
    if (engine.isEmpty()) {
      return new Places(Optional.empty(), Digest.NONE);
    }
    Places places = new Places(shelf, engine.get());
    shelf.flatMap(its -> its.get(NAME)).ifPresent(places::read);
    return places;
  }

  private static Optional<Digest> engine() {
    Contents contents = new Contents();
    try {
      return contents.engine() ? Optional.of(contents.end()) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private void read(byte[] bytes) {
    try {
      Kept kept = records().read(new In(ByteBuffer.wrap(bytes), new Symbols()));
      if (kept.engine().equals(engine)) {
        kept.answers().forEach(answer -> before.put(answer.question(), answer.span()));
      }
    } catch (RuntimeException damaged) {
      shelf.ifPresent(its -> its.damaged(NAME, damaged.toString()));
    }
  }

  private static Records<Kept> records() {
    return new Records<>(Kept.class);
  }

  /** Returns what a text amounts to. */
  public static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the answer to a question, found anew if it is not known. */
  public Span of(Question question, Supplier<Span> find) {
    return asked.computeIfAbsent(
        question, key -> before.containsKey(key) ? before.get(key) : find.get());
  }

  /** Leaves to later runs what this one asked. */
  public void keep() {
    if (shelf.isPresent() && !asked.equals(before)) {
      List<Answer> answers = new ArrayList<>();
      asked.forEach((question, span) -> answers.add(new Answer(question, span)));
      shelf.get().put(NAME, records().bytes(new Kept(engine, answers)));
    }
  }
}
