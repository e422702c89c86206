package dev.interleave.frontend.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.IntersectionType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.TypeParameter;
import com.github.javaparser.ast.type.UnionType;
import com.github.javaparser.ast.type.VoidType;
import com.github.javaparser.ast.type.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which types the names at one point of a source mean. */
final class TypeScope {
  private final SourceClass here;
  private final Map<String, Type> variables;
  private final TypeTable table;

  TypeScope(SourceClass here, Map<String, Type> variables, TypeTable table) {
    this.here = here;
    this.variables = variables;
    this.table = table;
  }

  /** Returns the scope within a declaration that may have type variables of its own. */
  TypeScope within(NodeWithTypeParameters<?> declaration) {
    if (declaration.getTypeParameters().isEmpty()) {
      return this;
    }
    Map<String, Type> more = new HashMap<>(variables);
    declare(declaration.getTypeParameters(), more);
    return new TypeScope(here, more, table);
  }

  void declare(List<TypeParameter> parameters, Map<String, Type> into) {
    for (TypeParameter parameter : parameters) {
      String name = parameter.getNameAsString();
      into.put(name, Type.variable(name, Type.OBJECT));
    }
    TypeScope inner = new TypeScope(here, into, table);
    for (TypeParameter parameter : parameters) {
      if (!parameter.getTypeBound().isEmpty()) {
        String name = parameter.getNameAsString();
        into.put(name, Type.variable(name, inner.type(parameter.getTypeBound().get(0))));
      }
    }
  }

  Type type(com.github.javaparser.ast.type.Type syntax) {
    if (syntax instanceof PrimitiveType primitive) {
      return Type.of(primitive.toDescriptor());
    }
    if (syntax instanceof VoidType) {
      return Type.VOID;
    }
    if (syntax instanceof ArrayType array) {
      return Type.array(type(array.getComponentType()));
    }
    if (syntax instanceof ClassOrInterfaceType named) {
      return named(named);
    }
    if (syntax instanceof WildcardType wildcard) {
      return wildcard
          .getExtendedType()
          .or(wildcard::getSuperType)
          .map(this::type)
          .orElse(Type.OBJECT);
    }
    if (syntax instanceof UnionType union) {
      return Type.named("java/lang/Throwable").equals(type(union.getElements().get(0)))
          ? Type.OBJECT
          : Type.named("java/lang/Throwable");
    }
    if (syntax instanceof IntersectionType both) {
      return type(both.getElements().get(0));
    }
    return Type.UNKNOWN;
  }

  private Type named(ClassOrInterfaceType named) {
    List<Type> arguments = new ArrayList<>();
    named.getTypeArguments().ifPresent(all -> all.forEach(one -> arguments.add(type(one))));
    if (named.getScope().isEmpty()) {
      Type variable = variables.get(named.getNameAsString());
      return variable != null ? variable : Type.named(simple(named.getNameAsString()), arguments);
    }
    List<String> parts = new ArrayList<>();
    for (ClassOrInterfaceType at = named; at != null; at = at.getScope().orElse(null)) {
      parts.add(0, at.getNameAsString());
    }
    return Type.named(qualified(parts), arguments);
  }

  /** Returns the type that an expression names; null when it names none. */
  @Nullable Type typeNamed(Expression expression) {
    List<String> parts = new ArrayList<>();
    Expression at = expression;
    while (at instanceof FieldAccessExpr access) {
      parts.add(0, access.getNameAsString());
      at = access.getScope();
    }
    if (!(at instanceof NameExpr first)) {
      return null;
    }
    parts.add(0, first.getNameAsString());
    if (parts.size() == 1) {
      Type variable = variables.get(parts.get(0));
      String name = variable != null ? variable.name() : knownSimple(parts.get(0));
      name = name == null && looksLikeType(parts.get(0)) ? simple(parts.get(0)) : name;
      return name == null ? null : Type.named(name);
    }
    String name = knownQualified(parts);
    return name != null
        ? Type.named(name)
        : looksLikeType(parts.get(parts.size() - 1)) && !looksLikeConstant(parts)
            ? Type.named(qualified(parts))
            : null;
  }

  /** Returns the type that a full name means. */
  Type dotted(String name) {
    return Type.named(qualified(List.of(name.split("\\."))));
  }

