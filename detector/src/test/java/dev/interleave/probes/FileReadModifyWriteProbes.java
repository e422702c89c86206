package dev.interleave.probes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/** Files read, changed and written back ({@code …Bad}), and twins that keep others out. */
@SuppressWarnings("all")
public final class FileReadModifyWriteProbes {
  public static class CounterBad {
    private final Path file;

    public CounterBad(Path file) {
      this.file = file;
    }

    public int next() throws IOException {
      int number = Integer.parseInt(Files.readString(file)) + 1;
      Files.writeString(file, Integer.toString(number));
      return number;
    }
  }

  public static class CounterUnderMonitorOk {
    private final Path file;

    public CounterUnderMonitorOk(Path file) {
      this.file = file;
    }

    public synchronized int next() throws IOException {
      int number = Integer.parseInt(Files.readString(file)) + 1;
      Files.writeString(file, Integer.toString(number));
      return number;
    }
  }

  public static class CounterUnderFileLockOk {
    private final Path file;
    private final Path lockFile;

    public CounterUnderFileLockOk(Path file, Path lockFile) {
      this.file = file;
      this.lockFile = lockFile;
    }

    public int next() throws IOException {
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        int number = Integer.parseInt(Files.readString(file)) + (lock.isShared() ? 0 : 1);
        Files.writeString(file, Integer.toString(number));
        return number;
      }
    }
  }

  public static class ReadOutsideLockBad {
    private final Path file;

    public ReadOutsideLockBad(Path file) {
      this.file = file;
    }

    public void add(String line) throws IOException {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      lines.add(line);
      synchronized (this) {
        Files.write(file, lines);
      }
    }
  }

  public static class ReadInsideLockOk {
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();

    public ReadInsideLockOk(Path file) {
      this.file = file;
    }

    public void add(String line) throws IOException {
      lock.lock();
      try {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(line);
        Files.write(file, lines);
      } finally {
        lock.unlock();
      }
    }
  }

  public static class SplitLockBad {
    private final Path file;

    public SplitLockBad(Path file) {
      this.file = file;
    }

    private synchronized String read() throws IOException {
      return Files.readString(file);
    }

    private synchronized void write(String text) throws IOException {
      Files.writeString(file, text);
    }

    public void append(String more) throws IOException {
      write(read() + more);
    }
  }

  public static class OneLockOverBothOk {
    private final Path file;

    public OneLockOverBothOk(Path file) {
      this.file = file;
    }

    private synchronized String read() throws IOException {
      return Files.readString(file);
    }

    private synchronized void write(String text) throws IOException {
      Files.writeString(file, text);
    }

    public synchronized void append(String more) throws IOException {
      write(read() + more);
    }
  }

  public static class PropertiesBad {
    private final File file = new File("settings.properties");

    public void set(String key, String value) throws IOException {
      Properties settings = new Properties();
      try (InputStream in = new FileInputStream(file)) {
        settings.load(in);
      }
      settings.setProperty(key, value);
      try (OutputStream out = new FileOutputStream(file)) {
        settings.store(out, null);
      }
    }
  }

  public static class PropertiesOnlyWrittenOk {
    private final File file = new File("settings.properties");

    public void write(String key, String value) throws IOException {
      Properties settings = new Properties();
      settings.setProperty(key, value);
      try (OutputStream out = new FileOutputStream(file)) {
        settings.store(out, null);
      }
    }
  }

  public static class PerUserBad {
    private final Path directory;

    public PerUserBad(Path directory) {
      this.directory = directory;
    }

    public void rename(String user, String name) throws IOException {
      String record = Files.readString(fileOf(user));
      Files.writeString(fileOf(user), record.replace("name=", "name=" + name));
    }

    private Path fileOf(String user) {
      return directory.resolve(user + ".json");
    }
  }

  public static class OtherFileOk {
    private final Path directory;

    public OtherFileOk(Path directory) {
      this.directory = directory;
    }

    public void convert(String user) throws IOException {
      String record = Files.readString(directory.resolve(user + ".json"));
      Files.writeString(directory.resolve(user + ".txt"), record.trim());
    }
  }

  public static class TwoUsersOk {
    private final Path directory;

    public TwoUsersOk(Path directory) {
      this.directory = directory;
    }

    public void copy(String from, String to) throws IOException {
      String record = Files.readString(directory.resolve(from));
      Files.writeString(directory.resolve(to), record);
    }
  }

  public static class ExistsThenWriteBad implements HttpHandler {
    private final Path file = Path.of("users", "admin.txt");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      if (!Files.exists(file)) {
        Files.write(file, exchange.getRequestBody().readAllBytes());
      }
    }
  }

  public static class CreateNewOk implements HttpHandler {
    private final Path file = Path.of("users", "admin.txt");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      Files.write(file, exchange.getRequestBody().readAllBytes(), StandardOpenOption.CREATE_NEW);
    }
  }

  public static class AppendOk {
    private final Path file;

    public AppendOk(Path file) {
      this.file = file;
    }

    public void add(String line) throws IOException {
      int number = Files.readAllLines(file).size();
      Files.writeString(file, number + line, StandardOpenOption.APPEND);
    }
  }

  public static class DefaultsAtStartOk {
    private final Path file;

    public DefaultsAtStartOk(Path file) {
      this.file = file;
    }

    public void start() throws IOException {
      if (!Files.exists(file)) {
        Files.writeString(file, "defaults");
      }
    }
  }

  public static class PoolBad {
    private final Path total;

    public PoolBad(Path total) {
      this.total = total;
    }

    public void addAll(ExecutorService pool, List<Integer> numbers) {
      for (int number : numbers) {
        pool.execute(() -> add(number));
      }
    }

    private void add(int number) {
      try {
        long sum = Long.parseLong(Files.readString(total));
        Files.writeString(total, Long.toString(sum + number));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public static class HelpersBad {
    private final Path root;

    public HelpersBad(Path root) {
      this.root = root;
    }

    public void tag(String id, String tag) throws IOException {
      String document = load(root.resolve(id));
      store(root.resolve(id), document + tag);
    }

    private static String load(Path path) throws IOException {
      return Files.readString(path);
    }

    private static void store(Path path, String text) throws IOException {
      Files.writeString(path, text);
    }
  }

  public static class StaticPathBad {
    private static final File STATE = new File("state.txt");

    public static void touch(String line) throws IOException {
      byte[] old;
      try (FileInputStream in = new FileInputStream(STATE)) {
        old = in.readAllBytes();
      }
      try (FileOutputStream out = new FileOutputStream(STATE)) {
        out.write(old);
        out.write(line.getBytes());
      }
    }
  }

  public static class ReadAfterWriteOk {
    private final Path file;

    public ReadAfterWriteOk(Path file) {
      this.file = file;
    }

    public String replace(String text) throws IOException {
      Files.writeString(file, text);
      return Files.readString(file);
    }
  }

  public static class FileOfCallersBad {
    private final File directory;

    public FileOfCallersBad(File directory) {
      this.directory = directory;
    }

    public void touched(String id, String when) throws IOException {
      update(new File(directory, "status.properties"), id, when);
    }

    private static void update(File file, String key, String value) throws IOException {
      Properties all = new Properties();
      try (InputStream in = new FileInputStream(file)) {
        all.load(in);
      }
      all.setProperty(key, value);
      try (OutputStream out = new FileOutputStream(file)) {
        all.store(out, null);
      }
    }
  }

  public static class FileOfCallersUnderTheirLockOk {
    private final File directory;

    public FileOfCallersUnderTheirLockOk(File directory) {
      this.directory = directory;
    }

    public synchronized void touched(String id, String when) throws IOException {
      update(new File(directory, "status.properties"), id, when);
    }

    private static void update(File file, String key, String value) throws IOException {
      Properties all = new Properties();
      try (InputStream in = new FileInputStream(file)) {
        all.load(in);
      }
      all.setProperty(key, value);
      try (OutputStream out = new FileOutputStream(file)) {
        all.store(out, null);
      }
    }
  }

  public static class FileNobodyNamesOk {
    public static void update(File file, String key, String value) throws IOException {
      Properties all = new Properties();
      try (InputStream in = new FileInputStream(file)) {
        all.load(in);
      }
      all.setProperty(key, value);
      try (OutputStream out = new FileOutputStream(file)) {
        all.store(out, null);
      }
    }
  }
}
