package dev.interleave.samples.chathistory;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.opentest4j.TestAbortedException;

/** One real PostgreSQL for all checks of this process, ended with it. */
public final class Postgres {
  private static EmbeddedPostgres server;
  private static String whyNot;
  private static long nextChat = 1;

  private Postgres() {}

  /** The server's address; a check without the binaries says so and counts as skipped. */
  public static synchronized String url() {
    if (server == null && whyNot == null) {
      try {
        server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(Postgres::stop));
        try (HikariDataSource pool = ChatDatabase.pool(address(), 1)) {
          ChatDatabase.migrate(pool);
        }
      } catch (IOException | SQLException | IllegalStateException e) {
        whyNot = "PostgreSQL does not start here: " + e.getMessage();
      }
    }
    if (whyNot != null) {
      throw new TestAbortedException(whyNot);
    }
    return address();
  }

  private static String address() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** A chat of its own for each check. */
  public static synchronized long newChat() {
    String url = url();
    try (HikariDataSource pool = ChatDatabase.pool(url, 1);
        Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO chats VALUES (?)")) {
      insert.setLong(1, nextChat);
      insert.execute();
      return nextChat++;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static synchronized void stop() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