  private static boolean looksLikeType(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  private static boolean looksLikeConstant(List<String> parts) {
    return looksLikeType(parts.get(parts.size() - 2));
  }

  private String simple(String name) {
    String known = knownSimple(name);
    return known != null ? known : guess(name);
  }

  /** What no import and no class file explains is taken to stand where it most often does. */
  private String guess(String name) {
    CompilationUnit unit = here.file().unit();
    List<String> stars = new ArrayList<>();
    if (unit != null) {
      for (ImportDeclaration line : unit.getImports()) {
        if (line.isAsterisk() && !line.isStatic() && !line.getNameAsString().startsWith("java.")) {
          stars.add(line.getNameAsString().replace('.', '/') + "/");
        }
      }
    }
    return (stars.size() == 1 ? stars.get(0) : here.file().folder()) + name;
  }

  private @Nullable String knownSimple(String name) {
    for (SourceClass at = here; at != null; at = at.outer()) {
      String local = at.locals.get(name);
      if (local != null) {
        return local;
      }
      String simple = at.name().substring(at.name().lastIndexOf('/') + 1);
      if (simple.equals(name) || (!at.isAnonymous() && simple.endsWith("$" + name))) {
        return at.name();
      }
      String member = member(at.name(), name);
      if (member != null) {
        return member;
      }
    }
    return imported(name);
  }

  private @Nullable String member(String owner, String name) {
    for (Type type : table.lineage(Type.named(owner))) {
      TypeInfo info = table.find(type);
      String member = info == null ? null : info.members().get(name);
      if (member != null) {
        return member;
      }
    }
    return null;
  }

  private @Nullable String imported(String name) {
    CompilationUnit unit = here.file().unit();
    List<ImportDeclaration> imports = unit == null ? List.of() : unit.getImports();
    for (ImportDeclaration line : imports) {
      if (!line.isAsterisk() && line.getName().getIdentifier().equals(name)) {
        String full = knownQualified(List.of(line.getNameAsString().split("\\.")));
        if (full != null || !line.isStatic()) {
          return full != null ? full : guessQualified(line.getNameAsString().split("\\."));
        }
      }
    }
    String same = here.file().folder() + name;
    if (table.find(same) != null) {
      return same;
    }
    for (ImportDeclaration line : imports) {
      if (line.isAsterisk()) {
        String found = underStar(line, name);
        if (found != null) {
          return found;
        }
      }
    }
    String platform = "java/lang/" + name;
    return table.find(platform) != null ? platform : null;
  }

  private @Nullable String underStar(ImportDeclaration line, String name) {
    String direct = line.getNameAsString().replace('.', '/') + "/" + name;
    if (!line.isStatic() && table.find(direct) != null) {
      return direct;
    }
    String owner = knownQualified(List.of(line.getNameAsString().split("\\.")));
    return owner == null ? null : member(owner, name);
  }

  private String qualified(List<String> parts) {
    String known = knownQualified(parts);
    if (known != null) {
      return known;
    }
    String head = looksLikeType(parts.get(0)) ? simple(parts.get(0)) : null;
    return head != null
        ? String.join("$", join(head, parts.subList(1, parts.size())))
        : guessQualified(parts.toArray(new String[0]));
  }

  private static List<String> join(String head, List<String> tail) {
    List<String> all = new ArrayList<>();
    all.add(head);
    all.addAll(tail);
    return all;
  }

  private static String guessQualified(String[] parts) {
    StringBuilder name = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      name.append(looksLikeType(parts[i - 1]) ? '$' : '/').append(parts[i]);
    }
    return name.toString();
  }

  private @Nullable String knownQualified(List<String> parts) {
    String head = knownHead(parts.get(0), parts.size());
    int next = 1;
    StringBuilder folder = new StringBuilder(parts.get(0));
    while (head == null && next < parts.size()) {
      folder.append('/').append(parts.get(next++));
      head = table.find(folder.toString()) != null ? folder.toString() : null;
    }
    while (head != null && next < parts.size()) {
      head = member(head, parts.get(next++));
    }
    return head;
  }

  /** A qualified import must not ask the imports again. */
  private @Nullable String knownHead(String name, int parts) {
    return parts > 1 && looksLikeType(name) ? knownSimple(name) : null;
  }

  TypeTable table() {
    return table;
  }
}
