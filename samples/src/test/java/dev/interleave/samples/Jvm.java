package dev.interleave.samples;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real child JVM that is spoken to by lines; it is gone when this is closed. */
public final class Jvm implements AutoCloseable {
  private static final String END = "<end>";

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  public Jvm(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    String logging = System.getProperty("java.util.logging.config.file");
    if (logging != null) {
      command.add("-Djava.util.logging.config.file=" + logging);
    }
    command.add(main.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    process = builder.start();
    in = process.outputWriter();
    reader = new Thread(() -> read(process.inputReader()), "lines of " + main.getSimpleName());
    reader.setDaemon(true);
    reader.start();
  }

  private void read(BufferedReader out) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      lines.add(END);
    }
    lines.add(END);
  }

  public void say(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  /** The next line of the child, or null when it has ended. */
  public String hear() throws InterruptedException {
    String line = lines.poll(60, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("the child says nothing for a minute");
    }
    return line.equals(END) ? null : line;
  }

  public void expect(String expected) throws InterruptedException {
    String line = hear();
    if (!expected.equals(line)) {
      throw new AssertionError("the child says " + line + " instead of " + expected);
    }
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    try {
      kill();
      in.close();
      TimeUnit.SECONDS.timedJoin(reader, 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
