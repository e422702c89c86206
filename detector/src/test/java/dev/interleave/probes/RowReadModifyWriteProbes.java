package dev.interleave.probes;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows read and written back ({@code …Bad}), and twins in which the database decides. */
@SuppressWarnings("all")
public final class RowReadModifyWriteProbes {
  static long number(PreparedStatement query) throws SQLException {
    ResultSet rows = query.executeQuery();
    rows.next();
    return rows.getLong(1);
  }

  public static class BalanceBad {
    public void add(Connection db, long id, long amount) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT balance FROM accounts WHERE id = ?");
      query.setLong(1, id);
      ResultSet rows = query.executeQuery();
      long balance = rows.next() ? rows.getLong(1) : 0;
      PreparedStatement update =
          db.prepareStatement("UPDATE accounts SET balance = ? WHERE id = ?");
      update.setLong(1, balance + amount);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  public static class ComputedInDatabaseOk {
    public void add(Connection db, long id, long amount) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT balance FROM accounts WHERE id = ?");
      ResultSet rows = query.executeQuery();
      long factor = rows.next() ? rows.getLong(1) : 0;
      PreparedStatement update =
          db.prepareStatement("UPDATE accounts SET balance = balance + ? WHERE id = ?");
      update.setLong(1, amount * factor);
      update.executeUpdate();
    }
  }

  public static class ForUpdateOk {
    public void add(Connection db, long amount) throws SQLException {
      PreparedStatement query =
          db.prepareStatement("SELECT balance FROM accounts WHERE id = 1 FOR UPDATE");
      ResultSet rows = query.executeQuery();
      long balance = rows.next() ? rows.getLong(1) : 0;
      PreparedStatement update = db.prepareStatement("UPDATE accounts SET balance = ?");
      update.setLong(1, balance + amount);
      update.executeUpdate();
    }
  }

  public static class EntityBad {
    @Entity
    public static class Stock {
      private int left;

      public int getLeft() {
        return left;
      }

      public void setLeft(int left) {
        this.left = left;
      }
    }

    public void sell(EntityManager entities, long id, int count) {
      Stock stock = entities.find(Stock.class, id);
      stock.setLeft(stock.getLeft() - count);
    }
  }

  public static class EntityWithVersionOk {
    @Entity
    public static class Stock {
      private int left;
      @Version private long version;

      public int getLeft() {
        return left;
      }

      public void setLeft(int left) {
        this.left = left;
      }
    }

    public void sell(EntityManager entities, long id, int count) {
      Stock stock = entities.find(Stock.class, id);
      stock.setLeft(stock.getLeft() - count);
    }
  }

  public static class EntityLoadedWithALockOk {
    @Entity
    public static class Stock {
      private int left;

      public int getLeft() {
        return left;
      }

      public void setLeft(int left) {
        this.left = left;
      }
    }

    public void sell(EntityManager entities, long id, int count) {
      Stock stock = entities.find(Stock.class, id, LockModeType.PESSIMISTIC_WRITE);
      stock.setLeft(stock.getLeft() - count);
    }
  }

  public static class NotKeptInTheRowOk {
    @Entity
    public static class Stock {
      private transient int looks;

      public void look() {
        looks++;
      }
    }

    public void look(EntityManager entities, long id) {
      Stock stock = entities.find(Stock.class, id);
      stock.look();
    }
  }

