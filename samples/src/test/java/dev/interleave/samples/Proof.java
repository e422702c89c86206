package dev.interleave.samples;

import dev.interleave.replay.Inconclusive;
import dev.interleave.replay.InterleavingFound;
import dev.interleave.replay.Verdict;
import dev.interleave.samples.agentstore.AgentStoreStress;
import dev.interleave.samples.chathistory.ChatHistoryStress;
import dev.interleave.samples.chatlog.ChatLogStress;
import dev.interleave.samples.itinerary.ItineraryStress;
import dev.interleave.samples.profiles.ProfilesStress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.opentest4j.TestAbortedException;

/** Prints what the samples' page claims: every replay check many times, and the stress counts. */
public final class Proof {
  private Proof() {}

  /**
   * Arguments: how often each replay check is run (0 for none), how many rounds each stress check
   * has (0 for none), and optionally a part of the names of the checks.
   */
  public static void main(String[] args) throws Exception {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    String only = args.length > 2 ? args[2] : "";
    System.out.println("JDK " + Runtime.version());
    for (int round = 0; round < rounds; round++) {
      System.out.println("\nStress checks, before and after, round " + (round + 1));
      stress();
    }
    List<Tally> tallies = new ArrayList<>();
    Checks.all().stream()
        .filter(check -> check.toString().contains(only))
        .forEach(check -> tallies.add(new Tally(check)));
    System.out.println("\nReplay checks, each " + times + " times");
    for (int i = 1; i <= times; i++) {
      tallies.forEach(Tally::run);
      if (i % 10 == 0) {
        System.out.println("after " + i + " rounds: " + wrong(tallies) + " wrong verdicts");
      }
    }
    tallies.forEach(System.out::println);
    System.out.println("wrong verdicts: " + wrong(tallies));
    System.exit(wrong(tallies) == 0 ? 0 : 1);
  }

  private static int wrong(List<Tally> tallies) {
    return tallies.stream().mapToInt(Tally::wrong).sum();
  }

  /** One check and its verdicts so far. */
  private static final class Tally {
    private final Check check;
    private final Set<String> told = new TreeSet<>();
    private int runs;
    private int right;
    private long nanos;

    Tally(Check check) {
      this.check = check;
    }

    void run() {
      long from = System.nanoTime();
      try {
        Verdict verdict = check.replay().get().check();
        right += check.mustFail() ? 0 : 1;
        told.add(verdict.summary());
      } catch (InterleavingFound found) {
        right += check.mustFail() ? 1 : 0;
        told.add(check.mustFail() ? found.violation().stoppedAt() : found.getMessage());
      } catch (TestAbortedException noTool) {
        told.add("skipped: " + noTool.getMessage());
        right++;
      } catch (Inconclusive undecided) {
        told.add(undecided.getMessage());
      }
      nanos += System.nanoTime() - from;
      runs++;
    }

    int wrong() {
      return runs - right;
    }

    @Override
    public String toString() {
      double millis = nanos / 1e6 / Math.max(1, runs);
      return String.format(
          Locale.ROOT, "%3d of %3d %6.0f ms  %s  %s", right, runs, millis, check, told);
    }
  }

  private static void stress() throws Exception {
    Path home = Files.createTempDirectory("proof");
    try {
      ChatLogStress.Outcome buggy = ChatLogStress.buggy(sub(home, "chatlog-buggy"), 8);
      print(buggy.count(), buggy.torn() + " torn reads");
      ChatLogStress.Outcome fixed = ChatLogStress.fixed(sub(home, "chatlog-fixed"), 8);
      String prevented = fixed.collisionsPrevented() + " collisions prevented";
      print(fixed.count(), fixed.torn() + " torn reads, " + prevented);
      print(ChatHistoryStress.buggy().count(), "");
      print(ChatHistoryStress.atomic().count(), "");
      print(ChatHistoryStress.optimistic().count(), "");
      print(ProfilesStress.buggy(sub(home, "profiles-buggy"), 100), "");
      print(ProfilesStress.fixed(sub(home, "profiles-fixed"), 100), "");
      print(ItineraryStress.buggy(5_000), "");
      print(ItineraryStress.guarded(5_000), "");
      print(ItineraryStress.concurrent(5_000), "");
      print(AgentStoreStress.halfFixed(sub(home, "agentstore-half"), 100), "");
      print(AgentStoreStress.fixed(sub(home, "agentstore-fixed"), 100), "");
    } finally {
      try (var tree = Files.walk(home)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Path sub(Path home, String name) throws IOException {
    return Files.createDirectory(home.resolve(name));
  }

  private static void print(Count count, String more) {
    System.out.println(count + "  " + more);
  }
}
