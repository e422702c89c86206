package dev.interleave.samples.chatlog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Truncates files and loses messages: request threads append to plain collections, and each saves
 * them straight onto the profile's file, while another save is under way.
 *
 * <p>{@code POST /profile} with a message as JSON.
 */
public final class ChatLogBuggy implements HttpHandler {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private final Map<String, List<Message>> collections = new HashMap<>();

  public ChatLogBuggy(Path directory) {
    this.directory = directory;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String profile = exchange.getRequestURI().getPath().substring(1);
    try (exchange) {
      post(profile, JSON.readValue(exchange.getRequestBody(), Message.class));
      exchange.sendResponseHeaders(204, -1);
    } catch (IOException | RuntimeException failure) {
      exchange.sendResponseHeaders(500, -1);
    }
  }

  /** Appends a message and saves; it is acknowledged by returning. */
  void post(String profile, Message message) throws IOException {
    List<Message> messages = collections.get(profile); // BUG: read-modify-write
    if (messages == null) {
      messages = new ArrayList<>();
      collections.put(profile, messages); // WITH: read-modify-write // BUG: unguarded-collection
    }
    messages.add(message); // BUG: unguarded-collection
    saveCollections(profile);
  }

  private void saveCollections(String profile) throws IOException {
    byte[] json = JSON.writeValueAsBytes(collections.get(profile)); // WITH: unguarded-collection
    try (OutputStream out = Files.newOutputStream(fileOf(profile))) { // BUG: torn-file-write
      out.write(json);
    }
  }

  private Path fileOf(String profile) {
    return directory.resolve(profile + ".json");
  }
}
