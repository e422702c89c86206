package dev.interleave.probes;

import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Snapshots saved after their lock was given back ({@code …Bad}), and twins saved in order. */
@SuppressWarnings("all")
public final class StaleSaveProbes {
  public static class MonitorBad {
    private final Path file = Path.of("state.json");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      synchronized (this) {
        snapshot = state;
      }
      Files.writeString(file, snapshot);
    }
  }

  public static class WholeUnderMonitorOk {
    private final Path file = Path.of("state.json");
    private String state = "";

    public void save() throws IOException {
      synchronized (this) {
        Files.writeString(file, state);
      }
    }
  }

  public static class SavingLockOk {
    private final Path file = Path.of("state.json");
    private final Object saving = new Object();
    private String state = "";

    public void save() throws IOException {
      synchronized (saving) {
        String snapshot;
        synchronized (this) {
          snapshot = state;
        }
        Files.writeString(file, snapshot);
      }
    }
  }

  public static class ReadLockBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Path file = Path.of("state.json");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      lock.readLock().lock();
      try {
        snapshot = state;
      } finally {
        lock.readLock().unlock();
      }
      Files.writeString(file, snapshot);
    }
  }

  public static class CopySavedByAHelperBad {
    private final Path file = Path.of("state.txt").toAbsolutePath();
    private final List<String> lines = new ArrayList<>();

    public void add(String line) throws IOException {
      List<String> snapshot;
      synchronized (lines) {
        lines.add(line);
        snapshot = new ArrayList<>(lines);
      }
      write(snapshot);
    }

    private void write(List<String> snapshot) throws IOException {
      Path temporary = Files.createTempFile(file.getParent(), "state", ".tmp");
      Files.write(temporary, snapshot);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  public static class CopySavedByAHelperUnderLockOk {
    private final Path file = Path.of("state.txt").toAbsolutePath();
    private final List<String> lines = new ArrayList<>();

    public void add(String line) throws IOException {
      synchronized (lines) {
        lines.add(line);
        write(new ArrayList<>(lines));
      }
    }

    private void write(List<String> snapshot) throws IOException {
      Path temporary = Files.createTempFile(file.getParent(), "state", ".tmp");
      Files.write(temporary, snapshot);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  public static class MoveBad {
    private final ReentrantLock lock = new ReentrantLock();
    private final Path file = Path.of("state.json");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      lock.lock();
      try {
        snapshot = state;
      } finally {
        lock.unlock();
      }
      Path temporary = Files.createTempFile("state", ".tmp");
      Files.writeString(temporary, snapshot);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  public static class MoveUnderLockOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Path file = Path.of("state.json");
    private String state = "";

    public void save() throws IOException {
      lock.lock();
      try {
        Path temporary = Files.createTempFile("state", ".tmp");
        Files.writeString(temporary, state);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        lock.unlock();
      }
    }
  }

  public static class ListBad {
    private final Path file = Path.of("lines.txt");
    private final List<String> lines = new ArrayList<>();

    public void save() throws IOException {
      List<String> copy;
      synchronized (lines) {
        copy = new ArrayList<>(lines);
      }
      Files.write(file, copy);
    }
  }

  public static class ParameterOk {
    private final Path file = Path.of("lines.txt");
    private int saves;

    public void save(String text) throws IOException {
      synchronized (this) {
        saves = saves + 1;
      }
      Files.writeString(file, text);
    }
  }

  public static class OwnFileOk {
    private String state = "";

    public Path dump() throws IOException {
      String snapshot;
      synchronized (this) {
        snapshot = state;
      }
      Path file = Files.createTempFile("dump", ".txt");
      Files.writeString(file, snapshot);
      return file;
    }
  }

  public static class StreamBad {
    private final File file = new File("state.bin");
    private byte[] state = new byte[0];

    public void save() throws IOException {
      byte[] snapshot;
      synchronized (this) {
        snapshot = state;
      }
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write(snapshot);
      }
    }
  }

  public static class StreamUnderLockOk {
    private final File file = new File("state.bin");
    private byte[] state = new byte[0];

    public synchronized void save() throws IOException {
      byte[] snapshot = state;
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write(snapshot);
      }
    }
  }

  public static class AppendOk {
    private final File file = new File("state.log");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      synchronized (this) {
        snapshot = state;
      }
      try (FileWriter out = new FileWriter(file, true)) {
        out.write(snapshot);
      }
    }
  }

  public static class HelperBad {
    private final Path file = Path.of("state.json");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      synchronized (this) {
        snapshot = state;
      }
      write(file, snapshot);
    }

    private static void write(Path path, String text) throws IOException {
      Files.writeString(path, text);
    }
  }

  public static class WriterBad {
    private final File file = new File("state.txt");
    private final Object lock = new Object();
    private int number;

    public void save() throws IOException {
      int snapshot;
      synchronized (lock) {
        snapshot = number;
      }
      try (FileWriter out = new FileWriter(file)) {
        out.write(Integer.toString(snapshot));
      }
    }
  }

  public static class RenameBad {
    private final File file = new File("state.txt");
    private String state = "";

    public void save() throws IOException {
      String snapshot;
      synchronized (this) {
        snapshot = state;
      }
      File temporary = File.createTempFile("state", ".tmp");
      try (FileWriter out = new FileWriter(temporary)) {
        out.write(snapshot);
      }
      temporary.renameTo(file);
    }
  }

  public static class PerKeyBad {
    private final Path directory = Path.of("states");
    private String state = "";

    public void save(String name) throws IOException {
      String snapshot;
      synchronized (this) {
        snapshot = state;
      }
      Files.writeString(directory.resolve(name + ".json"), snapshot);
    }
  }

  public static class TwoLocksOk {
    private final Path file = Path.of("state.json");
    private final ReentrantLock saving = new ReentrantLock();
    private final Object lock = new Object();
    private String state = "";

    public void save() throws IOException {
      saving.lock();
      try {
        String snapshot;
        synchronized (lock) {
          snapshot = state;
        }
        Files.writeString(file, snapshot);
      } finally {
        saving.unlock();
      }
    }
  }

  public static class HelperUnderLockOk {
    private final Path file = Path.of("state.json");
    private String state = "";

    public synchronized void save() throws IOException {
      write(state);
    }

    private void write(String text) throws IOException {
      Files.writeString(file, text);
    }
  }

  public static class NoSnapshotOk {
    private final Path file = Path.of("state.json");

    public void save() throws IOException {
      synchronized (this) {
        notifyAll();
      }
      Files.writeString(file, "ready");
    }
  }

  public static class SnapshotOfAHelperBad {
    private final Path file = Path.of("state.json");
    private String state = "";

    public synchronized void set(String newState) {
      state = newState;
    }

    private synchronized String snapshot() {
      return state;
    }

    public void save() throws IOException {
      write(snapshot());
    }

    private void write(String text) throws IOException {
      Files.writeString(file, text);
    }
  }

  public static class SnapshotOfAHelperUnderASavingLockOk {
    private final Path file = Path.of("state.json");
    private final Object saving = new Object();
    private String state = "";

    public synchronized void set(String newState) {
      state = newState;
    }

    private synchronized String snapshot() {
      return state;
    }

    public void save() throws IOException {
      synchronized (saving) {
        write(snapshot());
      }
    }

    private void write(String text) throws IOException {
      Files.writeString(file, text);
    }
  }

  public static class SnapshotTakenAndSavedUnderOneLockOk {
    private final Path file = Path.of("state.json");
    private String state = "";

    public synchronized void set(String newState) {
      state = newState;
    }

    private synchronized String snapshot() {
      return state;
    }

    public synchronized void save() throws IOException {
      write(snapshot());
    }

    private void write(String text) throws IOException {
      Files.writeString(file, text);
    }
  }
}
