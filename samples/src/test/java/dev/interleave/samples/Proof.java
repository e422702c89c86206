package dev.interleave.samples;

import dev.interleave.replay.InterleavingFound;
import dev.interleave.replay.Verdict;
import java.util.Locale;

/** Prints what the samples' page claims: every replay check many times, and the stress counts. */
public final class Proof {
  private Proof() {}

  /** Arguments: how often each replay check is run, and optionally a part of its name. */
  public static void main(String[] args) throws Exception {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    String only = args.length > 1 ? args[1] : "";
    int wrong = 0;
    System.out.println("Replay checks, each " + times + " times, JDK " + Runtime.version());
    for (Check check : Checks.all()) {
      if (check.toString().contains(only)) {
        wrong += repeat(check, times);
      }
    }
    System.out.println("wrong verdicts: " + wrong);
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static int repeat(Check check, int times) {
    int right = 0;
    String last = "";
    long from = System.nanoTime();
    for (int i = 0; i < times; i++) {
      try {
        Verdict verdict = check.replay().get().check();
        right += check.mustFail() ? 0 : 1;
        last = verdict.summary();
      } catch (InterleavingFound found) {
        right += check.mustFail() ? 1 : 0;
        last = check.mustFail() && times > 1 ? found.violation().stoppedAt() : found.getMessage();
      }
    }
    double millis = (System.nanoTime() - from) / 1e6 / times;
    System.out.println(
        String.format(
            Locale.ROOT, "%3d of %d  %6.0f ms  %s  [%s]", right, times, millis, check, last));
    return times - right;
  }
}
