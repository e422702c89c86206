package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.ir.ClassFacts;
import dev.interleave.model.Symbols;
import java.util.List;
import java.util.Optional;

/** Something that holds classes to analyse: a class file, or a source file. */
interface Unit {
  /** Returns where it was found, for people. */
  String name();

  /** Returns the digest of all that its classes hang on; nothing when there is more to it. */
  default Optional<Digest> content() {
    return Optional.empty();
  }

  /** Returns its classes; the same ones each time. */
  List<ClassFacts> read(Symbols symbols) throws UnreadableClassException;

  /** Lets go of what can be read once more. */
  default void release() {}
}
