package dev.interleave.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/** One run in one process: a fresh loader, a fresh subject, and the threads that belong to it. */
final class Stage implements AutoCloseable {
  /** Thread groups are used again: until JDK 19 a group is never collected. */
  private static final Deque<ThreadGroup> GROUPS = new ConcurrentLinkedDeque<>();

  private final Plan plan;
  private final Path directory;
  private final ThreadGroup group = borrowGroup();
  private final WovenLoader loader;
  private final List<LocalActor> actors = new ArrayList<>();
  private Object subject;

  Stage(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
    this.loader = new WovenLoader(parent(), plan.packages(), plan.stepsIntoCollections());
  }

  private static ClassLoader parent() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : ClassLoader.getSystemClassLoader();
  }

  private static ThreadGroup borrowGroup() {
    ThreadGroup used = GROUPS.poll();
    return used == null ? new ThreadGroup("interleave") : used;
  }

  ThreadGroup group() {
    return group;
  }

  ClassLoader loader() {
    return loader;
  }

  long limitNanos() {
    return plan.limit().toNanos();
  }

  void build() {
    call("the setup", () -> subject = built(Transport.unpack(plan.setup(), loader)));
  }

  private Object built(Object setup) throws Exception {
    return setup instanceof DirectorySetup<?> inDirectory
        ? inDirectory.build(directory)
        : ((Setup<?>) setup).build();
  }

  void prepare() {
    if (plan.prepare() != null) {
      call("the preparation", () -> run(plan.prepare()));
    }
  }

  /** The thread of a step, at rest before its first event. */
  LocalActor actor(int index) {
    Plan.Part part = plan.steps().get(index);
    String name = index == 0 ? "thread A" : "thread B";
    Object code = Transport.unpack(part.code(), loader);
    LocalActor actor = new LocalActor(name, this, () -> answer(part, code));
    for (LocalActor earlier : actors) {
      earlier.meets(actor);
      actor.meets(earlier);
    }
    actors.add(actor);
    return actor;
  }

  @SuppressWarnings("unchecked")
  private String answer(Plan.Part part, Object code) throws Exception {
    if (part.isQuestion()) {
      return "returns " + tidy(Rendering.value(((Question<Object>) code).ask(subject)));
    }
    ((Step<Object>) code).run(subject);
    return "ends";
  }

  @SuppressWarnings("unchecked")
  private Object run(Packed step) throws Exception {
    ((Step<Object>) Transport.unpack(step, loader)).run(subject);
    return null;
  }

  Map<String, String> observe() {
    Map<String, String> seen = new LinkedHashMap<>();
    for (Plan.Observer observer : plan.observers()) {
      seen.put(observer.name(), tidy((String) call(observer.name(), () -> look(observer))));
    }
    return seen;
  }

  @SuppressWarnings("unchecked")
  private Object asked(Packed question) throws Exception {
    return ((Question<Object>) Transport.unpack(question, loader)).ask(subject);
  }

  private String look(Plan.Observer observer) throws Exception {
    try {
      if (observer.file() == null) {
        return Rendering.value(asked(observer.question()));
      }
      Path file = directory.resolve(observer.file());
      return Files.exists(file) ? Files.readString(file) : "no such file";
    } catch (Abandoned over) {
      throw over;
    } catch (Throwable failure) {
      return Rendering.failure(failure);
    }
  }

  String tidy(String text) {
    return directory == null ? text : text.replace(directory.toString(), "<directory>");
  }

  /** Does something on a thread of this run, within its limit. */
  private Object call(String what, Callable<Object> body) {
    Object[] result = new Object[1];
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            group,
            () -> {
              try {
                result[0] = body.call();
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "interleave " + what);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    join(thread, limitNanos());
    if (thread.isAlive()) {
      thread.interrupt();
      throw new Inconclusive(what + " did not end within " + plan.limit());
    }
    if (failure[0] != null) {
      throw new Inconclusive(what + " failed: " + failure[0], failure[0]);
    }
    return result[0];
  }

  private static void join(Thread thread, long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Inconclusive("interrupted", e);
    }
  }

  /** Ends the run: unwinds its actors, closes the subject, and ends the threads it left. */
  @Override
  public void close() {
    actors.forEach(LocalActor::abandon);
    try {
      if (plan.closing() != null) {
        call("the closing", () -> run(plan.closing()));
      } else if (subject instanceof AutoCloseable closeable) {
        call("the closing", () -> closed(closeable));
      }
    } finally {
      endThreads();
    }
  }

  private static Object closed(AutoCloseable closeable) throws Exception {
    closeable.close();
    return null;
  }

  private void endThreads() {
    for (int round = 0; round < 50 && group.activeCount() > 0; round++) {
      group.interrupt();
      Thread[] left = new Thread[group.activeCount() + 8];
      int count = group.enumerate(left);
      for (int i = 0; i < count; i++) {
        join(left[i], TimeUnit.MILLISECONDS.toNanos(100));
        Holds.forget(left[i]);
      }
    }
    if (group.activeCount() > 0) {
      throw new Inconclusive("the subject leaves threads that do not end: give it a close()");
    }
    GROUPS.push(group);
  }

  /** Removes a directory and all that is in it. */
  static void delete(Path directory) {
    try (var tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
