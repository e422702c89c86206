package dev.interleave.frontend.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The method or lambda whose body is being written, and the variables that it can name. */
final class MethodContext {
  /** A local variable, a parameter, or a value that waits where two ways meet. */
  record Variable(String name, Type type, int slot) {}

  private final SourceClass owner;
  private final String name;
  private final @Nullable MethodContext parent;
  private final Deque<Map<String, Variable>> scopes = new ArrayDeque<>();
  private final Map<Variable, Variable> captured = new LinkedHashMap<>();
  private final List<Variable> parameters = new ArrayList<>();
  private final TypeScope types;
  private @Nullable Variable self;
  private int slots;
  private Type result = Type.VOID;

  /** The parameters by which a constructor gets its outer object and captured values. */
  final Map<String, Variable> hidden = new HashMap<>();

  MethodContext(SourceClass owner, String name, TypeScope types, @Nullable MethodContext parent) {
    this.owner = owner;
    this.name = name;
    this.types = types;
    this.parent = parent;
    open();
  }

  SourceClass owner() {
    return owner;
  }

  String name() {
    return name;
  }

  TypeScope types() {
    return types;
  }

  boolean isLambda() {
    return parent != null;
  }

  Type result() {
    return result;
  }

  void result(Type type) {
    result = type;
  }

  int slots() {
    return slots;
  }

  void open() {
    scopes.push(new HashMap<>());
  }

  void close() {
    scopes.pop();
  }

  Variable temporary(Type type) {
    return new Variable("", type, slots++);
  }

  Variable declare(String variable, Type type) {
    Variable made = new Variable(variable, type, slots++);
    if (scopes.peek() != null) {
      scopes.peek().put(variable, made);
    }
    return made;
  }

  Variable parameter(String variable, Type type) {
    Variable made = declare(variable, type);
    parameters.add(made);
    return made;
  }

  void receiver() {
    self = new Variable("this", owner.type(), slots++);
  }

  /** Returns the variable of {@code this}; null in a static context. */
  @Nullable Variable self() {
    if (self == null && parent != null && parent.self() != null) {
      receiver();
    }
    return self;
  }

  /** Returns a variable of this body, or one that a lambda takes along; null when none is meant. */
  @Nullable Variable find(String variable) {
    for (Map<String, Variable> scope : scopes) {
      Variable found = scope.get(variable);
      if (found != null) {
        return found;
      }
    }
    Variable outside = parent == null ? null : parent.find(variable);
    if (outside == null) {
      return null;
    }
    Variable known = captured.get(outside);
    if (known == null) {
      known = new Variable(outside.name(), outside.type(), slots++);
      captured.put(outside, known);
    }
    return known;
  }

  /** Returns the variables of the enclosing body whose values a lambda takes along. */
  List<Variable> takenAlong() {
    return List.copyOf(captured.keySet());
  }

  /** Returns what is passed in: the object, captured values, parameters. */
  List<Variable> incoming() {
    List<Variable> all = new ArrayList<>();
    if (self != null) {
      all.add(self);
    }
    all.addAll(captured.values());
    all.addAll(parameters);
    return all;
  }
}
