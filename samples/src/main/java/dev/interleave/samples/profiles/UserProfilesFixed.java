package dev.interleave.samples.profiles;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interleave.samples.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps every field: a lock file of each record is held from the read to the write, by one thread
 * of this process at a time and by one process at a time.
 *
 * <p>The lock is not on the record itself, which is replaced; and it is the operating system's, so
 * the lock of a worker that dies is free at once.
 */
public final class UserProfilesFixed implements UserProfiles {
  private static final System.Logger LOG = System.getLogger(UserProfilesFixed.class.getName());
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<String, String>> RECORD = new TypeReference<>() {};

  /** A process holds a file lock once: its threads first agree among themselves, by path. */
  private static final Map<Path, Lock> GUARDS = new ConcurrentHashMap<>();

  private final Path directory;

  public UserProfilesFixed(Path directory) throws IOException {
    this.directory = directory.toRealPath();
  }

  @Override
  public void set(String user, String field, String value) throws IOException {
    setAll(user, Map.of(field, value));
  }

  /** Sets several fields, reading and writing the record as one step for all processes. */
  public void setAll(String user, Map<String, String> fields) throws IOException {
    Path file = directory.resolve(user + ".json");
    Lock guard = GUARDS.computeIfAbsent(file, any -> new ReentrantLock());
    guard.lock();
    try (FileChannel channel = openLockFile(user)) {
      FileLock lock = channel.lock();
      try {
        Map<String, String> record = readOrKeepAside(file);
        record.putAll(fields);
        AtomicFile.replace(file, JSON.writeValueAsBytes(record));
      } finally {
        lock.release();
      }
    } finally {
      guard.unlock();
    }
  }

  private FileChannel openLockFile(String user) throws IOException {
    Path lockFile = directory.resolve(user + ".lock");
    return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Map<String, String> readOrKeepAside(Path file) throws IOException {
    try {
      return read(file);
    } catch (JacksonException e) {
      Path aside = AtomicFile.keepAside(file);
      LOG.log(System.Logger.Level.ERROR, file + " cannot be read and is kept as " + aside, e);
      return new TreeMap<>();
    }
  }

  @Override
  public Map<String, String> read(String user) throws IOException {
    return read(directory.resolve(user + ".json"));
  }

  private static Map<String, String> read(Path file) throws IOException {
    return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), RECORD) : new TreeMap<>();
  }
}
