package dev.interleave.samples.profiles;

import java.io.IOException;
import java.util.Map;

/** What both stores promise alike: one record a user, one file a record. */
public interface UserProfiles {
  /** Sets one field of a user's record, and creates the record if there is none. */
  void set(String user, String field, String value) throws IOException;

  /** The record as it is now, empty if there is none. */
  Map<String, String> read(String user) throws IOException;
}
