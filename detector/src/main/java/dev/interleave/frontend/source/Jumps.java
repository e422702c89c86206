package dev.interleave.frontend.source;

import dev.interleave.frontend.source.Code.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where break, continue and return lead, and what is done on the way out. */
final class Jumps {
  private final BodyLowering body;
  private List<Place> open = new ArrayList<>();
  private String nextLabel = "";

  Jumps(BodyLowering body) {
    this.body = body;
  }

  /** Something that jumps lead out of. */
  private sealed interface Place {}

  /**
   * A loop, switch or labelled statement.
   *
   * @param again where continue leads; null where there is none
   * @param byName whether only a jump with the label ends it
   */
  private record Exit(String label, Block end, @Nullable Block again, boolean byName)
      implements Place {}

  /**
   * What has to be done on the way out.
   *
   * @param handlers which receive the exceptions meanwhile
   */
  private record Cleanup(Runnable work, List<Block> handlers) implements Place {}

  /** The label belongs to the loop that follows. */
  void label(String name) {
    nextLabel = name;
  }

  private String takeLabel() {
    String label = nextLabel;
    nextLabel = "";
    return label;
  }

  void loop(Block end, Block again, Runnable content) {
    within(new Exit(takeLabel(), end, again, false), content);
  }

  void choice(Block end, Runnable content) {
    within(new Exit(takeLabel(), end, null, false), content);
  }

  void labelled(String name, Block end, Runnable content) {
    within(new Exit(name, end, null, true), content);
  }

  void cleanup(Runnable work, List<Block> handlers, Runnable content) {
    within(new Cleanup(work, handlers), content);
  }

  private void within(Place place, Runnable content) {
    open.add(place);
    content.run();
    open.remove(open.size() - 1);
  }

  void end(String label) {
    leave(exit -> label.isEmpty() ? !exit.byName : exit.label.equals(label), false, () -> {});
  }

  void again(String label) {
    leave(
        exit -> exit.again != null && (label.isEmpty() || exit.label.equals(label)),
        true,
        () -> {});
  }

  /** Does what has to be done before the method ends, and ends it where that is done. */
  void unwind(Runnable end) {
    leave(exit -> false, false, end);
  }

  private void leave(Predicate<Exit> isTarget, boolean again, Runnable last) {
    List<Place> all = open;
    List<Block> handlers = body.code().handlers();
    Block target = null;
    for (int i = all.size() - 1; i >= 0 && target == null; i--) {
      if (all.get(i) instanceof Cleanup cleanup) {
        open = new ArrayList<>(all.subList(0, i));
        body.code().handlers(cleanup.handlers);
        cleanup.work.run();
      } else if (all.get(i) instanceof Exit exit && isTarget.test(exit)) {
        target = again ? exit.again : exit.end;
      }
    }
    open = all;
    if (target != null) {
      body.code().jump(target);
    }
    last.run();
    body.code().handlers(handlers);
  }
}
