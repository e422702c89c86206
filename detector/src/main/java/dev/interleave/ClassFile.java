package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.ir.ClassFacts;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A class file, and where it was found, for people. Few are read twice, so the bytes can be let go
 * of where there is a way to get at them again.
 */
final class ClassFile implements Unit {
  private final String name;
  private final @Nullable Way again;
  private byte @Nullable [] bytes;

  /** The way to the bytes of a class file. */
  interface Way {
    byte[] read() throws IOException;
  }

  /**
   * Takes what was read.
   *
   * @param again where it can be read once more; null for bytes that are nowhere else
   */
  ClassFile(String name, byte[] bytes, @Nullable Way again) {
    this.name = name;
    this.bytes = bytes;
    this.again = again;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ClassFacts> read(Symbols symbols) throws UnreadableClassException {
    return List.of(ClassFileReader.read(bytes(), symbols));
  }

  @Override
  public Optional<Digest> content() {
    return Optional.of(Digest.of(bytes()));
  }

  @Override
  public void release() {
    if (again != null) {
      bytes = null;
    }
  }

  /** Returns the source file that it says it was compiled from. */
  String origin() {
    return ClassFileReader.origin(bytes());
  }

  byte[] bytes() {
    if (bytes != null) {
      return bytes;
    }
    try {
      bytes = again == null ? new byte[0] : again.read();
      return bytes;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
