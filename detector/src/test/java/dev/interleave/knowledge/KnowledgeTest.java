package dev.interleave.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.Trait;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that ship say what they are meant to say, and name nothing that does not exist. */
final class KnowledgeTest {
  private final Knowledge knowledge = Knowledge.standard();
  private final Hierarchy hierarchy = new Hierarchy(knowledge::supertypes);

  @Test
  void callsAreFoundThroughSupertypes() {
    CallEffect get = effect("java/util/concurrent/ConcurrentHashMap", "get", 1);
    assertEquals(AccessKind.READ, get.access());
    assertEquals(1, get.key());
    assertEquals(CallEffect.Result.ELEMENT, get.result());
    assertEquals(AccessKind.UPDATE, effect("java/util/HashMap", "merge", 3).access());
  }

  @Test
  void theNumberOfArgumentsTellsOverloadsApart() {
    assertTrue(effect("java/util/Map", "remove", 2).has(CallEffect.Flag.VERIFY));
    assertEquals(AccessKind.WRITE, effect("java/util/Map", "remove", 1).access());
  }

  @Test
  void locksAreTakenAndGivenBack() {
    String lock = "java/util/concurrent/locks/ReentrantLock";
    assertEquals(CallEffect.LockAction.ACQUIRE, effect(lock, "lock", 0).lock());
    assertEquals(CallEffect.LockAction.TRY, effect(lock, "tryLock", 0).lock());
    assertEquals(CallEffect.LockAction.RELEASE, effect(lock, "unlock", 0).lock());
    String read = "java/util/concurrent/locks/ReentrantReadWriteLock$ReadLock";
    assertTrue(effect(read, "lock", 0).shared());
  }

  @Test
  void frameworksCallFromThreadsOfTheirOwn() {
    for (String name :
        List.of(
            "org/springframework/kafka/annotation/KafkaListener",
            "org/springframework/messaging/handler/annotation/MessageMapping",
            "io/quarkus/vertx/ConsumeEvent",
            "io/micronaut/http/annotation/Get",
            "jakarta/ws/rs/PATCH",
            "jakarta/servlet/Servlet",
            "org/quartz/JobListener",
            "io/grpc/ServerInterceptor",
            "io/netty/channel/ChannelHandler$Sharable",
            "org/apache/kafka/clients/producer/Partitioner")) {
      assertTrue(knowledge.entries().stream().anyMatch(e -> e.name().equals(name)), name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "java/util/concurrent/ThreadFactory, newThread",
    "java/lang/ClassLoader, loadClass",
    "java/lang/ThreadLocal, initialValue",
    "java/nio/file/spi/FileSystemProvider, newByteChannel",
    "javax/jms/Connection, createSession",
    "jakarta/validation/ConstraintValidator, isValid",
    "javax/cache/Cache, put",
    "org/apache/logging/log4j/core/Layout, toByteArray",
    "ch/qos/logback/classic/turbo/TurboFilter, decide",
    "org/springframework/cache/Cache, put",
    "org/aopalliance/intercept/MethodInterceptor, invoke",
    "org/springframework/amqp/rabbit/connection/ConnectionListener, onCreate",
    "org/hibernate/usertype/UserType, nullSafeGet",
    "org/apache/ibatis/plugin/Interceptor, intercept",
    "org/apache/commons/pool2/PooledObjectFactory, makeObject",
    "com/google/common/cache/RemovalListener, onRemoval",
    "org/apache/shiro/realm/AuthorizingRealm, doGetAuthorizationInfo",
    "org/apache/catalina/Realm, authenticate",
    "org/apache/wicket/request/IRequestMapper, mapRequest",
    "org/apache/mina/core/filterchain/IoFilter, messageReceived",
    "org/apache/camel/spi/IdempotentRepository, add",
    "org/apache/activemq/broker/Broker, addConnection",
    "okhttp3/Interceptor, intercept",
    "org/apache/http/client/CookieStore, addCookie",
    "com/codahale/metrics/Reservoir, update",
    "com/fasterxml/jackson/databind/JsonSerializer, serialize",
    "org/apache/velocity/runtime/directive/Directive, render",
    "org/apache/lucene/analysis/Analyzer, tokenStream",
    "org/quartz/spi/JobStore, triggeredJobComplete",
    "org/apache/hadoop/fs/FileSystem, open"
  })
  void manyThreadsCallOneObject(String type, String method) {
    List<Entry> its = knowledge.entries().stream().filter(e -> e.name().equals(type)).toList();
    assertTrue(its.stream().anyMatch(e -> e.methods().contains(method)));
    assertTrue(its.stream().allMatch(e -> e.kind() == Entry.Kind.SUPERTYPE));
  }

  /** What sets an object up runs before others get at it. */
  @ParameterizedTest
  @CsvSource({
    "org/apache/ibatis/cache/Cache, putObject",
    "org/apache/camel/Endpoint, createConsumer",
    "org/apache/catalina/Manager, setContext",
    "java/lang/ClassLoader, findClass",
    "org/apache/lucene/store/Directory, openInput",
    "java/util/concurrent/ConcurrentMap, get",
    "java/util/concurrent/Executor, execute"
  })
  void whatIsSetUpGuardedOrConfinedIsNoEntry(String type, String method) {
    assertTrue(
        knowledge.entries().stream()
            .noneMatch(e -> e.name().equals(type) && e.methods().contains(method)));
  }

  @Test
  void noMethodIsNamedTwice() {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Entry entry : knowledge.entries()) {
      for (String method : entry.methods()) {
        if (!seen.add(entry.kind() + " " + entry.name() + "." + method)) {
          twice.add(entry.name() + "." + method);
        }
      }
    }
    assertEquals(List.of(), twice);
  }

