package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.cache.Facts;
import dev.interleave.cache.Facts.Summarized;
import dev.interleave.domain.Hierarchy;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.LockWrappers;
import dev.interleave.summary.Summarizer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Units to summaries: those of an earlier run where they still hold, and new ones elsewhere. */
final class Summaries {
  private final Knowledge knowledge;
  private final Symbols symbols;
  private final Hierarchy hierarchy;
  private final Optional<Facts> facts;

  Summaries(ClassPath path, Hierarchy hierarchy, Optional<Facts> facts) {
    this.knowledge = path.knowledge();
    this.symbols = path.symbols();
    this.hierarchy = hierarchy;
    this.facts = facts;
  }

  /** Returns the work with what is known of lock wrappers. */
  Round with(LockWrappers wrappers) {
    return facts.isEmpty()
        ? new Plain(new Summarizer(knowledge, hierarchy, wrappers))
        : new Remembering(facts.get(), wrappers);
  }

  /** The work on all units with one knowledge of lock wrappers; for several threads. */
  interface Round {
    /** Summarizes a unit. */
    Summarized of(Unit unit) throws UnreadableClassException;
  }

  private List<ClassSummary> summarize(Unit unit, Summarizer summarizer)
      throws UnreadableClassException {
    return unit.read(symbols).stream().map(summarizer::summarize).toList();
  }

  /** Without anything from before. */
  private final class Plain implements Round {
    private final Summarizer summarizer;

    Plain(Summarizer summarizer) {
      this.summarizer = summarizer;
    }

    @Override
    public Summarized of(Unit unit) throws UnreadableClassException {
      return new Summarized(summarize(unit, summarizer), Digest.NONE);
    }
  }

  /** With the facts of earlier runs. */
  private final class Remembering implements Round {
    private final Facts facts;
    private final LockWrappers wrappers;
    private final Digest wrappersPrint;

    Remembering(Facts facts, LockWrappers wrappers) {
      this.facts = facts;
      this.wrappers = wrappers;
      this.wrappersPrint = Facts.print(wrappers);
    }

    @Override
    public Summarized of(Unit unit) throws UnreadableClassException {
      Optional<Digest> key = unit.content().map(this::key);
      Optional<Summarized> known = key.flatMap(facts::find);
      if (known.isPresent()) {
        return known.get();
      }
      Set<ClassRef> asked = new HashSet<>();
      Hierarchy observed = hierarchy.before(asked::add);
      Summarizer summarizer = new Summarizer(knowledge, observed, wrappers.in(observed));
      return facts.keep(key, summarize(unit, summarizer), asked);
    }

    private Digest key(Digest content) {
      return new Digest.Sum().add(content).add(wrappersPrint).end();
    }
  }
}
