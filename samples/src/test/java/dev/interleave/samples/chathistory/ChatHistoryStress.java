package dev.interleave.samples.chathistory;

import com.zaxxer.hikari.HikariDataSource;
import dev.interleave.samples.Count;
import dev.interleave.samples.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Eight connections that append fifty messages each to one chat. */
public final class ChatHistoryStress {
  static final int SENDERS = 8;
  static final int EACH = 50;

  private ChatHistoryStress() {}

  /** The count, and the stored ids in their order. */
  public record Outcome(Count count, List<String> ids) {}

  public static Outcome buggy() throws Exception {
    return run(ChatHistoryBuggy.class, db -> new ChatHistoryBuggy(db, (said, asked) -> "yes"));
  }

  public static Outcome atomic() throws Exception {
    return run(ChatHistoryAtomic.class, db -> new ChatHistoryAtomic(db, (said, asked) -> "yes"));
  }

  public static Outcome optimistic() throws Exception {
    return run(
        ChatHistoryOptimistic.class,
        db -> new ChatHistoryOptimistic(db, (said, asked) -> "yes", 1_000));
  }

  private static Outcome run(Class<?> type, Function<DataSource, ChatHistory> store)
      throws Exception {
    long chat = Postgres.newChat();
    try (HikariDataSource pool = ChatDatabase.pool(Postgres.url(), SENDERS)) {
      ChatHistory history = store.apply(pool);
      long nanos =
          Crowd.run(
              SENDERS,
              sender -> {
                for (int i = 0; i < EACH; i++) {
                  history.ask(chat, sender + "-" + i, "question " + i);
                }
              });
      List<String> ids = new ArrayList<>();
      history.history(chat).stream()
          .filter(message -> message.role().equals("user"))
          .forEach(message -> ids.add(message.id()));
      long kept = ids.stream().distinct().count();
      long[] keptAndOf = {kept, (long) SENDERS * EACH};
      return new Outcome(Count.of(type, "questions", keptAndOf, nanos), ids);
    }
  }
}
