package dev.interleave.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with a cache tells what a run without one tells, whatever happened in between. */
class CacheTest {
  private static final String STORE =
      """
      package app;
      public class Store {
        private final lib.Mutex mutex = new lib.Mutex();
        private final Gate gate = new Gate();
        private int bare;
        private int locked;
        private int gated;
        public void run(java.util.concurrent.Executor pool) {
          for (int i = 0; i < 9; i++) {
            pool.execute(() -> { bare++; });
            pool.execute(() -> { mutex.lock(); try { locked++; } finally { mutex.unlock(); } });
            pool.execute(() -> { gate.enter(); try { gated++; } finally { gate.leave(); } %s });
          }
        }
      }
      """;
  private static final String GATE =
      """
      package app;
      class Gate {
        private final java.util.concurrent.locks.Lock lock =
            new java.util.concurrent.locks.ReentrantLock();
        void enter() { %s }
        void leave() { %s }
      }
      """;
  private static final String MUTEX =
      """
      package lib;
      public class Mutex extends java.util.concurrent.locks.ReentrantLock {}
      """;
  private static final String NO_MUTEX =
      """
      package lib;
      public class Mutex {
        public void lock() {}
        public void unlock() {}
      }
      """;

  @TempDir private Path temporary;
  private final List<String> log = new ArrayList<>();

  @BeforeEach
  void compile() throws IOException {
    compile("lib", "lib/Mutex.java", MUTEX);
    compile("app", "app/Gate.java", GATE.formatted("lock.lock();", "lock.unlock();"));
    compile("app", "app/Store.java", STORE.formatted(""));
  }

  @Test
  void tellsTheSameFromEveryPartOfTheCache() throws IOException {
    Outcome plain = Analysis.run(input());
    assertFalse(plain.findings().isEmpty(), "there is something to tell");
    assertEquals(plain, Analysis.run(cached()), "the first run");
    assertEquals(plain, Analysis.run(cached()), "from its results");
    Files.delete(cacheFile(".results"));
    byte[] facts = Files.readAllBytes(cacheFile(".facts"));
    assertEquals(plain, Analysis.run(cached()), "from its facts");
    assertTrue(Arrays.equals(facts, Files.readAllBytes(cacheFile(".facts"))), "all were of use");
    assertEquals(List.of(), log);
  }

  @Test
  void seesAChangedClass() throws IOException {
    Outcome before = Analysis.run(cached());
    compile("app", "app/Store.java", STORE.formatted("locked++;"));
    assertSameWithAndWithout(before);
  }

  @Test
  void seesAChangedLockWrapperInItsCallers() throws IOException {
    Outcome before = Analysis.run(cached());
    compile("app", "app/Gate.java", GATE.formatted("", ""));
    assertSameWithAndWithout(before);
  }

  @Test
  void seesAChangedSupertypeOfALibrary() throws IOException {
    Outcome before = Analysis.run(cached());
    compile("lib", "lib/Mutex.java", NO_MUTEX);
    assertSameWithAndWithout(before);
  }

  @Test
  void seesAClassThatIsGone() throws IOException {
    Outcome before = Analysis.run(cached());
    Files.delete(temporary.resolve("app/app/Store.class"));
    assertSameWithAndWithout(before);
  }

  @Test
  void seesOtherKnowledge() throws IOException {
    compile("lib", "lib/Mutex.java", NO_MUTEX);
    Path table = temporary.resolve("knowledge.tsv");
    Files.writeString(table, "[types]\n");
    Input plain = new Input(targets(), libraries(), Set.of(), List.of(table), 2);
    Outcome before = Analysis.run(plain.cachedIn(cache(), log::add));
    Files.writeString(table, "[types]\nlib/Mutex\tlock\tjava/util/concurrent/locks/Lock\n");
    Outcome now = Analysis.run(plain.cachedIn(cache(), log::add));
    assertNotEquals(before.findings(), now.findings());
    assertEquals(Analysis.run(plain), now);
  }

  @Test
  void takesDamagedFilesForMissingAndSaysSo() throws IOException {
    Outcome plain = Analysis.run(cached());
    for (String which : List.of(".facts", ".results")) {
      byte[] good = Files.readAllBytes(cacheFile(which));
      for (int at : new int[] {0, good.length / 2, good.length - 1}) {
        byte[] bad = good.clone();
        bad[at] ^= 0x55;
        assertHarmless(which, bad, plain);
      }
      assertHarmless(which, Arrays.copyOf(good, good.length / 2), plain);
      assertHarmless(which, new byte[0], plain);
    }
  }

  private void assertHarmless(String which, byte[] damaged, Outcome plain) throws IOException {
    log.clear();
    Path file = cacheFile(which);
    Files.delete(cacheFile(".results"));
    Files.write(file, damaged);
    assertEquals(plain, Analysis.run(cached()));
    assertTrue(log.stream().anyMatch(line -> line.contains(which)), log.toString());
  }

  @Test
  void worksWhereNothingCanBeWritten() throws IOException {
    Files.writeString(cache(), "a file is in the way");
    assertEquals(Analysis.run(input()), Analysis.run(cached()));
    assertFalse(log.isEmpty(), "it says why it keeps nothing");
  }

  @Test
  void servesSeveralRunsAtOnce() throws Exception {
    Outcome plain = Analysis.run(input());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Outcome>> runs = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        runs.add(() -> Analysis.run(input().cachedIn(cache(), line -> {})));
      }
      for (Future<Outcome> run : pool.invokeAll(runs)) {
        assertEquals(plain, run.get());
      }
    } finally {
      pool.shutdownNow();
    }
    try (Stream<Path> files = Files.list(cache())) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.toString().replaceAll(".*\\.", "")));
      assertEquals(Set.of("facts", "results"), names, "nothing half-written is left");
    }
  }

  private void assertSameWithAndWithout(Outcome before) {
    Outcome now = Analysis.run(cached());
    assertEquals(Analysis.run(input()), now);
    assertNotEquals(before.findings(), now.findings(), "the change matters");
    assertEquals(now, Analysis.run(cached()), "and once more");
  }

  private Input input() {
    return new Input(targets(), libraries(), Set.of(), List.of(), 2);
  }

  private Input cached() {
    return input().cachedIn(cache(), log::add);
  }

  private List<Path> targets() {
    return List.of(temporary.resolve("app"));
  }

  private List<Path> libraries() {
    return List.of(temporary.resolve("lib"));
  }

  private Path cache() {
    return temporary.resolve("cache");
  }

  private Path cacheFile(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.filter(file -> file.toString().endsWith(suffix)).findAny().orElseThrow();
    }
  }

  private void compile(String into, String name, String source) throws IOException {
    Path file = temporary.resolve("source").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    Path classes = Files.createDirectories(temporary.resolve(into));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    String path = temporary.resolve("lib") + java.io.File.pathSeparator + temporary.resolve("app");
    int result =
        javac.run(
            null, null, null, "-nowarn", "-d", classes.toString(), "-cp", path, file.toString());
    assertEquals(0, result, "javac");
  }
}
