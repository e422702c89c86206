package dev.interleave.frontend.source;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithModifiers;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of one file, each under the name that the compiler gives it (JLS §13.1). */
final class ClassIndex {
  private static final Comparator<Node> IN_SOURCE =
      Comparator.comparing(
          (Node node) -> node.getBegin().orElse(com.github.javaparser.Position.HOME));

  private final SourceFile file;
  private final IdentityHashMap<Node, SourceClass> byNode = new IdentityHashMap<>();
  private final List<SourceClass> classes = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private ClassIndex(SourceFile file) {
    this.file = file;
  }

  static ClassIndex of(SourceFile file) {
    ClassIndex index = new ClassIndex(file);
    for (TypeDeclaration<?> type : file.types()) {
      index.named(type, null, file.folder() + type.getNameAsString(), false);
    }
    return index;
  }

  SourceFile file() {
    return file;
  }

  List<SourceClass> classes() {
    return classes;
  }

  /** Returns the class that a declaration or creation makes; null when it makes none. */
  @Nullable SourceClass at(Node node) {
    return byNode.get(node);
  }

  private SourceClass add(Node node, @Nullable SourceClass outer, String name, boolean inner) {
    SourceClass made = new SourceClass(name, node, outer, file, inner);
    taken.add(name);
    byNode.put(node, made);
    classes.add(made);
    return made;
  }

  private void named(
      TypeDeclaration<?> type, @Nullable SourceClass outer, String name, boolean inner) {
    SourceClass made = add(type, outer, name, inner);
    for (Node child : children(type)) {
      walk(child, made);
    }
  }

  private static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>(node.getChildNodes());
    children.sort(IN_SOURCE);
    return children;
  }

  /** Goes over all below a node; expressions can be deeper than a thread has room for. */
  private void walk(Node top, SourceClass current) {
    Deque<Node> open = new ArrayDeque<>();
    Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    open.push(top);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (inside.remove(node)) {
        current.lambdas.put(node, current.lambdas.size());
      } else if (!isOfClass(node, current)) {
        if (node instanceof LambdaExpr) {
          inside.add(node);
          open.push(node);
        }
        List<Node> children = children(node);
        for (int i = children.size() - 1; i >= 0; i--) {
          open.push(children.get(i));
        }
      }
    }
  }

  /** Indexes a class that stands here, with all that is in it; false when none does. */
  private boolean isOfClass(Node node, SourceClass current) {
    if (node instanceof LocalClassDeclarationStmt local) {
      local(local.getClassDeclaration(), current, true);
    } else if (node instanceof LocalRecordDeclarationStmt local) {
      local(local.getRecordDeclaration(), current, false);
    } else if (node instanceof TypeDeclaration<?> member) {
      String simple = member.getNameAsString();
      String name = current.name() + "$" + simple;
      current.members.put(simple, name);
      named(member, current, name, isInner(member, current));
    } else if (node instanceof ObjectCreationExpr creation
        && creation.getAnonymousClassBody().isPresent()) {
      anonymous(node, current, creation.getAnonymousClassBody().get(), !isStaticContext(node));
    } else if (node instanceof EnumConstantDeclaration constant
        && !constant.getClassBody().isEmpty()) {
      anonymous(node, current, constant.getClassBody(), false);
    } else {
      return false;
    }
    return true;
  }

  private static boolean isInner(TypeDeclaration<?> member, SourceClass outer) {
    return member instanceof ClassOrInterfaceDeclaration type
        && !type.isInterface()
        && !type.isStatic()
        && !outer.isInterface();
  }

  private void local(TypeDeclaration<?> type, SourceClass current, boolean canBeInner) {
    String simple = type.getNameAsString();
    String name = numbered(current, simple);
    current.locals.put(simple, name);
    named(type, current, name, canBeInner && !isStaticContext(type));
  }

  private void anonymous(Node node, SourceClass current, List<? extends Node> body, boolean inner) {
    Set<Node> members = Collections.newSetFromMap(new IdentityHashMap<>());
    members.addAll(body);
    for (Node child : children(node)) {
      if (!members.contains(child)) {
        walk(child, current);
      }
    }
    SourceClass made = add(node, current, numbered(current, ""), inner);
    body.forEach(member -> walk(member, made));
  }

  private String numbered(SourceClass current, String simple) {
    int number = 1;
    while (taken.contains(current.name() + "$" + number + simple)) {
      number++;
    }
    return current.name() + "$" + number + simple;
  }

  /** Returns whether there is no {@code this} where a node stands. */
  private static boolean isStaticContext(Node node) {
    for (Node at = node; at != null; at = at.getParentNode().orElse(null)) {
      if (at instanceof ExplicitConstructorInvocationStmt) {
        return true;
      }
      if (at instanceof InitializerDeclaration block) {
        return block.isStatic();
      }
      if (at instanceof EnumConstantDeclaration) {
        return true;
      }
      if (at instanceof ConstructorDeclaration) {
        return false;
      }
      if (at instanceof com.github.javaparser.ast.body.FieldDeclaration field) {
        return field.isStatic() || isInInterface(field);
      }
      if (at instanceof com.github.javaparser.ast.body.MethodDeclaration method) {
        return ((NodeWithModifiers<?>) method).hasModifier(Modifier.Keyword.STATIC);
      }
    }
    return true;
  }

  private static boolean isInInterface(Node field) {
    return field.getParentNode().orElse(null) instanceof ClassOrInterfaceDeclaration type
        && type.isInterface();
  }
}
