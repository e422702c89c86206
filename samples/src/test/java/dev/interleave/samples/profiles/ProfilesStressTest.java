package dev.interleave.samples.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.samples.Count;
import dev.interleave.samples.Crowd;
import dev.interleave.samples.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real worker processes on one directory. */
final class ProfilesStressTest {
  @TempDir Path directory;

  @Test
  void fourWorkersKeepAllFields() throws Exception {
    Count count = ProfilesStress.fixed(directory, 50);
    assertTrue(count.isWhole(), count::toString);
  }

  @Test
  void threadsOfOneProcessKeepAllFields() throws Exception {
    UserProfilesFixed profiles = new UserProfilesFixed(directory);
    UserProfilesFixed another = new UserProfilesFixed(directory);
    Crowd.run(
        6,
        index -> {
          for (int i = 0; i < 20; i++) {
            (index % 2 == 0 ? profiles : another).set("ada", "f" + index + "-" + i, "x");
          }
        });
    assertEquals(120, profiles.read("ada").size());
  }

  @Test
  void theLockOfADeadWorkerIsFree() throws Exception {
    UserProfilesFixed profiles = new UserProfilesFixed(directory);
    profiles.set("ada", "name", "Ada");
    try (Jvm holder = new Jvm(ProfileWorker.class, "fixed", directory.toString());
        Jvm waiter = new Jvm(ProfileWorker.class, "fixed", directory.toString())) {
      holder.expect("ready");
      waiter.expect("ready");
      holder.say("hold ada");
      holder.expect("holding");
      waiter.say("set ada email 20");
      holder.kill();
      waiter.expect("done");
    }
    assertEquals(Map.of("name", "Ada", "email", "x".repeat(20)), profiles.read("ada"));
  }

  @Test
  void anUnreadableRecordIsKeptAside() throws Exception {
    Files.writeString(directory.resolve("ada.json"), "{\"name\":\"A");
    UserProfilesFixed profiles = new UserProfilesFixed(directory);
    profiles.set("ada", "email", "a@example.org");
    assertEquals("{\"name\":\"A", Files.readString(directory.resolve("ada.json.unreadable-1")));
    assertEquals(Map.of("email", "a@example.org"), profiles.read("ada"));
  }

  @Test
  void aFailedChangeLeavesTheRecordAndTheLockFree() throws Exception {
    UserProfilesFixed profiles = new UserProfilesFixed(directory);
    profiles.set("ada", "name", "Ada");
    Map<String, String> broken =
        new AbstractMap<>() {
          @Override
          public Set<Map.Entry<String, String>> entrySet() {
            throw new IllegalStateException("the fields cannot be read");
          }
        };
    assertThrows(IllegalStateException.class, () -> profiles.setAll("ada", broken));
    assertEquals(Map.of("name", "Ada"), profiles.read("ada"));
    profiles.set("ada", "email", "a@example.org");
    assertEquals(2, profiles.read("ada").size());
    try (var files = Files.list(directory)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
    }
  }
}
