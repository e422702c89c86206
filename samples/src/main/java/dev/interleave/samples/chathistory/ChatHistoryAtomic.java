package dev.interleave.samples.chathistory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps every message: the database appends, in one statement, and says when there is nothing to
 * append to. Right when the change does not depend on what was read.
 */
public final class ChatHistoryAtomic implements ChatHistory {
  private static final System.Logger LOG = System.getLogger(ChatHistoryAtomic.class.getName());
  private static final String NO_DATA_FOUND = "P0002";
  private static final int ATTEMPTS = 3;

  private final DataSource database;
  private final Assistant assistant;

  public ChatHistoryAtomic(DataSource database, Assistant assistant) {
    this.database = database;
    this.assistant = assistant;
  }

  @Override
  public String ask(long chat, String id, String question) throws SQLException {
    String answer = assistant.answer(history(chat), question);
    append(chat, HistoryJson.exchange(id, question, answer));
    return answer;
  }

  /** Appends what is not there yet; tried again when the connection is lost, since ids decide. */
  void append(long chat, List<ChatMessage> messages) throws SQLException {
    String json = HistoryJson.write(messages);
    for (int attempt = 1; ; attempt++) {
      try {
        appendOnce(chat, json);
        return;
      } catch (SQLException e) {
        if (NO_DATA_FOUND.equals(e.getSQLState())) {
          throw new NoSuchChatException(chat);
        }
        if (attempt == ATTEMPTS || !isConnectionLost(e)) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "the connection was lost, the append is repeated", e);
      }
    }
  }

  private void appendOnce(long chat, String json) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement append =
            connection.prepareStatement("SELECT append_chat_messages(?, ?::jsonb)")) {
      append.setLong(1, chat);
      append.setString(2, json);
      append.execute();
    }
  }

  /** Class 08 is a broken connection, 57P01 a server that ends it. */
  private static boolean isConnectionLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08")
        || state.equals("57P01")
        || e instanceof SQLRecoverableException
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException;
  }

  @Override
  public List<ChatMessage> history(long chat) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT chat_history FROM chats WHERE id = ?")) {
      query.setLong(1, chat);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new NoSuchChatException(chat);
        }
        return HistoryJson.read(rows.getString(1));
      }
    }
  }
}
