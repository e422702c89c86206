package dev.interleave.samples.chatlog;

import java.nio.file.Path;
import java.util.concurrent.Executors;

/** A process that appends large messages until it is killed, and tells which are acknowledged. */
public final class ChatLogWriter {
  private ChatLogWriter() {}

  /** Argument: the directory. */
  public static void main(String[] args) throws Exception {
    var savers = Executors.newCachedThreadPool();
    ChatLogFixed log = new ChatLogFixed(Path.of(args[0]), savers);
    String text = "x".repeat(50_000);
    for (int i = 0; i < 5_000; i++) {
      log.post("ada", new Message("m" + i, text));
      System.out.println("m" + i);
    }
    savers.shutdown();
  }
}
