package dev.interleave.samples.chathistory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Loses messages: the history is read, the answer streams for a while, and then the whole array is
 * written back, over whatever a second tab has stored meanwhile.
 */
public final class ChatHistoryBuggy implements ChatHistory {
  private final DataSource database;
  private final Assistant assistant;

  public ChatHistoryBuggy(DataSource database, Assistant assistant) {
    this.database = database;
    this.assistant = assistant;
  }

  @Override
  public String ask(long chat, String id, String question) throws SQLException {
    List<ChatMessage> messages = history(chat);
    String answer = assistant.answer(List.copyOf(messages), question);
    messages.addAll(HistoryJson.exchange(id, question, answer));
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE chats SET chat_history = ?::jsonb WHERE id = ?")) {
      update.setString(1, HistoryJson.write(messages));
      update.setLong(2, chat);
      update.executeUpdate(); // BUG: row-read-modify-write
    }
    return answer;
  }

  @Override
  public List<ChatMessage> history(long chat) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT chat_history FROM chats WHERE id = ?")) {
      query.setLong(1, chat);
      try (ResultSet rows = query.executeQuery()) {
        return HistoryJson.read(rows.next() ? rows.getString(1) : null);
      }
    }
  }
}
