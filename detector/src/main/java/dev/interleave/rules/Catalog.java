package dev.interleave.rules;

import dev.interleave.finding.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Every rule, in the order in which they are listed everywhere. */
public final class Catalog {
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              new ReadModifyWrite(),
              362,
              "update that another thread can come between",
              "A shared value is read and written back in two steps with no guard over both."),
          new Entry(
              new UnguardedCollection(),
              366,
              "collection shared without a guard",
              "A collection that is not thread-safe is written by one thread while another uses"
                  + " it, with no common guard."),
          new Entry(
              new UnguardedField(),
              366,
              "field that is guarded elsewhere used without its guard",
              "A field or array is used under a lock in most places, and without it in others."),
          new Entry(
              new UnguardedIteration(),
              366,
              "synchronized collection walked over without its lock",
              "A synchronized collection is walked over without the lock that its writers hold."),
          new Entry(
              new LeakedCollection(),
              366,
              "guarded collection handed out live",
              "A collection that its class guards is returned as it is, to callers without the"
                  + " guard."),
          new Entry(
              new CallbackUnderLock(),
              833,
              "code of others run while a lock is held",
              "Code that the class does not know runs while it holds a lock, and may come back or"
                  + " take a lock of its own."),
          new Entry(
              new BlockingUnderLock(),
              833,
              "wait while a lock is held",
              "A thread waits for another one, a disk or a network while it holds a lock that"
                  + " others want."),
          new Entry(
              new LockOrder(),
              833,
              "locks taken in different orders",
              "Two or more locks are taken in different orders by code that may run at once."),
          new Entry(
              new LockUpgrade(),
              667,
              "lock that its holder cannot take again",
              "A thread takes a lock that it already holds in a way that cannot nest."),
          new Entry(
              new UnreleasedLock(),
              772,
              "lock that is not released on every way out",
              "A method takes a lock and, on a way out of it, an exceptional one included, does not"
                  + " release it."),
          new Entry(
              new FileReadModifyWrite(),
              367,
              "file read, changed and written back while others do the same",
              "A file is read, changed in memory and written back with nothing that keeps other"
                  + " writers out meanwhile."),
          new Entry(
              new TornFileWrite(),
              362,
              "file of which others can see a part",
              "State is written straight onto the file that is read back, or by way of a temporary"
                  + " file that two savers share."),
          new Entry(
              new StaleSave(),
              362,
              "older snapshot saved over a newer one",
              "A snapshot is taken under a lock and saved after the lock was given back, so that an"
                  + " older one can land last."),
          new Entry(
              new RowReadModifyWrite(),
              362,
              "row read, changed and written back while others do the same",
              "A row of a database is read, changed in the program and written back without the"
                  + " database's help."),
          new Entry(
              new EntryReadModifyWrite(),
              362,
              "entry of a cache or session read and put back in two steps",
              "An entry of a cache, a session or a key-value store is read, changed and put back"
                  + " in two steps."));

  /** A rule and its words. */
  private record Entry(Rule rule, int cwe, String title, String summary) {}

  private Catalog() {}

  /** Returns the rules. */
  public static List<Rule> rules() {
    return ENTRIES.stream().map(Entry::rule).toList();
  }

  /** Returns the rules as people meet them. */
  public static List<RuleInfo> infos() {
    return ENTRIES.stream()
        .map(e -> new RuleInfo(e.rule.id(), e.title, e.summary, e.cwe, page(e.rule.id())))
        .toList();
  }

  private static String page(String id) {
    try (InputStream stream = Catalog.class.getResourceAsStream(id + ".md")) {
      if (stream == null) {
        throw new IllegalStateException("the rule " + id + " has no page");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
