package dev.interleave.replay;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * The process in which thread B lives, when the state is shared by processes; started by the check,
 * and over as soon as the check's end of the pipe is closed.
 */
public final class SecondProcess {
  private Plan plan;
  private Stage stage;
  private LocalActor actor;

  private SecondProcess() {}

  /**
   * Serves until the pipe ends.
   *
   * @param args none
   * @throws IOException when the pipe breaks at the start
   */
  public static void main(String[] args) throws IOException {
    PrintStream pipe = System.out;
    System.setOut(System.err);
    ObjectOutputStream out = new ObjectOutputStream(pipe);
    out.flush();
    try (ObjectInputStream in = new ObjectInputStream(System.in)) {
      SecondProcess process = new SecondProcess();
      while (true) {
        out.writeUnshared(process.answer((SecondProcessLink.Request) in.readUnshared()));
        out.reset();
        out.flush();
      }
    } catch (IOException | ClassNotFoundException over) {
      Runtime.getRuntime().halt(0);
    }
  }

  private Serializable answer(SecondProcessLink.Request request) {
    try {
      return switch (request.command()) {
        case PLAN -> {
          plan = (Plan) request.argument();
          yield "ok";
        }
        case BEGIN -> begin((String) request.argument());
        case TAKE -> actor.take((Turn) request.argument());
        case RESULT -> actor.result();
        case TRACE -> actor.trace((Integer) request.argument()).toArray(TraceLine[]::new);
        case HOLDS -> actor.holds().toArray(String[]::new);
        case ATOMIC -> actor.atomicCalls();
        case END -> end();
      };
    } catch (RuntimeException failure) {
      return new SecondProcessLink.Failure(failure.getMessage());
    }
  }

  private String begin(String directory) {
    stage = new Stage(plan, directory.isEmpty() ? null : Path.of(directory));
    stage.build();
    actor = stage.actor(1);
    return "ok";
  }

  private String end() {
    if (stage != null) {
      stage.close();
      stage = null;
    }
    return "ok";
  }
}
