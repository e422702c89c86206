package dev.interleave.cache;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Hierarchy;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Symbols;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.LockWrappers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Summaries by the content that they were made of. What a summary says hangs on that content, on
 * the engine and its knowledge, and on the supertypes of the classes that it asked about: only if
 * all of these are as they were is it used again. May be used by several threads.
 */
public final class Facts {
  private final Shelf shelf;
  private final String name;
  private final Digest context;
  private final Hierarchy hierarchy;
  private final Symbols symbols;
  private final Records<Classes> records = new Records<>(Classes.class);
  private final Map<Digest, Entry> earlier = new HashMap<>();
  private final Map<Digest, Entry> used = new ConcurrentHashMap<>();

  private Facts(Shelf shelf, String name, Digest context, Hierarchy hierarchy, Symbols symbols) {
    this.shelf = shelf;
    this.name = name;
    this.context = context;
    this.hierarchy = hierarchy;
    this.symbols = symbols;
  }

  /** The classes of one unit. */
  record Classes(List<ClassSummary> all) {}

  /** Lock wrappers, without the hierarchy that they are looked up by. */
  record Wrappers(Map<MethodRef, List<Guard>> acquiring, Map<MethodRef, List<Guard>> releasing) {}

  /**
   * What is kept of one unit.
   *
   * @param print the digest of the bytes
   * @param asked the classes whose supertypes matter to it
   * @param bytes its classes
   */
  private record Entry(Digest print, List<ClassRef> asked, ByteBuffer bytes) {}

  /**
   * The summaries of one unit.
   *
   * @param classes in the order of the unit
   * @param print equal for equal summaries
   */
  public record Summarized(List<ClassSummary> classes, Digest print) {}

  /**
   * Opens the facts of an earlier run.
   *
   * @param context sums up the engine and what it knows
   * @param hierarchy of the program as it is now
   */
  public static Facts open(
      Shelf shelf, String name, Digest context, Hierarchy hierarchy, Symbols symbols) {
    Facts facts = new Facts(shelf, name, context, hierarchy, symbols);
    shelf.get(name).ifPresent(facts::load);
    return facts;
  }

  /** Returns what lock wrappers amount to. */
  public static Digest print(LockWrappers wrappers) {
    return Digest.of(
        new Records<>(Wrappers.class)
            .bytes(new Wrappers(wrappers.acquiring(), wrappers.releasing())));
  }

  /** Returns what an earlier run made of this content; nothing when that may not hold any more. */
  public Optional<Summarized> find(Digest content) {
    Entry entry = earlier.get(content);
    if (entry == null) {
      return Optional.empty();
    }
    try {
      Classes classes = records.read(new In(entry.bytes, symbols));
      Summarized found = new Summarized(classes.all(), entry.print);
      used.put(content, entry);
      return Optional.of(found);
    } catch (RuntimeException damaged) {
      shelf.damaged(name, damaged.toString());
      return Optional.empty();
    }
  }

  /**
   * Keeps the summaries of some content.
   *
   * @param content nothing when they hang on more than can be said
   * @param asked the classes whose supertypes matter to them
   */
  public Summarized keep(
      Optional<Digest> content, List<ClassSummary> classes, Collection<ClassRef> asked) {
    byte[] bytes = records.bytes(new Classes(classes));
    Digest print = Digest.of(bytes);
    if (content.isPresent()) {
      used.put(content.get(), new Entry(print, List.copyOf(asked), ByteBuffer.wrap(bytes)));
    }
    return new Summarized(classes, print);
  }

  /** Writes what this run used, if that differs from what it found. */
  public void write() {
    if (used.keySet().equals(earlier.keySet()) || used.isEmpty()) {
      return;
    }
    Map<ClassRef, Integer> numbers = new HashMap<>();
    Out out = new Out();
    out.digest(context);
    lineages(out, numbers);
    out.number(used.size());
    new TreeMap<>(used)
        .forEach(
            (content, entry) -> {
              out.digest(content);
              out.digest(entry.print);
              int[] asked = entry.asked.stream().mapToInt(numbers::get).sorted().toArray();
              out.rising(asked.length, i -> asked[i]);
              out.raw(entry.bytes);
            });
    shelf.put(name, out.toBytes());
  }

  private void lineages(Out out, Map<ClassRef, Integer> numbers) {
    TreeSet<ClassRef> types = new TreeSet<>();
    used.values().forEach(entry -> types.addAll(entry.asked));
    Codec lineage = lineage();
    out.number(types.size());
    for (ClassRef type : types) {
      numbers.put(type, numbers.size());
      lineage.write(out, hierarchy.lineage(type));
    }
  }

  private static Codec lineage() {
    return new Collected.OfList(new Codecs().of(ClassRef.class));
  }

  private void load(byte[] bytes) {
    try {
      In in = new In(ByteBuffer.wrap(bytes), symbols);
      if (in.digest().equals(context)) {
        entries(in, types(in));
      }
    } catch (RuntimeException damaged) {
      earlier.clear();
      shelf.damaged(name, damaged.toString());
    }
  }

  /** Returns the classes that were asked about; null in place of those that changed. */
  private List<Optional<ClassRef>> types(In in) {
    Codec lineage = lineage();
    int size = in.number();
    List<Optional<ClassRef>> types = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<?> then = (List<?>) Objects.requireNonNull(lineage.read(in));
      ClassRef type = (ClassRef) then.get(0);
      types.add(hierarchy.lineage(type).equals(then) ? Optional.of(type) : Optional.empty());
    }
    return types;
  }

  private void entries(In in, List<Optional<ClassRef>> types) {
    int size = in.number();
    for (int i = 0; i < size; i++) {
      Digest content = in.digest();
      Digest print = in.digest();
      List<ClassRef> asked = new ArrayList<>();
      boolean same = true;
      for (int number : in.rising()) {
        same &= types.get(number).isPresent();
        types.get(number).ifPresent(asked::add);
      }
      ByteBuffer bytes = in.raw();
      if (same) {
        earlier.put(content, new Entry(print, asked, bytes));
      }
    }
  }
}
