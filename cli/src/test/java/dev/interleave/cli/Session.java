package dev.interleave.cli;

import dev.interleave.Input;
import dev.interleave.finding.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Command lines run inside the test, with what they print. */
final class Session {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Input> inputs = new ArrayList<>();
  private final Function<Input, Outcome> analysis;
  private boolean attended;

  private Session(Function<Input, Outcome> analysis) {
    this.analysis = analysis;
  }

  static Session of(Outcome outcome) {
    return of(input -> outcome);
  }

  static Session of(Function<Input, Outcome> analysis) {
    return new Session(analysis);
  }

  Session attended() {
    attended = true;
    return this;
  }

  int run(String... args) {
    Engine engine =
        new Engine(
            input -> {
              inputs.add(input);
              return analysis.apply(input);
            },
            () -> Example.RULES);
    return new Main(new Terminal(stream(out), stream(err), attended, attended), engine).run(args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  Input input() {
    return inputs.get(inputs.size() - 1);
  }

  int analyses() {
    return inputs.size();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }
}
