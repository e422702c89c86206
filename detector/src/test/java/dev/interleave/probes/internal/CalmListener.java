package dev.interleave.probes.internal;

/** What parts of a program tell each other; nobody who listens takes a lock. */
public interface CalmListener {
  void onPart(String id);
}
