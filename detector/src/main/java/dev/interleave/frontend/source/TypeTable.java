package dev.interleave.frontend.source;

import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.frontend.source.TypeInfo.Method;
import dev.interleave.model.Flags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every class that can be asked about: those of the sources first, then those of class files. */
final class TypeTable {
  private static final int DEEPEST = 40;

  private final Function<String, @Nullable TypeInfo> declared;
  private final Function<String, @Nullable TypeInfo> others;
  private final Consumer<String> asked;

  private TypeTable(
      Function<String, @Nullable TypeInfo> declared,
      Function<String, @Nullable TypeInfo> others,
      Consumer<String> asked) {
    this.declared = declared;
    this.others = others;
    this.asked = asked;
  }

  /**
   * Makes a table.
   *
   * @param declared what the sources say of a class; null for nothing
   * @param others what is known of all others
   */
  TypeTable(
      Function<String, @Nullable TypeInfo> declared, Function<String, @Nullable TypeInfo> others) {
    this(declared, others, name -> {});
  }

  /** Returns the same table, which tells somebody of each name that it is asked for. */
  TypeTable telling(Consumer<String> listener) {
    return new TypeTable(declared, others, listener);
  }

  @Nullable TypeInfo find(String name) {
    asked.accept(name);
    TypeInfo own = declared.apply(name);
    return own != null ? own : others.apply(name);
  }

  @Nullable TypeInfo find(Type type) {
    return type.isClass() ? find(type.name()) : null;
  }

  /** Returns the direct supertypes with the type's own arguments put in. */
  List<Type> supertypes(Type type) {
    TypeInfo info = find(type);
    if (info == null) {
      return List.of();
    }
    List<Type> all = new ArrayList<>();
    Map<String, Type> values = values(info, type);
    if (info.superclass() != null) {
      all.add(info.superclass().with(values));
    }
    info.interfaces().forEach(its -> all.add(its.with(values)));
    return all;
  }

  private static Map<String, Type> values(TypeInfo info, Type type) {
    Map<String, Type> values = new HashMap<>();
    List<Type> parameters = info.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      boolean given = parameters.size() == type.arguments().size();
      Type raw = new Type(parameters.get(i).descriptor(), "", List.of());
      values.put(parameters.get(i).variable(), given ? type.arguments().get(i) : raw);
    }
    return values;
  }

  /** Returns a type and all above it, nearest first, classes before interfaces. */
  List<Type> lineage(Type type) {
    Map<String, Type> all = new LinkedHashMap<>();
    climb(type, all, 0);
    return List.copyOf(all.values());
  }

  private void climb(Type type, Map<String, Type> all, int depth) {
    if (depth > DEEPEST || !type.isClass() || all.putIfAbsent(type.name(), type) != null) {
      return;
    }
    supertypes(type).forEach(above -> climb(above, all, depth + 1));
    TypeInfo info = find(type);
    if (info != null && info.isInterface()) {
      all.putIfAbsent(Type.OBJECT.name(), Type.OBJECT);
    }
  }

  /** Returns a field of a type, with the type's arguments put in. */
  @Nullable Field field(Type type, String name) {
    for (Type owner : lineage(type)) {
      TypeInfo info = find(owner);
      Field field = info == null ? null : info.fields().get(name);
      if (info != null && field != null) {
        Type its = field.type().with(values(info, owner));
        return new Field(
            field.owner(), name, field.access(), field.descriptor(), its, field.constant());
      }
    }
    return null;
  }

  /** Returns the methods of a name, without those that a nearer one overrides. */
  List<Method> methods(Type type, String name) {
    List<Method> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Type owner : type.isArray() ? List.of(Type.OBJECT) : lineage(type)) {
      TypeInfo info = find(owner);
      if (info != null) {
        for (Method method : info.methods(name)) {
          Method its = method.with(values(info, owner));
          if (seen.add(shape(its))) {
            found.add(its);
          }
        }
      }
    }
    return found;
  }

  /** Returns the methods of a name that a type itself declares. */
  List<Method> declared(Type type, String name) {
    TypeInfo info = find(type);
    return info == null
        ? List.of()
        : info.methods(name).stream().map(method -> method.with(values(info, type))).toList();
  }

  static String shape(Method method) {
    StringBuilder text = new StringBuilder();
    method.parameters().forEach(type -> text.append(type.erased()));
    return text.toString();
  }

  /** Returns whether everything above a type is known. */
  boolean isComplete(Type type) {
    return lineage(type).stream().allMatch(above -> find(above) != null);
  }

  /** Returns whether one class is another or below it; unknown classes may be anything. */
  boolean maybeSubtype(Type from, Type to) {
    if (!from.isKnown() || !to.isKnown() || to.equals(Type.OBJECT)) {
      return true;
    }
    if (from.isArray() || to.isArray()) {
      return from.erased().equals(to.erased())
          || (from.isArray() && to.isArray() && maybeSubtype(from.element(), to.element()));
    }
    return isBelow(from, to.name()) || !isComplete(from);
  }

  boolean isBelow(Type from, String name) {
    return lineage(from).stream().anyMatch(above -> above.name().equals(name));
  }

  /** Returns the one method that a lambda of this type implements; null when there is none. */
  @Nullable Method functional(Type type) {
    Method found = null;
    for (Type owner : lineage(type)) {
      TypeInfo info = find(owner);
      if (info == null || !info.isInterface()) {
        continue;
      }
      for (List<Method> overloads : info.methods().values()) {
        for (Method method : overloads) {
          if (method.isAbstract() && !isOfObject(method) && found == null) {
            found = method.with(values(info, owner));
          }
        }
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private boolean isOfObject(Method method) {
    TypeInfo object = find(Type.OBJECT.name());
    return object != null
        && object.methods(method.name()).stream()
            .anyMatch(
                own ->
                    Flags.has(own.access(), Flags.PUBLIC)
                        && own.parameters().size() == method.parameters().size());
  }
}
