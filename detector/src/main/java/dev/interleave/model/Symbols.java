package dev.interleave.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of one analysis, each kept once: class files repeat them by the thousand, and equal
 * names that are one object compare at once. May be used by several threads.
 */
public final class Symbols {
  private volatile Map<String, String> texts = new ConcurrentHashMap<>();
  private volatile Map<String, ClassRef> classes = new ConcurrentHashMap<>();
  private volatile Map<MethodRef, MethodRef> methods = new ConcurrentHashMap<>();
  private volatile Map<FieldRef, FieldRef> fields = new ConcurrentHashMap<>();

  /** Returns a class by its internal name. */
  public ClassRef type(String name) {
    ClassRef known = classes.get(name);
    if (known == null) {
      ClassRef made = new ClassRef(text(name));
      known = classes.putIfAbsent(made.name(), made);
      known = known == null ? made : known;
    }
    return known;
  }

  /** Returns a method by owner, name and descriptor. */
  public MethodRef method(String owner, String name, String descriptor) {
    return method(type(owner), name, descriptor);
  }

  /** Returns a method of a class of this table. */
  public MethodRef method(ClassRef owner, String name, String descriptor) {
    MethodRef wanted = new MethodRef(owner, name, descriptor);
    MethodRef known = methods.get(wanted);
    if (known == null) {
      MethodRef made = new MethodRef(wanted.owner(), text(name), text(descriptor)).in(this);
      known = methods.putIfAbsent(made, made);
      known = known == null ? made : known;
    }
    return known;
  }

  /** Returns a field by owner, name and descriptor. */
  public FieldRef field(String owner, String name, String descriptor) {
    return field(type(owner), name, descriptor);
  }

  /** Returns a field of a class of this table. */
  public FieldRef field(ClassRef owner, String name, String descriptor) {
    FieldRef wanted = new FieldRef(owner, name, descriptor);
    FieldRef known = fields.get(wanted);
    if (known == null) {
      FieldRef made = new FieldRef(wanted.owner(), text(name), text(descriptor)).in(this);
      known = fields.putIfAbsent(made, made);
      known = known == null ? made : known;
    }
    return known;
  }

  /**
   * Lets go of all names and of the room that they took: those made from now on are equal to them,
   * and other objects.
   */
  public void forget() {
    texts = new ConcurrentHashMap<>();
    classes = new ConcurrentHashMap<>();
    methods = new ConcurrentHashMap<>();
    fields = new ConcurrentHashMap<>();
  }

  /** Returns a text that equal texts share. */
  public String text(String text) {
    String known = texts.get(text);
    if (known == null) {
      known = texts.putIfAbsent(text, text);
    }
    return known == null ? text : known;
  }
}
