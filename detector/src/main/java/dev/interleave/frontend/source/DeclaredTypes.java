package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.interleave.model.Flags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the sources declare, in the form in which class files are known too. Each file has a table
 * of its own, which notes what the file asks about.
 */
final class DeclaredTypes {
  private final Map<String, TypeInfo> declared = new HashMap<>();
  private final Map<String, SourceClass> classes = new HashMap<>();
  private final Map<String, SourceClass> waiting = new HashMap<>();
  private final IdentityHashMap<SourceFile, TypeTable> tables = new IdentityHashMap<>();
  private final IdentityHashMap<SourceFile, Set<String>> asked = new IdentityHashMap<>();
  private final TypeTable all;

  /**
   * Declares the classes of files.
   *
   * @param kept what others declare that need not be looked at
   * @param others what is known of all other classes; null for nothing
   */
  DeclaredTypes(
      List<ClassIndex> files, List<TypeInfo> kept, Function<String, @Nullable TypeInfo> others) {
    this.all = new TypeTable(this::declared, others);
    kept.forEach(info -> declared.putIfAbsent(info.name(), info));
    for (ClassIndex file : files) {
      Set<String> names = new HashSet<>();
      asked.put(file.file(), names);
      tables.put(file.file(), all.telling(names::add));
      for (SourceClass type : file.classes()) {
        if (declared.putIfAbsent(type.name(), shell(type, null, List.of())) == null) {
          classes.put(type.name(), type);
          waiting.put(type.name(), type);
        }
      }
    }
    List<SourceClass> own = List.copyOf(classes.values());
    own.forEach(type -> declared(type.name()));
    own.forEach(type -> declared.put(type.name(), Members.of(type, info(type), scope(type))));
  }

  /** Returns what is declared under a name; its supertypes are found first if somebody asks. */
  private @Nullable TypeInfo declared(String name) {
    SourceClass first = waiting.isEmpty() ? null : waiting.remove(name);
    if (first != null) {
      supertypes(first);
    }
    return declared.get(name);
  }

  /** Returns what is known of all classes. */
  TypeTable table() {
    return all;
  }

  /** Returns the same for the code of a file. */
  TypeTable table(SourceFile file) {
    TypeTable its = tables.get(file);
    return its == null ? all : its;
  }

  /** Returns the names of other classes that a file has asked for so far, known or not. */
  Set<String> asked(ClassIndex file) {
    Set<String> others = new TreeSet<>(asked.getOrDefault(file.file(), Set.of()));
    file.classes().forEach(own -> others.remove(own.name()));
    return others;
  }

  @Nullable SourceClass source(String name) {
    return classes.get(name);
  }

  TypeInfo info(SourceClass type) {
    TypeInfo info = declared.get(type.name());
    return info == null ? shell(type, Type.OBJECT, List.of()) : info;
  }

  TypeScope scope(SourceClass type) {
    return new TypeScope(type, type.variables, table(type.file()));
  }

  private static TypeInfo shell(
      SourceClass type, @Nullable Type superclass, List<Type> interfaces) {
    return new TypeInfo(
        type.name(),
        access(type),
        type.declaredParameters(),
        type.hasOuterObject() && type.outer() != null ? type.outer().name() : "",
        superclass,
        interfaces,
        type.members,
        Map.of(),
        Map.of());
  }

  private static int access(SourceClass type) {
    int access = 0;
    if (type.node() instanceof TypeDeclaration<?> declaration) {
      access = Modifiers.of(declaration);
    }
    if (type.outer() != null && type.outer().isInterface() && !type.isAnonymous()) {
      access |= Flags.PUBLIC | Flags.STATIC;
    }
    if (type.isInterface()) {
      return access | Flags.INTERFACE | Flags.ABSTRACT;
    }
    return type.isRecord() ? access | Flags.FINAL : access;
  }

  private void supertypes(SourceClass type) {
    if (type.outer() != null) {
      declared(type.outer().name());
    }
    variables(type);
    TypeScope scope = scope(type);
    Node node = type.node();
    Type superclass = Type.OBJECT;
    List<Type> interfaces = new ArrayList<>();
    if (node instanceof ClassOrInterfaceDeclaration declaration) {
      List<ClassOrInterfaceType> above = declaration.getExtendedTypes();
      if (declaration.isInterface()) {
        above.forEach(one -> interfaces.add(scope.type(one)));
      } else if (!above.isEmpty()) {
        superclass = scope.type(above.get(0));
      }
    } else if (node instanceof EnumDeclaration) {
      superclass = Type.named("java/lang/Enum", List.of(Type.named(type.name())));
    } else if (node instanceof RecordDeclaration) {
      superclass = Type.named("java/lang/Record");
    } else if (node instanceof AnnotationDeclaration) {
      interfaces.add(Type.named("java/lang/annotation/Annotation"));
    } else {
      superclass = ofAnonymous(type, interfaces);
    }
    if (node instanceof NodeWithImplements<?> declaration) {
      declaration.getImplementedTypes().forEach(one -> interfaces.add(scope.type(one)));
    }
    declared.put(type.name(), shell(type, superclass, interfaces));
  }

  private Type ofAnonymous(SourceClass type, List<Type> interfaces) {
    SourceClass outer = type.outer();
    if (outer == null || !(type.node() instanceof ObjectCreationExpr creation)) {
      return outer == null ? Type.OBJECT : outer.type();
    }
    Type above = scope(type).type(creation.getType());
    TypeInfo info = table(type.file()).find(above);
    if (info != null && info.isInterface()) {
      interfaces.add(above);
      return Type.OBJECT;
    }
    return above;
  }

  private void variables(SourceClass type) {
    if (type.outer() != null) {
      type.variables.putAll(type.outer().variables);
    }
    Node at = type.node().getParentNode().orElse(null);
    while (at != null && !(at instanceof TypeDeclaration)) {
      if (at instanceof CallableDeclaration<?> method) {
        scope(type).declare(method.getTypeParameters(), type.variables);
        break;
      }
      at = at.getParentNode().orElse(null);
    }
    if (type.node() instanceof NodeWithTypeParameters<?> declaration) {
      scope(type).declare(declaration.getTypeParameters(), type.variables);
    }
  }
}
