package dev.interleave.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Both actors of one run with their stages: in this process, or the second in another one. */
final class Cast implements AutoCloseable {
  private final Path directory;
  private final Stage stage;
  private final SecondProcessLink link;
  private final List<Actor> actors;

  Cast(Plan plan, SecondProcessLink link) {
    this.link = link;
    this.directory = plan.takesDirectory() ? newDirectory() : null;
    this.stage = new Stage(plan, directory);
    boolean isReady = false;
    try {
      stage.build();
      stage.prepare();
      this.actors = List.of(stage.actor(0), link == null ? stage.actor(1) : link.begin(directory));
      isReady = true;
    } finally {
      if (!isReady) {
        close();
      }
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("interleave").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Actor actor(int index) {
    return actors.get(index);
  }

  Map<String, String> observe() {
    return stage.observe();
  }

  String tidy(String text) {
    return stage.tidy(text);
  }

  @Override
  public void close() {
    try {
      closeStages();
    } finally {
      if (directory != null) {
        Stage.delete(directory);
      }
    }
  }

  /** Also when the other process is gone, nothing of this one is left behind. */
  private void closeStages() {
    try {
      if (link != null) {
        link.end();
      }
    } finally {
      stage.close();
    }
  }
}
