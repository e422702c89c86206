package dev.interleave.samples.profiles;

import dev.interleave.replay.DirectorySetup;
import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import java.util.List;

/** Replays two workers that set different fields of one record. */
public final class ProfilesChecks {
  private static final String STORE = "profiles";

  private ProfilesChecks() {}

  private static <P extends UserProfiles> Replay<P> twoFields(DirectorySetup<P> setup) {
    return Replay.inDirectory(setup)
        .prepare(profiles -> profiles.set("ada", "name", "Ada"))
        .threadA(profiles -> profiles.set("ada", "email", "ada@example.org"))
        .threadB(profiles -> profiles.set("ada", "phone", "+44 1"))
        .observeFile("ada.json");
  }

  /** A reader must see the record as it was or as it will be. */
  private static <P extends UserProfiles> Replay<P> reader(DirectorySetup<P> setup) {
    return Replay.inDirectory(setup)
        .prepare(profiles -> profiles.set("ada", "name", "Ada"))
        .threadA(profiles -> profiles.set("ada", "email", "ada@example.org"))
        .threadBReturning(profiles -> profiles.read("ada"))
        .inSecondProcess();
  }

  public static List<Check> all() {
    return List.of(
        Check.buggy(
            STORE, "two processes", () -> twoFields(UserProfilesBuggy::new).inSecondProcess()),
        Check.buggy(STORE, "two threads", () -> twoFields(UserProfilesBuggy::new)),
        Check.fixed(
            STORE,
            "two processes, fixed",
            () -> twoFields(UserProfilesFixed::new).inSecondProcess().mustBeGuarded()),
        Check.fixed(
            STORE, "two threads, fixed", () -> twoFields(UserProfilesFixed::new).mustBeGuarded()),
        Check.fixed(STORE, "a reader, fixed", () -> reader(UserProfilesFixed::new)));
  }
}
