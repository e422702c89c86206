package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effect of one body.
 *
 * @param number its place among the bodies of a program, by which tables are kept; {@link
 *     #NO_NUMBER} before there is one
 * @param declaration of the method
 * @param parameters how many there are, {@code this} included
 * @param names the parameters' names, empty strings where unknown
 * @param events by step, which is the order of the code
 * @param created what the body's own objects are, by step: a class name, or {@code makes:} and a
 *     trait
 * @param remade the steps of those of which each round of a loop makes another one
 * @param result the path of what it returns when that is one path; null otherwise
 * @param resultSources what the result depends on
 * @param acquired guards that it takes and leaves to its caller
 * @param released guards that it gives back without having taken them
 * @param spelled how it spells the arguments of calls, by step, where they name files or are
 *     statements, and the statements that it stores in fields; under {@link #RESULT} how it spells
 *     such a result, unknown first and then each where there are several
 */
public record MethodSummary(
    int number,
    MethodDeclaration declaration,
    int parameters,
    List<String> names,
    List<Event> events,
    Map<Integer, String> created,
    List<Integer> remade,
    @Nullable AccessPath result,
    Sources resultSources,
    List<Guard> acquired,
    List<Guard> released,
    Map<Integer, List<Term>> spelled) {
  /** Where {@link #spelled} keeps the result. */
  public static final int RESULT = -1;

  /** The number of what belongs to no program yet. */
  public static final int NO_NUMBER = -1;

  /** Returns the method. */
  public MethodRef ref() {
    return declaration.ref();
  }

  /** Returns the method's flags. */
  public int access() {
    return declaration.access();
  }

  /** Returns the method's annotations, as written. */
  public List<Annotation> annotations() {
    return declaration.annotations();
  }

  /** Returns this summary under a number. */
  public MethodSummary numbered(int its) {
    return with(its, events, result);
  }

  /** Returns this summary with other events. */
  public MethodSummary with(List<Event> others) {
    return others == events ? this : with(number, others, result);
  }

  /** Returns this summary with other events and another result. */
  public MethodSummary with(List<Event> others, @Nullable AccessPath other) {
    return with(number, others, other);
  }

  private MethodSummary with(int its, List<Event> others, @Nullable AccessPath other) {
    return new MethodSummary(
        its,
        declaration,
        parameters,
        names,
        others,
        created,
        remade,
        other,
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

  /** Returns whether it is what a program begins with (JLS 12.1.4). */
  public boolean isMain() {
    return ref().name().equals("main")
        && ref().descriptor().equals("([Ljava/lang/String;)V")
        && Flags.has(access(), Flags.STATIC);
  }

  /** Returns whether anything hangs on what a step gives. */
  public boolean looksAt(int step) {
    return resultSources.contains(step)
        || events.stream().anyMatch(event -> event.step() != step && event.dependsOn(step));
  }

  /** Returns whether a path is what a caller hands in, and not the object whose method it is. */
  public boolean isHandedIn(AccessPath path) {
    return path.root() == AccessPath.Root.PARAM
        && path.isBare()
        && (path.number() > 0 || Flags.has(access(), Flags.STATIC));
  }

  /** Returns the class of a parameter, counted with {@code this}; a nameless one for others. */
  public ClassRef parameterType(int number) {
    int first = Flags.has(access(), Flags.STATIC) ? 0 : 1;
    return number < first ? ref().owner() : ref().parameterType(number - first);
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
