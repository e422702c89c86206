package dev.interleave.samples.chathistory;

import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Replays two tabs that ask in one chat. */
public final class ChatHistoryChecks {
  private static final String STORE = "chathistory";

  private ChatHistoryChecks() {}

  /** Two tabs on one chat. */
  record TwoTabs(DataSource database, long chat, ChatHistory history, ChatTab one, ChatTab two) {
    static TwoTabs on(String url, long chat, Kind kind) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(url);
      database.setSslMode("disable");
      database.setGssEncMode("disable");
      Assistant assistant = (said, question) -> "an answer to " + question;
      ChatHistory history =
          switch (kind) {
            case BUGGY -> new ChatHistoryBuggy(database, assistant);
            case ATOMIC -> new ChatHistoryAtomic(database, assistant);
            case OPTIMISTIC -> new ChatHistoryOptimistic(database, assistant, 5);
          };
      ChatTab one = new ChatTab(history, chat);
      return new TwoTabs(database, chat, history, one, new ChatTab(history, chat));
    }

    void empty() throws SQLException {
      try (Connection connection = database.getConnection();
          PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE chats SET chat_history = NULL, version = 0 WHERE id = ?")) {
        update.setLong(1, chat);
        update.execute();
      }
    }

    List<String> ids() throws SQLException {
      return history.history(chat).stream().map(ChatMessage::id).sorted().toList();
    }
  }

  /** Which store. */
  enum Kind {
    BUGGY,
    ATOMIC,
    OPTIMISTIC
  }

  private static Replay<TwoTabs> tabs(Kind kind) {
    String url = Postgres.url();
    long chat = Postgres.newChat();
    return Replay.of(() -> TwoTabs.on(url, chat, kind))
        .collectionsAsOneStep()
        .prepare(TwoTabs::empty)
        .threadA(tabs -> tabs.one().submit("a", "one?"))
        .threadB(tabs -> tabs.two().submit("b", "two?"))
        .observe("messages", TwoTabs::ids);
  }

  /** The same id from two tabs: stored once. */
  private static Replay<TwoTabs> doubleSubmit(Kind kind) {
    String url = Postgres.url();
    long chat = Postgres.newChat();
    return Replay.of(() -> TwoTabs.on(url, chat, kind))
        .collectionsAsOneStep()
        .prepare(TwoTabs::empty)
        .threadA(tabs -> tabs.one().submit("a", "one?"))
        .threadB(tabs -> tabs.two().submit("a", "one?"))
        .observe("messages", TwoTabs::ids);
  }

  public static List<Check> all() {
    return List.of(
        Check.buggy(STORE, "two tabs, button disabled or not", () -> tabs(Kind.BUGGY)),
        Check.fixed(STORE, "two tabs, atomic append", () -> tabs(Kind.ATOMIC)),
        Check.fixed(STORE, "two tabs, version column", () -> tabs(Kind.OPTIMISTIC)),
        Check.fixed(STORE, "double submit, atomic append", () -> doubleSubmit(Kind.ATOMIC)),
        Check.fixed(STORE, "double submit, version column", () -> doubleSubmit(Kind.OPTIMISTIC)));
  }
}
