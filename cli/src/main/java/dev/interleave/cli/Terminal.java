package dev.interleave.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the command writes.
 *
 * @param out findings and pages
 * @param err everything about the run itself
 * @param attended whether a person watches
 * @param color whether that person wants colours
 */
record Terminal(PrintStream out, PrintStream err, boolean attended, boolean color) {
  /** Returns the streams of this process; always UTF-8, so that equal runs write equal bytes. */
  static Terminal ofProcess() {
    boolean attended = isAttended();
    String noColor = System.getenv("NO_COLOR");
    return new Terminal(
        stream(new BufferedOutputStream(new StandardOutput())),
        stream(new FileOutputStream(FileDescriptor.err)),
        attended,
        attended && (noColor == null || noColor.isEmpty()));
  }

  /** Returns streams that nobody watches. */
  static Terminal unattended(PrintStream out, PrintStream err) {
    return new Terminal(out, err, false, false);
  }

  private static PrintStream stream(OutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  /** From Java 22 on there may be a console without a terminal; it says so itself. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isAttended() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
