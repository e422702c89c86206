package dev.interleave.samples.rules;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A stock that is counted down in the program, where two buyers can take the same piece. */
public final class RowReadModifyWriteBuggy {
  private RowReadModifyWriteBuggy() {}

  /** Takes one piece; false when there is none. */
  public static boolean take(Connection database) throws SQLException {
    try (PreparedStatement query = database.prepareStatement("SELECT pieces FROM stock");
        PreparedStatement update = database.prepareStatement("UPDATE stock SET pieces = ?")) {
      ResultSet rows = query.executeQuery(); // WITH: row-read-modify-write
      int pieces = rows.next() ? rows.getInt(1) : 0;
      if (pieces == 0) {
        return false;
      }
      update.setInt(1, pieces - 1);
      update.executeUpdate(); // BUG: row-read-modify-write
      return true;
    }
  }
}
