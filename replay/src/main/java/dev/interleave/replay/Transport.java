package dev.interleave.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;

/** Carries a test's lambdas, with what they capture, into the woven world and into a process. */
final class Transport {
  private Transport() {}

  static Packed pack(Object code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new PathOutput(bytes)) {
      out.writeObject(code);
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          "a lambda of the check captures a "
              + e.getMessage()
              + ", which cannot be carried into the replay: copy what it needs into a local variable"
              + " (strings, numbers, paths, records that are Serializable), and do not capture the"
              + " test itself",
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("a lambda of the check cannot be carried over", e);
    }
    return new Packed(bytes.toByteArray());
  }

  static Object unpack(Packed code, ClassLoader loader) {
    try (ObjectInputStream in = new LoaderInput(new ByteArrayInputStream(code.bytes()), loader)) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new Inconclusive("a lambda of the check cannot be rebuilt: " + e, e);
    }
  }

  /** A path as text, since paths cannot be serialized. */
  private record PathText(String text) implements Serializable {
    private Object readResolve() {
      return Path.of(text);
    }
  }

  /** Writes paths as text. */
  private static final class PathOutput extends ObjectOutputStream {
    PathOutput(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      return object instanceof Path path ? new PathText(path.toString()) : object;
    }
  }

  /** Reads classes as the given loader sees them. */
  private static final class LoaderInput extends ObjectInputStream {
    private final ClassLoader loader;

    LoaderInput(InputStream in, ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
