package dev.interleave.samples.chathistory;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Opens the pool and brings the schema up to date. */
public final class ChatDatabase {
  private static final List<String> MIGRATIONS =
      List.of("V1__chats.sql", "V2__append_chat_messages.sql");

  private ChatDatabase() {}

  /** A pool of so many connections. */
  public static HikariDataSource pool(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }

  /** Runs the migrations on a new database. */
  public static void migrate(DataSource database) throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String migration : MIGRATIONS) {
        statement.execute(read(migration));
      }
    }
  }

  private static String read(String migration) throws IOException {
    try (InputStream in = ChatDatabase.class.getResourceAsStream(migration)) {
      if (in == null) {
        throw new IOException("there is no migration " + migration);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
