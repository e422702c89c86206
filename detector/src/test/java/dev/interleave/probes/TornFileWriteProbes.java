package dev.interleave.probes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Files of which others can see a part ({@code …Bad}), and twins that are whole. */
@SuppressWarnings("all")
public final class TornFileWriteProbes {
  public static class InPlaceBad {
    private final Path file;

    public InPlaceBad(Path file) {
      this.file = file;
    }

    public void save(String state) throws IOException {
      Files.writeString(file, state);
    }

    public String load() throws IOException {
      return Files.readString(file);
    }
  }

  public static class OwnTemporaryOk {
    private final Path file;

    public OwnTemporaryOk(Path file) {
      this.file = file;
    }

    public void save(String state) throws IOException {
      Path temporary = Files.createTempFile(file.getParent(), "state", ".tmp");
      Files.writeString(temporary, state);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public String load() throws IOException {
      return Files.readString(file);
    }
  }

  public static class NobodyReadsOk {
    private final Path report;

    public NobodyReadsOk(Path report) {
      this.report = report;
    }

    public void export(String text) throws IOException {
      Files.writeString(report, text);
    }
  }

  public static class AppendOk {
    private final Path journal;

    public AppendOk(Path journal) {
      this.journal = journal;
    }

    public void note(String line) throws IOException {
      Files.writeString(journal, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public List<String> lines() throws IOException {
      return Files.readAllLines(journal);
    }
  }

  public static class AppendByFlagOk {
    private final File journal;

    public AppendByFlagOk(File journal) {
      this.journal = journal;
    }

    public void note(byte[] line) throws IOException {
      try (OutputStream out = new FileOutputStream(journal, true)) {
        out.write(line);
      }
    }

    public byte[] bytes() throws IOException {
      try (FileInputStream in = new FileInputStream(journal)) {
        return in.readAllBytes();
      }
    }
  }

  public static class ObjectStreamBad {
    private final File directory;

    public ObjectStreamBad(File directory) {
      this.directory = directory;
    }

    public void save(String id, Object session) throws IOException {
      try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(file(id)))) {
        out.writeObject(session);
      }
    }

    public Object load(String id) throws IOException, ClassNotFoundException {
      try (ObjectInputStream in = new ObjectInputStream(new FileInputStream(file(id)))) {
        return in.readObject();
      }
    }

    private File file(String id) {
      return new File(directory, id + ".session");
    }
  }

  public static class PropertiesBad {
    private final File file = new File("settings.properties");
    private final Properties settings = new Properties();

    public void set(String key, String value) throws IOException {
      settings.setProperty(key, value);
      try (OutputStream out = new FileOutputStream(file)) {
        settings.store(out, null);
      }
    }

    public void load() throws IOException {
      try (FileInputStream in = new FileInputStream(file)) {
        settings.load(in);
      }
    }
  }

  public static class HelperWritesBad {
    private final Path root;

    public HelperWritesBad(Path root) {
      this.root = root;
    }

    public void storeApplication(String id, byte[] state) throws IOException {
      write(root.resolve(id), state);
    }

    public byte[] application(String id) throws IOException {
      return read(root.resolve(id));
    }

    private static void write(Path path, byte[] state) throws IOException {
      Files.write(path, state);
    }

    private static byte[] read(Path path) throws IOException {
      return Files.readAllBytes(path);
    }
  }

  public static class HelperMovesOk {
    private final Path root;

    public HelperMovesOk(Path root) {
      this.root = root;
    }

    public synchronized void storeApplication(String id, byte[] state) throws IOException {
      write(root.resolve(id), state);
    }

    public synchronized byte[] application(String id) throws IOException {
      return Files.readAllBytes(root.resolve(id));
    }