  @Test
  void everyEntryOfTheJdkExists() {
    List<String> wrong = new ArrayList<>();
    for (Entry entry : knowledge.entries()) {
      for (String method : entry.methods()) {
        if (entry.name().startsWith("java/") && !declares(entry.name(), method)) {
          wrong.add(entry.name() + "." + method);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Returns whether a type has a method that subclasses can write anew. */
  private static boolean declares(String name, String method) {
    try {
      Class<?> type =
          Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      Stream<Method> all = Stream.of(type.getMethods());
      for (Class<?> above = type; above != null; above = above.getSuperclass()) {
        all = Stream.concat(all, Stream.of(above.getDeclaredMethods()));
      }
      return all.map(Method::getName).anyMatch(method::equals);
    } catch (ClassNotFoundException gone) {
      return false;
    }
  }

  @Test
  void schedulersOfLibrariesStartTheirTask() {
    assertEquals(List.of(1), effect("reactor/core/scheduler/Scheduler", "schedule", 1).spawns());
    assertEquals(
        List.of(1), effect("io/reactivex/rxjava3/core/Scheduler", "scheduleDirect", 1).spawns());
    assertEquals(List.of(2), effect("io/vertx/core/Vertx", "setPeriodic", 2).spawns());
    assertEquals(
        List.of(1), effect("org/springframework/scheduling/TaskScheduler", "schedule", 2).spawns());
  }

  @Test
  void annotationsMeanTheSameInAllTheirFlavours() {
    for (String home :
        List.of(
            "net/jcip/annotations",
            "javax/annotation/concurrent",
            "jakarta/annotation/concurrent")) {
      assertEquals(Knowledge.Meaning.GUARDEDBY, meaning(home + "/GuardedBy"));
      assertEquals(Knowledge.Meaning.THREADSAFE, meaning(home + "/ThreadSafe"));
      assertEquals(Knowledge.Meaning.NOTTHREADSAFE, meaning(home + "/NotThreadSafe"));
      assertEquals(Knowledge.Meaning.IMMUTABLE, meaning(home + "/Immutable"));
    }
    assertEquals(Knowledge.Meaning.GUARDEDBY, meaning("androidx/annotation/GuardedBy"));
    assertEquals(
        Knowledge.Meaning.GUARDEDBY, meaning("org/checkerframework/checker/lock/qual/Holding"));
  }

  private Knowledge.Meaning meaning(String annotation) {
    return knowledge.meaning(annotation).orElseThrow();
  }

  @Test
  void unknownCallsHaveNoEffect() {
    assertNull(
        knowledge.effect(
            new MethodRef(new ClassRef("com/acme/Chat"), "post", "()V"), 0, hierarchy));
  }

  @Test
  void traitsAreInherited() {
    assertEquals(
        Set.of(Trait.UNGUARDED),
        knowledge.traits(new ClassRef("java/util/LinkedHashMap"), hierarchy));
    assertEquals(
        Set.of(Trait.LEGACY), knowledge.traits(new ClassRef("java/util/Stack"), hierarchy));
  }

  /** A row of the JDK with a misspelt method would silently do nothing. */
  @Test
  void everyCallOfTheJdkExists() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : lines("calls.tsv")) {
      String[] cells = line.split("\t");
      if (cells[0].startsWith("java/")) {
        for (String method : cells[1].split(",")) {
          if (!exists(cells[0], method.replaceAll("[/:].*", ""))) {
            wrong.add(cells[0] + "." + method);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aUsersFileAddsAndWins(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.tsv");
    Files.writeString(
        file,
        """
        # our own cache
        [types]
        com.acme.Cache	concurrent	java.util.Map
        [calls]
        com.acme.Cache	fetch	read@1 returns:element
        nonsense
        [calls]
        com.acme.Cache	store	scribble
        """);
    KnowledgeReader.Loaded loaded = KnowledgeReader.load(List.of(file));
    Hierarchy own = new Hierarchy(loaded.knowledge()::supertypes);
    MethodRef fetch = new MethodRef(new ClassRef("com/acme/Cache"), "fetch", "()V");
    CallEffect effect = loaded.knowledge().effect(fetch, 1, own);
    assertNotNull(effect);
    assertEquals(AccessKind.READ, effect.access());
    assertEquals(2, loaded.troubles().size(), loaded.troubles()::toString);
    assertTrue(loaded.troubles().get(0).contains("mine.tsv:6"));
    assertTrue(loaded.troubles().get(1).contains("scribble"));
  }

  @Test
  void whatIsNoTableIsToldInWords(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.tsv");
    Files.writeString(file, "scribble\n[calls]\ncom.acme.Cache\tfetch\n[nonsense]\nx\n");
    assertEquals(
        List.of(
            file + ":1: a line that names the table goes first: [calls]",
            file + ":3: there are 3 cells in such a line, separated by tabs, not 2",
            file + ":5: no table is named 'nonsense'"),
        KnowledgeReader.load(List.of(file)).troubles());
  }

  @Test
  void aMissingFileIsToldAndNothingElseHappens(@TempDir Path folder) {
    KnowledgeReader.Loaded loaded = KnowledgeReader.load(List.of(folder.resolve("nowhere.tsv")));
    assertEquals(1, loaded.troubles().size());
    assertTrue(loaded.knowledge().knows(new ClassRef("java/util/HashMap")));
  }

  private CallEffect effect(String owner, String name, int arguments) {
    CallEffect effect =
        knowledge.effect(new MethodRef(new ClassRef(owner), name, "()V"), arguments, hierarchy);
    assertNotNull(effect, owner + "." + name);
    return effect;
  }

  private static List<String> lines(String table) throws IOException {
    try (InputStream stream = Knowledge.class.getResourceAsStream(table)) {
      assertNotNull(stream, table);
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  /** Types and methods that later releases brought are not there on the oldest JDK. */
  private static boolean exists(String owner, String method) {
    Class<?> type;
    try {
      type = Class.forName(owner.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException newer) {
      return Set.of(
              "java/lang/Thread$Builder",
              "java/lang/Thread$Builder$OfVirtual",
              "java/lang/Thread$Builder$OfPlatform",
              "java/util/concurrent/StructuredTaskScope")
          .contains(owner);
    }
    Set<String> newer =
        Set.of(
            "startVirtualThread",
            "close",
            "newVirtualThreadPerTaskExecutor",
            "newThreadPerTaskExecutor");
    if (method.equals("<init>") || newer.contains(method)) {
      return true;
    }
    return Stream.concat(Stream.of(type.getMethods()), Stream.of(Object.class.getMethods()))
        .map(Method::getName)
        .anyMatch(method::equals);
  }
}
