package dev.interleave.samples.chathistory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Keeps every message: the row carries a version, and an update that finds another version is tried
 * again on what is there now. Right when the change depends on what was read.
 */
public final class ChatHistoryOptimistic implements ChatHistory {
  private static final System.Logger LOG = System.getLogger(ChatHistoryOptimistic.class.getName());

  private final DataSource database;
  private final Assistant assistant;
  private final int attempts;
  private final AtomicLong conflicts = new AtomicLong();

  public ChatHistoryOptimistic(DataSource database, Assistant assistant, int attempts) {
    this.database = database;
    this.assistant = assistant;
    this.attempts = attempts;
  }

  /** The history with the version it was read at. */
  private record Versioned(List<ChatMessage> messages, long version) {}

  @Override
  public String ask(long chat, String id, String question) throws SQLException {
    String answer = assistant.answer(history(chat), question);
    append(chat, HistoryJson.exchange(id, question, answer));
    return answer;
  }

  /** Appends what is not there yet, or tells that others were always quicker. */
  void append(long chat, List<ChatMessage> added) throws SQLException {
    for (int attempt = 1; attempt <= attempts; attempt++) {
      Versioned read = read(chat);
      List<ChatMessage> messages = read.messages();
      added.stream().filter(message -> !isIn(messages, message)).forEach(messages::add);
      if (replace(chat, messages, read.version())) {
        return;
      }
      conflicts.incrementAndGet();
      LOG.log(System.Logger.Level.INFO, "collision prevented: the chat was changed meanwhile");
    }
    throw new BusyChatException(chat, attempts);
  }

  private static boolean isIn(List<ChatMessage> messages, ChatMessage message) {
    return messages.stream().anyMatch(known -> known.id().equals(message.id()));
  }

  private boolean replace(long chat, List<ChatMessage> messages, long version) throws SQLException {
    String update =
        "UPDATE chats SET chat_history = ?::jsonb, version = version + 1"
            + " WHERE id = ? AND version = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, HistoryJson.write(messages));
      statement.setLong(2, chat);
      statement.setLong(3, version);
      return statement.executeUpdate() == 1;
    }
  }

  private Versioned read(long chat) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT chat_history, version FROM chats WHERE id = ?")) {
      query.setLong(1, chat);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new NoSuchChatException(chat);
        }
        return new Versioned(HistoryJson.read(rows.getString(1)), rows.getLong(2));
      }
    }
  }

  @Override
  public List<ChatMessage> history(long chat) throws SQLException {
    return read(chat).messages();
  }

  /** How often an update met a change of others and was made again. */
  public long conflicts() {
    return conflicts.get();
  }
}