    private static void write(Path path, byte[] state) throws IOException {
      Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
      Files.write(temporary, state);
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  public static class FixedTemporaryBad {
    private final Object lock = new Object();
    private final Path file;
    private String state = "";

    public FixedTemporaryBad(Path file) {
      this.file = file;
    }

    public void set(String value) {
      synchronized (lock) {
        state = value;
      }
    }

    public void save() throws IOException {
      String snapshot;
      synchronized (lock) {
        snapshot = state;
      }
      Path temporary = file.resolveSibling("state.tmp");
      Files.writeString(temporary, snapshot);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  public static class FixedTemporaryUnderLockOk {
    private final Object lock = new Object();
    private final Path file;
    private String state = "";

    public FixedTemporaryUnderLockOk(Path file) {
      this.file = file;
    }

    public void set(String value) {
      synchronized (lock) {
        state = value;
      }
    }

    public void save() throws IOException {
      synchronized (lock) {
        Path temporary = file.resolveSibling("state.tmp");
        Files.writeString(temporary, state);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  public static class RandomTemporaryOk {
    private final Object lock = new Object();
    private final Path file;
    private String state = "";

    public RandomTemporaryOk(Path file) {
      this.file = file;
    }

    public void save() throws IOException {
      String snapshot;
      synchronized (lock) {
        snapshot = state;
      }
      Path temporary = file.resolveSibling("state-" + UUID.randomUUID() + ".tmp");
      Files.writeString(temporary, snapshot);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  public static class RenameToBad {
    private final Object lock = new Object();
    private final File directory = new File("data");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      synchronized (lock) {
        snapshot = state;
      }
      File temporary = new File(directory, "state.new");
      try (FileWriter out = new FileWriter(temporary)) {
        out.write(snapshot);
      }
      temporary.renameTo(new File(directory, "state"));
    }
  }

  public static class SavedByPoolBad {
    private final Path directory;

    public SavedByPoolBad(Path directory) {
      this.directory = directory;
    }

    public void saveAll(Executor pool, List<String> names) {
      for (String name : names) {
        pool.execute(() -> save(name));
      }
    }

    private void save(String name) {
      try {
        Path temporary = directory.resolve("upload.tmp");
        Files.writeString(temporary, name);
        Files.move(temporary, directory.resolve(name));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public static class RequestFileBad implements HttpHandler {
    private final File uploads = new File("uploads");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      receive(exchange, exchange.getRequestURI().getPath());
    }

    private void receive(HttpExchange exchange, String path) throws IOException {
      File file = new File(uploads, path.replace('/', '.'));
      try (FileOutputStream out = new FileOutputStream(file)) {
        exchange.getRequestBody().transferTo(out);
      }
    }
  }

  public static class RequestTemporaryOk implements HttpHandler {
    private final File uploads = new File("uploads");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      File file = File.createTempFile("upload", ".part", uploads);
      try (FileOutputStream out = new FileOutputStream(file)) {
        exchange.getRequestBody().transferTo(out);
      }
    }
  }

  public static class StreamForCallersOk {
    private final Path path;

    public StreamForCallersOk(Path path) {
      this.path = path;
    }

    public OutputStream openForWriting() throws IOException {
      return Files.newOutputStream(path);
    }

    public byte[] content() throws IOException {
      return Files.readAllBytes(path);
    }
  }

  public static class OtherNameOk {
    private final Path directory;

    public OtherNameOk(Path directory) {
      this.directory = directory;
    }

    public void report(String text) throws IOException {
      Files.writeString(directory.resolve("report.html"), text);
    }

    public String template() throws IOException {
      return Files.readString(directory.resolve("template.txt"));
    }
  }

  public static class LockFileOk {
    private final Path directory;

    public LockFileOk(Path directory) {
      this.directory = directory;
    }

    public String read() throws IOException {
      Path lockFile = directory.resolve("data.lock");
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        return Files.readString(directory.resolve("data.json"));
      }
    }
  }

  public static class ChannelBad {
    private final Path file;

    public ChannelBad(Path file) {
      this.file = file;
    }

    public void save(ByteBuffer state) throws IOException {
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        channel.write(state);
      }
    }

    public byte[] load() throws IOException {
      return Files.readAllBytes(file);
    }
  }

  public static class WriterBad {
    private final String path = "state/counters.txt";

    public void save(int count) throws IOException {
      try (PrintWriter out = new PrintWriter(new BufferedWriter(new FileWriter(path)))) {
        out.println(count);
      }
    }

    public List<String> load() throws IOException {
      return Files.readAllLines(Path.of(path));
    }
  }

  public static class CallersPathOk {
    public static void write(Path target, String text) throws IOException {
      Files.writeString(target, text);
    }

    public static String read(Path source) throws IOException {
      return Files.readString(source);
    }
  }

  public static class CommandOk {
    private final Path store = Path.of("command.store");

    public static void main(String[] arguments) throws IOException {
      CommandOk command = new CommandOk();
      command.write(command.read() + arguments.length);
    }

    private String read() throws IOException {
      return Files.readString(store);
    }

    private void write(String text) throws IOException {
      Files.writeString(store, text);
    }
  }

  public static class UnpackedInPlaceBad {
    private final File cache;

    public UnpackedInPlaceBad(File cache) {
      this.cache = cache;
    }

    public File resource(String name) throws IOException {
      File file = new File(cache, name);
      if (!file.exists()) {
        try (InputStream in = UnpackedInPlaceBad.class.getResourceAsStream(name)) {
          Files.copy(in, file.toPath());
        }
      }
      return file;
    }
  }

  public static class UnpackedUnderMonitorOk {
    private final File cache;

    public UnpackedUnderMonitorOk(File cache) {
      this.cache = cache;
    }

    public synchronized File resource(String name) throws IOException {
      File file = new File(cache, name);
      if (!file.exists()) {
        try (InputStream in = UnpackedUnderMonitorOk.class.getResourceAsStream(name)) {
          Files.copy(in, file.toPath());
        }
      }
      return file;
    }
  }

  public static class UnpackedBesideOk {
    private final File cache;

    public UnpackedBesideOk(File cache) {
      this.cache = cache;
    }

    public File resource(String name) throws IOException {
      File file = new File(cache, name);
      if (!file.exists()) {
        Path part = Files.createTempFile(cache.toPath(), name, ".part");
        try (InputStream in = UnpackedBesideOk.class.getResourceAsStream(name)) {
          Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file.toPath(), StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    }
  }

  public static class UnpackedUnderOneOfTwoLocksBad {
    private final File cache;

    public UnpackedUnderOneOfTwoLocksBad(File cache) {
      this.cache = cache;
    }

    public File resource(String name) throws IOException {
      File file = new File(cache, name);
      return file.exists() ? file : unpack(name);
    }

    private synchronized File unpack(String name) throws IOException {
      File file = new File(cache, name);
      try (InputStream in = getClass().getResourceAsStream(name)) {
        Files.copy(in, file.toPath(), StandardCopyOption.REPLACE_EXISTING);
      }
      return file;
    }
  }

  public static class EmptyMarkerOk {
    private final Path directory;

    public EmptyMarkerOk(Path directory) {
      this.directory = directory;
    }

    public Path marker(String name) throws IOException {
      Path marker = directory.resolve(name);
      if (!Files.exists(marker)) {
        Files.createFile(marker);
      }
      return marker;
    }
  }

  public static class ReadAndWrittenUnderFileLockOk {
    private final File file = new File("settings.properties");
    private final Properties settings = new Properties();

    public void set(String key, String value) throws IOException {
      settings.setProperty(key, value);
      try (FileChannel lock =
          FileChannel.open(Path.of("settings.lock"), StandardOpenOption.WRITE)) {
        lock.lock();
        try (OutputStream out = new FileOutputStream(file)) {
          settings.store(out, null);
        }
      }
    }

    public void load() throws IOException {
      try (FileChannel lock =
          FileChannel.open(Path.of("settings.lock"), StandardOpenOption.WRITE)) {
        lock.lock();
        try (FileInputStream in = new FileInputStream(file)) {
          settings.load(in);
        }
      }
    }
  }

  public static class OnlyWrittenUnderFileLockBad {
    private final File file = new File("settings.properties");
    private final Properties settings = new Properties();

    public void set(String key, String value) throws IOException {
      settings.setProperty(key, value);
      try (FileChannel lock =
          FileChannel.open(Path.of("settings.lock"), StandardOpenOption.WRITE)) {
        lock.lock();
        try (OutputStream out = new FileOutputStream(file)) {
          settings.store(out, null);
        }
      }
    }

    public void load() throws IOException {
      try (FileInputStream in = new FileInputStream(file)) {
        settings.load(in);
      }
    }
  }

  public static final class ExtractedUnderLockBad {
    public static synchronized File extract(String name, byte[] content) throws IOException {
      File there = new File(System.getProperty("java.io.tmpdir"), "driver-" + name);
      if (there.exists()) {
        return there;
      }
      try (FileOutputStream out = new FileOutputStream(there)) {
        out.write(content);
      }
      return there;
    }
  }

  public static final class ExtractedUnderLockOfItsNameOk {
    private static final java.util.Map<String, Object> LOCKS =
        new java.util.concurrent.ConcurrentHashMap<>();

    public static File extract(String name, byte[] content) throws IOException {
      synchronized (LOCKS.get(name)) {
        File there = new File(System.getProperty("java.io.tmpdir"), "driver-" + name);
        if (there.exists()) {
          return there;
        }
        try (FileOutputStream out = new FileOutputStream(there)) {
          out.write(content);
        }
        return there;
      }
    }
  }
}
