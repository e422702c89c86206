package dev.interleave.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs processes one after the other and tells what each used. On Linux the kernel's own counts are
 * read: the time of children that ended, and the high-water mark of a child's memory. Elsewhere the
 * time is sampled while the process runs, and the memory is unknown.
 */
final class Meter {
  private static final Path SELF = Path.of("/proc/self/stat");
  private static final int CHILDREN_USER = 13;
  private static final int SAMPLE_MILLIS = 3;
  private static final int LOG_SHOWN = 1_000;

  private final Path log;

  Meter(Path log) {
    this.log = log;
  }

  /**
   * Runs a command to its end.
   *
   * @param most the highest exit code that is fine
   */
  Cost run(List<String> command, int most) throws IOException, InterruptedException {
    boolean linux = Files.isReadable(SELF);
    double before = linux ? childSeconds() : 0;
    File output = log.toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    double sampled = 0;
    double memory = 0;
    while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
      if (linux) {
        memory = Math.max(memory, highWater(process.pid()));
      } else {
        sampled = process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(sampled);
      }
    }
    if (process.exitValue() > most) {
      String said = Files.readString(log);
      String head = said.substring(0, Math.min(said.length(), LOG_SHOWN));
      throw new IOException(command.get(0) + " exits with " + process.exitValue() + ":\n" + head);
    }
    return new Cost(linux ? childSeconds() - before : sampled, memory);
  }

  /** See proc(5): the name in parentheses may hold blanks, so the fields count from behind it. */
  private static double childSeconds() throws IOException {
    String stat = Files.readString(SELF);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]);
    return ticks / 100.0;
  }

  private static double highWater(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (IOException e) {
      return 0; // It has just ended.
    }
    return 0;
  }
}
