package dev.interleave.samples.chatlog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.interleave.samples.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Keeps every message: one queue a profile, one saver a queue, and each save replaces the file as a
 * whole. A slow profile holds up nobody else.
 *
 * <p>{@code POST /profile} with a message as JSON; answered when the message is on the disk.
 */
public final class ChatLogFixed implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(ChatLogFixed.class.getName());
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final Executor savers;
  private final Map<String, ProfileQueue> queues = new ConcurrentHashMap<>();

  /** Opens the log; a file that cannot be read is kept aside and reported, never overwritten. */
  public ChatLogFixed(Path directory, Executor savers) throws IOException {
    this.directory = directory;
    this.savers = savers;
    try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String profile = name.substring(0, name.length() - SUFFIX.length());
        queues.put(profile, queue(profile, load(file)));
      }
    }
  }

  private static List<Message> load(Path file) throws IOException {
    try {
      return List.of(JSON.readValue(Files.readAllBytes(file), Message[].class));
    } catch (JacksonException e) {
      Path aside = AtomicFile.keepAside(file);
      LOG.log(System.Logger.Level.ERROR, file + " cannot be read and is kept as " + aside, e);
      return List.of();
    }
  }

  private ProfileQueue queue(String profile, List<Message> messages) {
    Path file = directory.resolve(profile + SUFFIX);
    return new ProfileQueue(
        profile,
        messages,
        saved -> AtomicFile.replace(file, JSON.writeValueAsBytes(saved)),
        savers);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String profile = exchange.getRequestURI().getPath().substring(1);
    try (exchange) {
      Message message = JSON.readValue(exchange.getRequestBody(), Message.class);
      try {
        post(profile, message);
        exchange.sendResponseHeaders(204, -1);
      } catch (IOException notSaved) {
        byte[] why = String.valueOf(notSaved.getMessage()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(500, why.length);
        exchange.getResponseBody().write(why);
      }
    }
  }

  /** Appends a message and returns when it is saved, or throws when it could not be. */
  void post(String profile, Message message) throws IOException {
    ProfileQueue queue = queues.computeIfAbsent(profile, name -> queue(name, List.of()));
    try {
      queue.append(message).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  /** How often a save waited its turn where the old code would have run two at once. */
  public long collisionsPrevented() {
    return queues.values().stream().mapToLong(ProfileQueue::collisionsPrevented).sum();
  }
}
