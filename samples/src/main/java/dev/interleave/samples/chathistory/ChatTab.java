package dev.interleave.samples.chathistory;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The fix that is none: the button is disabled while an answer streams. It keeps one tab from
 * submitting twice, and does nothing about a second tab.
 */
public final class ChatTab {
  private final ChatHistory history;
  private final long chat;
  private final AtomicBoolean isAnswering = new AtomicBoolean();

  public ChatTab(ChatHistory history, long chat) {
    this.history = history;
    this.chat = chat;
  }

  /** Submits, unless the button is disabled. */
  public Optional<String> submit(String id, String question) throws SQLException {
    if (!isAnswering.compareAndSet(false, true)) {
      return Optional.empty();
    }
    try {
      return Optional.of(history.ask(chat, id, question));
    } finally {
      isAnswering.set(false);
    }
  }
}
