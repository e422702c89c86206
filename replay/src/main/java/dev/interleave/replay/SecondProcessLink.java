package dev.interleave.replay;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** This process's end of the pipe to the process in which thread B lives. */
final class SecondProcessLink implements AutoCloseable {
  private final Process process;
  private final ObjectOutputStream out;
  private final BlockingQueue<Object> replies = new LinkedBlockingQueue<>();
  private final Thread reader;
  private final Duration limit;
  private volatile boolean isGone;

  SecondProcessLink(Plan plan) {
    this.limit = plan.limit().plusSeconds(20);
    try {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      ProcessBuilder builder =
          new ProcessBuilder(
              java.toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              SecondProcess.class.getName());
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      this.process = builder.start();
      this.out = new ObjectOutputStream(process.getOutputStream());
    } catch (IOException e) {
      throw new Inconclusive("the second process cannot be started", e);
    }
    this.reader = new Thread(this::read, "interleave replies");
    reader.setDaemon(true);
    reader.start();
    send(Command.PLAN, plan);
  }

  /** What the second process is told. */
  enum Command {
    PLAN,
    BEGIN,
    TAKE,
    RESULT,
    TRACE,
    HOLDS,
    ATOMIC,
    END
  }

  /** A command with what it needs. */
  record Request(Command command, Serializable argument) implements Serializable {}

  /** What went wrong on the other side, or that the pipe has ended. */
  record Failure(String text) implements Serializable {}

  private void read() {
    try (ObjectInputStream in = new ObjectInputStream(process.getInputStream())) {
      while (true) {
        replies.add(in.readUnshared());
      }
    } catch (IOException | ClassNotFoundException e) {
      isGone = true;
      replies.add(new Failure("it is gone: " + e));
    }
  }

  private Object send(Command command, Serializable argument) {
    if (isGone && replies.isEmpty()) {
      throw new Inconclusive("the second process is gone");
    }
    try {
      out.writeUnshared(new Request(command, argument));
      out.reset();
      out.flush();
      Object reply = replies.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (reply == null) {
        throw new Inconclusive("the second process does not answer " + command);
      }
      if (reply instanceof Failure failure) {
        throw new Inconclusive("in the second process: " + failure.text());
      }
      return reply;
    } catch (IOException e) {
      throw new Inconclusive("the second process is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Inconclusive("interrupted", e);
    }
  }

  /** Builds the subject over there, on the same directory. */
  Actor begin(Path directory) {
    send(Command.BEGIN, directory == null ? "" : directory.toString());
    return new Remote();
  }

  void end() {
    send(Command.END, "");
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      TimeUnit.SECONDS.timedJoin(reader, 5);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The actor over there. */
  private final class Remote implements Actor {
    @Override
    public Signal take(Turn turn) {
      return (Signal) send(Command.TAKE, turn);
    }

    @Override
    public String result() {
      return (String) send(Command.RESULT, "");
    }

    @Override
    public List<TraceLine> trace(int from) {
      return List.of((TraceLine[]) send(Command.TRACE, from));
    }

    @Override
    public List<String> holds() {
      return List.of((String[]) send(Command.HOLDS, ""));
    }

    @Override
    public int atomicCalls() {
      return (Integer) send(Command.ATOMIC, "");
    }
  }
}
