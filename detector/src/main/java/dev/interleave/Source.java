package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.cache.KeptSources;
import dev.interleave.cache.KeptSources.Kept;
import dev.interleave.cache.KeptSources.Told;
import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.source.SourceFile;
import dev.interleave.frontend.source.SourceFile.Trouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A source file on its way to a unit: what is kept of it, its syntax, or why it has none. */
final class Source {
  private final SourceText text;
  private final BiFunction<String, String, SourceFile> parser;
  private Digest content = Digest.NONE;
  private int otherFrom;
  private @Nullable Kept kept;
  private @Nullable SourceFile file;
  private @Nullable Diagnostic failure;

  /**
   * Knows nothing yet.
   *
   * @param parser makes syntax of a name and a text
   */
  Source(SourceText text, BiFunction<String, String, SourceFile> parser) {
    this.text = text;
    this.parser = parser;
  }

  String name() {
    return text.name();
  }

  /** Returns the digest of the name and the bytes that were read last. */
  Digest content() {
    return content;
  }

  /** Returns what is kept of it, and holds as far as is known. */
  Optional<Kept> kept() {
    return Optional.ofNullable(kept);
  }

  @Nullable SourceFile file() {
    return file;
  }

  @Nullable Diagnostic failure() {
    return failure;
  }

  /** Looks for what an earlier run found the file to be. */
  void remember(KeptSources memory) {
    try {
      read();
      kept = memory.find(content).orElse(null);
    } catch (IOException unreadable) {
      failure = failure(unreadable);
    }
  }

  /** Forgets what was kept, which does not hold any more. */
  void forget() {
    kept = null;
  }

  /** Parses the file, unless enough is known of it. */
  void parse() {
    if (kept == null && file == null && failure == null) {
      try {
        file = parser.apply(text.name(), read());
      } catch (IOException unreadable) {
        failure = failure(unreadable);
      }
    }
  }

  /** Parses a file that did not change since it was looked at. */
  SourceFile parseAfterAll() {
    Digest before = content;
    try {
      String its = read();
      if (!before.equals(content)) {
        throw new IllegalStateException("it was changed meanwhile");
      }
      return parser.apply(text.name(), its);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private String read() throws IOException {
    byte[] bytes = text.content();
    content = new Digest.Sum().add(text.name()).add(bytes).end();
    SourceText.Decoded decoded = SourceText.decoded(bytes);
    otherFrom = decoded.otherFrom();
    return decoded.text();
  }

  /** Returns what could not be read, ahead of what others find. */
  List<Told> told(List<Trouble> ofSyntax, List<Trouble> ofMeaning) {
    List<Trouble> all = new ArrayList<>();
    if (otherFrom > 0) {
      all.add(new Trouble(otherFrom, "this is not UTF-8; the file is taken as ISO-8859-1"));
    }
    all.addAll(ofSyntax);
    all.addAll(ofMeaning);
    return all.stream().map(one -> new Told(one.line(), one.reason(), one.detail())).toList();
  }

  private Diagnostic failure(IOException unreadable) {
    return new Diagnostic(
        Diagnostic.Kind.SOURCE_FILE, text.name(), ClassFiles.reason(unreadable), "");
  }
}
