package dev.interleave.samples.rules;

import dev.interleave.replay.DirectorySetup;
import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import dev.interleave.samples.chathistory.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.prefs.AbstractPreferences;

/** Replays the pairs about files, rows and entries of a store. */
final class OutsideChecks {
  private static final String RULES = "rules";
  private static final String FILE = "total.txt";

  private OutsideChecks() {}

  static List<Check> all() {
    return List.of(
        Check.buggy(
            RULES,
            "number from a file",
            () ->
                numbered(FileReadModifyWriteBuggy::new)
                    .threadAReturning(FileReadModifyWriteBuggy::next)
                    .threadBReturning(FileReadModifyWriteBuggy::next)
                    .inSecondProcess()),
        Check.fixed(
            RULES,
            "number from a file, fixed",
            () ->
                numbered(FileReadModifyWriteFixed::new)
                    .threadAReturning(FileReadModifyWriteFixed::next)
                    .threadBReturning(FileReadModifyWriteFixed::next)
                    .inSecondProcess()
                    .mustBeGuarded()),
        Check.buggy(
            RULES,
            "half a file",
            () ->
                numbered(TornFileWriteBuggy::new)
                    .threadA(t -> t.save("123456"))
                    .threadBReturning(TornFileWriteBuggy::load)
                    .inSecondProcess()),
        Check.fixed(
            RULES,
            "half a file, fixed",
            () ->
                numbered(TornFileWriteFixed::new)
                    .threadA(t -> t.save("123456"))
                    .threadBReturning(TornFileWriteFixed::load)
                    .inSecondProcess()),
        Check.buggy(
            RULES,
            "an older total lands last",
            () ->
                numbered(StaleSaveBuggy::new)
                    .threadA(s -> s.add(1))
                    .threadB(s -> s.add(2))
                    .observeFile(FILE)),
        Check.fixed(
            RULES,
            "an older total lands last, fixed",
            () ->
                numbered(StaleSaveFixed::new)
                    .threadA(s -> s.add(1))
                    .threadB(s -> s.add(2))
                    .observeFile(FILE)
                    .mustBeGuarded()),
        Check.buggy(RULES, "the last piece", () -> buyers(RowReadModifyWriteBuggy::take)),
        Check.fixed(RULES, "the last piece, fixed", () -> buyers(RowReadModifyWriteFixed::take)),
        Check.buggy(
            RULES,
            "number from a store",
            () ->
                Replay.of(() -> new EntryReadModifyWriteBuggy(new InMemory()))
                    .threadAReturning(e -> e.next("order"))
                    .threadBReturning(e -> e.next("order"))),
        Check.fixed(
            RULES,
            "number from a store, fixed",
            () ->
                Replay.of(() -> new EntryReadModifyWriteFixed(new InMemory()))
                    .threadAReturning(e -> e.next("order"))
                    .threadBReturning(e -> e.next("order"))
                    .mustBeGuarded()));
  }

  private interface OnFile<S> extends java.io.Serializable {
    S open(Path file);
  }

  /** Starts from a file that holds 41. */
  private static <S> Replay<S> numbered(OnFile<S> opened) {
    DirectorySetup<S> setup =
        directory -> {
          Path file = directory.resolve(FILE);
          if (!Files.exists(file)) {
            Files.writeString(file, "41");
          }
          return opened.open(file);
        };
    return Replay.inDirectory(setup);
  }

  private interface Buy extends java.io.Serializable {
    boolean take(Connection database) throws SQLException;
  }

  private static Replay<Buyers> buyers(Buy how) {
    String url = Postgres.url();
    return Replay.of(() -> Buyers.of(url))
        .collectionsAsOneStep()
        .threadAReturning(buyers -> how.take(buyers.one))
        .threadBReturning(buyers -> how.take(buyers.two));
  }

  /** Two connections to a stock of one piece. */
  record Buyers(Connection one, Connection two) implements AutoCloseable {
    static Buyers of(String url) throws SQLException {
      Buyers buyers =
          new Buyers(DriverManager.getConnection(url), DriverManager.getConnection(url));
      try (Statement statement = buyers.one.createStatement()) {
        statement.execute("CREATE TABLE IF NOT EXISTS stock (pieces INT)");
        statement.execute("DELETE FROM stock");
        statement.execute("INSERT INTO stock VALUES (1)");
      }
      return buyers;
    }

    @Override
    public void close() throws SQLException {
      one.close();
      two.close();
    }
  }

  /** Preferences that nobody keeps. */
  static final class InMemory extends AbstractPreferences {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    InMemory() {
      super(null, "");
    }

    @Override
    protected void putSpi(String key, String value) {
      values.put(key, value);
    }

    @Override
    protected String getSpi(String key) {
      return values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
      values.remove(key);
    }

    @Override
    protected void removeNodeSpi() {
      values.clear();
    }

    @Override
    protected String[] keysSpi() {
      return values.keySet().toArray(String[]::new);
    }

    @Override
    protected String[] childrenNamesSpi() {
      return new String[0];
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    protected void syncSpi() {}

    @Override
    protected void flushSpi() {}
  }
}
