package dev.interleave.review;

import static java.util.stream.Collectors.joining;

import dev.interleave.review.ChangedFile.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A working tree that git looks after: what changed in it since a branch began. */
public final class Git {
  private static final int MOST_SECONDS = 120;
  private static final int MOST_BYTES = 256 << 20;

  private static final List<String> USUAL =
      List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");
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
  private static final class Answer {
    private final int exit;
    private final byte[] bytes;

    Answer(int exit, byte[] bytes) {
      this.exit = exit;
      this.bytes = bytes;
    }

    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> names() {
      return Arrays.stream(out().split("\0")).filter(name -> !name.isBlank()).toList();
    }
  }

  /**
   * Returns the branch that others most likely go to; the user names another if it is not.
   *
   * @throws Trouble if there is none of the usual ones
   */
  public String usualBase() throws Trouble {
    insistOnRepository();
    for (String ref : USUAL) {
      if (run(List.of("rev-parse", "--verify", "--quiet", ref + "^{commit}")).exit == 0) {
        return ref;
      }
    }
    throw new Trouble(
        "none of " + String.join(", ", USUAL) + " has a commit here; name what to compare with");
  }

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
    return Diff.parse(answer(command).out()).withNewFiles(unfollowed());
  }

  /**
   * Returns the Java files among that, with their texts on both sides.
   *
   * @throws Trouble if git cannot tell
   */
  public List<ChangedFile> changedFiles(String ref) throws Trouble {
    String base = mergeBase(ref);
    Path root = Path.of(answer(List.of("rev-parse", "--show-toplevel")).out().strip());
    List<String> fields = answer(List.of("diff", "--name-status", "-M", "-z", base, "--")).names();
    List<String> before = new ArrayList<>();
    List<String> now = new ArrayList<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      char kind = fields.get(i).charAt(0);
      before.add(kind == 'A' ? "" : fields.get(i + 1));
      i += kind == 'R' ? 1 : 0;
      now.add(kind == 'D' ? "" : fields.get(i + 1));
    }
    for (String path : unfollowed()) {
      before.add("");
      now.add(path);
    }
    return texts(root, base, before, now);
  }

  private List<ChangedFile> texts(Path root, String base, List<String> before, List<String> now)
      throws Trouble {
    List<String> asked = before.stream().filter(Git::isJava).toList();
    String questions = asked.stream().map(path -> base + ":" + path + "\n").collect(joining());
    List<Optional<String>> answers =
        asked.isEmpty()
            ? List.of()
            : Blobs.in(ask(List.of("cat-file", "--batch"), questions).bytes);
    if (answers.size() != asked.size()) {
      throw new Trouble("git cat-file does not tell what the files were at " + base);
    }
    Iterator<Optional<String>> next = answers.iterator();
    List<ChangedFile> files = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Optional<Text> was = Optional.empty();
      if (isJava(before.get(i))) {
        Path path = root.resolve(before.get(i));
        was = next.next().map(text -> new Text(path, text));
      }
      Optional<Text> is = isJava(now.get(i)) ? read(root.resolve(now.get(i))) : Optional.empty();
      if (was.isPresent() || is.isPresent()) {
        files.add(new ChangedFile(was, is));
      }
    }
    return files;
  }

  private static boolean isJava(String path) {
    return path.endsWith(".java") && path.indexOf('\n') < 0;
  }

  private static Optional<Text> read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Optional.of(new Text(file, new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Returns the files that git does not follow and is not told to ignore. */
  private List<String> unfollowed() throws Trouble {
    Answer others =
        run(List.of("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/"));
    return others.exit == 0 ? others.names() : List.of();
  }

  private void insistOnRepository() throws Trouble {
    if (run(List.of("rev-parse", "--show-toplevel")).exit != 0) {
      throw new Trouble("the working directory is in no git repository; --diff takes any diff");
    }
  }

  private String mergeBase(String ref) throws Trouble {
    if (ref.isBlank() || ref.startsWith("-")) {
      throw new Trouble("'" + ref + "' is no branch or commit");
    }
    insistOnRepository();
    if (run(List.of("rev-parse", "--verify", "--quiet", ref + "^{commit}")).exit != 0) {
      throw new Trouble("git knows no commit '" + ref + "' here; git fetch may bring it");
    }
    Answer base = run(List.of("merge-base", ref, "HEAD"));
    if (base.exit == 0) {
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

  private Answer answer(List<String> arguments) throws Trouble {
    Answer answer = run(arguments);
    if (answer.exit != 0) {
      throw new Trouble("git " + String.join(" ", arguments) + " failed");
    }
    return answer;
  }

  private Answer run(List<String> arguments) throws Trouble {
    return run(arguments, Redirect.PIPE);
  }

  /** Asks for things by their names, one a line, which git reads while it answers. */
  private Answer ask(List<String> arguments, String names) throws Trouble {
    try {
      Path file = Files.writeString(Files.createTempFile("interleave", ".names"), names);
      try {
        return run(arguments, Redirect.from(file.toFile()));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new Trouble("git cannot be asked: " + e.getMessage());
    }
  }

  private Answer run(List<String> arguments, Redirect input) throws Trouble {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
    command.addAll(arguments);
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(directory.toAbsolutePath().toFile())
              .redirectInput(input)
              .redirectError(Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      byte[] out = read(git);
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

  private static byte[] read(Process git) throws IOException, Trouble {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = git.getInputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MOST_BYTES) {
          git.destroyForcibly();
          throw new Trouble("git tells more than " + (MOST_BYTES >> 20) + " MiB");
        }
      }
    }
    return bytes.toByteArray();
  }
}
