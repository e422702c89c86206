package dev.interleave.samples.rules;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A stock that the database counts down, one piece for one buyer. */
public final class RowReadModifyWriteFixed {
  private RowReadModifyWriteFixed() {}

  /** Takes one piece; false when there is none. */
  public static boolean take(Connection database) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement("UPDATE stock SET pieces = pieces - 1 WHERE pieces > 0")) {
      return update.executeUpdate() == 1;
    }
  }
}
