package dev.interleave.cli;

/** The version of this program. */
final class Version {
  private Version() {}

  /** Returns the version in the jar's manifest; there is none while running from classes. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
