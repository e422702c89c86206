package dev.interleave.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium that shows one page from a file, and is asked through its debug port. */
final class Browser implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/.*");
  private static final int PATIENCE = 90;

  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int asked;

  private Browser(Process process, WebSocket.Builder builder, String address) {
    this.process = process;
    this.socket = builder.buildAsync(URI.create(address), new Listener(answers)).join();
  }

  /** Returns the program, where there is one. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .flatMap(
            directory ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page; everything of the browser stays in a directory of its own. */
  static Browser open(Path program, Path directory, Path page)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1400,900",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + directory,
                page.toUri().toString())
            .redirectErrorStream(true)
            .start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      return new Browser(process, client.newWebSocketBuilder(), target(client, port(process)));
    } catch (IOException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  private static String port(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.matches()) {
        return listening.group(1);
      }
    }
    throw new IOException("the browser opened no port");
  }

  private static String target(HttpClient client, String port)
      throws IOException, InterruptedException {
    HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + port + "/json/list")).build();
    for (int i = 0; i < 10 * PATIENCE; i++) {
      String targets = client.send(list, HttpResponse.BodyHandlers.ofString()).body();
      for (JsonElement target : JsonParser.parseString(targets).getAsJsonArray()) {
        if (target.getAsJsonObject().get("type").getAsString().equals("page")) {
          return target.getAsJsonObject().get("webSocketDebuggerUrl").getAsString();
        }
      }
      Thread.sleep(100);
    }
    throw new IOException("the browser opened no page");
  }

  /** Returns what an expression of the page's language gives, as text. */
  String ask(String expression) throws InterruptedException {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", "String(" + expression + ")");
    parameters.addProperty("returnByValue", true);
    JsonObject answer = command("Runtime.evaluate", parameters);
    if (!answer.has("result")) {
      throw new IllegalStateException(answer.toString());
    }
    JsonObject result = answer.getAsJsonObject("result");
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.getAsJsonObject("result").get("value").getAsString();
  }

  /** Waits until a condition holds; the page may still be on its way. */
  void await(String condition) throws InterruptedException {
    for (int i = 0; i < 10 * PATIENCE; i++) {
      try {
        if (ask(condition).equals("true")) {
          return;
        }
      } catch (IllegalStateException e) {
        // The page is being replaced by the next one.
      }
      Thread.sleep(100);
    }
    throw new AssertionError("never true: " + condition);
  }

  /** Presses a key wherever the focus is. */
  void press(String key) throws InterruptedException {
    for (String type : List.of("keyDown", "keyUp")) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("type", type);
      parameters.addProperty("key", key);
      if (key.length() == 1 && type.equals("keyDown")) {
        parameters.addProperty("text", key);
      }
      command("Input.dispatchKeyEvent", parameters);
    }
  }

  private JsonObject command(String method, JsonObject parameters) throws InterruptedException {
    int id = ++asked;
    JsonObject command = new JsonObject();
    command.addProperty("id", id);
    command.addProperty("method", method);
    command.add("params", parameters);
    socket.sendText(command.toString(), true).join();
    while (true) {
      String answer = answers.poll(PATIENCE, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer to " + method);
      }
      JsonObject read = JsonParser.parseString(answer).getAsJsonObject();
      if (read.has("id") && read.get("id").getAsInt() == id) {
        return read;
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects whole answers. */
  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> answers;
    private final StringBuilder text = new StringBuilder();

    Listener(BlockingQueue<String> answers) {
      this.answers = answers;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        answers.add(text.toString());
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }
  }
}
