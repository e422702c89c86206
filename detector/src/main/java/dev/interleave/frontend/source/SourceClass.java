package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.Statement;
import dev.interleave.frontend.source.MethodContext.Variable;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class as the sources declare it: top-level, member, local or anonymous. */
final class SourceClass {
  private final String name;
  private final Node node;
  private final @Nullable SourceClass outer;
  private final SourceFile file;
  private final boolean hasOuterObject;

  /** Member and local classes by simple name. */
  final Map<String, String> members = new LinkedHashMap<>();

  final Map<String, String> locals = new HashMap<>();
  final Map<String, Type> variables = new HashMap<>();

  /** Local variables of the enclosing method that the body of a local class uses. */
  final Map<String, Variable> captures = new LinkedHashMap<>();

  /** The numbers of the lambdas in this class itself: an inner one comes before its outer one. */
  final IdentityHashMap<Node, Integer> lambdas = new IdentityHashMap<>();

  /** What the constructor of an anonymous class passes on. */
  List<Type> superArguments = List.of();

  SourceClass(
      String name,
      Node node,
      @Nullable SourceClass outer,
      SourceFile file,
      boolean hasOuterObject) {
    this.name = name;
    this.node = node;
    this.outer = outer;
    this.file = file;
    this.hasOuterObject = hasOuterObject;
  }

  String name() {
    return name;
  }

  Node node() {
    return node;
  }

  @Nullable SourceClass outer() {
    return outer;
  }

  SourceFile file() {
    return file;
  }

  /** Returns whether each object of this class belongs to one of the enclosing class. */
  boolean hasOuterObject() {
    return hasOuterObject;
  }

  Type type() {
    return Type.named(name, declaredParameters());
  }

  List<Type> declaredParameters() {
    if (node instanceof ClassOrInterfaceDeclaration type) {
      return type.getTypeParameters().stream().map(this::parameter).toList();
    }
    return node instanceof RecordDeclaration type
        ? type.getTypeParameters().stream().map(this::parameter).toList()
        : List.of();
  }

  private Type parameter(com.github.javaparser.ast.type.TypeParameter parameter) {
    String its = parameter.getNameAsString();
    return variables.getOrDefault(its, Type.variable(its, Type.OBJECT));
  }

  List<BodyDeclaration<?>> body() {
    if (node instanceof TypeDeclaration<?> type) {
      return List.copyOf(type.getMembers());
    }
    if (node instanceof ObjectCreationExpr creation) {
      return creation
          .getAnonymousClassBody()
          .<List<BodyDeclaration<?>>>map(List::copyOf)
          .orElse(List.of());
    }
    return List.copyOf(((EnumConstantDeclaration) node).getClassBody());
  }

  boolean isAnonymous() {
    return node instanceof ObjectCreationExpr || node instanceof EnumConstantDeclaration;
  }

  /** Returns whether the class stands in a body, so that it can use local variables. */
  boolean isLocal() {
    Node parent = node.getParentNode().orElse(null);
    return node instanceof ObjectCreationExpr
        || node instanceof EnumConstantDeclaration
        || parent instanceof Statement;
  }

  /** Returns whether it or a class around it is local, so that no other file can name it. */
  boolean isInBody() {
    return isLocal() || (outer != null && outer.isInBody());
  }

  boolean isEnum() {
    return node instanceof EnumDeclaration;
  }

  boolean isRecord() {
    return node instanceof RecordDeclaration;
  }

  boolean isInterface() {
    return node instanceof AnnotationDeclaration
        || (node instanceof ClassOrInterfaceDeclaration type && type.isInterface());
  }
}
