package dev.interleave.samples.chathistory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The fixed stores on a real PostgreSQL, under load and when connections break. */
final class ChatHistoryStressTest {
  private static final Assistant YES = (said, question) -> "yes";

  @Test
  void theAtomicAppendKeepsAllInTheSendersOrder() throws Exception {
    assertWhole(ChatHistoryStress.atomic());
  }

  @Test
  void theVersionColumnKeepsAllInTheSendersOrder() throws Exception {
    assertWhole(ChatHistoryStress.optimistic());
  }

  private static void assertWhole(ChatHistoryStress.Outcome outcome) {
    assertTrue(outcome.count().isWhole(), outcome.count()::toString);
    for (int sender = 0; sender < ChatHistoryStress.SENDERS; sender++) {
      String prefix = sender + "-";
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < ChatHistoryStress.EACH; i++) {
        expected.add(prefix + i);
      }
      assertEquals(expected, outcome.ids().stream().filter(id -> id.startsWith(prefix)).toList());
    }
  }

  @Test
  void aMissingChatIsToldAndNothingIsStored() throws Exception {
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 2)) {
      List<ChatMessage> messages = HistoryJson.exchange("a", "anybody?", "no");
      NoSuchChatException atomic =
          assertThrows(
              NoSuchChatException.class,
              () -> new ChatHistoryAtomic(pool, YES).append(-1, messages));
      assertEquals("there is no chat -1", atomic.getMessage());
      assertThrows(
          NoSuchChatException.class,
          () -> new ChatHistoryOptimistic(pool, YES, 3).append(-1, messages));
    }
  }

  @Test
  void aSubmitThatIsRepeatedIsStoredOnce() throws Exception {
    long chat = Postgres.newChat();
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 2)) {
      ChatHistory atomic = new ChatHistoryAtomic(pool, YES);
      ChatHistory optimistic = new ChatHistoryOptimistic(pool, YES, 3);
      atomic.ask(chat, "a", "again?");
      atomic.ask(chat, "a", "again?");
      optimistic.ask(chat, "a", "again?");
      optimistic.ask(chat, "b", "more?");
      optimistic.ask(chat, "b", "more?");
      assertEquals(List.of("a", "a-answer", "b", "b-answer"), ids(atomic, chat));
    }
  }

  @Test
  void othersThatAreAlwaysQuickerAreToldAfterTheLastAttempt() throws Exception {
    long chat = Postgres.newChat();
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 2)) {
      ChatHistoryOptimistic quicker = new ChatHistoryOptimistic(pool, YES, 1);
      AtomicInteger number = new AtomicInteger();
      DataSource meddling =
          opening(
              pool,
              update -> {
                if (update.startsWith("UPDATE")) {
                  quicker.ask(chat, "other" + number.incrementAndGet(), "me first");
                }
              });
      ChatHistoryOptimistic slow = new ChatHistoryOptimistic(meddling, YES, 3);
      BusyChatException busy =
          assertThrows(BusyChatException.class, () -> slow.ask(chat, "mine", "me too?"));
      assertTrue(busy.getMessage().contains("each of 3 attempts"), busy::getMessage);
      assertEquals(3, slow.conflicts());
      assertEquals(6, quicker.history(chat).size());
    }
  }

  /** Something done before each statement is prepared. */
  private interface BeforeStatement {
    void prepare(String sql) throws SQLException;
  }

  private static DataSource opening(DataSource real, BeforeStatement before) {
    return proxy(
        DataSource.class,
        (ignored, method, args) -> {
          Connection connection = real.getConnection();
          return proxy(
              Connection.class,
              (self, call, values) -> {
                if (call.getName().equals("prepareStatement")) {
                  before.prepare((String) values[0]);
                }
                try {
                  return call.invoke(connection, values);
                } catch (java.lang.reflect.InvocationTargetException e) {
                  throw e.getCause();
                }
              });
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void aConnectionLostBeforeTheAppendIsReplaced() throws Exception {
    long chat = Postgres.newChat();
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 1);
        HikariDataSource other = ChatDatabase.pool(Postgres.url(), 1)) {
      Assistant killing =
          (said, question) -> {
            endAllOthers(other);
            return "an answer that took long";
          };
      ChatHistory history = new ChatHistoryAtomic(pool, killing);
      history.ask(chat, "a", "still there?");
      assertEquals(List.of("a", "a-answer"), ids(history, chat));
    }
  }

  @Test
  void aReplyLostAfterTheCommitStoresNothingTwice() throws Exception {
    long chat = Postgres.newChat();
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 2)) {
      AtomicInteger appends = new AtomicInteger();
      ChatHistoryAtomic direct = new ChatHistoryAtomic(pool, YES);
      DataSource losing =
          opening(
              pool,
              sql -> {
                if (sql.contains("append_chat_messages") && appends.incrementAndGet() == 1) {
                  direct.append(chat, HistoryJson.exchange("a", "heard?", "yes"));
                  throw new SQLException("the server was gone before its reply", "08006");
                }
              });
      new ChatHistoryAtomic(losing, YES).ask(chat, "a", "heard?");
      assertEquals(2, appends.get());
      assertEquals(List.of("a", "a-answer"), ids(direct, chat));
    }
  }

  private static void endAllOthers(DataSource database) {
    String end =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet ended = statement.executeQuery(end)) {
      assertTrue(ended.next());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDisabledButtonStopsTheSecondSubmitOfOneTabOnly() throws Exception {
    long chat = Postgres.newChat();
    ExecutorService browser = Executors.newSingleThreadExecutor();
    CountDownLatch streams = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 3)) {
      ChatHistory slow = new ChatHistoryBuggy(pool, (said, question) -> stream(streams, goesOn));
      ChatTab tab = new ChatTab(slow, chat);
      Future<Optional<String>> first = browser.submit(() -> tab.submit("a", "one?"));
      assertTrue(streams.await(30, TimeUnit.SECONDS));
      assertEquals(Optional.empty(), tab.submit("a", "one?"));
      ChatTab second = new ChatTab(new ChatHistoryBuggy(pool, YES), chat);
      assertEquals(Optional.of("yes"), second.submit("b", "two?"));
      goesOn.countDown();
      first.get(30, TimeUnit.SECONDS);
      assertEquals(List.of("a", "a-answer"), ids(slow, chat), "the second tab's messages are lost");
    } finally {
      browser.shutdownNow();
    }
  }

  private static String stream(CountDownLatch streams, CountDownLatch goesOn) {
    streams.countDown();
    try {
      return goesOn.await(30, TimeUnit.SECONDS) ? "slowly" : "never";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> ids(ChatHistory history, long chat) throws SQLException {
    return history.history(chat).stream().map(ChatMessage::id).toList();
  }

  @Test
  void theMigrationMadeAnEmptyHistoryNull() throws Exception {
    long chat = Postgres.newChat();
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), 1);
        Connection connection = pool.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT chat_history IS NULL FROM chats WHERE id = ?")) {
      query.setLong(1, chat);
      try (ResultSet rows = query.executeQuery()) {
        assertTrue(rows.next() && rows.getBoolean(1));
      }
    }
  }
}
