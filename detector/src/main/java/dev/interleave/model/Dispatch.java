package dev.interleave.model;

/** How the target of a call is chosen. */
public enum Dispatch {
  /** No receiver. */
  STATIC,
  /** Constructors, private and super calls: the named method itself. */
  SPECIAL,
  /** By the receiver's class. */
  VIRTUAL
}
