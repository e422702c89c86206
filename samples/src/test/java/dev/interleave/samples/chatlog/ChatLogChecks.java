package dev.interleave.samples.chatlog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interleave.replay.DirectorySetup;
import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Replays two messages to one profile, and a reader of the file at every moment of a save. */
public final class ChatLogChecks {
  private static final String STORE = "chatlog";

  private ChatLogChecks() {}

  /** Either of the two logs on a directory. */
  record Log(Path directory, Poster poster) {
    void post(String id) throws IOException {
      poster.post("ada", new Message(id, "hello"));
    }

    /** What somebody who opens the file finds, or a restart after a crash. */
    List<String> onDisk() throws IOException {
      Path file = directory.resolve("ada.json");
      Message[] messages = new JsonMapper().readValue(Files.readAllBytes(file), Message[].class);
      return Arrays.stream(messages).map(Message::id).toList();
    }
  }

  /** Appends and saves. */
  interface Poster {
    void post(String profile, Message message) throws IOException;
  }

  static Log buggy(Path directory) {
    return new Log(directory, new ChatLogBuggy(directory)::post);
  }

  /** The request threads save themselves, so that the saver is steered too. */
  static Log fixed(Path directory) throws IOException {
    return new Log(directory, new ChatLogFixed(directory, Runnable::run)::post);
  }

  private static Replay<Log> twoMessages(DirectorySetup<Log> setup) {
    return Replay.inDirectory(setup)
        .threadA(log -> log.post("a"))
        .threadB(log -> log.post("b"))
        .observe("on disk", log -> log.onDisk().stream().sorted().toList());
  }

  private static Replay<Log> readerOfTheFile(DirectorySetup<Log> setup) {
    return Replay.inDirectory(setup)
        .prepare(log -> log.post("first"))
        .threadA(log -> log.post("second"))
        .threadBReturning(Log::onDisk);
  }

  public static List<Check> all() {
    return List.of(
        Check.buggy(STORE, "two messages", () -> twoMessages(ChatLogChecks::buggy)),
        Check.buggy(STORE, "a reader of the file", () -> readerOfTheFile(ChatLogChecks::buggy)),
        Check.fixed(
            STORE, "two messages, fixed", () -> twoMessages(ChatLogChecks::fixed).mustBeGuarded()),
        Check.fixed(
            STORE, "a reader of the file, fixed", () -> readerOfTheFile(ChatLogChecks::fixed)));
  }
}
