package dev.interleave.probes.internal;

/** What parts of a program tell each other; some who listen take a lock. */
public interface PartListener {
  void onPart(String id);
}
