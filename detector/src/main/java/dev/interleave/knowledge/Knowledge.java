package dev.interleave.knowledge;

import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Trait;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the JDK and of frameworks, read from tables of text. The tables that ship are
 * resources of this package ({@code types.tsv}, {@code calls.tsv}, {@code entries.tsv}, {@code
 * annotations.tsv}); a user's file holds lines of the same form behind a line {@code [types]},
 * {@code [calls]}, {@code [outside]}, {@code [entries]} or {@code [annotations]} and wins over
 * them.
 */
public final class Knowledge {
  /** The number or the type of the arguments, behind the name of a method. */
  private static final Pattern NOT_NAME = Pattern.compile("[/:].*");

  private final Map<ClassRef, Set<Trait>> traits = new HashMap<>();
  private final Map<ClassRef, List<ClassRef>> supertypes = new HashMap<>();
  private final Map<ClassRef, Map<String, CallEffect>> calls = new HashMap<>();
  private final Set<String> named = new HashSet<>();
  private final Map<ClassRef, Map<String, OutsideCall>> outside = new HashMap<>();
  private final Set<String> namedOutside = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Meaning> annotations = new HashMap<>();

  /** What an annotation of a class, field or method promises. */
  public enum Meaning {
    /** The member names the guard of what it stands on. */
    GUARDEDBY,
    /** For use by several threads. */
    THREADSAFE,
    /** For one thread. */
    NOTTHREADSAFE,
    /** Never changes. */
    IMMUTABLE,
    /** Called by tests alone. */
    TESTONLY,
    /** Its objects are rows, which belong to the transaction that loaded them. */
    ENTITY,
    /** Lets the database see that a row has changed since it was loaded. */
    VERSION,
    /** Is not kept in the database. */
    TRANSIENT
  }

  Knowledge() {}

  /** Returns the tables that ship. */
  public static Knowledge standard() {
    return new KnowledgeReader().standard();
  }

  void addType(ClassRef type, Set<Trait> its, List<ClassRef> parents) {
    traits.put(type, its);
    supertypes.put(type, parents);
  }

  void addCall(ClassRef type, String method, CallEffect effect) {
    named.add(NOT_NAME.matcher(method).replaceFirst(""));
    calls.computeIfAbsent(type, t -> new HashMap<>()).put(method, effect);
  }

  void addOutside(ClassRef type, String method, OutsideCall effect) {
    int arity = method.indexOf('/');
    namedOutside.add(arity < 0 ? method : method.substring(0, arity));
    outside.computeIfAbsent(type, t -> new HashMap<>()).put(method, effect);
  }

  void addEntry(Entry entry) {
    entries.add(entry);
  }

  void addAnnotation(String type, Meaning meaning) {
    annotations.put(type, meaning);
  }

  /** Returns the direct supertypes of a known type, empty for others. */
  public List<ClassRef> supertypes(ClassRef type) {
    return supertypes.getOrDefault(type, List.of());
  }

  /** Returns what a type is good for, by the nearest of its supertypes that is known. */
  public Set<Trait> traits(ClassRef type, Hierarchy hierarchy) {
    for (ClassRef ancestor : hierarchy.lineage(type)) {
      Set<Trait> known = traits.get(ancestor);
      if (known != null && !known.isEmpty()) {
        return known;
      }
    }
    return Set.of();
  }

  /** Returns whether a type is known to run code of whoever made the object. */
  public boolean isFunctional(ClassRef type) {
    return traits.getOrDefault(type, Set.of()).contains(Trait.FUNCTIONAL);
  }

  /** Returns whether any table speaks of this very type. */
  public boolean knows(ClassRef type) {
    return traits.containsKey(type) || calls.containsKey(type);
  }

  /**
   * Returns what a call does.
   *
   * @param arguments how many there are, without the receiver
   */
  public @Nullable CallEffect effect(MethodRef target, int arguments, Hierarchy hierarchy) {
    return named.contains(target.name()) ? nearest(calls, target, arguments, hierarchy) : null;
  }

  /**
   * Returns what a call does to files, rows and entries; null for most.
   *
   * @param arguments how many there are, without the receiver
   */
  public @Nullable OutsideCall outside(MethodRef target, int arguments, Hierarchy hierarchy) {
    if (target.isConstructor()) {
      return exact(outside.getOrDefault(target.owner(), Map.of()), target, arguments);
    }
    return namedOutside.contains(target.name())
        ? nearest(outside, target, arguments, hierarchy)
        : null;
  }

  private static <T> @Nullable T nearest(
      Map<ClassRef, Map<String, T>> table, MethodRef target, int arguments, Hierarchy hierarchy) {
    for (ClassRef ancestor : hierarchy.lineage(target.owner())) {
      Map<String, T> known = table.get(ancestor);
      if (known != null) {
        T effect = exact(known, target, arguments);
        if (effect != null) {
          return effect;
        }
      }
    }
    return null;
  }

  private static <T> @Nullable T exact(Map<String, T> known, MethodRef target, int arguments) {
    if (known.isEmpty()) {
      return null;
    }
    T effect = known.get(target.name() + "/" + arguments);
    if (effect == null && target.descriptor().startsWith("(I")) {
      effect = known.get(target.name() + ":I");
    }
    return effect != null ? effect : known.get(target.name());
  }

  /** Returns the ways in which frameworks call programs. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns what an annotation promises, if it is known. */
  public Optional<Meaning> meaning(String annotation) {
    return Optional.ofNullable(annotations.get(annotation));
  }
}
