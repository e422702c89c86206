package dev.interleave.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The standard output of this process. A print stream would keep silent about a full disk, so the
 * first failure is thrown past it; what comes after is dropped.
 */
final class StandardOutput extends OutputStream {
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private boolean broken;

  /** The first failure to write. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Failure(IOException cause) {
      super("the standard output cannot be written: " + cause.getMessage(), cause);
    }

    /** Returns whether the reader of a pipe has just gone away, as {@code head} does. */
    boolean isReaderGone() {
      return String.valueOf(getMessage()).contains("Broken pipe");
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (broken) {
      return;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      broken = true;
      throw new Failure(e);
    }
  }
}
