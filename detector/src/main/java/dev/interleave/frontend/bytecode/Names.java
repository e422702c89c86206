package dev.interleave.frontend.bytecode;

import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * The names in one class file. A constant of its pool is one string however often the code names
 * it, so that most look-ups among the names of the analysis are answered by comparing references.
 */
final class Names {
  private static final int FEWEST = 16;
  private static final int MOST = 1024;

  private final Symbols symbols;
  private final @Nullable Known<MethodRef>[] methods;
  private final @Nullable Known<FieldRef>[] fields;
  private final @Nullable Known<String>[] texts;

  /** What the constants stand for. */
  private record Known<T>(String owner, String name, String descriptor, T value) {
    // one constant is one string: another string of the same text only costs a second look-up
    @SuppressWarnings("ReferenceEquality")
    boolean is(String itsOwner, String itsName, String itsDescriptor) {
      return name == itsName && owner == itsOwner && descriptor == itsDescriptor;
    }
  }

  /**
   * Makes the names of a class file.
   *
   * @param constants how many constants it has
   */
  Names(Symbols symbols, int constants) {
    this.symbols = symbols;
    int size = FEWEST;
    while (size < constants / 4 && size < MOST) {
      size *= 2;
    }
    this.methods = table(size);
    this.fields = table(size / 2);
    this.texts = table(size / 2);
  }

  // a generic array cannot be made otherwise; it never leaves this class
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> @Nullable Known<T>[] table(int size) {
    return new Known[size];
  }

  ClassRef type(String name) {
    return symbols.type(name);
  }

  MethodRef method(String owner, String name, String descriptor) {
    int at = (owner.hashCode() * 31 + name.hashCode() * 7 + descriptor.hashCode());
    int slot = spread(at) & (methods.length - 1);
    Known<MethodRef> known = methods[slot];
    if (known == null || !known.is(owner, name, descriptor)) {
      known = new Known<>(owner, name, descriptor, symbols.method(owner, name, descriptor));
      methods[slot] = known;
    }
    return known.value();
  }

  FieldRef field(String owner, String name, String descriptor) {
    int slot = spread(owner.hashCode() * 31 + name.hashCode()) & (fields.length - 1);
    Known<FieldRef> known = fields[slot];
    if (known == null || !known.is(owner, name, descriptor)) {
      known = new Known<>(owner, name, descriptor, symbols.field(owner, name, descriptor));
      fields[slot] = known;
    }
    return known.value();
  }

  /** Returns a text that equal texts share. */
  String text(String text) {
    int slot = spread(text.hashCode()) & (texts.length - 1);
    Known<String> known = texts[slot];
    if (known == null || !known.is(text, text, text)) {
      known = new Known<>(text, text, text, symbols.text(text));
      texts[slot] = known;
    }
    return known.value();
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 16 ^ hash >>> 8;
  }
}
