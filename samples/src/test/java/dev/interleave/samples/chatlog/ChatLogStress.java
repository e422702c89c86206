package dev.interleave.samples.chatlog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.interleave.samples.Count;
import dev.interleave.samples.Crowd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** 64 HTTP clients write to several profiles while a reader polls every file. */
public final class ChatLogStress {
  static final int CLIENTS = 64;
  private static final int PROFILES = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private ChatLogStress() {}

  /**
   * What the load did.
   *
   * @param count the acknowledged messages that are in the files
   * @param torn how often a reader found a file that does not parse
   * @param collisionsPrevented what the fixed log counted
   */
  public record Outcome(Count count, long torn, long collisionsPrevented) {}

  public static Outcome buggy(Path directory, int messages) throws Exception {
    return run(new ChatLogBuggy(directory), directory, messages);
  }

  public static Outcome fixed(Path directory, int messages) throws Exception {
    ExecutorService savers = Executors.newCachedThreadPool();
    try {
      ChatLogFixed log = new ChatLogFixed(directory, savers);
      Outcome outcome = run(log, directory, messages);
      return new Outcome(outcome.count(), outcome.torn(), log.collisionsPrevented());
    } finally {
      savers.shutdownNow();
      savers.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static Outcome run(HttpHandler log, Path directory, int messages) throws Exception {
    ExecutorService requests = Executors.newCachedThreadPool();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(requests);
    server.createContext("/", log);
    server.start();
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicLong torn = new AtomicLong();
    Thread reader = new Thread(() -> poll(directory, isOver, torn), "reader of the files");
    reader.start();
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try {
      long nanos = load(server.getAddress().getPort(), messages, acknowledged);
      long kept = acknowledged.stream().filter(allOnDisk(directory)::contains).count();
      long[] keptAndOf = {kept, (long) CLIENTS * messages};
      Count count = Count.of(log.getClass(), "messages", keptAndOf, nanos);
      return new Outcome(count, torn.get(), 0);
    } finally {
      isOver.set(true);
      reader.join(10_000);
      server.stop(0);
      requests.shutdownNow();
      requests.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static long load(int port, int messages, Set<String> acknowledged) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .executor(threads)
            .build();
    try {
      return Crowd.run(
          CLIENTS,
          index -> {
            URI profile = URI.create("http://127.0.0.1:" + port + "/profile" + index % PROFILES);
            for (int i = 0; i < messages; i++) {
              post(client, profile, index + "-" + i, acknowledged);
            }
          });
    } finally {
      threads.shutdownNow();
    }
  }

  private static void post(HttpClient client, URI profile, String id, Set<String> acknowledged)
      throws Exception {
    byte[] body = JSON.writeValueAsBytes(new Message(id, "x".repeat(200)));
    HttpRequest request =
        HttpRequest.newBuilder(profile)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204) {
        acknowledged.add(id);
      }
    } catch (IOException refused) {
      Thread.onSpinWait();
    }
  }

  private static void poll(Path directory, AtomicBoolean isOver, AtomicLong torn) {
    while (!isOver.get()) {
      for (int i = 0; i < PROFILES; i++) {
        Path file = directory.resolve("profile" + i + ".json");
        if (Files.exists(file) && !parses(file)) {
          torn.incrementAndGet();
        }
      }
    }
  }

  private static boolean parses(Path file) {
    try {
      JSON.readValue(Files.readAllBytes(file), Message[].class);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static Set<String> allOnDisk(Path directory) throws IOException {
    Set<String> ids = new HashSet<>();
    try (var files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        if (parses(file)) {
          Message[] messages = JSON.readValue(Files.readAllBytes(file), Message[].class);
          Arrays.stream(messages).map(Message::id).forEach(ids::add);
        }
      }
    }
    return ids;
  }
}
