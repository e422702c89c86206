package dev.interleave.samples.profiles;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Loses fields: a record is read, changed and written back while another worker does the same. */
public final class UserProfilesBuggy implements UserProfiles {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<String, String>> RECORD = new TypeReference<>() {};

  private final Path directory;

  public UserProfilesBuggy(Path directory) {
    this.directory = directory;
  }

  @Override
  public void set(String user, String field, String value) throws IOException {
    Map<String, String> record = read(user);
    record.put(field, value);
    byte[] changed = JSON.writeValueAsBytes(record);
    Files.write(fileOf(user), changed); // BUG: file-read-modify-write // BUG: torn-file-write
  }

  @Override
  public Map<String, String> read(String user) throws IOException {
    Path file = fileOf(user);
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    byte[] json = Files.readAllBytes(file); // WITH: file-read-modify-write
    return JSON.readValue(json, RECORD);
  }

  private Path fileOf(String user) {
    return directory.resolve(user + ".json");
  }
}
