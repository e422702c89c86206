package dev.interleave.review;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A working tree that git looks after: what changed in it since a branch began. */
public final class Git {
  private static final int MOST_SECONDS = 120;
  private static final int MOST_BYTES = 256 << 20;

  private static final List<String> DIFF =
      List.of(
          "diff",
          "--no-ext-diff",
          "--no-textconv",
          "--no-color",
          "-M",
          "-U0",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--submodule=short");

  private final Path directory;

  public Git(Path directory) {
    this.directory = directory;
  }

  /** What keeps git from answering, as one line for people. */
  public static final class Trouble extends Exception {
    private static final long serialVersionUID = 1L;

    Trouble(String message) {
      super(message);
    }
  }

  /** What a command of git left behind. */
  private record Answer(int exit, String out) {}

  /**
   * Returns what the working tree changes against the merge base with a branch, files that git does
   * not follow yet included.
   *
   * @throws Trouble if git cannot tell
   */
  public Diff since(String ref) throws Trouble {
    String base = mergeBase(ref);
    List<String> command = new ArrayList<>(DIFF);
    command.addAll(List.of(base, "--"));
    Answer diff = run(command);
    if (diff.exit() != 0) {
      throw new Trouble("git diff against " + base + " failed");
    }
    Answer others =
        run(List.of("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/"));
    List<String> paths = others.exit() == 0 ? List.of(others.out().split("\0")) : List.of();
    return Diff.parse(diff.out())
        .withNewFiles(paths.stream().filter(path -> !path.isBlank()).toList());
  }

  private String mergeBase(String ref) throws Trouble {
    if (ref.isBlank() || ref.startsWith("-")) {
      throw new Trouble("'" + ref + "' is no branch or commit");
    }
    if (run(List.of("rev-parse", "--show-toplevel")).exit() != 0) {
      throw new Trouble("the working directory is in no git repository; --diff takes any diff");
    }
    if (run(List.of("rev-parse", "--verify", "--quiet", ref + "^{commit}")).exit() != 0) {
      throw new Trouble("git knows no commit '" + ref + "' here; git fetch may bring it");
    }
    Answer base = run(List.of("merge-base", ref, "HEAD"));
    if (base.exit() == 0) {
      return base.out().strip();
    }
    boolean shallow =
        run(List.of("rev-parse", "--is-shallow-repository")).out().strip().equals("true");
    throw new Trouble(
        shallow
            ? "this clone is shallow and does not reach back to where the branch left '"
                + ref
                + "'; git fetch --unshallow brings the rest"
            : "'" + ref + "' and HEAD have no commit in common");
  }

  private Answer run(List<String> arguments) throws Trouble {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
    command.addAll(arguments);
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(directory.toAbsolutePath().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String out = read(git);
      if (!git.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        throw new Trouble("git " + arguments.get(0) + " does not end");
      }
      return new Answer(git.exitValue(), out);
    } catch (IOException e) {
      throw new Trouble("git cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted while git worked");
    }
  }

  private static String read(Process git) throws IOException, Trouble {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = git.getInputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MOST_BYTES) {
          git.destroyForcibly();
          throw new Trouble("the diff is longer than " + (MOST_BYTES >> 20) + " MiB");
        }
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
