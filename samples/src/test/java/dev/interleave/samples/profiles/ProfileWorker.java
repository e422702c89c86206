package dev.interleave.samples.profiles;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One API worker, a process of its own; obeys line by line and ends with its input. */
public final class ProfileWorker {
  private ProfileWorker() {}

  /** Arguments: buggy or fixed, the directory. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[1]);
    UserProfiles profiles =
        args[0].equals("buggy")
            ? new UserProfilesBuggy(directory)
            : new UserProfilesFixed(directory);
    profiles.read("nobody");
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(obey(profiles, line.split(" ")));
    }
  }

  private static String obey(UserProfiles profiles, String[] words) throws Exception {
    if (words[0].equals("hold")) {
      ((UserProfilesFixed) profiles).setAll(words[1], new HoldingMap());
      return "released";
    }
    try {
      profiles.set(words[1], words[2], "x".repeat(Integer.parseInt(words[3])));
      return "done";
    } catch (java.io.IOException torn) {
      return "failed";
    }
  }

  /** Fields that take their time to be copied into the record, which happens inside the lock. */
  private static final class HoldingMap extends AbstractMap<String, String> {
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      holdOn();
      return Set.of();
    }
  }

  /** Stays inside the lock until the process is killed, or two minutes. */
  private static void holdOn() {
    System.out.println("holding");
    try {
      TimeUnit.MINUTES.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
