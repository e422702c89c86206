package dev.interleave.link;

import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.knowledge.Knowledge.Meaning;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes under analysis, and who declares what. */
public final class Program {
  private static final ClassRef QUEUE = new ClassRef("java/util/Queue");
  private static final Pattern LOADING =
      Pattern.compile("(find|get|read|query|search|stream|load|select).*");
  private static final Pattern STAND_IN = Pattern.compile("(^|[.])(Mock|Fake|Stub)[A-Z]");

  private final Map<ClassRef, ClassSummary> classes = new LinkedHashMap<>();
  private final List<MethodSummary> bodies = new ArrayList<>();
  private final Map<MethodRef, MethodSummary> byRef;
  private final Map<MethodRef, MethodDeclaration> bodiless = new HashMap<>();
  private final Map<FieldRef, FieldDeclaration> fields = new HashMap<>();
  private final Map<ClassRef, List<ClassRef>> subclasses = new HashMap<>();
  private final Map<FieldRef, FieldRef> resolved = new HashMap<>();
  private final BitSet testOnly = new BitSet();
  private final Hierarchy hierarchy;
  private final Knowledge knowledge;

  /** Makes a program of summarized classes. */
  public Program(Collection<ClassSummary> all, Hierarchy hierarchy, Knowledge knowledge) {
    this.hierarchy = hierarchy;
    this.knowledge = knowledge;
    this.byRef = new HashMap<>(2 * all.stream().mapToInt(type -> type.summaries().size()).sum());
    List<ClassSummary> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(ClassSummary::ref));
    number(sorted);
    for (ClassSummary type : classes.values()) {
      findTestOnly(type);
      for (MethodDeclaration method : type.methods()) {
        if (body(method.ref()) == null) {
          bodiless.put(method.ref(), method);
        }
      }
      type.fields().forEach(field -> fields.put(field.ref(), field));
      for (ClassRef ancestor : hierarchy.lineage(type.ref())) {
        if (!ancestor.equals(type.ref()) && classes.containsKey(ancestor)) {
          subclasses.computeIfAbsent(ancestor, a -> new ArrayList<>(2)).add(type.ref());
        }
      }
    }
  }

  /** Gives bodies their numbers; the class then looks at the program's own list of them. */
  private void number(List<ClassSummary> sorted) {
    for (ClassSummary type : sorted) {
      for (MethodSummary summary : type.summaries()) {
        MethodSummary body = summary.numbered(bodies.size());
        bodies.add(body);
        byRef.put(body.ref(), body);
      }
    }
    int first = 0;
    for (ClassSummary type : sorted) {
      int end = first + type.summaries().size();
      classes.put(type.ref(), type.with(bodies().subList(first, end)));
      first = end;
    }
  }

  /** Returns the classes, by name. */
  public Collection<ClassSummary> classes() {
    return classes.values();
  }

  /** Returns a class under analysis; null for all others. */
  public @Nullable ClassSummary type(ClassRef ref) {
    return classes.get(ref);
  }

  /** Returns a method's summary; null when it has no body here. */
  public @Nullable MethodSummary body(MethodRef ref) {
    return byRef.get(ref);
  }

  /** Returns a method's summary by its number. */
  MethodSummary body(int number) {
    return bodies.get(number);
  }

  /**
   * Puts other bodies in the place of some.
   *
   * @param renewed the new one, for the program as it was; null for a body that stays
   */
  void rewrite(Function<MethodSummary, @Nullable MethodSummary> renewed) {
    List<MethodSummary> others = new ArrayList<>();
    for (MethodSummary body : bodies) {
      MethodSummary other = renewed.apply(body);
      if (other != null) {
        others.add(other);
      }
    }
    for (MethodSummary body : others) {
      bodies.set(body.number(), body);
      byRef.put(body.ref(), body);
    }
  }

  /**
   * Puts other events in the place of some.
   *
   * @param renewed the new one; the same for an event that stays
   */
  @SuppressWarnings("ReferenceEquality") // an event that stays is the very same
  void rewriteEvents(UnaryOperator<Event> renewed) {
    rewrite(
        body -> {
          List<Event> events = body.events();
          Event[] others = new Event[events.size()];
          boolean differs = false;
          for (int i = 0; i < others.length; i++) {
            others[i] = renewed.apply(events.get(i));
            differs |= others[i] != events.get(i);
          }
          return differs ? body.with(List.of(others)) : null;
        });
  }

  /** Returns the field whose object's content is touched itself; null for all other touches. */
  @Nullable FieldRef contentOf(Touch touch) {
    FieldRef field = touch.location().field();
    return touch.location().kind() == Location.Kind.CONTENT
            && field != null
            && !touch.location().path().endsInElement()
        ? resolve(field)
        : null;
  }

  /** Returns every summarized method, in a fixed order. */
  public List<MethodSummary> bodies() {
    return Collections.unmodifiableList(bodies);
  }

  /** Returns who extends whom. */
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** Returns what is known of libraries. */
  public Knowledge knowledge() {
    return knowledge;
  }

  /** Returns the classes under analysis below a type, by name. */
  public List<ClassRef> subclasses(ClassRef type) {
    return subclasses.getOrDefault(type, List.of());
  }

  /** Returns the method that a call on a class reaches, looking upwards; null when unknown. */
  public @Nullable MethodRef find(MethodRef named) {
    for (ClassRef type : hierarchy.lineage(named.owner())) {
      MethodDeclaration here = declaration(named.in(type));
      if (here != null) {
        return here.ref();
      }
    }
    return null;
  }

  /** Returns the declaration of a method; null when it is not under analysis. */
  public @Nullable MethodDeclaration declaration(MethodRef ref) {
    MethodSummary body = body(ref);
    return body == null ? bodiless.get(ref) : body.declaration();
  }

  /** Returns a field under the name of the class that declares it. */
  public FieldRef resolve(FieldRef named) {
    if (fields.containsKey(named) || named.equals(AccessPath.ELEMENT)) {
      return named;
    }
    return resolved.computeIfAbsent(named, this::lookUp);
  }

  /** Returns a path with each field under the name of the class that declares it. */
  public AccessPath resolve(AccessPath path) {
    if (path.root() == AccessPath.Root.GLOBAL || path.isBare()) {
      return path;
    }
    AccessPath resolved = path;
    while (!resolved.isBare()) {
      resolved = resolved.parent();
    }
    for (FieldRef field : path.fields()) {
      resolved = resolved.then(resolve(field));
    }
    return resolved;
  }

  private FieldRef lookUp(FieldRef named) {
    for (ClassRef type : hierarchy.lineage(named.owner())) {
      FieldRef here = named.in(type);
      if (fields.containsKey(here)) {
        return here;
      }
    }
    return named;
  }

  /** Returns a field's flags; -1 when it is not under analysis. */
  public int access(FieldRef declared) {
    FieldDeclaration facts = fields.get(declared);
    return facts == null ? -1 : facts.access();
  }

  /** Returns whether a field under analysis belongs to its class, not to its objects. */
  public boolean isStatic(FieldRef declared) {
    int access = access(declared);
    return access >= 0 && Flags.has(access, Flags.STATIC);
  }

  /** Returns whether what a field holds is a queue, by its declared type. */
  public boolean isQueue(FieldRef declared) {
    return hierarchy.isA(new ClassRef(declared.typeName()), QUEUE);
  }

  /** Returns the locks that annotations of a field name, as written. */
  public List<String> guardsDeclaredFor(FieldRef declared) {
    FieldDeclaration facts = fields.get(declared);
    List<String> names = new ArrayList<>();
    for (Annotation annotation : facts == null ? List.<Annotation>of() : facts.annotations()) {
      if (knowledge.meaning(annotation.type()).orElse(null) == Meaning.GUARDEDBY) {
        for (String name : annotation.value().split(",", -1)) {
          names.add(Annotation.lockName(name));
        }
      }
    }
    return names;
  }

  /** Returns what a type is good for. */
  public Set<Trait> traits(ClassRef type) {
    return knowledge.traits(type, hierarchy);
  }

  /** Returns whether a class can be named from any package. */
  public boolean isPublic(ClassRef ref) {
    ClassSummary type = classes.get(ref);
    return type == null || Flags.has(type.access(), Flags.PUBLIC);
  }

  /** Returns whether a class is not there for users: it cannot be named, or should not be. */
  public boolean isInner(ClassRef ref) {
    return !isPublic(ref) || Callbacks.isInternal(ref);
  }

  /** Returns whether a class is declared to be for use by several threads. */
  public boolean isDeclaredThreadSafe(ClassRef ref) {
    return declares(ref, Meaning.THREADSAFE);
  }

  /** Returns whether a class is declared to be for use by one thread at a time. */
  public boolean isDeclaredForOneThread(ClassRef ref) {
    return declares(ref, Meaning.NOTTHREADSAFE);
  }

  /** Returns whether objects of a class are rows of a database. */
  public boolean isEntity(ClassRef ref) {
    return declares(ref, Meaning.ENTITY);
  }

  /** Returns whether a call gives a row of a database as an object. */
  public boolean loads(Invoke invoke) {
    return invoke.has(CallEffect.Flag.LOADS)
        || (LOADING.matcher(invoke.target().name()).matches()
            && traits(invoke.target().owner()).contains(Trait.STORE));
  }

  /** Returns whether a row of a class, or of one that it inherits from, has a version. */
  public boolean isVersioned(ClassRef ref) {
    for (ClassRef above : hierarchy.lineage(ref)) {
      ClassSummary type = classes.get(above);
      if (type != null
          && (means(type.annotations(), Meaning.VERSION)
              || type.fields().stream().anyMatch(f -> means(f.annotations(), Meaning.VERSION))
              || type.methods().stream().anyMatch(m -> means(m.annotations(), Meaning.VERSION)))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether an annotation keeps a field of a row's object out of the database. */
  public boolean isTransient(FieldRef declared) {
    FieldDeclaration facts = fields.get(declared);
    return facts != null && means(facts.annotations(), Meaning.TRANSIENT);
  }

  /** Returns whether annotations ask the database to run a body as if nobody else were there. */
  public boolean isSerializable(MethodSummary body) {
    ClassSummary type = classes.get(body.ref().owner());
    return Stream.concat(
            body.annotations().stream(),
            type == null ? Stream.empty() : type.annotations().stream())
        .anyMatch(annotation -> annotation.values().containsValue("SERIALIZABLE"));
  }

  private boolean declares(ClassRef ref, Meaning meaning) {
    ClassSummary type = classes.get(ref);
    return type != null && means(type.annotations(), meaning);
  }

  private boolean means(List<Annotation> annotations, Meaning wanted) {
    if (annotations.isEmpty()) {
      return false;
    }
    for (Annotation annotation : annotations) {
      if (knowledge.meaning(annotation.type()).orElse(null) == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a method is there for tests alone: they drive it from one thread. */
  public boolean isTestOnly(MethodSummary body) {
    return testOnly.get(body.number());
  }

  private void findTestOnly(ClassSummary type) {
    boolean standIn = STAND_IN.matcher(type.ref().simpleName()).find();
    for (MethodSummary body : type.summaries()) {
      if (standIn
          || means(body.annotations(), Meaning.TESTONLY)
          || body.ref().name().contains("ForTest")) {
        testOnly.set(body.number());
      }
    }
  }

  /** Returns whether a method is synchronized only because the one it overrides is. */
  public boolean isConventional(MethodRef method) {
    CallEffect effect = knowledge.effect(method, -1, hierarchy);
    return (effect != null && effect.has(CallEffect.Flag.CONVENTIONAL))
        || traits(method.owner()).contains(Trait.STREAM);
  }

  /**
   * Returns whether a method fills an object that nobody else knows yet, as {@code readObject} does
   * by the Java Object Serialization Specification §3.4.
   */
  public boolean isFilling(MethodRef method) {
    if (method.name().equals("readObject")
        && method.descriptor().equals("(Ljava/io/ObjectInputStream;)V")) {
      return true;
    }
    CallEffect effect = knowledge.effect(method, -1, hierarchy);
    return effect != null && effect.has(CallEffect.Flag.FILLS);
  }

  /** Returns where a span of a method stands. */
  public Place place(MethodRef method, Span span) {
    ClassSummary type = classes.get(method.owner());
    String file = type == null ? method.owner().name() + ".java" : type.sourceFile();
    return new Place(method, file, span);
  }
}
