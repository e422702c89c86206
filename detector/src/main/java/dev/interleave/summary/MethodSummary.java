package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Annotation;
import dev.interleave.model.MethodRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effect of one body.
 *
 * @param ref the method
 * @param access its flags
 * @param annotations as written
 * @param parameters how many there are, {@code this} included
 * @param names the parameters' names, empty strings where unknown
 * @param events by step, which is the order of the code
 * @param created what the body's own objects are, by step: a class name, or {@code makes:} and a
 *     trait
 * @param result the path of what it returns when that is one path; null otherwise
 * @param resultSources what the result depends on
 * @param acquired guards that it takes and leaves to its caller
 * @param released guards that it gives back without having taken them
 * @param spelled how it spells the arguments of calls, by step, where they name files; under {@link
 *     #RESULT} how it spells such a result
 */
public record MethodSummary(
    MethodRef ref,
    int access,
    List<Annotation> annotations,
    int parameters,
    List<String> names,
    List<Event> events,
    Map<Integer, String> created,
    @Nullable AccessPath result,
    Sources resultSources,
    List<Guard> acquired,
    List<Guard> released,
    Map<Integer, List<Term>> spelled) {
  /** Where {@link #spelled} keeps the result. */
  public static final int RESULT = -1;

  /** Returns this summary with other events. */
  public MethodSummary with(List<Event> others) {
    return others == events
        ? this
        : new MethodSummary(
            ref,
            access,
            annotations,
            parameters,
            names,
            others,
            created,
            result,
            resultSources,
            acquired,
            released,
            spelled);
  }

  /** Returns what decides whether a step happens. */
  public Sources controlAt(int step) {
    Sources control = Sources.NONE;
    for (Event event : at(step)) {
      control = control.union(event.control());
    }
    return control;
  }

  /** Returns the events of a step, none when nothing happens there. */
  public List<Event> at(int step) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).step() < step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = low;
    while (end < events.size() && events.get(end).step() == step) {
      end++;
    }
    return events.subList(low, end);
  }
}