  public static class CountIsNotLookedAtBad {
    public void add(Connection db, long amount) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT balance, version FROM accounts");
      ResultSet rows = query.executeQuery();
      rows.next();
      PreparedStatement update =
          db.prepareStatement(
              "UPDATE accounts SET balance = ?, version = version + 1 WHERE id = 1 AND version = ?");
      update.setLong(1, rows.getLong(1) + amount);
      update.setLong(2, rows.getLong(2));
      update.executeUpdate();
    }
  }

  public static class VersionOk {
    public boolean add(Connection db, long amount) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT balance, version FROM accounts");
      ResultSet rows = query.executeQuery();
      rows.next();
      PreparedStatement update =
          db.prepareStatement(
              "UPDATE accounts SET balance = ?, version = version + 1 WHERE id = 1 AND version = ?");
      update.setLong(1, rows.getLong(1) + amount);
      update.setLong(2, rows.getLong(2));
      return update.executeUpdate() == 1;
    }
  }

  public static class CompareAndSetOk {
    public boolean start(Connection db) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT state FROM jobs");
      ResultSet rows = query.executeQuery();
      rows.next();
      PreparedStatement update =
          db.prepareStatement("UPDATE jobs SET state = ? WHERE id = 1 AND state = ?");
      update.setString(1, rows.getString(1) + "!");
      update.setString(2, rows.getString(1));
      return update.executeUpdate() == 1;
    }
  }

  public static class OtherTableOk {
    public void copy(Connection db) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT total FROM orders");
      ResultSet rows = query.executeQuery();
      rows.next();
      PreparedStatement update = db.prepareStatement("UPDATE reports SET total = ?");
      update.setLong(1, rows.getLong(1));
      update.executeUpdate();
    }
  }

  public static class IndependentValueOk {
    public long touch(Connection db, long now) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT visits FROM users");
      ResultSet rows = query.executeQuery();
      rows.next();
      long visits = rows.getLong(1);
      PreparedStatement update = db.prepareStatement("UPDATE users SET seen = ?");
      update.setLong(1, now);
      update.executeUpdate();
      return visits;
    }
  }

  public static class CheckThenInsertBad {
    public void register(Connection db, String name) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT id FROM users WHERE name = ?");
      query.setString(1, name);
      if (!query.executeQuery().next()) {
        PreparedStatement insert = db.prepareStatement("INSERT INTO users (name) VALUES (?)");
        insert.setString(1, name);
        insert.executeUpdate();
      }
    }
  }

  public static class OnConflictOk {
    public void register(Connection db, String name) throws SQLException {
      PreparedStatement query = db.prepareStatement("SELECT id FROM users WHERE name = ?");
      query.setString(1, name);
      if (!query.executeQuery().next()) {
        PreparedStatement insert =
            db.prepareStatement("INSERT INTO users (name) VALUES (?) ON CONFLICT DO NOTHING");
        insert.setString(1, name);
        insert.executeUpdate();
      }
    }
  }

  public static class InsertAlwaysOk {
    public void log(Connection db, String line) throws SQLException {
      PreparedStatement insert = db.prepareStatement("INSERT INTO log (line) VALUES (?)");
      insert.setString(1, line);
      insert.executeUpdate();
    }
  }

  public static class HelpersBad {
    private static final String TABLE = "counters";

    private long read(Connection db) throws SQLException {
      return number(db.prepareStatement("select n from " + TABLE));
    }

    private void write(Connection db, long n) throws SQLException {
      PreparedStatement update = db.prepareStatement("update " + TABLE + " set n = ?");
      update.setLong(1, n);
      update.executeUpdate();
    }

    public void next(Connection db) throws SQLException {
      PreparedStatement query = db.prepareStatement("select n from counters");
      ResultSet rows = query.executeQuery();
      rows.next();
      write(db, rows.getLong(1) + 1);
    }
  }

  public static class TextStatementBad {
    public void next(Statement statement) throws SQLException {
      ResultSet rows = statement.executeQuery("SELECT n FROM counters");
      rows.next();
      int n = rows.getInt(1) + 1;
      statement.executeUpdate("UPDATE counters SET n = " + n);
    }
  }

  public static class UnderOneLockOk {
    public synchronized void add(Connection db, long amount) throws SQLException {
      ResultSet rows = db.prepareStatement("SELECT balance FROM accounts").executeQuery();
      rows.next();
      PreparedStatement update = db.prepareStatement("UPDATE accounts SET balance = ?");
      update.setLong(1, rows.getLong(1) + amount);
      update.executeUpdate();
    }
  }

  public static class JsonColumnBad {
    public void append(Connection db, String message) throws SQLException {
      ResultSet rows = db.prepareStatement("SELECT history FROM chats").executeQuery();
      rows.next();
      String history = rows.getString(1);
      PreparedStatement update = db.prepareStatement("UPDATE chats SET history = ?::jsonb");
      update.setString(1, history.replace("]", "," + message + "]"));
      update.executeUpdate();
    }
  }

  public static class SplitLockBad {
    public void add(Connection db, long amount) throws SQLException {
      long balance;
      synchronized (this) {
        ResultSet rows = db.prepareStatement("SELECT balance FROM accounts").executeQuery();
        rows.next();
        balance = rows.getLong(1);
      }
      synchronized (this) {
        PreparedStatement update = db.prepareStatement("UPDATE accounts SET balance = ?");
        update.setLong(1, balance + amount);
        update.executeUpdate();
      }
    }
  }

  public static class QueryOnlyOk {
    public long sum(Connection db) throws SQLException {
      ResultSet rows = db.prepareStatement("SELECT sum(n) FROM counters").executeQuery();
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  public static class StringBuilderBad {
    public void next(Connection db) throws SQLException {
      ResultSet rows = db.prepareStatement("SELECT n FROM counters").executeQuery();
      rows.next();
      String sql = new StringBuilder("UPDATE counters").append(" SET n = ?").toString();
      PreparedStatement update = db.prepareStatement(sql);
      update.setLong(1, rows.getLong(1) + 1);
      update.executeUpdate();
    }
  }

  public static class CountThenInsertBad {
    public void add(Connection db, String id) throws SQLException {
      ResultSet rows =
          db.prepareStatement("SELECT COUNT(*) FROM messages WHERE id = 1").executeQuery();
      rows.next();
      if (rows.getInt(1) == 0) {
        PreparedStatement insert = db.prepareStatement("INSERT INTO messages VALUES (?)");
        insert.setString(1, id);
        insert.executeUpdate();
      }
    }
  }

  public static class LowerCaseBad {
    public void next(Connection db) throws SQLException {
      ResultSet rows = db.prepareStatement("select n from Counters c").executeQuery();
      rows.next();
      PreparedStatement update = db.prepareStatement("update Counters set n = ?");
      update.setLong(1, rows.getLong(1) + 1);
      update.execute();
    }
  }

  public static class TextsInFieldsBad {
    private String table = "seen";
    private String look;
    private String note;

    public TextsInFieldsBad() {
      prepare();
    }

    public void setTable(String table) {
      this.table = table;
      prepare();
    }

    private void prepare() {
      look = text("SELECT COUNT(*) FROM %TABLE% WHERE id = ?");
      note = text("INSERT INTO %TABLE% (id) VALUES (?)");
    }

    private String text(String statement) {
      return statement.replace("%TABLE%", table);
    }

    public void see(Connection db, long id) throws SQLException {
      PreparedStatement query = db.prepareStatement(look);
      query.setLong(1, id);
      ResultSet rows = query.executeQuery();
      if (!rows.next() || rows.getInt(1) == 0) {
        PreparedStatement insert = db.prepareStatement(note);
        insert.setLong(1, id);
        insert.executeUpdate();
      }
    }
  }

  public static class TextsInFieldsOfTwoTablesOk {
    private final String look;
    private final String note;

    public TextsInFieldsOfTwoTablesOk() {
      look = "SELECT COUNT(*) FROM seen WHERE id = ?".trim();
      note = "INSERT INTO missed (id) VALUES (?)".trim();
    }

    public void see(Connection db, long id) throws SQLException {
      PreparedStatement query = db.prepareStatement(look);
      query.setLong(1, id);
      ResultSet rows = query.executeQuery();
      if (!rows.next() || rows.getInt(1) == 0) {
        PreparedStatement insert = db.prepareStatement(note);
        insert.setLong(1, id);
        insert.executeUpdate();
      }
    }
  }

  public static class ReplacedTextOk {
    private String look = "SELECT COUNT(*) FROM seen WHERE id = ?";
    private String note = "INSERT INTO seen (id) VALUES (?)";

    public void useConflicts() {
      note = "INSERT INTO seen (id) VALUES (?) ON CONFLICT DO NOTHING";
    }

    public void see(Connection db, long id) throws SQLException {
      PreparedStatement query = db.prepareStatement(look);
      query.setLong(1, id);
      ResultSet rows = query.executeQuery();
      if (!rows.next() || rows.getInt(1) == 0) {
        PreparedStatement insert = db.prepareStatement(note);
        insert.setLong(1, id);
        insert.executeUpdate();
      }
    }
  }

  public static class BuiltByPiecesBad {
    private String table = "aggregates";
    private boolean withBody;

    public void keep(Connection db, long id, String body) throws SQLException {
      PreparedStatement query =
          db.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE id = ?");
      query.setLong(1, id);
      ResultSet rows = query.executeQuery();
      boolean present = rows.next() && rows.getInt(1) > 0;
      if (!present) {
        insert(db, table, id, body);
      }
    }

    private void insert(Connection db, String into, long id, String body) throws SQLException {
      StringBuilder text = new StringBuilder("INSERT INTO ").append(into).append(" (id");
      if (withBody) {
        text.append(", body");
      }
      text.append(") VALUES (?");
      if (withBody) {
        text.append(", ?");
      }
      text.append(")");
      run(db, text.toString(), id, body);
    }

    private void run(Connection db, String text, long id, String body) throws SQLException {
      PreparedStatement statement = db.prepareStatement(text);
      statement.setLong(1, id);
      statement.setString(2, body);
      statement.executeUpdate();
    }
  }

  public static class BuiltForAnotherTableOk {
    private String table = "aggregates";
    private String archive = "archive";

    public void keep(Connection db, long id) throws SQLException {
      PreparedStatement query =
          db.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE id = ?");
      query.setLong(1, id);
      ResultSet rows = query.executeQuery();
      if (rows.next() && rows.getInt(1) > 0) {
        insert(db, archive, id);
      }
    }

    private void insert(Connection db, String into, long id) throws SQLException {
      StringBuilder text = new StringBuilder("INSERT INTO ").append(into);
      text.append(" (id) VALUES (?)");
      PreparedStatement statement = db.prepareStatement(text.toString());
      statement.setLong(1, id);
      statement.executeUpdate();
    }
  }

  public static class FormattedTablesOk {
    public void copy(Connection db, String from, String to) throws SQLException {
      ResultSet rows =
          db.createStatement().executeQuery(String.format("SELECT v FROM %s WHERE id = 1", from));
      rows.next();
      PreparedStatement update =
          db.prepareStatement(String.format("UPDATE %s SET v = ? WHERE id = 1", to));
      update.setLong(1, rows.getLong(1));
      update.executeUpdate();
    }
  }
}
