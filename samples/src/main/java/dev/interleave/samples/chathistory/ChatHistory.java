package dev.interleave.samples.chathistory;

import java.sql.SQLException;
import java.util.List;

/** What the stores promise alike. */
public interface ChatHistory {
  /** Answers a question and stores both, under ids made from the given one. */
  String ask(long chat, String id, String question) throws SQLException;

  /** All messages of a chat, oldest first. */
  List<ChatMessage> history(long chat) throws SQLException;
}
