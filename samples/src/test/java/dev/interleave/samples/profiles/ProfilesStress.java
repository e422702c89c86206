package dev.interleave.samples.profiles;

import com.fasterxml.jackson.core.JacksonException;
import dev.interleave.samples.Count;
import dev.interleave.samples.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Four worker processes set four fields of one record, round by round, all at once. */
public final class ProfilesStress {
  private static final List<String> FIELDS = List.of("email", "phone", "address", "note");
  private static final int[] SIZES = {12, 400, 9_000, 70_000};

  private ProfilesStress() {}

  public static Count buggy(Path directory, int rounds) throws Exception {
    return run(UserProfilesBuggy.class, "buggy", directory, rounds);
  }

  public static Count fixed(Path directory, int rounds) throws Exception {
    return run(UserProfilesFixed.class, "fixed", directory, rounds);
  }

  private static Count run(Class<?> type, String kind, Path directory, int rounds)
      throws Exception {
    List<Jvm> workers = new ArrayList<>();
    try {
      for (int i = 0; i < FIELDS.size(); i++) {
        workers.add(new Jvm(ProfileWorker.class, kind, directory.toString()));
      }
      for (Jvm worker : workers) {
        worker.expect("ready");
      }
      long kept = 0;
      long from = System.nanoTime();
      for (int round = 0; round < rounds; round++) {
        kept += round(workers, directory, "user" + round);
      }
      long[] keptAndOf = {kept, (long) rounds * FIELDS.size()};
      return Count.of(type, "fields", keptAndOf, System.nanoTime() - from);
    } finally {
      for (Jvm worker : workers) {
        worker.close();
      }
    }
  }

  /** All workers are told before any is waited for. */
  private static long round(List<Jvm> workers, Path directory, String user) throws Exception {
    for (int i = 0; i < workers.size(); i++) {
      workers.get(i).say("set " + user + " " + FIELDS.get(i) + " " + SIZES[i]);
    }
    for (Jvm worker : workers) {
      worker.hear();
    }
    try {
      Map<String, String> record = new UserProfilesBuggy(directory).read(user);
      return FIELDS.stream().filter(record::containsKey).count();
    } catch (JacksonException torn) {
      return 0;
    }
  }
}
