package dev.interleave.samples.chathistory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The column's JSON as messages and back. */
final class HistoryJson {
  private static final JsonMapper JSON = new JsonMapper();

  private HistoryJson() {}

  /** The messages in a list of the caller's own; a null column is an empty history. */
  static List<ChatMessage> read(String column) throws SQLException {
    try {
      return column == null
          ? new ArrayList<>()
          : new ArrayList<>(List.of(JSON.readValue(column, ChatMessage[].class)));
    } catch (JacksonException e) {
      throw new SQLException("the history is not a list of messages", e);
    }
  }

  static String write(List<ChatMessage> messages) throws SQLException {
    try {
      return JSON.writeValueAsString(messages);
    } catch (JacksonException e) {
      throw new SQLException("the history cannot be written as JSON", e);
    }
  }

  /** Question and answer, each under its own id. */
  static List<ChatMessage> exchange(String id, String question, String answer) {
    return List.of(
        new ChatMessage(id, "user", question),
        new ChatMessage(id + "-answer", "assistant", answer));
  }
}
